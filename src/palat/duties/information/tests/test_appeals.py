"""Appeals: received, late or not, admitted by a person, assigned, considered, ruled upon, carried out."""

from datetime import UTC, date, datetime

import pytest

from palat.duties.information.models import Appeal, Branch, Panelist, Party, Ruling, Seat, Vote
from palat.duties.information.operations import third_parties
from palat.duties.information.operations.appealing import (
    admission,
    branches,
    members,
    panels,
    publishing,
    rulings,
    sending,
)
from palat.duties.information.operations.appealing.intake import Appealed, receive_appeal
from palat.duties.information.operations.appealing.rulings import Draft
from palat.duties.information.queries.appealing.listing import appeals_seen
from palat.duties.information.queries.appealing.panel import proposed_panel
from palat.duties.information.tests.appeal_factories import (
    CITIZEN,
    DAY,
    DIRECTOR,
    DRAFT,
    HEAD,
    MEMBERS,
    PUBLIC,
    SECRETARY,
    acts,
    against,
    assigned,
    considering,
    listed,
    member_ids,
    refused_request,
    ruled,
    voted,
    with_objector,
)
from palat.duties.information.tests.factories import FULL, NOW, REFUSED, SOMCHAI, official, ordered, told
from palat.kernel.letters.models import Letter
from palat.kernel.matters.models import Bar, Clock, Link, Matter, Track
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.organisation.models import Holding
from palat.kernel.organisation.queries import agency_by_code

pytestmark = pytest.mark.django_db
LAST_MINUTE = datetime(2026, 6, 16, 16, 59, tzinfo=UTC)  # 23.59 of the last day in Thailand


def test_one_minute_past_the_last_day_in_thailand_is_late_and_a_person_decides() -> None:
    in_time, late = against(at=LAST_MINUTE), against(at=LAST_MINUTE + (DAY / 1440))
    rows = {one.pk: Appeal.objects.get(pk=one.pk) for one in (in_time, late)}
    assert {one.last_day for one in rows.values()} == {date(2026, 6, 16)}
    assert {one.received_on for one in rows.values()} == {date(2026, 6, 17)}  # after hours: the next working day
    admission.admit(**acts(in_time, HEAD, LAST_MINUTE))
    with pytest.raises(UnableToAct, match="พ้นกำหนดแล้ว"):
        admission.admit(**acts(late, HEAD, LAST_MINUTE + DAY))
    with pytest.raises(UnableToAct, match="ยื่นภายในกำหนด"):
        admission.not_admit(**acts(against(), DIRECTOR), reason="late", words="เกินกำหนด")
    with pytest.raises(NotAuthorised):
        admission.not_admit(**acts(late, SECRETARY, LAST_MINUTE + DAY), reason="late", words="เกินกำหนด")
    admission.not_admit(**acts(late, DIRECTOR, LAST_MINUTE + DAY), reason="late", words="พ้นกำหนดสิบห้าวัน")
    late.refresh_from_db()
    assert (late.state, late.closing) == ("not_admitted", "not_admitted")
    assert Letter.objects.get(about__matter=late).kind == "tribunal_refusal"


def test_clocks_count_from_the_day_on_which_it_counts_as_received() -> None:
    friday_night = datetime(2026, 6, 12, 12, 0, tzinfo=UTC)
    by_web, by_hand = against(at=friday_night), against(at=friday_night, by=official(SECRETARY), channel="counter")
    due = {one: Clock.objects.get(matter=one, code="assign").due_on for one in (by_web, by_hand)}
    assert due == {by_web: date(2026, 6, 22), by_hand: date(2026, 6, 19)}


def test_the_day_of_notice_counts_again_from_what_was_proved() -> None:
    one = against(told_on=None)
    assert Appeal.objects.get(pk=one.pk).last_day is None
    with pytest.raises(UnableToAct, match="ยังไม่ทราบวันที่"):
        admission.admit(**acts(one, HEAD))
    admission.set_told_on(**acts(one, SECRETARY), told_on=date(2026, 5, 1), words="ใบตอบรับไปรษณีย์")
    assert Appeal.objects.get(pk=one.pk).last_day == date(2026, 5, 18)  # the sixteenth is a Saturday
    with pytest.raises(UnableToAct, match="พ้นกำหนดแล้ว"):
        admission.admit(**acts(one, HEAD))


def test_an_order_of_the_office_is_appealed_once_and_tied_to_its_request() -> None:
    request = refused_request(REFUSED, person=SOMCHAI)
    told = {"text": "เป็นรายงานข้อเท็จจริง มิใช่ความเห็น", "request_id": request.pk}
    one = receive_appeal(appealed=Appealed(**told), by=CITIZEN, at=NOW)
    row = Appeal.objects.get(pk=one.pk)
    assert (one.kind, row.person_id, row.last_day) == ("refusal", request.information.person_id, date(2026, 6, 23))
    assert Link.objects.get(source=one).kind == "appeals"
    assert Link.objects.get(source=one).target_id == request.pk
    with pytest.raises(UnableToAct, match="อยู่ระหว่างพิจารณาแล้ว"):
        receive_appeal(appealed=Appealed(**told), by=CITIZEN, at=NOW)
    given = refused_request(FULL)
    with pytest.raises(UnableToAct, match="ยังไม่มีคำสั่ง"):
        receive_appeal(appealed=Appealed("ขออุทธรณ์คำสั่ง", request_id=given.pk), by=CITIZEN, at=NOW)


def test_own_personal_data_has_thirty_days() -> None:
    request = refused_request(REFUSED, person=SOMCHAI, kind="own")
    one = receive_appeal(appealed=Appealed("ข้อมูลของข้าพเจ้าเอง", request_id=request.pk), by=CITIZEN, at=NOW)
    assert (one.kind, Appeal.objects.get(pk=one.pk).last_day) == ("own", date(2026, 7, 8))


def test_members_see_the_appeals_of_their_branch_and_no_others() -> None:
    mine, other, new = assigned(), assigned(branch="economy"), against()
    seen = {post: set(appeals_seen(official(post))) for post in (MEMBERS[0], "tribunal-economy-1", SECRETARY)}
    assert seen == {MEMBERS[0]: {mine}, "tribunal-economy-1": {other}, SECRETARY: {mine, other, new}}
    for stranger in ("officer-1", "info-officer-1", "inspector-1", "secret-registrar-1"):
        assert not appeals_seen(official(stranger)).exists(), stranger
    assert Clock.objects.get(matter=mine, code="assign").kept


def test_members_from_the_agency_concerned_neither_see_it_nor_sit() -> None:
    held = Holding.objects.get(post__code=MEMBERS[0])
    members.describe_seat(
        holding_id=held.pk, agency_id=agency_by_code("กปภ").pk, presides=False, by=official(HEAD), at=NOW
    )
    one = assigned()
    assert Bar.objects.get(matter=one).official_id == held.official_id
    assert not appeals_seen(official(MEMBERS[0])).exists()
    wanted = member_ids(*MEMBERS[:3])
    with pytest.raises(UnableToAct, match="มาจากหน่วยงานที่เกี่ยวข้อง"):
        panels.set_panel(**acts(one, HEAD), member_ids=wanted, chair_id=wanted[1])


def test_a_panel_is_proposed_by_load_and_a_declared_interest_leaves_it() -> None:
    busy = considering()
    one = assigned()
    proposed = [each.official_id for each in proposed_panel(Appeal.objects.get(pk=one.pk), NOW.date())]
    assert proposed[:2] == member_ids(*MEMBERS[3:5])  # those who sit on nothing come first
    with pytest.raises(UnableToAct, match="อย่างน้อย 3 คน"):
        panels.set_panel(**acts(one, HEAD), member_ids=proposed[:2], chair_id=proposed[0])
    panels.declare_conflict(**acts(busy, MEMBERS[2]), words="เคยเป็นที่ปรึกษา")
    assert Panelist.objects.filter(appeal=busy.pk, left_at=None).count() == 2
    assert busy not in appeals_seen(official(MEMBERS[2]))


def test_a_term_that_is_over_gives_no_sight_and_no_seat() -> None:
    branch = Branch.objects.get(code="society")
    new = official("officer-6").official_id or 0
    seat = members.seat_member(
        branch=branch,
        official_id=new,
        valid_from=date(2026, 6, 1),
        valid_to=date(2026, 7, 1),
        by=official(HEAD),
        at=NOW,
        presides=True,
    )
    assert isinstance(seat, Seat)
    one = assigned()
    appeal = Appeal.objects.get(pk=one.pk)
    assert proposed_panel(appeal, date(2026, 6, 8))[0].official_id == new
    assert new not in [each.official_id for each in proposed_panel(appeal, date(2026, 7, 1))]
    with pytest.raises(NotAuthorised):
        members.end_seat(holding_id=seat.pk, on=date(2026, 6, 10), by=official(SECRETARY), at=NOW)


def test_votes_need_a_sitting_a_quorum_and_the_draft_that_was_voted_upon() -> None:
    one = considering()
    first, second, third = member_ids(*MEMBERS[:3])
    rulings.draft_ruling(**acts(one, SECRETARY), draft=DRAFT)
    votes = {first: "disclose", second: "uphold", third: "disclose"}
    with pytest.raises(UnableToAct, match="ยังไม่ได้นัดประชุม"):
        rulings.record_votes(**acts(one, SECRETARY), votes=votes)
    after = listed(one)
    with pytest.raises(UnableToAct, match="ไม่ครบองค์ประชุม"):
        rulings.record_votes(**acts(one, SECRETARY, after), votes={first: "disclose", second: "disclose"})
    with pytest.raises(UnableToAct, match="ไม่ตรงกับร่าง"):
        rulings.record_votes(**acts(one, SECRETARY, after), votes={**votes, first: "uphold"})
    with pytest.raises(UnableToAct, match="ความเห็นแย้ง"):
        rulings.record_votes(**acts(one, SECRETARY, after), votes=votes, dissents={first: "เห็นต่าง"})
    # At a tie the vote of who presides carries.
    rulings.record_votes(
        **acts(one, SECRETARY, after),
        votes={first: "disclose", second: "uphold", third: "abstain"},
        dissents={second: "ราคาเป็นความลับทางการค้า"},
    )
    assert Vote.objects.get(official=second).dissent
    for other in (MEMBERS[1], SECRETARY, HEAD):
        with pytest.raises(NotAuthorised):
            rulings.confirm_ruling(**acts(one, other, after))
    rulings.confirm_ruling(**acts(one, MEMBERS[0], after))
    ruling = Ruling.objects.get(pk=one.pk)
    assert ruling.number.endswith("/2569")
    rulings.draft_letters(matter_id=one.pk, at=after)
    rulings.draft_letters(matter_id=one.pk, at=after)
    assert Letter.objects.filter(about__matter=one, kind="tribunal_ruling").count() == 2
    kinds = {letter.agency_id for letter in Letter.objects.filter(about__matter=one, kind="tribunal_ruling")}
    assert kinds == {None, agency_by_code("กปภ").pk}
    text = str(Letter.objects.filter(about__matter=one, agency__isnull=False).get().content)
    assert "ราคาเป็นความลับทางการค้า" in text
    assert "สมปอง" not in text
    assert "รายงานผลภายใน 30 วัน" in text  # something is to be done


def test_time_is_extended_with_reasons_and_never_beyond_sixty_days() -> None:
    one = considering()
    with pytest.raises(UnableToAct, match="เหตุที่ต้องขยาย"):
        rulings.extend(**acts(one, HEAD), words=" ")
    rulings.extend(**acts(one, HEAD), words="หน่วยงานส่งสำนวนล่าช้า")
    assert Clock.objects.get(matter=one, code="ruling").due_on == date(2026, 8, 7)
    with pytest.raises(UnableToAct, match="ครบที่กฎหมายให้"):
        rulings.extend(**acts(one, HEAD), words="ยังไม่เสร็จ")


@pytest.mark.parametrize(
    ("outcome", "state", "gate"), [("uphold", "released", "overruled"), ("withhold", "barred", "considering")]
)
def test_a_ruling_on_an_objection_frees_or_bars_what_it_concerns(outcome: str, state: str, gate: str) -> None:
    request, track = with_objector()
    one = receive_appeal(
        appealed=Appealed("เป็นความลับทางการค้า", request_id=request.pk, party_id=track), by=CITIZEN, at=NOW
    )
    assert Track.objects.get(pk=track).state == "appealed"
    one, after = ruled(one, Draft(outcome, "ประเด็น", "ข้อเท็จจริง", "เหตุผล", "คำวินิจฉัย"))
    assert Track.objects.get(pk=track).state == "appealed"
    sending.send_ruling(**acts(one, SECRETARY, after), sent_on=after.date(), way="post")
    assert Track.objects.get(pk=track).state == state
    one.refresh_from_db()
    assert one.state == ("complying" if outcome == "withhold" else "closed")


def test_what_a_third_party_won_is_considered_again_though_it_was_to_be_given() -> None:
    request, track = with_objector()
    ordered(request, FULL)
    told(request)
    one = receive_appeal(
        appealed=Appealed("เป็นความลับทางการค้า", request_id=request.pk, party_id=track), by=CITIZEN, at=NOW
    )
    one, after = ruled(one, Draft("withhold", "ประเด็น", "ข้อเท็จจริง", "เหตุผล", "คำวินิจฉัย"))
    sending.send_ruling(**acts(one, SECRETARY, after), sent_on=after.date(), way="post")
    request.refresh_from_db()
    assert request.state == "considering"
    assert Track.objects.get(matter=request, type="part").state == "open"


def test_a_withdrawn_appeal_leaves_the_embargo_what_is_left_of_it() -> None:
    request, track = with_objector()
    told = Appealed("เป็นความลับทางการค้า", request_id=request.pk, party_id=track)
    one = receive_appeal(appealed=told, by=CITIZEN, at=NOW + 10 * DAY)
    with pytest.raises(UnableToAct, match="ทางใด"):
        admission.withdraw_appeal(**acts(one, SECRETARY))
    admission.withdraw_appeal(
        **acts(one, SECRETARY, NOW + 11 * DAY), words="ขอถอน", way="letter", asked_on=date(2026, 6, 18)
    )
    assert Party.objects.get(pk=track).track.state == "overruled"
    assert Clock.objects.get(track=track, code="embargo", stopped_at=None).due_on == date(2026, 6, 23)
    with pytest.raises(UnableToAct, match="ยังไม่พ้นกำหนด"):
        third_parties.end_embargo(
            matter_id=request.pk, track_id=track, by=official("info-officer-1"), at=NOW + 12 * DAY, no_appeal=True
        )


def test_a_ruling_opens_our_own_request_again_and_its_carrying_out_is_followed() -> None:
    request = refused_request(REFUSED, person=SOMCHAI)
    one = receive_appeal(appealed=Appealed("เป็นข้อเท็จจริง", request_id=request.pk), by=CITIZEN, at=NOW)
    one, after = ruled(one)
    sending.send_ruling(**acts(one, SECRETARY, after), sent_on=after.date(), way="post")
    request = Matter.objects.get(pk=request.pk)
    assert request.state == "considering"
    assert Track.objects.get(matter=request, type="part").state == "open"
    with pytest.raises(UnableToAct, match="ยังไม่ได้รายงาน"):
        sending.accept_compliance(**acts(one, HEAD, after))
    report = {"reported_on": after.date(), "words": "ส่งมอบแล้ว"}
    sending.record_compliance(**acts(one, SECRETARY, after), **report)
    sending.return_compliance(**acts(one, HEAD, after), words="ขาดภาคผนวก")
    sending.record_compliance(**acts(one, SECRETARY, after + DAY), **report)
    sending.accept_compliance(**acts(one, HEAD, after + DAY))
    one.refresh_from_db()
    assert (one.state, one.closing) == ("closed", "disclose")


def test_nobody_named_is_published_and_another_person_lets_it_out() -> None:
    one, after = ruled()
    sending.send_ruling(**acts(one, SECRETARY, after), sent_on=after.date(), way="post")

    def prepare(text: str) -> None:
        publishing.prepare_public(**acts(one, HEAD, after), title="สัญญาจ้างที่ลงนามแล้ว", text=text)

    prepare(PUBLIC + " ผู้อุทธรณ์คือ สมปอง อุทธรณ์ดี")
    publish = {**acts(one, DIRECTOR, after), "read_through": True}
    with pytest.raises(UnableToAct, match="ยังมีชื่อ"):
        publishing.publish_ruling(**publish, words="ไม่ใช่ข้อมูลบุคคล")
    prepare(PUBLIC + " โทร 0812345678")
    with pytest.raises(UnableToAct, match="อาจเป็นข้อมูลส่วนบุคคล 1 แห่ง"):
        publishing.publish_ruling(**publish)
    prepare(PUBLIC)
    with pytest.raises(UnableToAct, match="เจ้าหน้าที่อีกคนหนึ่ง"):
        publishing.publish_ruling(**{**publish, "by": official(HEAD)})
    with pytest.raises(UnableToAct, match="อ่านฉบับเผยแพร่"):
        publishing.publish_ruling(**{**publish, "read_through": False})
    publishing.publish_ruling(**publish)
    assert Ruling.objects.get(pk=one.pk).published_at == after
    prepare(PUBLIC + " แก้คำผิด")
    assert Ruling.objects.get(pk=one.pk).published_at is None


def test_a_branch_is_chosen_from_those_of_today() -> None:
    one = against()
    admission.admit(**acts(one, HEAD))
    with pytest.raises(UnableToAct, match="เลือกสาขา"):
        branches.assign_branch(**acts(one, HEAD), branch_id=0, topic="procurement")
    assert voted(considering(against())) > NOW
