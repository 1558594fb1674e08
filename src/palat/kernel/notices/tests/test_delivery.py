"""An e-mail that fails is tried again, one that was sent is never sent again, and a rolled-back act sends nothing."""

from collections.abc import Sequence
from datetime import UTC, datetime
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction

from palat.kernel.notices.models import Notice
from palat.kernel.notices.operations import NoAddress, deliver, email

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 8, 3, 0, tzinfo=UTC)


class Failing(EmailBackend):
    """A mail server that refuses."""

    def send_messages(self, messages: Sequence[object]) -> int:
        raise SMTPException("451 try again later")


def _notice(**how: str) -> Notice:
    return email(subject="มีความเคลื่อนไหว", body="เปิดดู", at=NOW, **{"address": "a@example.org", **how})


def _jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'notices.deliver'")
        return int(cursor.fetchone()[0])


def test_sent_once_however_often_the_job_runs() -> None:
    notice = _notice()
    for _each in range(3):
        deliver(notice_id=notice.pk, at=NOW)
    assert len(mail.outbox) == 1
    notice.refresh_from_db()
    assert notice.sent_at == NOW


def test_failed_sending_is_left_to_be_tried_again(settings: object) -> None:
    notice = _notice()
    settings.EMAIL_BACKEND = f"{__name__}.Failing"  # type: ignore[attr-defined]
    with pytest.raises(SMTPException):
        deliver(notice_id=notice.pk, at=NOW)
    notice.refresh_from_db()
    assert notice.sent_at is None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]
    deliver(notice_id=notice.pk, at=NOW)
    assert len(mail.outbox) == 1


def test_act_that_is_rolled_back_sends_nothing() -> None:
    before = _jobs()

    def act() -> None:
        with transaction.atomic():
            _notice()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert not Notice.objects.exists()
    assert _jobs() == before


def test_without_an_address_nothing_is_sent() -> None:
    with pytest.raises(NoAddress):
        deliver(notice_id=_notice(address="").pk, at=NOW)
    assert not mail.outbox
