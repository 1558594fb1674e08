"""Complaints and checks: each act, what refuses it, the days, who sees them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from palat.duties.information.models import Complaint
from palat.duties.information.operations import handling as common
from palat.duties.information.operations import requesters
from palat.duties.information.operations.complaints import explanations, handling, measures, opinions
from palat.duties.information.operations.complaints.opinions import Opinion
from palat.duties.information.queries.complaints.times import last_day_of_considering
from palat.duties.information.queries.persons import person_behind
from palat.duties.information.tests.complaining import (
    NOTHING_TO_DO,
    OPINION,
    acts,
    agency_id,
    asked,
    complaint,
    liaison,
    opined,
    taken,
)
from palat.duties.information.tests.factories import CITIZEN, NOW, SOMCHAI, official, request, stored
from palat.duties.information.views.complaints.desk import COMPLAINTS
from palat.kernel.history.remains import Remains
from palat.kernel.letters.models import Letter
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.models import Attachment, Clock, Link, Matter, Track
from palat.kernel.matters.operations import holding
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.operations.opening import open_identity
from palat.kernel.matters.queries.visibility import visible

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=40)


def state(matter: Matter) -> str:
    matter.refresh_from_db()
    return matter.state


def letters(matter: Matter) -> list[str]:
    return sorted(Letter.objects.filter(about__matter=matter).values_list("kind", flat=True))


def test_a_complaint_begins_with_the_time_of_the_law() -> None:
    one, check = complaint(), complaint("not_held")
    assert (one.procedure, check.procedure) == ("information_complaint", "information_check")
    clock = Clock.objects.get(matter=one)
    assert (clock.code, clock.due_on) == ("consider", date(2026, 7, 8))  # 30 days after Monday 8 June
    assert one.unit is not None
    assert one.unit.code == "oic"


# Received (Thai time) → last day, and the longest: 30 and 60 days, the first not counted, moved off a day off.
DAYS = [
    ("2026-06-08 10:00", "2026-07-08", "2026-08-07"),
    ("2026-06-08 23:59", "2026-07-08", "2026-08-07"),
    ("2026-06-09 00:00", "2026-07-09", "2026-08-10"),  # 8 August is a Saturday
    ("2026-11-04 09:00", "2026-12-04", "2027-01-04"),  # sixty days end on a Sunday after New Year
]


def test_the_days_of_a_complaint() -> None:
    for received, last, longest in DAYS:
        one = complaint(at=datetime.fromisoformat(received + "+07:00").astimezone(UTC))
        clock = Clock.objects.get(matter=one)
        assert clock.due_on == date.fromisoformat(last), received
        assert last_day_of_considering(clock.started_on) == date.fromisoformat(longest), received
    by_post = complaint(channel="post", arrived_on=date(2026, 6, 1))
    assert Clock.objects.get(matter=by_post).due_on == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": "refused"}, "โปรดเลือกเหตุ"),  # that is an appeal
        ({"wanted": "ก"}, "ให้พอเข้าใจ"),
        ({"asked_on": None}, "ยื่นคำขอต่อหน่วยงานก่อน"),
        ({"asked_on": date(2026, 6, 9)}, "ต้องไม่หลังวันที่ร้องเรียน"),
    ],
)
def test_what_cannot_be_a_complaint(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(UnableToAct, match=said):
        complaint(**wrong)  # type: ignore[arg-type]


def test_who_sees_complaints_and_who_takes_them_in() -> None:
    one = complaint()
    for post, sees in (
        ("oic-officer-1", True),
        ("oic-director", True),
        ("ps", True),
        ("info-officer-1", False),  # the Office's own information centre may be complained of
        ("tribunal-secretary-1", False),
        ("director-central", False),
        ("officer-1", False),
    ):
        by = official(post)
        assert visible(by).filter(pk=one.pk).exists() is sees, post
        assert COMPLAINTS.seen(by).exists() is sees, post
    assert complaint(by=official("oic-officer-1"), channel="counter").state == "received"
    with pytest.raises(NotAuthorised):
        complaint(by=official("info-officer-1"), channel="counter")
    other = official("info-officer-1")
    assert other.official_id
    with pytest.raises(UnableToAct, match="นอกหน่วยงาน"):
        holding.assign(matter_ids=[one.pk], officer_id=other.official_id, by=official("oic-head"), at=NOW)


def test_a_complaint_arises_from_a_request_by_whoever_has_its_code() -> None:
    source = request(person=SOMCHAI)
    one = complaint(agency_id=agency_id("สปน"), request_id=source.pk, by=citizen(source.pk))
    assert Link.objects.filter(source=one, target=source, kind="arises_from").exists()
    for by in (CITIZEN, citizen(source.pk + 1), official("oic-officer-1")):
        with pytest.raises(NotAuthorised):
            complaint(request_id=source.pk, by=by)


def test_the_agency_is_asked_by_letter_and_explains_through_its_door() -> None:
    one, track = asked()
    assert (state(one), letters(one)) == ("agency_asked", ["information_ask"])
    words = str(Letter.objects.get(about__matter=one).content)
    assert "เหตุใดยังไม่ตอบ" in words
    assert Clock.objects.get(track=track).due_on == date(2026, 6, 23)
    with pytest.raises(UnableToAct, match="อยู่แล้ว"):
        explanations.ask_agency(**acts(one), words="อีกครั้ง")
    with pytest.raises(UnableToAct, match="หลังจากวันนี้"):
        explanations.ask_agency(**acts(one), agency_id=agency_id("กปภ"), words="ถาม", due_on=date(2026, 6, 8))
    theirs = {"matter_id": one.pk, "track_id": track.pk, "by": liaison(), "at": NOW}
    with pytest.raises(NotAuthorised):
        explanations.agency_report(**{**theirs, "by": liaison("กปภ")}, words="ไม่ใช่ของเรา")
    explanations.agency_accept(**theirs)
    explanations.agency_progress(**theirs, words="กำลังรวบรวม")
    with pytest.raises(UnableToAct, match="คำชี้แจง"):
        explanations.agency_report(**theirs, words=" ")
    explanations.agency_report(**theirs, words="ตอบแล้ววันที่ 3", files=[stored("หนังสือตอบ.pdf")])
    ours = {**acts(one), "track_id": track.pk}
    explanations.return_explanation(**ours, words="ขอสำเนาหลักฐานการส่ง")
    assert Clock.objects.filter(track=track, stopped_at=None, code="explain").count() == 1
    explanations.record_explanation(**ours, words="ส่งสำเนาแล้ว", came_on=date(2026, 6, 8))
    explanations.accept_explanation(**ours)
    assert state(one) == "considering"
    track.refresh_from_db()
    assert (track.state, track.answer) == ("accepted", "ส่งสำเนาแล้ว")


def test_an_agency_reads_only_its_own_track_and_never_who_complained() -> None:
    from palat.kernel.agencies.registry import duty
    from palat.kernel.matters.queries.file import file_by_id

    one, track = asked(person=SOMCHAI, text="เจ้าหน้าที่สมปองไล่ผมกลับ")
    file = file_by_id(one.pk, liaison())
    (view,) = file.tracks
    assert view.track.pk == track.pk
    read = duty("information").asked(file, view, liaison())
    assert "เหตุใดยังไม่ตอบ" in read.text
    said = f"{read} {file.matter.subject} {file.events}"
    for hidden in ("สมปอง", "สมชาย"):
        assert hidden not in said
    assert not visible(liaison("กปภ")).filter(pk=one.pk).exists()


def test_an_agency_that_is_silent_is_followed_up_and_then_gone_without() -> None:
    one, track = asked()
    pair = {"matter_id": one.pk, "track_id": track.pk}
    with pytest.raises(UnableToAct, match="พ้นกำหนด"):
        explanations.chase(**pair, at=NOW)
    with pytest.raises(UnableToAct, match="ยังไม่พ้นกำหนด"):
        explanations.go_without(**{**acts(one, "oic-head"), "track_id": track.pk}, words="โทรแล้ว")
    from palat.duties.information.operations.complaints.outgoing import chase_overdue

    assert chase_overdue(at=LATER) == 1
    assert chase_overdue(at=LATER) == 0  # the time of this reminder runs
    track.refresh_from_db()
    assert track.chased == 1
    with pytest.raises(NotAuthorised):
        explanations.go_without(**{**acts(one, at=LATER), "track_id": track.pk}, words="ติดตามแล้ว")
    explanations.go_without(**{**acts(one, "oic-head", at=LATER), "track_id": track.pk}, words="ติดตามแล้วสามครั้ง")
    assert state(one) == "considering"
    assert Track.objects.get(pk=track.pk).state == "silent"


def test_the_time_is_put_off_with_reasons_and_never_beyond_sixty_days() -> None:
    one = taken()
    head = acts(one, "oic-head")
    for until, words, said in (
        (date(2026, 7, 20), " ", "เหตุผล"),
        (date(2026, 7, 8), "รอคำชี้แจง", "หลังกำหนดเดิม"),
        (date(2026, 8, 8), "รอคำชี้แจง", "มาตรา 13"),
    ):
        with pytest.raises(UnableToAct, match=said):
            handling.extend(**head, until=until, words=words)
    with pytest.raises(NotAuthorised):
        handling.extend(**acts(one), until=date(2026, 7, 20), words="รอคำชี้แจง")
    handling.extend(**head, until=date(2026, 7, 20), words="รอคำชี้แจง")
    handling.extend(**head, until=date(2026, 8, 7), words="เอกสารมาก")
    assert Clock.objects.get(matter=one, code="consider").due_on == date(2026, 8, 7)


def test_summons_and_inspection_are_tracks_with_a_record() -> None:
    check = taken("not_held")
    director = acts(check, "oic-director")
    called = {"whom": "ผู้อำนวยการกองพัสดุ", "words": "ทะเบียนคุมสัญญา", "place": "สขร.", "day": date(2026, 6, 15)}
    with pytest.raises(NotAuthorised):
        measures.summon(**acts(check), **called)
    for lacks in ({"whom": ""}, {"day": date(2026, 6, 8)}):
        with pytest.raises(UnableToAct):
            measures.summon(**director, **{**called, **lacks})
    measures.summon(**director, **called)
    visit = {"place": "ห้องเก็บเอกสาร", "words": "แฟ้มสัญญา", "who": "นักวิชาการ (1)", "day": date(2026, 6, 16)}
    with pytest.raises(UnableToAct, match="สถานที่"):
        measures.inspect(**director, **{**visit, "place": " "})
    measures.inspect(**director, **visit)
    assert letters(check) == ["information_inspect", "information_summons"]
    with pytest.raises(UnableToAct, match="ยังไม่เสร็จ"):
        opinions.propose_opinion(**acts(check), opinion=Opinion("held", "พบ", "ให้เปิดเผย"))
    tracks = {one.type: one.pk for one in Track.objects.filter(matter=check).exclude(type="main")}
    ours = acts(check, at=NOW + timedelta(days=8))
    with pytest.raises(UnableToAct, match="ผล"):
        measures.record_appearance(**ours, track_id=tracks["summons"], result="", words="มา")
    measures.record_appearance(**ours, track_id=tracks["summons"], result="came", words="นำทะเบียนมา")
    looked = {"track_id": tracks["inspection"], "result": "found", "words": "พบแฟ้มในตู้ที่สอง"}
    with pytest.raises(UnableToAct, match="วันที่ตรวจสอบ"):
        measures.record_inspection(**ours, **looked, done_on=date(2026, 6, 1))
    measures.record_inspection(**ours, **looked, done_on=date(2026, 6, 16), files=[stored("ภาพ.pdf")])
    kept = Attachment.objects.get(matter=check)
    assert (kept.track_id, kept.for_petitioner, kept.for_agencies) == (tracks["inspection"], False, False)
    opinions.propose_opinion(**acts(check), opinion=Opinion("held", "พบ", "ให้เปิดเผย"))
    assert state(check) == "proposed"
    other = taken("not_held")
    measures.summon(**acts(other, "oic-director"), **called)
    track = Track.objects.get(matter=other, type="summons")
    measures.lift_summons(**acts(other, "oic-director"), track_id=track.pk, words="ส่งเอกสารมาเองแล้ว")
    measures.inspect(**acts(other, "oic-director"), **visit)
    handling.withdraw(matter_id=other.pk, by=citizen(other.pk), at=NOW, words="ได้รับแล้ว")
    assert Track.objects.get(matter=other, type="inspection").state == "lifted"


def test_a_plain_complaint_gives_no_right_to_enter() -> None:
    one = taken()
    with pytest.raises(KeyError):
        measures.inspect(**acts(one, "oic-director"), place="ห้อง", words="แฟ้ม", who="ผู้ตรวจ", day=date(2026, 6, 16))


def test_the_opinion_goes_to_both_and_is_followed_until_carried_out() -> None:
    one = taken(person=SOMCHAI)
    for opinion, said in (
        (Opinion("held", "ก", "ข"), "ผลการพิจารณา"),  # a finding of a check
        (Opinion("founded", " ", "ข"), "ข้อเท็จจริง"),
        (Opinion("founded", "ก", "ข", "ค", comply_days=900), "วัน"),
    ):
        with pytest.raises(UnableToAct, match=said):
            opinions.propose_opinion(**acts(one), opinion=opinion)
    opinions.propose_opinion(**acts(one, "oic-director"), opinion=OPINION)
    with pytest.raises(UnableToAct, match="สองคน"):
        opinions.sign_opinion(**acts(one, "oic-director"))
    opinions.return_opinion(**acts(one, "oic-director"), words="เพิ่มข้อเท็จจริง")
    opinions.propose_opinion(**acts(one), opinion=OPINION)
    with pytest.raises(NotAuthorised):
        opinions.sign_opinion(**acts(one, "oic-head"))
    opinions.sign_opinion(**acts(one, "oic-director"))
    assert (state(one), letters(one)) == ("complying", ["information_opinion", "information_opinion"])
    to_person = Letter.objects.get(about__matter=one, agency=None)
    assert to_person.person_id == Complaint.objects.get(pk=one.pk).person_id
    assert not Clock.objects.filter(matter=one, code="consider", stopped_at=None).exists()
    track = Track.objects.get(matter=one, type="compliance")
    assert Clock.objects.get(track=track).due_on == date(2026, 6, 18)
    with pytest.raises(UnableToAct, match="ไม่เสร็จ"):
        opinions.close(**acts(one))
    theirs = {"matter_id": one.pk, "track_id": track.pk, "by": liaison(), "at": NOW}
    opinions.comply_accept(**theirs)
    opinions.comply_progress(**theirs, words="กำลังจัดทำ")
    opinions.comply_report(**theirs, words="ตอบแล้ว")
    ours = {**acts(one), "track_id": track.pk}
    opinions.return_compliance(**ours, words="ยังขาดสำเนา")
    opinions.record_compliance(**ours, words="ส่งสำเนาแล้ว", came_on=date(2026, 6, 8))
    opinions.accept_compliance(**ours)
    opinions.close(**acts(one))
    assert (state(one), one.closing) == ("closed", "complied")


def test_an_agency_that_does_not_comply_stands_recorded() -> None:
    one = opined()
    track = Track.objects.get(matter=one, type="compliance")
    explanations.chase(matter_id=one.pk, track_id=track.pk, at=LATER, of="compliance")
    with pytest.raises(NotAuthorised):
        opinions.note_defiance(**acts(one), track_id=track.pk, words="ไม่ตอบ")
    opinions.note_defiance(**acts(one, "oic-director"), track_id=track.pk, words="ติดตามแล้วไม่ปฏิบัติ")
    opinions.close(**acts(one))
    assert (state(one), one.closing) == ("closed", "not_complied")
    handling.reopen(**acts(one, "oic-head"), words="หน่วยงานขอปฏิบัติแล้ว")
    assert (state(one), one.closing) == ("considering", "")
    assert Clock.objects.filter(matter=one, code="consider", stopped_at=None).exists()


def test_without_anything_to_do_it_ends_with_the_opinion() -> None:
    one = opined(NOTHING_TO_DO)
    assert one.state == "opined"
    opinions.close(**acts(one))
    assert (state(one), one.closing) == ("closed", "advised")


def test_not_admitted_and_withdrawn_take_back_what_was_asked() -> None:
    one, track = asked(person=SOMCHAI)
    with pytest.raises(UnableToAct, match="เหตุผล"):
        handling.not_admit(**acts(one, "oic-head"), reason="appeal", words="")
    with pytest.raises(NotAuthorised):
        handling.not_admit(**acts(one), reason="appeal", words="โปรดอุทธรณ์")
    handling.not_admit(**acts(one, "oic-head"), reason="appeal", words="โปรดยื่นอุทธรณ์ภายในกำหนด")
    assert (state(one), letters(one)[-1]) == ("not_admitted", "information_refused")
    track.refresh_from_db()
    assert track.state == "recalled"
    assert not visible(liaison()).filter(pk=one.pk).exists()
    two = complaint()
    with pytest.raises(UnableToAct, match="ถอนทางใด"):
        handling.withdraw(**acts(two), words="ถอน")
    with pytest.raises(UnableToAct, match="ไม่เกินวันนี้"):
        handling.withdraw(**acts(two), words="ถอน", way="phone", asked_on=date(2026, 6, 9))
    handling.withdraw(**acts(two), words="ถอน", way="phone", asked_on=date(2026, 6, 8))
    assert (state(two), two.closing) == ("withdrawn", "withdrawn")


def test_a_complainant_clarifies_and_the_time_runs_on() -> None:
    one = taken()
    common.ask_requester(**acts(one), question="ขอเลขที่คำขอ")
    assert Clock.objects.get(matter=one, code="consider").paused_on is None
    requesters.clarify(matter_id=one.pk, by=citizen(one.pk), at=NOW, text="เลขที่ 12")
    assert state(one) == "considering"
    explanations.ask_agency(**acts(one), words="เหตุใดไม่ตอบ")
    handling.resume(**acts(one), words="มีเอกสารพอแล้ว")
    track = Track.objects.get(matter=one, type="explanation")
    explanations.recall_explanation(**acts(one), track_id=track.pk, words="มีเอกสารพอแล้ว")
    assert state(one) == "considering"


def test_the_seal_is_opened_by_a_recorded_act_alone() -> None:
    one = taken(person=SOMCHAI)
    shown = open_identity(**acts(one), person_id=person_behind(one.pk), purpose="contact", words="โทรถาม")
    assert shown["full_name"] == SOMCHAI["full_name"]
    with pytest.raises(NotAuthorised):
        open_identity(**acts(one, "info-officer-1"), person_id=person_behind(one.pk), purpose="contact")


def test_what_is_destroyed_leaves_no_words() -> None:
    from palat.duties.information.operations.erasing import empty_information

    one, remains = opined(person=SOMCHAI, text="ไล่กลับ"), Remains()
    empty_information([one.pk], remains)
    row = Complaint.objects.get(pk=one.pk)
    assert {row.wanted, row.text, row.facts_found, row.opinion, row.demands} == {""}
    assert row.person_id in remains.persons
