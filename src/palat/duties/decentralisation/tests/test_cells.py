"""Acts on cells: the five legs, the states, what is refused; a step for each cell, counts that agree."""

from collections import Counter
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palat.duties.decentralisation.models import Cell, TransferAct, TransferStep, TransferTally
from palat.duties.decentralisation.operations import cells, lists, transfers
from palat.duties.decentralisation.operations.ledger import Said
from palat.duties.decentralisation.operations.tallies import differing
from palat.duties.decentralisation.procedure.cells import (
    AGREED,
    CLOSED,
    LEGS,
    NOT_NEEDED,
    OPEN,
    OPERATING,
    PLANNED,
    PREPARED,
    REFUSED,
    RETURNED,
    SETTLED,
    STATES,
    SUSPENDED,
    TRANSFERRED,
    UNDER_WAY,
    WITHDRAWN,
    legs_allow,
)
from palat.duties.decentralisation.queries.figures import Narrowed, figures
from palat.duties.decentralisation.tests.factories import (
    CELL_HEADINGS,
    DAY,
    NOW,
    brought,
    came_to,
    checked,
    head,
    legs,
    local_ids,
    locals_here,
    missions_here,
    officer,
    planned,
    transfer,
)
from palat.kernel.history.queries import events_of
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.tests.factories import holder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ledger(db: None) -> None:
    """Four local governments and two missions."""
    locals_here()
    missions_here()


def acts(matter: Matter, cell_ids: list[int], *, on: date = DAY, by: Any = None, **said: str) -> dict[str, Any]:
    """Return what every act on cells is given."""
    return {
        "matter_id": matter.pk,
        "by": by or head(),
        "at": NOW,
        "cell_ids": cell_ids,
        "said": Said(on, **said),
    }


def states(matter: Matter) -> list[int]:
    """Return the states of a transfer's cells."""
    return list(Cell.objects.filter(transfer=matter.pk).order_by("local__code").values_list("state", flat=True))


def test_a_mission_is_transferred_only_when_all_five_legs_are_closed() -> None:
    matter, both = planned("L2", "L3")
    with pytest.raises(UnableToAct, match="ห้าด้านตามเงื่อนไขของสถานะ 2 แห่ง เช่น"):
        came_to(matter, both, PREPARED)
    legs(matter, both, UNDER_WAY)
    came_to(matter, both, PREPARED, AGREED)
    legs(matter, both, CLOSED, which=("task", "money", "people", "assets"))
    with pytest.raises(UnableToAct, match="ห้าด้านตามเงื่อนไขของสถานะ 2 แห่ง"):
        came_to(matter, both, TRANSFERRED)
    with pytest.raises(UnableToAct, match="ไม่ต้องดำเนินการ"):
        cells.record_leg(**acts(matter, both[:1]), leg="law", to=NOT_NEEDED)
    cells.record_leg(**acts(matter, both[:1], words="ไม่มีกฎหมายที่ต้องแก้"), leg="law", to=NOT_NEEDED)
    came_to(matter, both[:1], TRANSFERRED, OPERATING)
    assert states(matter) == [OPERATING, AGREED]
    with pytest.raises(UnableToAct, match="ต้องถอยสถานะก่อน"):
        cells.record_leg(**acts(matter, both[:1], words="ผิด"), leg="law", to=OPEN)
    with pytest.raises(DatabaseError), transaction.atomic():
        Cell.objects.filter(pk=both[0]).update(people=UNDER_WAY)
    steps = TransferStep.objects.filter(cell=both[0]).order_by("pk").values_list("leg", "before", "after", "type")
    assert list(steps)[:2] == [(0, None, PLANNED, "sao"), (1, OPEN, UNDER_WAY, "sao")]
    assert list(steps)[-2:] == [(0, AGREED, TRANSFERRED, "sao"), (0, TRANSFERRED, OPERATING, "sao")]
    told = {one.pk: one for one in TransferAct.objects.filter(transfer=matter.pk)}
    events = {one.seq: one for one in events_of(f"matter:{matter.pk}")}
    assert all(events[one.seq].facts["count"] == one.count for one in told.values())
    with pytest.raises(DatabaseError), transaction.atomic():
        TransferStep.objects.filter(cell=both[0]).delete()


def test_evidence_days_and_order_of_states_are_asked_for() -> None:
    matter, (one, other) = planned("L2", "L3")
    legs(matter, [one, other], CLOSED)
    came_to(matter, [one], PREPARED)
    for on, to, evidence, words in (
        (DAY, AGREED, "", "หลักฐาน"),
        (date(2026, 3, 1), AGREED, "บันทึก", "ก่อนสถานะปัจจุบัน"),
        (date(2026, 6, 9), AGREED, "บันทึก", "ไม่เกินวันนี้"),
        (DAY, TRANSFERRED, "บันทึก", "ก่อนหน้า"),
        (DAY, SUSPENDED, "บันทึก", "ไม่รู้จัก"),
    ):
        with pytest.raises(UnableToAct, match=words):
            cells.advance_cells(**acts(matter, [one], on=on, evidence=evidence), to=to)
    with pytest.raises(UnableToAct, match=r"1 แห่ง เช่น อบต\.สมมติสาม"):
        came_to(matter, [one, other], AGREED)
    with pytest.raises(UnableToAct, match="ไม่มีแห่งใด"):
        came_to(matter, [one], PREPARED)
    with pytest.raises(UnableToAct, match="ไม่พบบางแห่ง"):
        came_to(matter, [one, 1], AGREED)
    with pytest.raises(UnableToAct, match="ไม่มีอำนาจ"):
        cells.record_leg(**acts(matter, [one], by=holder("officer-1")), leg="law", to=UNDER_WAY)


def test_what_is_refused_returned_or_suspended_needs_words_and_comes_back_by_a_step() -> None:
    matter, three = planned("L2", "L3", "L4")
    with pytest.raises(UnableToAct, match="เหตุผล"):
        cells.set_aside_cells(**acts(matter, three[:1]), to=REFUSED)
    cells.set_aside_cells(**acts(matter, three[:1], words="ไม่พร้อมด้านบุคลากร"), to=REFUSED)
    legs(matter, three[1:], CLOSED)
    came_to(matter, three[1:], PREPARED)
    cells.set_aside_cells(**acts(matter, three[2:], words="รอกฎหมาย"), to=SUSPENDED)
    came_to(matter, three[1:2], AGREED, TRANSFERRED)
    cells.set_aside_cells(**acts(matter, three[1:2], words="ไม่มีงบประมาณ"), to=RETURNED)
    assert states(matter) == [REFUSED, RETURNED, SUSPENDED]
    with pytest.raises(UnableToAct, match="ไม่ได้ระงับไว้"):
        cells.resume_cells(**acts(matter, three))
    cells.resume_cells(**acts(matter, three[2:]))
    cells.step_back_cells(**acts(matter, three[:2], words="ตกลงกันใหม่"))
    assert states(matter) == [PLANNED, PLANNED, PREPARED]
    with pytest.raises(UnableToAct, match="ถอยจากสถานะปัจจุบันไม่ได้"):
        cells.step_back_cells(**acts(matter, three, words="ถอย"))
    cells.set_aside_cells(**acts(matter, three[:1], words="เพิ่มผิดแห่ง"), to=WITHDRAWN)
    with pytest.raises(UnableToAct, match="ไม่มีอำนาจ"):
        cells.step_back_cells(**acts(matter, three[1:2], by=officer(), words="ถอย"))


def test_the_same_mission_goes_to_a_local_government_once() -> None:
    matter, (one,) = planned("L2")
    other = transfer(programme="แผนงานสมมติที่สอง")
    again = {"matter_id": other.pk, "by": officer(), "at": NOW, "said": Said(DAY)}
    with pytest.raises(UnableToAct, match="ตามแผนงานอื่นแล้ว 1 แห่ง"):
        cells.plan_cells(**again, local_ids=local_ids("L2", "L3"))
    with pytest.raises(UnableToAct, match="มีแผนงานชื่อนี้แล้ว"):
        transfer()
    cells.set_aside_cells(**acts(matter, [one], words="ไม่รับ"), to=REFUSED)
    cells.plan_cells(**again, local_ids=local_ids("L2", "L3"))
    with pytest.raises(UnableToAct, match="ตามแผนงานอื่นแล้ว 1 แห่ง"):
        cells.step_back_cells(**acts(matter, [one], words="กลับมารับ"))
    with pytest.raises(UnableToAct, match="ไม่มีแห่งใด"):
        cells.plan_cells(**again, local_ids=local_ids("L2"))


def test_the_type_on_the_day_of_the_step_is_what_counts() -> None:
    locals_here("L2,town,เทศบาลเมืองสมมติสอง,12,1201,2026-04-01,,ประกาศสมมติ,,")
    matter = transfer()
    plan = {"matter_id": matter.pk, "by": officer(), "at": NOW}
    with pytest.raises(UnableToAct, match="ไม่ให้รับโอนในวันที่มีผล 1 แห่ง เช่น เทศบาลเมือง"):
        cells.plan_cells(**plan, local_ids=local_ids("L2"), said=Said(date(2026, 4, 1)))
    with pytest.raises(UnableToAct, match="ยังไม่มีหรือสิ้นสุด"):
        cells.plan_cells(**plan, local_ids=local_ids("L2"), said=Said(date(2004, 4, 1)))
    with pytest.raises(UnableToAct, match="ไม่ให้รับโอน"):
        cells.plan_cells(**plan, local_ids=local_ids("L1"), said=Said(DAY))
    cells.plan_cells(**plan, local_ids=local_ids("L2"), said=Said(date(2026, 3, 31)))
    transfers.begin(matter_id=matter.pk, by=head(), at=NOW)
    (one,) = Cell.objects.filter(transfer=matter.pk).values_list("pk", flat=True)
    legs(matter, [one], CLOSED, on=date(2026, 4, 2))
    came_to(matter, [one], PREPARED, on=date(2026, 3, 31))
    with pytest.raises(UnableToAct, match="ไม่ให้รับโอนในวันที่มีผล"):
        came_to(matter, [one], AGREED, on=date(2026, 4, 1))
    types = set(TransferStep.objects.filter(cell=one).values_list("leg", "type"))
    assert {(0, "sao"), (1, "town")} <= types
    assert set(TransferTally.objects.values_list("type", flat=True)) == {"town"}  # today it is a town


def test_how_a_transfer_stands_is_loaded_from_a_list() -> None:
    matter = transfer()
    closed = ",closed" * 4
    lines = (
        f"L2,transferred,2025-10-01,closed{closed}",
        "L3,planned,2025-10-01,,,,,",
        "L4,ถ่ายโอนแล้ว,2025-10-01,closed,open,closed,closed,closed",
        "L1,planned,2025-10-01,,,,,",
        "L9,planned,2025-10-01,,,,,",
        "L3,planned,2025-10-01,,,,,",
    )
    found = checked("cells", CELL_HEADINGS, *lines, transfer_id=matter.pk)
    assert found.counts["lines"] == {"new": 2, "changed": 0, "same": 0, "refused": 4}
    with pytest.raises(UnableToAct, match="ไม่รู้จักแบบ"):
        lists.check(brought=brought("cells", CELL_HEADINGS, *lines), by=officer(), at=NOW)
    lists.apply(list_id=found.pk, by=head(), at=NOW)
    assert states(matter) == [TRANSFERRED, PLANNED]
    assert TransferStep.objects.filter(cell__transfer=matter.pk).count() == 2
    again = checked("cells", CELL_HEADINGS, *lines[:2], "L4,planned,2025-10-01,,,,,", transfer_id=matter.pk)
    assert again.counts["lines"] == {"new": 1, "changed": 0, "same": 2, "refused": 0}
    with pytest.raises(UnableToAct, match="ถอยสถานะ"):
        lists.undo(list_id=found.pk, by=head(), at=NOW, words="ผิด")


def test_a_transfer_ends_when_none_is_between_or_with_words() -> None:
    empty = transfer(programme="ว่าง")
    with pytest.raises(UnableToAct, match="ยังไม่มีองค์กร"):
        transfers.begin(matter_id=empty.pk, by=head(), at=NOW)
    matter, both = planned("L2", "L3")
    legs(matter, both, CLOSED)
    with pytest.raises(UnableToAct, match="ถ่ายโอนไม่เสร็จ"):
        transfers.finish(matter_id=matter.pk, by=head(), at=NOW)
    came_to(matter, both, PREPARED, AGREED, TRANSFERRED)
    transfers.finish(matter_id=matter.pk, by=head(), at=NOW)
    matter.refresh_from_db()
    assert (matter.state, matter.closing, matter.number[:2]) == ("done", "done", "ถอ")
    transfers.reopen(matter_id=matter.pk, by=holder("odloc-director"), at=NOW, words="มีแห่งใหม่")
    transfers.end(matter_id=matter.pk, by=holder("odloc-director"), at=NOW, words="คณะกรรมการมีมติ")
    with pytest.raises(UnableToAct, match="ไม่มีหน้าที่"):
        transfers.open_transfer(mission_id=1, programme="ก", by=holder("officer-1"), at=NOW)


def make(move: str, what: int, act: dict[str, Any]) -> None:
    """Make one of the acts; `what` chooses its leg or state."""
    if move == "record_leg":
        cells.record_leg(**act, leg=[*LEGS][what % 5], to=what % 4)
    elif move == "advance":
        cells.advance_cells(**act, to=2 + what % 4)
    elif move == "aside":
        cells.set_aside_cells(**act, to=6 + what % 4)
    else:
        {"resume": cells.resume_cells, "back": cells.step_back_cells}[move](**act)


MOVES = ("record_leg", "advance", "aside", "resume", "back")


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 9), st.integers(1, 7)), min_size=4, max_size=9))
def test_the_tally_is_what_a_count_gives(walk: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        matter, three = planned("L2", "L3", "L4")
        legs(matter, three[:2], CLOSED)
        for move, what, which in walk:
            chosen = [one for place, one in enumerate(three) if which >> place & 1]
            with suppress(UnableToAct), transaction.atomic():
                make(move, what, acts(matter, chosen, evidence="บันทึก", words="เหตุผล"))
        rows = list(Cell.objects.filter(transfer=matter.pk).values_list("state", *LEGS))
        assert differing() == 0
        assert all(legs_allow(state, tuple(of_legs)) for state, *of_legs in rows)
        told = figures(Narrowed(mission_ids=[matter.transfer.mission_id]))
        live = [row for row in rows if STATES[row[0]].live]
        assert told.legs == {leg: sum(row[place] in SETTLED for row in live) for place, leg in enumerate(LEGS, 1)}
        by_state = Counter(STATES[row[0]].code for row in rows)
        assert {code: number for code, number in told.states.items() if number} == dict(by_state)
        last = dict(TransferStep.objects.filter(leg=0).order_by("pk").values_list("cell_id", "after"))
        assert [last[one] for one in three] == states(matter)
        transaction.set_rollback(True)
