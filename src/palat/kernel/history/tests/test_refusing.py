"""The database itself refuses to alter the history: also to its owner, also by plain SQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from palat.kernel.history.models import Body, ChainHead, Event, Root
from palat.kernel.history.tests.factories import told, two_days

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history_event SET facts = '{}'",
        "UPDATE history_event SET public = NOT public WHERE seq = 1",
        "DELETE FROM history_event WHERE seq = 2",
        "TRUNCATE history_event CASCADE",
        "UPDATE history_body SET content = 'อื่น'",
        "TRUNCATE history_body",
        "UPDATE history_root SET root = previous",
        "DELETE FROM history_root",
        "TRUNCATE history_root CASCADE",
        "UPDATE history_leaf SET seq = seq + 1",
        "DELETE FROM history_leaf",
        "TRUNCATE history_leaf",
        "DELETE FROM history_chainhead",
        "TRUNCATE history_chainhead",
    ],
)
def test_database_refuses_its_owner(statement: str) -> None:
    two_days()
    before = _all()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableowner = current_user FROM pg_tables WHERE tablename = 'history_event'")
        assert cursor.fetchone() == (True,)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else TRUNCATE fails for another reason
    with pytest.raises(DatabaseError, match="appended only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert _all() == before


def test_orm_is_refused_alike() -> None:
    event = told("one")
    event.actor = "official:2"
    with pytest.raises(DatabaseError, match="appended only"), transaction.atomic():
        event.save()
    with pytest.raises(DatabaseError, match="appended only"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(kind="other")


def test_two_events_cannot_take_the_same_place() -> None:
    event = told("one")
    event.pk = event.pk + 1_000_000
    with pytest.raises(DatabaseError, match="event_seq_unique_in_chain"), transaction.atomic():
        event.save(force_insert=True)


def _all() -> list[list[object]]:
    return [list(model.objects.order_by("pk").values_list()) for model in (Event, Body, ChainHead, Root)]
