"""The database has every index and constraint that is declared, and none that costs its upkeep for nothing."""

import pytest
from django.apps import apps
from django.db import connection

INDEXES = """
SELECT indrelid::regclass::text, indexrelid::regclass::text, indkey::text, indclass::text,
  coalesce(pg_get_expr(indpred, indrelid), ''), coalesce(pg_get_expr(indexprs, indrelid), '')
FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
JOIN pg_namespace ON pg_namespace.oid = relnamespace AND nspname = current_schema()
"""
OURS = (
    *("calendar", "exchange", "files", "history", "identities", "jobs", "language", "letters", "matters", "notices"),
    *("organisation", "pages", "petitions", "registers", "reports"),
)
MANY_TO_MANY = {"petitions_problem_owners_problem_id_7a89bba0"}  # made by Django, which cannot leave it out


@pytest.mark.django_db
def test_no_index_begins_as_another_does() -> None:
    with connection.cursor() as cursor:
        cursor.execute(INDEXES)
        plain = [row for row in cursor.fetchall() if row[0].split("_")[0] in OURS and not row[4] and not row[5]]
    assert len(plain) > 50
    twice = [
        one
        for table, one, keys, kinds, _where, _expressions in plain
        for other_table, other, other_keys, other_kinds, _of, _them in plain
        if table == other_table
        and one != other
        and not one.endswith("_pkey")
        and _begins(keys, other_keys)
        and _begins(kinds, other_kinds)
        and (keys != other_keys or one > other)
    ]
    assert set(twice) - MANY_TO_MANY == set()


def _begins(short: str, long: str) -> bool:
    return long.split()[: len(short.split())] == short.split()


@pytest.mark.django_db
def test_what_models_declare_is_there() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint UNION SELECT indexrelid::regclass::text FROM pg_index")
        there = {name for (name,) in cursor.fetchall()}
    declared = {
        one.name
        for model in apps.get_models()
        if model.__module__.startswith("palat.") and model._meta.managed
        for one in (*model._meta.indexes, *model._meta.constraints)
    }
    assert len(declared) > 150
    assert declared - there == set()
