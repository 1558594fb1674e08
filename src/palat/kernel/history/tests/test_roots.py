"""Daily roots: over the chains that grew, joined to the root before, signed, cut by what has been committed."""

import base64
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from palat.kernel.history.keys import known_keys
from palat.kernel.history.models import Leaf, Root
from palat.kernel.history.operations import cut_root, erase_bodies
from palat.kernel.history.queries import events_of, faults
from palat.kernel.history.tests.factories import NOW, TODAY, settle, told, two_days

TOMORROW = TODAY + timedelta(days=1)


@pytest.mark.django_db
def test_root_covers_nothing_that_is_not_committed() -> None:
    two_days()
    # The test's own transaction is still open, so nothing that it wrote is covered yet.
    assert not Leaf.objects.filter(chain__in=["one", "two"]).exists()


@pytest.fixture
def committed(quiet_server: None, django_db_blocker: pytest.FixtureRequest) -> object:
    """Really commit, and take away afterwards what was written: as the owner, with the triggers off."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        with connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(max(id), 0) FROM history_event")
            (last,) = cursor.fetchone()
        yield
        with connection.cursor() as cursor:
            for table, which in (
                ("history_leaf", ""),
                ("history_root", ""),
                ("history_body", f"WHERE event_id > {last}"),
                ("history_event", f"WHERE id > {last}"),
                ("history_chainhead", "WHERE chain IN ('one', 'two', 'ไทย', 'late', 'early', 'erasures')"),
            ):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                cursor.execute(f"DELETE FROM {table} {which}")
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        connection.close()


def test_roots_join_and_are_signed(committed: None) -> None:
    two_days()
    first, second = Root.objects.order_by("day")
    assert bytes(second.previous) == bytes(first.root)
    assert first.key == second.key == known_keys()[0]
    # Only what grew on the second day stands under the second root.
    assert set(Leaf.objects.filter(root=second).values_list("chain", "seq")) == {("one", 4), ("ไทย", 1)}
    assert {("one", 3), ("two", 1)} <= set(Leaf.objects.filter(root=first).values_list("chain", "seq"))
    assert list(faults()) == []


def test_cutting_a_day_twice_gives_the_root_already_cut(committed: None) -> None:
    told("one")
    settle()
    first = cut_root(day=TODAY, at=NOW)
    told("one")
    assert bytes(cut_root(day=TODAY, at=NOW).root) == bytes(first.root)
    assert Root.objects.count() == 1


def test_late_commit_falls_into_the_next_day(committed: None) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            told("late")
            begun.set()
            go_on.wait(10)
        connection.close()

    writer = threading.Thread(target=slow)
    writer.start()
    assert begun.wait(10)
    told("early")  # begun later, committed earlier: it waits for the next root too, since its number is higher
    root = cut_root(day=TODAY, at=NOW)
    go_on.set()
    writer.join()
    assert not Leaf.objects.filter(root=root, chain__in=["late", "early"]).exists()
    settle()
    after = cut_root(day=TOMORROW, at=NOW)
    assert set(Leaf.objects.filter(root=after).values_list("chain", flat=True)) >= {"late", "early"}
    assert list(faults()) == []


def test_erasing_what_was_said_leaves_the_chain_and_its_roots_whole(committed: None) -> None:
    two_days()
    erased = erase_bodies(chain="one", at=NOW, actor="system", basis="retention", reason="ครบกำหนดเก็บรักษา")
    assert erased == 4
    assert [(event.body, event.erased) for event in events_of("one")] == [({}, True)] * 4
    assert list(faults()) == []
    (trace,) = events_of("erasures")
    assert trace.facts == {"bodies": 4, "chain": "one", "reason": "ครบกำหนดเก็บรักษา"}


def test_old_roots_hold_after_a_change_of_key(committed: None, settings: object) -> None:
    told("one")
    settle()
    cut_root(day=TODAY, at=NOW)
    (old,) = known_keys()
    settings.ROOT_SIGNING_KEY = base64.b64encode(b"another-root-signing-key-32-byte").decode()  # type: ignore[attr-defined]
    assert [fault.where for fault in faults()] == [f"root {TODAY}"]  # until the earlier key is named
    settings.ROOT_OLD_KEYS = [old]  # type: ignore[attr-defined]
    told("one")
    settle()
    cut_root(day=TOMORROW, at=NOW)
    assert len(set(Root.objects.values_list("key", flat=True))) == 2
    assert list(faults()) == []
