"""Eight writers at once, some of whose acts fail: no gap, no double, on real connections that commit."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from random import Random
from threading import Barrier

import pytest
from django.db import connection, transaction

from palat.kernel.registers import queries
from palat.kernel.registers.models import Register, RegisterEntry
from palat.kernel.registers.operations.numbers import take_numbers

WRITERS, ACTS = 8, 30
AT = datetime(2026, 11, 24, 3, tzinfo=UTC)


class ActFailsError(Exception):
    pass


@pytest.fixture
def register(django_db_setup, django_db_blocker) -> Iterator[str]:
    """A register that other connections see; taken away again, which needs the owner's rights."""
    with django_db_blocker.unblock():
        Register.objects.create(code="busy", name_th="ทดสอบ", name_en="Proof", template="{running}")
        yield "busy"
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in ("registers_registerentry", "registers_registeryear"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                cursor.execute(f"DELETE FROM {table} WHERE register_id = 'busy'")
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute("DELETE FROM registers_register WHERE code = 'busy'")
        connection.close()


def write(writer: int, start: Barrier) -> list[tuple[int, int, str]]:
    """Run acts that take one to three numbers across the turn of a year; every fourth fails after taking them."""
    chance, kept = Random(writer), []
    start.wait(timeout=20)
    try:
        for act in range(ACTS):
            refs = [f"letter:{writer}-{act}-{n}" for n in range(chance.randint(1, 3))]
            on = date(2026, 12, 31) if chance.random() < 0.5 else date(2027, 1, 1)
            try:
                with transaction.atomic():
                    numbers = take_numbers(register="busy", on=on, refs=refs, at=AT)
                    if act % 4 == 3:
                        raise ActFailsError
            except ActFailsError:
                continue
            kept += [(number.year, number.running, ref) for number, ref in zip(numbers, refs, strict=True)]
    finally:
        connection.close()
    return kept


def test_concurrent_writers_make_no_gap_and_no_double(register):
    start = Barrier(WRITERS)
    with ThreadPoolExecutor(WRITERS) as pool:
        given = [entry for writer in pool.map(lambda n: write(n, start), range(WRITERS)) for entry in writer]
    entered = RegisterEntry.objects.filter(register=register).values_list("year", "running", "ref")
    assert sorted(given) == sorted(entered)
    for year in (2569, 2570):
        runnings = sorted(running for of, running, _ref in given if of == year)
        assert runnings == list(range(1, len(runnings) + 1))
        assert len(runnings) > WRITERS
    assert list(queries.flaws()) == []
