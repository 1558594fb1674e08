"""`palat verify`: proves everything, names the first thing altered, and says so by its exit."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from palat.kernel.matters.tests.factories import matter


def _verify() -> str:
    out = StringIO()
    call_command("verify", stdout=out, stderr=StringIO(), no_files=True)
    return out.getvalue()


@pytest.mark.django_db
def test_whole_history_is_said_to_be_whole() -> None:
    matter()
    said = _verify()
    assert "ครบถ้วน ไม่ถูกแก้ไข · whole" in said
    assert "ต่อวินาที" in said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE history_event SET actor = 'official:9' WHERE chain = %s", "{chain}#1"),
        ("UPDATE matters_matter SET head_seq = 2 WHERE 'matter:' || id = %s", "{chain}#2"),
        ("DELETE FROM history_event WHERE chain = %s", "{chain}#1"),
    ],
)
def test_first_alteration_is_named(statement: str, where: str) -> None:
    chain = f"matter:{matter().pk}"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE history_event DISABLE TRIGGER USER")
        cursor.execute(statement, [chain])
        cursor.execute("ALTER TABLE history_event ENABLE TRIGGER USER")
    with pytest.raises(CommandError, match=where.format(chain=chain)):
        _verify()
