import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from palat.kernel.pages.models import OnceKey
from palat.kernel.pages.operations import Sending, UnableToClaim, forget_keys, new_key, send_once

AT = datetime(2025, 11, 24, 2, tzinfo=UTC)


@pytest.mark.django_db
def test_a_second_sending_gets_the_first_result() -> None:
    key, done = new_key(), []
    send = lambda url: send_once(key=key, at=AT, act=lambda: done.append(url) or url)  # noqa: E731
    assert send("/first/") == Sending(url="/first/", is_first=True)
    assert send("/second/") == Sending(url="/first/", is_first=False)
    assert done == ["/first/"]


@pytest.mark.django_db
def test_an_act_that_failed_may_be_sent_again() -> None:
    key = new_key()
    with pytest.raises(ZeroDivisionError):
        send_once(key=key, at=AT, act=lambda: str(1 // 0))
    assert send_once(key=key, at=AT, act=lambda: "/ok/").is_first


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "short", "x" * 65, "มี-ภาษาไทย-ในกุญแจ-ยาวพอ", "a b c d e f g h i j k l"])
def test_a_key_that_is_not_ours_is_refused(key: str) -> None:
    with pytest.raises(UnableToClaim):
        send_once(key=key, at=AT, act=lambda: "/never/")


@pytest.mark.usefixtures("django_db_setup")
def test_two_sendings_at_the_same_moment_act_once(django_db_blocker: Any) -> None:
    key, inside, results = new_key(), threading.Event(), []

    def first() -> str:
        inside.set()
        time.sleep(0.3)
        return "/done/"

    def run(act: Callable[[], str]) -> None:
        results.append(send_once(key=key, at=AT, act=act))
        connection.close()

    # Two connections that really commit; hence outside a test's transaction, and cleared up by hand.
    with django_db_blocker.unblock():
        slow = threading.Thread(target=run, args=[first])
        slow.start()
        assert inside.wait(5)
        quick = threading.Thread(target=run, args=[lambda: "/twice/"])
        quick.start()
        slow.join(5)
        quick.join(5)
        OnceKey.objects.filter(key=key).delete()
        connection.close()
    assert sorted(results, key=lambda one: one.is_first) == [
        Sending(url="/done/", is_first=False),
        Sending(url="/done/", is_first=True),
    ]


@pytest.mark.django_db
def test_old_keys_are_forgotten() -> None:
    OnceKey.objects.create(key="k" * 20, at=AT)
    assert forget_keys(before=AT) == 0
    assert forget_keys(before=AT + timedelta(seconds=1)) == 1
