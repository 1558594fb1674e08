"""Problems: cases gathered by hand and by filter, cause and law, joint meeting, proposal up the chain, ending."""

from datetime import date
from typing import Any

import pytest

from palat.duties.petitions.operations import opinions, problems, promises, rulings
from palat.duties.petitions.operations.meetings import Minutes, Promised, record_meeting
from palat.duties.petitions.procedure.problem import names_a_person
from palat.duties.petitions.queries import problems as queries
from palat.duties.petitions.tests.factories import NOW, agency_id, official, petition
from palat.kernel.history.queries import faults
from palat.kernel.matters.briefs import Brief, Proposed
from palat.kernel.matters.models import Link, Matter, Track
from palat.kernel.matters.operations import decisions
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.queries.decisions import decision_file, waiting_for

pytestmark = pytest.mark.django_db


def problem(by: Any = None, **changed: Any) -> Matter:
    facts: dict[str, Any] = {
        "title": "ไฟฟ้าดับซ้ำในชุมชนริมคลอง",
        "harm": "ผู้อยู่อาศัยราวสองร้อยครัวเรือน",
        "cause": "หม้อแปลงรับภาระเกิน",
        "provisions": ["constitution.41"],
        "owners": [agency_id("กฟภ")],
        "category": "social.electricity",
    }
    return problems.open_problem(
        facts=problems.ProblemFacts(**{**facts, **changed}), by=by or official("officer-1"), at=NOW
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("นายกรัฐมนตรีรับทราบ", False),
        ("นายอำเภอและนายกเทศมนตรี", False),
        ("ร้องเรียน นายสมมุติ", True),
        ("นางสาวสมมุติ ใจดี", True),
        ("ติดต่อ 081-000-0000", True),
        ("มี 1,200 เรื่องในปี 2569", False),
        ("นางเอกของงาน", True),
    ],
)
def test_names_and_numbers_of_persons_are_noticed(text: str, names: bool) -> None:
    assert names_a_person(text) is names


@pytest.mark.parametrize(
    "changed", [{"title": " "}, {"harm": ""}, {"title": "นายสมมุติถูกตัดไฟ"}, {"provisions": ["no.such"]}]
)
def test_problem_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(UnableToAct):
        problem(**changed)


@pytest.mark.parametrize("who", ["intake-1", "auditor-1", "secretary", "minister"])
def test_who_may_not_open_a_problem(who: str) -> None:
    with pytest.raises(NotAuthorised):
        problem(official(who))


def test_cases_are_gathered_by_filter_and_by_hand_and_let_go() -> None:
    by = official("officer-1")
    same = [petition(category="social.electricity") for _each in range(2)]
    other = petition(category="social.noise")
    royal = petition(category="social.electricity", restricted=True)
    matter = problem()
    assert problems.gather_found(matter_id=matter.pk, by=by, at=NOW) == 2
    assert problems.gather_code(matter_id=matter.pk, by=by, at=NOW, code=other.code) == 1
    assert problems.gather(matter_id=matter.pk, by=by, at=NOW, case_ids=[same[0].pk]) == 0  # twice changes nothing
    with pytest.raises(UnableToAct):
        problems.gather(matter_id=matter.pk, by=by, at=NOW, case_ids=[royal.pk])
    extent = queries.extent(matter.pk, by)
    assert (extent.number, extent.still_open, extent.first) == (3, 3, NOW)
    problems.let_go(matter_id=matter.pk, by=by, at=NOW, case_id=other.pk)
    with pytest.raises(UnableToAct):
        problems.let_go(matter_id=matter.pk, by=by, at=NOW, case_id=other.pk)
    assert queries.extent(matter.pk, by).number == 2
    assert set(Link.objects.filter(source=matter, ended_at=None).values_list("kind", flat=True)) == {"arises_from"}


def test_case_that_turned_secret_is_neither_shown_nor_counted() -> None:
    case = petition(category="social.electricity")
    matter = problem()
    problems.gather_found(matter_id=matter.pk, by=official("officer-1"), at=NOW)
    Matter.objects.filter(pk=case.pk).update(secrecy=2)
    assert queries.extent(matter.pk, official("officer-1")).number == 0
    assert queries.extent(matter.pk, official("director-psc")).number == 1


def test_other_units_may_not_gather() -> None:
    matter, case = problem(), petition()
    with pytest.raises(NotAuthorised):
        problems.gather(matter_id=matter.pk, by=official("officer-4"), at=NOW, case_ids=[case.pk])


def test_problem_ends_after_a_meeting_whose_resolutions_are_carried_out() -> None:
    matter, officer, head = problem(), official("officer-1"), official("head-1")
    end: dict[str, Any] = {"matter_id": matter.pk, "by": head, "at": NOW, "words": "เปลี่ยนหม้อแปลงครบ"}
    with pytest.raises(UnableToAct, match="ประชุมร่วม"):
        problems.close(**end)
    minutes = Minutes(
        kind="joint",
        at=NOW,
        place="ห้องประชุม",
        agenda="พิจารณาสาเหตุไฟฟ้าดับ",
        attendees=["ผู้แทนการไฟฟ้าส่วนภูมิภาค", "ผู้อำนวยการศูนย์บริการประชาชน"],
        words="ให้เปลี่ยนหม้อแปลง",
        promises=[Promised("เปลี่ยนหม้อแปลง", date(2026, 7, 8), None, "ผู้จัดการการไฟฟ้าอำเภอ")],
    )
    record_meeting(matter_id=matter.pk, minutes=minutes, by=officer, at=NOW)
    with pytest.raises(UnableToAct, match="ยังมีมติ"):
        problems.close(**end)
    track = Track.objects.get(matter=matter, type="promise")
    promises.keep(matter_id=matter.pk, track_id=track.pk, by=officer, at=NOW, words="ไปดูแล้ว")
    problems.close(**end)
    matter.refresh_from_db()
    assert matter.state == "closed"
    assert list(faults()) == []


def test_proposal_lands_in_the_queue_of_those_who_decide() -> None:
    matter, officer = problem(), official("officer-1")
    opinions.submit_brief(
        matter_id=matter.pk,
        by=officer,
        at=NOW,
        purpose="order",
        up_to="director",
        brief=Brief(question="ให้ตรวจหม้อแปลงทั้งอำเภอหรือไม่", recommendation="เห็นควรให้ตรวจ", facts="ไฟดับซ้ำ"),
    )
    decisions.endorse(matter_id=matter.pk, by=official("head-1"), at=NOW, seen=None, words="")
    director = official("director-psc")
    assert [file.code for _label, files in waiting_for(director) for file in files] == [matter.code]
    assert decision_file(code=matter.code, by=director).brief.question.startswith("ให้ตรวจ")
    rulings.decide(
        matter_id=matter.pk,
        by=director,
        at=NOW,
        decision="approved",
        words="ให้ตรวจ",
        items=[Proposed("ให้ตรวจ", agency_id("กฟภ"))],
    )
    matter.refresh_from_db()
    assert matter.state == "ordered"
