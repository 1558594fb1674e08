"""What changes under way: who sits, when it sits, what was written down wrongly."""

from datetime import date, time

import pytest

from palat.duties.information.models import Branch, Panelist, Sitting, Vote
from palat.duties.information.operations.appealing import (
    admission,
    camera,
    members,
    outgoing,
    panels,
    rulings,
    sittings,
)
from palat.duties.information.operations.appealing.intake import Appealed, receive_appeal
from palat.duties.information.queries.appealing.panel import panel_of
from palat.duties.information.tests.appeal_factories import (
    APPELLANT,
    CITIZEN,
    DAY,
    DRAFT,
    HEAD,
    MEMBERS,
    SECRETARY,
    acts,
    against,
    assigned,
    considering,
    in_camera,
    listed,
    member_ids,
    refused_request,
    voted,
)
from palat.duties.information.tests.factories import NOW, REFUSED, official
from palat.kernel.history.queries import events_of
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.operations.bars import bar
from palat.kernel.matters.queries.visibility import visible
from palat.kernel.notices.models import Notice
from palat.kernel.organisation.people_queries import holdings_of
from palat.kernel.organisation.queries import agency_by_code, posts

pytestmark = pytest.mark.django_db


def _seat(post: str) -> int:
    number = next(one.pk for one in posts() if one.code == post)
    return holdings_of(number).values_list("pk", flat=True)[0]


def test_a_member_learned_to_come_from_the_agency_concerned_sees_its_appeals_no_more() -> None:
    one, member, head = considering(), official(MEMBERS[0]), official(HEAD)
    assert visible(member).filter(pk=one.pk).exists()
    members.describe_seat(
        holding_id=_seat(MEMBERS[0]), agency_id=agency_by_code("กปภ").pk, presides=True, by=head, at=NOW
    )
    assert not visible(member).filter(pk=one.pk).exists()
    assert member.official_id not in [sits.official_id for sits in panel_of(one.pk)]
    assert events_of(f"matter:{one.pk}")[-1].kind == "bar"
    other = against("กฟภ")
    assert visible(official(MEMBERS[0])).filter(pk=assigned(other).pk).exists()


def test_a_member_seated_later_sees_no_appeal_against_the_own_agency() -> None:
    one, head = assigned(), official(HEAD)
    newcomer = official("info-officer-1").official_id or 0
    branch = Branch.objects.get(code="society")
    agency = agency_by_code("กปภ").pk
    members.seat_member(
        branch=branch,
        official_id=newcomer,
        valid_from=NOW.date(),
        valid_to=None,
        by=head,
        at=NOW,
        agency_id=agency,
    )
    assert not visible(official("info-officer-1")).filter(pk=one.pk).exists()


def test_who_is_barred_sits_no_more_and_the_panel_is_filled_up() -> None:
    one = considering()
    gone = member_ids(MEMBERS[1])[0]
    bar(**acts(one, SECRETARY), reason="interest", official_id=gone)
    assert len(panel_of(one.pk)) == 2
    rulings.draft_ruling(**acts(one, SECRETARY), draft=DRAFT)
    after = listed(one)
    with pytest.raises(UnableToAct, match="ในองค์คณะ"):
        rulings.record_votes(
            **acts(one, SECRETARY, after), votes=dict.fromkeys(member_ids(*MEMBERS[:3]), DRAFT.outcome)
        )
    wanted = member_ids(MEMBERS[0], MEMBERS[2], MEMBERS[3])
    panels.set_panel(**acts(one, HEAD, after), member_ids=wanted, chair_id=wanted[0])
    assert {sits.official_id for sits in panel_of(one.pk)} == set(wanted)


def test_nobody_votes_whose_term_was_over_on_the_day_of_the_sitting() -> None:
    one = considering()
    rulings.draft_ruling(**acts(one, SECRETARY), draft=DRAFT)
    after = listed(one)
    members.end_seat(holding_id=_seat(MEMBERS[2]), on=after.date(), by=official(HEAD), at=NOW)
    with pytest.raises(UnableToAct, match="ในวาระ"):
        rulings.record_votes(
            **acts(one, SECRETARY, after), votes=dict.fromkeys(member_ids(*MEMBERS[:3]), DRAFT.outcome)
        )


def test_votes_written_down_wrongly_are_taken_back_by_the_secretariat_but_by_no_other_member() -> None:
    one = considering()
    after = voted(one)
    with pytest.raises(NotAuthorised):
        rulings.return_votes(**acts(one, MEMBERS[1], after), words="บันทึกผิด")
    rulings.return_votes(**acts(one, SECRETARY, after), words="บันทึกผิดคน")
    one.refresh_from_db()
    assert one.state == "considering"
    present = member_ids(*MEMBERS[:3])
    votes = {present[0]: "disclose", present[1]: "disclose", present[2]: "uphold"}
    rulings.record_votes(**acts(one, SECRETARY, after), votes=votes, dissents={present[2]: "ความลับทางการค้า"})
    assert Vote.objects.get(ruling=one.pk, official=present[2]).dissent == "ความลับทางการค้า"


def test_a_document_kept_by_mistake_goes_back_at_once_and_all_of_it_after_a_withdrawal() -> None:
    one = considering()
    wrong, right = in_camera(one), in_camera(one)
    camera.return_file(**acts(one, SECRETARY), words="ส่งผิดเรื่อง คืนทางไปรษณีย์", file_ids=[wrong])
    with pytest.raises(UnableToAct):
        camera.read_camera(**acts(one, SECRETARY), file_id=wrong, purpose="prepare")
    assert camera.read_camera(**acts(one, SECRETARY), file_id=right, purpose="prepare").pk == right
    with pytest.raises(UnableToAct):
        camera.return_file(**acts(one, SECRETARY), words="อีกครั้ง", file_ids=[wrong])
    admission.withdraw_appeal(**acts(one, SECRETARY), way="phone", asked_on=NOW.date(), words="ขอถอน")
    camera.return_file(**acts(one, SECRETARY), words="คืนทั้งหมด")
    assert not one.information_appeal.camera.filter(returned_at=None).exists()


def test_a_sitting_cancelled_says_why_in_the_history_of_what_it_was_to_hear() -> None:
    one = considering()
    listed(one)
    sitting, secretary = Sitting.objects.get(), official(SECRETARY)
    with pytest.raises(UnableToAct):
        sittings.cancel_sitting(sitting_id=sitting.pk, by=secretary, at=NOW, words=" ")
    sittings.cancel_sitting(sitting_id=sitting.pk, by=secretary, at=NOW, words="กรรมการไม่ครบ")
    last = events_of(f"matter:{one.pk}")[-1]
    assert (last.kind, last.body["words"]) == ("put_off", "กรรมการไม่ครบ")
    assert events_of(f"information:sitting:{sitting.pk}")[-1].body["words"] == "กรรมการไม่ครบ"
    chair = member_ids(MEMBERS[0])[0]
    outgoing.tell_sitting(sitting_id=sitting.pk, official_ids=[chair], at=NOW)
    assert "ยกเลิกการประชุม" in Notice.objects.get(official_id=chair).subject


def test_a_sitting_moved_tells_those_who_sit_on_what_it_hears() -> None:
    one = considering()
    listed(one)
    sitting, told = Sitting.objects.get(), member_ids(MEMBERS[0])
    moved = sittings.move_sitting(
        sitting_id=sitting.pk, day=date(2026, 7, 1), hour=time(13, 30), place="ห้อง 2", by=official(HEAD), at=NOW
    )
    outgoing.tell_sitting(sitting_id=moved.pk, official_ids=told, at=NOW)
    assert "ย้ายการประชุม" in Notice.objects.get(official_id=told[0]).subject
    assert Panelist.objects.filter(appeal=one.pk).count() == 3


def test_the_day_of_notice_is_never_after_the_appeal() -> None:
    one = against(told_on=None)
    with pytest.raises(UnableToAct, match="ไม่หลังวันที่ยื่น"):
        admission.set_told_on(**acts(one, SECRETARY, NOW + 3 * DAY), told_on=(NOW + DAY).date(), words="ใบตอบรับ")
    with pytest.raises(UnableToAct, match="ไม่หลังวันที่ยื่น"):
        against(by=official(SECRETARY), channel="post", told_on=NOW.date(), arrived_on=(NOW - DAY).date())


def test_the_officer_of_a_request_to_the_office_is_told_that_its_file_is_called() -> None:
    request = refused_request(REFUSED)
    one = receive_appeal(
        appealed=Appealed("ไม่เห็นด้วยกับคำสั่ง", request_id=request.pk, person=APPELLANT), by=CITIZEN, at=NOW
    )
    outgoing.tell_file_called(matter_id=one.pk, at=NOW)
    assert Notice.objects.filter(official_id=official("info-officer-1").official_id, subject__contains="เรียกสำนวน")


def test_dates_that_must_be_slips_are_refused_and_old_ones_are_counted() -> None:
    clerk = official(SECRETARY)
    with pytest.raises(UnableToAct, match="ย้อนหลังได้ไม่เกิน"):
        against(by=clerk, channel="post", told_on=date(2016, 5, 1), arrived_on=date(2016, 6, 7))
    with pytest.raises(UnableToAct, match="ใช้บังคับตั้งแต่วันที่"):
        against(told_on=date(1957, 6, 1))
    one = against(told_on=date(2012, 6, 1))  # before the table of working days begins
    assert one.information_appeal.last_day == date(2012, 6, 16)
    with pytest.raises(UnableToAct, match="ต้องระบุเหตุผล"):
        admission.admit(**acts(one, HEAD))
