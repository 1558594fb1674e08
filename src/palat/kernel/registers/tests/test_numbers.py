from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, transaction

from palat.kernel.calendar.counting import legal_date
from palat.kernel.registers import queries
from palat.kernel.registers.models import Register, RegisterEntry, RegisterYear
from palat.kernel.registers.operations.numbers import (
    NumberWithoutAct,
    UnableToVoid,
    UnknownRegister,
    take_number,
    take_numbers,
    void_number,
)

AT = datetime(2026, 11, 24, 3, tzinfo=UTC)
ON = date(2026, 11, 24)


@pytest.fixture
def register(db):
    Register.objects.create(code="proof", name_th="ทดสอบ", name_en="Proof", template="ทด {running}/{year}")
    return "proof"


def test_numbers_run_from_one_and_are_entered(register):
    assert take_number(register=register, on=ON, ref="letter:1", at=AT).text == "ทด 1/2569"
    batch = take_numbers(register=register, on=ON, refs=["letter:9", "letter:8", "letter:7"], at=AT)
    assert [number.running for number in batch] == [2, 3, 4]
    lines = queries.pages_of(register=register, year=2569, first=1, last=10)
    assert [(line.number.running, line.ref, line.on) for line in lines] == [
        (1, "letter:1", ON),
        (2, "letter:9", ON),
        (3, "letter:8", ON),
        (4, "letter:7", ON),
    ]
    assert [line.number.text for line in queries.numbers_of("letter:8")] == ["ทด 3/2569"]


def test_a_batch_is_one_statement(register, django_assert_num_queries):
    with django_assert_num_queries(1):
        take_numbers(register=register, on=ON, refs=[f"matter:{n}" for n in range(500)], at=AT)
    with django_assert_num_queries(0):
        assert take_numbers(register=register, on=ON, refs=[], at=AT) == []


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        (datetime(2026, 12, 31, 16, 59, tzinfo=UTC), "ทด 1/2569"),  # 23:59 on 31 December in Bangkok
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "ทด 1/2570"),  # midnight there; still 2026 in UTC
        (datetime(2026, 9, 30, 17, 0, tzinfo=UTC), "ทด 1/2569"),  # the fiscal year turns, the register does not
    ],
)
def test_year_turns_at_midnight_in_bangkok(register, moment, number):
    assert take_number(register=register, on=legal_date(moment), ref="letter:1", at=moment).text == number


def test_each_year_begins_again_at_one_and_an_old_year_goes_on(register):
    take_numbers(register=register, on=date(2026, 12, 31), refs=["a", "b"], at=AT)
    assert take_number(register=register, on=date(2027, 1, 1), ref="c", at=AT).text == "ทด 1/2570"
    assert take_number(register=register, on=date(2026, 12, 31), ref="late", at=AT).text == "ทด 3/2569"


def test_rolled_back_act_gives_its_number_back(register):
    with transaction.atomic():
        take_number(register=register, on=ON, ref="letter:1", at=AT)
        transaction.set_rollback(True)
    assert take_number(register=register, on=ON, ref="letter:2", at=AT).running == 1


def test_unknown_register_is_named(db):
    with pytest.raises(UnknownRegister, match="no_such"):
        take_number(register="no_such", on=ON, ref="letter:1", at=AT)


def test_no_number_without_an_act():
    with ThreadPoolExecutor(1) as outside, pytest.raises(NumberWithoutAct):
        outside.submit(take_numbers, register="petition", on=ON, refs=["letter:1"], at=AT).result()


def test_void_number_stays_taken_and_says_why(register):
    clerk = get_user_model().objects.create(username="clerk")
    take_numbers(register=register, on=ON, refs=["a", "b"], at=AT)
    void_number(register=register, year=2569, running=1, reason=" พิมพ์ผิด ", by_user_id=clerk.pk, at=AT)
    assert queries.numbers_of("a")[0].void_reason == "พิมพ์ผิด"
    assert take_number(register=register, on=ON, ref="c", at=AT).running == 3
    for running, reason in ((1, "again"), (9, "never given"), (2, "  ")):
        with pytest.raises(UnableToVoid):
            void_number(register=register, year=2569, running=running, reason=reason, by_user_id=clerk.pk, at=AT)
    with pytest.raises(DatabaseError, match="only be marked void, once"), transaction.atomic():
        RegisterEntry.objects.filter(running=1).update(void_reason="", voided_at=None, voided_by=None)


ENTER = (
    "INSERT INTO registers_registerentry"
    " (register_id, year, running, text, ref, on_date, issued_at, late_reason, void_reason)"
    " VALUES ('proof', 2569, %s, 'x', 'x', '%s', now(), '', '')"
)
TAMPERING = {
    "delete an entry": ("DELETE FROM registers_registerentry", "never taken back"),
    "empty the table": ("TRUNCATE registers_registerentry CASCADE", "never taken back"),
    "pass a number on": ("UPDATE registers_registerentry SET ref = 'x', void_reason = 'y'", "only be marked void"),
    "write another number": ("UPDATE registers_registerentry SET text = 'x', void_reason = 'y'", "only be marked void"),
    "settle what was not reserved": ("UPDATE registers_registerentry SET ref = 'paper'", "only be settled, once"),
    "reserve outside a block": (
        (ENTER % (3, "2026-11-24")).replace("'x', 'x'", "'x', 'reserved'"),
        "reserved_in_a_block",
    ),
    "lose the year": ("DELETE FROM registers_registeryear", "never taken back"),
    "turn the year back": ("UPDATE registers_registeryear SET last = 0", "only grows"),
    "skip numbers": (ENTER % (9, "2026-11-24"), "would have a gap"),
    "give a number twice": (ENTER % (2, "2026-11-24"), "number_given_once"),
    "bear a day of another year": (ENTER % (3, "2027-01-01"), "number_of_its_year"),
    "void without saying who": (
        "UPDATE registers_registerentry SET void_reason = 'y' WHERE running = 1",
        "void_is_explained",
    ),
    "take a number and not enter it": ("UPDATE registers_registeryear SET last = 3", "taken and not entered"),
    "begin a year and not enter a number": (
        "INSERT INTO registers_registeryear (register_id, year, last) VALUES ('proof', 2570, 1)",
        "taken and not entered",
    ),
}


@pytest.mark.parametrize(("statement", "words"), TAMPERING.values(), ids=TAMPERING)
def test_the_database_refuses_to_break_a_register(register, statement, words):
    take_numbers(register=register, on=ON, refs=["a", "b"], at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match=words), transaction.atomic():
            cursor.execute(statement)
    assert RegisterYear.objects.get(register=register).last == 2
    assert [line.ref for line in queries.pages_of(register=register, year=2569, first=1, last=9)] == ["a", "b"]


def test_flaws_of_a_restored_copy_are_found(register):
    take_numbers(register=register, on=ON, refs=["a", "b", "c"], at=AT)
    assert list(queries.flaws()) == []
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE registers_registerentry DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM registers_registerentry WHERE running = 2")
    assert [(flaw.register, flaw.year, flaw.last, flaw.entries) for flaw in queries.flaws()] == [("proof", 2569, 3, 2)]
