"""The role of web and worker: it does the daily work, and cannot alter the history."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import Error, connection, transaction

from palat.launch import roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def role() -> str:
    """A new role; it goes with the transaction of the test."""
    name = f"web_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name}")
    return name


@contextmanager
def acting_as(role: str) -> Iterator[None]:
    """Have the connection act as a role."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")
        yield
        cursor.execute("RESET ROLE")


def refusal(role: str, statement: str) -> str:
    """Return how the database refuses a statement of a role, or nothing."""
    try:
        with transaction.atomic(), acting_as(role), connection.cursor() as cursor:
            cursor.execute(statement)
    except Error as error:
        return str(error)
    return ""


@pytest.mark.parametrize(("table", "rights"), roles.WITHHELD.items())
def test_what_is_withheld_is_refused(role: str, table: str, rights: str) -> None:
    roles.grant(role)
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
        column = cursor.fetchone()[0]
    statements = {
        "INSERT": f"INSERT INTO {table} DEFAULT VALUES",
        "UPDATE": f"UPDATE {table} SET {column} = {column}",
        "DELETE": f"DELETE FROM {table}",
    }
    for right in rights.split(", "):
        assert "permission denied" in refusal(role, statements[right]), (table, right)
    assert "permission denied" in refusal(role, f"TRUNCATE {table}")
    assert refusal(role, f"SELECT 1 FROM {table} LIMIT 1") == ""


def test_the_daily_work_is_allowed_and_the_owner_s_is_not(role: str) -> None:
    assert "permission denied" in refusal(role, "SELECT 1 FROM calendar_holiday")
    roles.grant(role)
    roles.grant(role)
    assert refusal(role, "SELECT 1 FROM calendar_holiday") == ""
    assert refusal(role, "DELETE FROM django_session") == ""
    assert "must be owner" in refusal(role, "DROP TABLE history_event")
    assert "must be owner" in refusal(role, "ALTER TABLE history_event DISABLE TRIGGER ALL")
    assert "permission denied" in refusal(role, "CREATE TABLE public.own (one int)")


def test_every_table_of_the_history_is_thought_of() -> None:
    kept = {name for name in connection.introspection.table_names() if name.startswith("history_")}
    assert kept == {name for name in roles.WITHHELD if name.startswith("history_")}


def test_a_role_that_is_not_there_is_named() -> None:
    with pytest.raises(roles.UnableToGrant, match="CREATE ROLE nobody_here"):
        roles.grant("nobody_here")


def test_a_role_that_could_undo_it_is_refused(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (owner,) = cursor.fetchone()
        with pytest.raises(roles.UnableToGrant, match="owns the tables"):
            roles.grant(owner)
        cursor.execute(f"GRANT {owner} TO {role}")
    with pytest.raises(roles.UnableToGrant, match="owns the tables"):
        roles.grant(role)
