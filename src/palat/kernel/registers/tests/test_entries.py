"""What a clerk does in a register, who may not, and which days it takes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from palat.kernel.history.queries import events_of
from palat.kernel.registers import queries
from palat.kernel.registers.models import Register, RegisterEntry, RegisterLine
from palat.kernel.registers.operations.entries import NotKeeper, chain_of, correct, enter, void
from palat.kernel.registers.operations.numbers import UnableToNumber, UnableToVoid, take_number
from palat.kernel.registers.procedure import day_flaw
from palat.kernel.registers.tests.people import AT, LINE, ON, clerk, clerk_of, holder, registrar

pytestmark = pytest.mark.django_db


def entered(on=ON, at=AT, **more):
    return enter(register="letter_in", on=on, line=LINE, by=clerk(), at=at, **more)


def test_paper_is_entered_with_its_columns_and_the_next_number():
    first, second = entered(), entered()
    assert [first.text, second.text] == ["1", "2"]
    entry = queries.entry(clerk(), register="letter_in", year=2569, running=2)
    assert (entry.ref, entry.on_date, entry.late_reason) == ("paper", ON, "")
    assert (entry.line.subject, entry.line.paper_number) == ("ขอเชิญประชุม", "ตย 0101/5")
    (event,) = events_of(chain_of("letter_in", 2569, 2))
    assert (event.kind, event.facts["running"]) == ("paper_entered", 2)
    assert event.basis.startswith("holding:")
    assert "ขอเชิญประชุม" not in str(event.facts)


@pytest.mark.parametrize(
    "who", ["officer-1", "director-psc", "ps", "auditor-1", "admin-1", "agent-1", "secret-registrar-1"]
)
def test_nobody_but_its_clerk_writes_in_a_register(who):
    entered()
    by = holder(who)
    with pytest.raises(NotKeeper):
        enter(register="letter_in", on=ON, line=LINE, by=by, at=AT)
    with pytest.raises(NotKeeper):
        void(register="letter_in", year=2569, running=1, reason="ผิด", by=by, at=AT)
    with pytest.raises(NotKeeper):
        correct(register="letter_in", year=2569, running=1, line=LINE, reason="ผิด", by=by, at=AT)
    assert RegisterEntry.objects.filter(register="letter_in").count() == 1


def test_clerk_keeps_the_registers_of_the_own_office_and_no_other():
    Register.objects.create(
        code="law.in", office="law", kind="letter_in", name_th="รับ", name_en="In", template="{running}"
    )
    assert enter(register="law.in", on=ON, line=LINE, by=clerk_of("law"), at=AT).running == 1
    with pytest.raises(NotKeeper):
        enter(register="law.in", on=ON, line=LINE, by=clerk(), at=AT)
    with pytest.raises(NotKeeper):
        enter(register="letter_in", on=ON, line=LINE, by=clerk_of("law"), at=AT)
    with pytest.raises(NotKeeper):
        enter(register="no_such", on=ON, line=LINE, by=clerk(), at=AT)


def test_paper_needs_a_subject_and_nothing_is_taken_without():
    with pytest.raises(UnableToNumber, match="ชื่อเรื่อง"):
        enter(register="letter_in", on=ON, line=replace(LINE, subject="  "), by=clerk(), at=AT)
    assert entered().running == 1


# Days ---------------------------------------------------------------------------------------------------------


def test_late_entry_is_marked_with_both_days_and_never_put_between_others():
    entered()
    with pytest.raises(UnableToNumber, match="ระบุเหตุ"):
        entered(on=ON - timedelta(days=3))
    late = entered(on=ON - timedelta(days=3), late_reason=" ซองหาย ")
    assert late.running == 2
    entry = queries.entry(clerk(), register="letter_in", year=2569, running=2)
    assert (entry.on_date, entry.late_reason, entry.issued_at) == (ON - timedelta(days=3), "ซองหาย", AT)
    assert entered().running == 3
    assert queries.entry(clerk(), register="letter_in", year=2569, running=3).late_reason == ""


MIDNIGHT = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)  # the first moment of 2570 in Bangkok
DAYS = [
    # the paper's day, the moment of entry, the number, or what the clerk is told
    (date(2026, 12, 31), MIDNIGHT - timedelta(seconds=1), (2569, 1)),
    (date(2027, 1, 1), MIDNIGHT - timedelta(seconds=1), "ล่วงหน้า"),
    (date(2027, 1, 1), MIDNIGHT, (2570, 1)),
    (date(2026, 12, 31), MIDNIGHT, (2569, 1)),
    (date(2026, 1, 1), MIDNIGHT + timedelta(days=30), (2569, 1)),
    (date(2026, 12, 31), MIDNIGHT + timedelta(days=31), "ปิดแล้ว"),
    (date(2025, 12, 31), MIDNIGHT, "ปิดแล้ว"),
    (date(2026, 1, 1), AT, (2569, 1)),
    (date(2025, 12, 31), AT, "ปิดแล้ว"),
    (date(2026, 11, 25), AT, "ล่วงหน้า"),
]


@pytest.mark.parametrize(("on", "at", "outcome"), DAYS)
def test_days_that_a_register_takes_around_the_turn_of_the_year(on, at, outcome):
    if isinstance(outcome, str):
        with pytest.raises(UnableToNumber, match=outcome):
            entered(on=on, at=at, late_reason="เหตุ")
        assert not RegisterEntry.objects.exists()
        return
    number = entered(on=on, at=at, late_reason="เหตุ")
    assert (number.year, number.running) == outcome


def test_days_of_grace_are_the_registers_own_setting():
    Register.objects.filter(pk="letter_in").update(days_of_grace=0)
    with pytest.raises(UnableToNumber, match="ปิดแล้ว"):
        entered(on=date(2026, 12, 31), at=MIDNIGHT, late_reason="เหตุ")
    assert day_flaw(date(2026, 12, 31), today=date(2027, 1, 11), days_of_grace=10)
    assert not day_flaw(date(2026, 12, 31), today=date(2027, 1, 10), days_of_grace=10)


# Corrections and voids ----------------------------------------------------------------------------------------


def test_correction_keeps_the_words_before_in_the_history():
    entered()
    put = {"register": "letter_in", "year": 2569, "running": 1, "by": clerk(), "at": AT}
    assert correct(**put, line=LINE, reason="") is None, "nothing changed, so no reason is asked for"
    with pytest.raises(UnableToNumber, match="เหตุที่แก้ไข"):
        correct(**put, line=replace(LINE, subject="ขอเลื่อนประชุม"), reason=" ")
    assert correct(**put, line=replace(LINE, subject="ขอเลื่อนประชุม"), reason="พิมพ์ผิด").running == 1
    assert RegisterLine.objects.get().subject == "ขอเลื่อนประชุม"
    event = events_of(chain_of("letter_in", 2569, 1))[-1]
    assert (event.kind, event.facts["columns"]) == ("line_corrected", ["subject"])
    assert event.body == {"before": {"subject": "ขอเชิญประชุม"}, "reason": "พิมพ์ผิด"}


def test_empty_column_is_filled_without_a_reason():
    entered()
    put = {"register": "letter_in", "year": 2569, "running": 1, "by": clerk(), "at": AT, "reason": ""}
    assert correct(**put, line=replace(LINE, action="จ่ายกลุ่มกฎหมาย")).running == 1
    assert RegisterLine.objects.get().action == "จ่ายกลุ่มกฎหมาย"
    assert events_of(chain_of("letter_in", 2569, 1))[-1].facts["columns"] == ["action"]
    with pytest.raises(UnableToNumber, match="เหตุที่แก้ไข"):
        correct(**put, line=replace(LINE, action="จ่ายกลุ่มอื่น"))


def test_number_marked_void_stays_and_its_line_is_closed():
    entered()
    put = {"register": "letter_in", "year": 2569, "running": 1, "by": clerk(), "at": AT}
    with pytest.raises(UnableToVoid):
        void(**put, reason=" ")
    void(**put, reason="ลงซ้ำ")
    entry = RegisterEntry.objects.get()
    assert (entry.void_reason, entry.voided_by_id) == ("ลงซ้ำ", clerk().user_id)
    for again in (lambda: void(**put, reason="อีก"),):
        with pytest.raises(UnableToVoid):
            again()
    with pytest.raises(UnableToNumber):
        correct(**put, line=replace(LINE, subject="อื่น"), reason="แก้")
    assert entered().running == 2


def test_number_of_a_letter_is_not_voided_behind_its_back():
    take_number(register="letter_out", on=ON, ref="letter:1", at=AT)
    with pytest.raises(UnableToVoid, match="ยกเลิกที่หนังสือ"):
        void(register="letter_out", year=2569, running=1, reason="ผิด", by=clerk(), at=AT)
    with pytest.raises(UnableToNumber):
        correct(register="letter_out", year=2569, running=1, line=LINE, reason="ผิด", by=clerk(), at=AT)


# Classified papers --------------------------------------------------------------------------------------------


def test_register_of_classified_papers_is_its_registrars_alone():
    number = enter(register="secret_in", on=ON, line=LINE, by=registrar(), at=AT)
    assert queries.entry(registrar(), register="secret_in", year=2569, running=number.running)
    assert {one.code for one in queries.visible_registers(registrar())} == {"secret_in", "secret_out"}
    for who in ("clerk-1", "director-psc", "ps", "auditor-1", "officer-1", "admin-1", "agent-1"):
        by = holder(who)
        assert not queries.entries(by).filter(register="secret_in").exists(), who
        assert not queries.visible_registers(by).filter(secret=True).exists(), who
        assert queries.entry(by, register="secret_in", year=2569, running=number.running) is None
        with pytest.raises(NotKeeper):
            void(register="secret_in", year=2569, running=number.running, reason="ผิด", by=by, at=AT)


def test_ordinary_registers_are_read_by_the_office_alone():
    entered()
    for who, reads in (("officer-1", True), ("auditor-1", True), ("agent-1", False), ("admin-1", False), ("pm", False)):
        assert queries.entries(holder(who)).exists() is reads, who
