"""A past that is told move by move: the same rules, the same rows as if it had been lived."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palat.duties.petitions.tests.factories import NOW, agency_id, liaison, official
from palat.kernel.history.queries import faults
from palat.kernel.matters.authority import Actor, citizen
from palat.kernel.matters.models import Clock, Matter, Pause, Submission, Track, WorkItem
from palat.kernel.matters.operations import decisions
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.operations.lived import Life, OutOfOrder, begin
from palat.kernel.matters.queries.worklists import own_queue
from palat.kernel.organisation.queries import unit_id
from palat.kernel.writing import copy_many

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def life(*, at=NOW, kind="grievance") -> Life:  # type: ignore[no-untyped-def]
    return begin(
        by=Actor("citizen"),
        at=at,
        procedure="petition",
        kind=kind,
        subject="ไฟดับ",
        unit_id=unit_id("psc.intake"),
        facts={"channel": "web"},
        body={"text": "ไฟฟ้าดับทุกคืน"},
    )


def accepted(at=NOW) -> Life:  # type: ignore[no-untyped-def]
    told, officer = life(at=at), official("officer-1")
    told.turn(by=official("intake-1"), at=at)
    told.move("accept", facts={"officer": officer.official_id})
    told.hold(unit_id=unit_id("psc.coordination1"), officer_id=officer.official_id)
    told.turn(by=officer, at=at)
    return told


def test_what_was_told_is_written_whole_with_clocks_and_place_in_the_worklist() -> None:
    told = accepted()
    copy_many(told.rows())
    matter = Matter.objects.get(pk=told.matter.pk)
    assert (matter.state, matter.head_seq) == ("in_hand", 2)
    assert Track.objects.get(matter=matter).state == "in_hand"
    assert {clock.code: clock.kept for clock in Clock.objects.filter(matter=matter)} == {
        "screening": True,
        "forward": None,
    }
    item = WorkItem.objects.get(matter=matter)
    assert item.queue == own_queue(official("officer-1"))
    assert item.due_at == Clock.objects.get(matter=matter, code="forward").due_at
    assert list(faults()) == []


def test_a_pause_rests_the_clock_and_its_end_lengthens_it() -> None:
    told = life()
    told.turn(by=official("intake-1"), at=NOW)
    told.move("ask_petitioner", body={"to_petitioner": "บ้านเลขที่ใด"})
    assert next(told.built(Clock)).due_on is None
    told.turn(by=citizen(told.matter.pk), at=NOW + 2 * DAY)
    told.move("add_facts", to="received")
    copy_many(told.rows())
    clock = Clock.objects.get(matter_id=told.matter.pk, code="screening")
    assert (clock.rested_working, clock.due_on) == (2, (NOW + 3 * DAY).date())
    assert Pause.objects.get(clock=clock).to_date == (NOW + 2 * DAY).date()


def test_an_agency_answers_on_its_track() -> None:
    told = accepted()
    told.move("refer", concealed_copy_ready=True, by_letter=False)
    track = told.open_track("referral", agency_id=agency_id("กฟภ"))
    told.start_clock("accept", "referral.accept_or_return", track)
    told.turn(by=liaison("กฟภ"), at=NOW + DAY)
    told.move("agency_accept", track=track)
    copy_many(told.rows())
    assert WorkItem.objects.get(track=track).queue == f"agency:{track.agency_id}"
    assert WorkItem.objects.filter(matter_id=told.matter.pk).count() == 2


def test_a_file_climbs_and_is_decided() -> None:
    told = accepted()
    brief = {"question": "ควรตรวจหรือไม่", "recommendation": "เห็นควรให้ตรวจ"}
    decisions.submit(told, purpose="order", chain=["group_head", "director"], brief=brief, due_on=None)
    told.turn(by=official("head-1"), at=NOW + DAY)
    decisions.pass_on(told, words="เห็นชอบ")
    told.turn(by=official("director-psc"), at=NOW + 2 * DAY)
    item = decisions.OrderItem("ให้ตรวจ", agency_id("กฟภ"), (NOW + 30 * DAY).date())
    decisions.rule(told, decision="approved", words="เห็นชอบ", items=[item])
    copy_many(told.rows())
    submission = Submission.objects.get(matter_id=told.matter.pk)
    assert (submission.decision, submission.decided_role) == ("approved", "director")
    assert submission.opinions.count() == 2
    assert Track.objects.get(matter_id=told.matter.pk, type="order").state == "ordered"


def test_what_lies_before_a_decider_lies_in_the_queue_of_that_role() -> None:
    told = accepted()
    brief = {"question": "ควรตรวจหรือไม่", "recommendation": "เห็นควรให้ตรวจ"}
    decisions.submit(told, purpose="order", chain=["group_head", "director"], brief=brief, due_on=None)
    copy_many(told.rows())
    assert WorkItem.objects.get(matter_id=told.matter.pk).queue == f"role:group_head:{unit_id('psc.coordination1')}"


def test_what_could_not_have_happened_is_refused() -> None:
    told = life()
    told.turn(by=official("officer-1"), at=NOW)
    with pytest.raises(UnableToAct, match="สถานะ"):
        told.move("notify", answer_written=True)
    told.turn(by=official("agent-1"), at=NOW)
    with pytest.raises(NotAuthorised):
        told.move("accept")
    with pytest.raises(OutOfOrder):
        told.turn(by=official("officer-1"), at=NOW - DAY)


def test_four_eyes_hold_in_the_past_as_well() -> None:
    told = accepted()
    told.move("propose_refusal", facts={"ground": "in_court"})
    told.turn(by=official("head-1"), at=NOW)
    told.move("decline_refusal")
    told.move("propose_refusal")
    with pytest.raises(UnableToAct, match="สองคน"):
        told.move("approve_refusal")


def test_a_past_looks_nothing_up_about_itself_in_the_database() -> None:
    officer, head = official("officer-1"), official("head-1")
    told = accepted()
    with CaptureQueriesContext(connection) as asked:
        told.turn(by=officer, at=NOW)
        told.move("propose_refusal")
        told.turn(by=head, at=NOW)
        told.move("approve_refusal")
    # What is kept of the organisation may run out meanwhile and be read again; nothing of the matter is read.
    assert [one["sql"] for one in asked if "organisation_" not in one["sql"]] == []
