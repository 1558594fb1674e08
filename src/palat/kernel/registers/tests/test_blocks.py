"""Numbers reserved for paper: entries from the beginning, work until each is accounted for, never a gap."""

from datetime import UTC, date, datetime, timedelta

import pytest

from palat.kernel.history.queries import events_of
from palat.kernel.registers import queries
from palat.kernel.registers.models import RegisterEntry
from palat.kernel.registers.operations.blocks import give_back, reserve, settle
from palat.kernel.registers.operations.entries import NotKeeper, enter, void
from palat.kernel.registers.operations.numbers import UnableToNumber, UnableToVoid, take_number
from palat.kernel.registers.procedure import MOST_RESERVED
from palat.kernel.registers.tests.people import AT, LINE, ON, clerk, holder, registrar

pytestmark = pytest.mark.django_db


def block(many=3, *, by=None, at=AT, **more):
    words = {"register": "letter_out", "why": "ไฟฟ้าดับตามแผน", "reserved_for": "กลุ่มรับเรื่อง", "due_on": ON + timedelta(3)}
    return reserve(**{**words, **more}, many=many, by=by or clerk(), at=at)


def settled(running, *, on=ON, at=AT):
    return settle(register="letter_out", year=2569, running=running, on=on, line=LINE, by=clerk(), at=at)


def test_reserved_numbers_are_entries_and_work_of_the_clerk():
    take_number(register="letter_out", on=ON, ref="letter:1", at=AT)
    made = block()
    assert (made.year, made.first, made.last) == (2569, 2, 4)
    assert take_number(register="letter_out", on=ON, ref="letter:2", at=AT).running == 5
    assert list(queries.flaws()) == []
    assert [(one.pk, one.left) for one in queries.to_account_for(clerk())] == [(made.pk, 3)]
    assert [one.pk for one in queries.open_blocks(holder("director-psc"))] == [made.pk]
    assert not queries.to_account_for(holder("director-psc")).exists()
    assert not queries.open_blocks(registrar()).exists()
    assert [one.text for one in queries.reserved_in("letter_out", on=ON)] == [
        "นร 0105.04/2",
        "นร 0105.04/3",
        "นร 0105.04/4",
    ]
    event = events_of("register:letter_out")[-1]
    assert (event.kind, event.facts["first"], event.facts["last"]) == ("numbers_reserved", 2, 4)


def test_each_number_is_settled_with_its_paper_or_returned_void():
    made = block()
    assert settled(2).text == "นร 0105.04/2"
    assert [one.running for one in queries.left_in(made.pk)] == [1, 3]
    entry = queries.entry(clerk(), register="letter_out", year=2569, running=2)
    assert (entry.ref, entry.line.subject, entry.block_id) == ("paper", "ขอเชิญประชุม", made.pk)
    void(register="letter_out", year=2569, running=1, reason="เขียนผิด", by=clerk(), at=AT)
    assert give_back(block_id=made.pk, reason="ไม่ได้ใช้", by=clerk(), at=AT) == 1
    assert not queries.to_account_for(clerk()).exists()
    assert [(one.pk, one.left) for one in queries.blocks(clerk())] == [(made.pk, None)]
    lines = queries.pages_of(register="letter_out", year=2569, first=1, last=9)
    assert [(one.number.running, one.ref, one.void_reason) for one in lines] == [
        (1, "reserved", "เขียนผิด"),
        (2, "paper", ""),
        (3, "reserved", "ไม่ได้ใช้"),
    ]
    with pytest.raises(UnableToVoid, match="ไม่มีเลขค้าง"):
        give_back(block_id=made.pk, reason="อีก", by=clerk(), at=AT)


def test_number_is_settled_once():
    block()
    settled(1)
    for again in (1, 9):
        with pytest.raises(UnableToNumber, match="ไม่ได้จองไว้"):
            settled(again)
    void(register="letter_out", year=2569, running=2, reason="ไม่ใช้", by=clerk(), at=AT)
    with pytest.raises(UnableToNumber, match="ไม่ได้จองไว้"):
        settled(2)


def test_paper_bears_a_day_from_the_reservation_to_the_end_of_its_year():
    block()
    later = AT + timedelta(days=60)  # in the next year
    with pytest.raises(UnableToNumber, match="ไม่ก่อนวันที่จอง"):
        settled(1, on=ON - timedelta(days=1))
    with pytest.raises(UnableToNumber, match="ล่วงหน้า"):
        settled(1, on=ON + timedelta(days=1))
    with pytest.raises(UnableToNumber, match="ปีเดียวกับ"):
        settled(1, on=date(2027, 1, 2), at=later)
    assert settled(1, on=date(2026, 12, 31), at=later).year == 2569
    assert RegisterEntry.objects.get(register="letter_out", running=1).on_date == date(2026, 12, 31)


def test_block_belongs_to_the_year_in_which_it_was_reserved():
    eve = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
    assert block(2, at=eve, due_on=date(2027, 1, 5)).year == 2569
    assert block(2, at=eve + timedelta(minutes=1), due_on=date(2027, 1, 5)).year == 2570
    assert [one.year for one in queries.reserved_in("letter_out", on=date(2027, 1, 1))] == [2570, 2570]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"many": 0}, "จองได้ครั้งละ"),
        ({"many": MOST_RESERVED + 1}, "จองได้ครั้งละ"),
        ({"why": " "}, "เหตุที่จอง"),
        ({"reserved_for": ""}, "จองให้ผู้ใด"),
        ({"due_on": ON - timedelta(1)}, "ก่อนวันนี้"),
    ],
)
def test_reservation_says_who_why_and_until_when(changed, words):
    with pytest.raises(UnableToNumber, match=words):
        block(**changed)
    assert not RegisterEntry.objects.exists()


def test_only_the_keeper_reserves_settles_and_gives_back():
    made = block()
    for who in ("officer-1", "director-psc", "secret-registrar-1"):
        by = holder(who)
        with pytest.raises(NotKeeper):
            block(by=by)
        with pytest.raises(NotKeeper):
            settle(register="letter_out", year=2569, running=1, on=ON, line=LINE, by=by, at=AT)
        with pytest.raises(NotKeeper):
            give_back(block_id=made.pk, reason="ไม่ใช้", by=by, at=AT)
    secret = block(1, by=registrar(), register="secret_out")
    assert [one.pk for one in queries.to_account_for(registrar())] == [secret.pk]
    assert secret.pk not in [one.pk for one in queries.open_blocks(clerk())]


def test_late_paper_in_the_meantime_stands_behind_the_block():
    block()
    late = enter(register="letter_out", on=ON - timedelta(days=1), line=LINE, by=clerk(), at=AT, late_reason="พบภายหลัง")
    assert late.running == 4
