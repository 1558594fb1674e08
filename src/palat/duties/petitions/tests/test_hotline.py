"""What stands beside the telephone: knowledge, roster, shifts."""

from datetime import date, time, timedelta

import pytest

from palat.duties.petitions.models import Duty, EmergencyNumber, HandoverItem, Knowledge
from palat.duties.petitions.operations.hotline import (
    ROSTER,
    DutyLine,
    UnableToKeep,
    Written,
    end_duty,
    keep_duty,
    review_page,
    roster_writer,
    write_page,
)
from palat.duties.petitions.operations.intake import log_contact
from palat.duties.petitions.operations.shifts import UnableToHandOver, acknowledge, finish_item, hand_over
from palat.duties.petitions.queries.contacts import open_items, shift_at
from palat.duties.petitions.queries.hotline import beside, blocks, on_duty
from palat.duties.petitions.tests.factories import NOW, agency_id, official
from palat.kernel.calendar.counting import legal_date
from palat.kernel.exchange.operations import take_in
from palat.kernel.matters.operations.acts import NotAuthorised

pytestmark = pytest.mark.django_db
TODAY = legal_date(NOW)


def page(by=None, **written) -> Knowledge:
    words = {"kind": "page", "title": "บัตรสวัสดิการ", "body": "ใครมีสิทธิ\n\n- ผู้มีรายได้น้อย"} | written
    return write_page(written=Written(**words), by=by or official("shift-1"), at=NOW, today=TODAY)


def test_text_is_taken_apart_into_headings_lists_and_steps():
    found = [(one.kind, one.lines) for one in blocks("# หัวข้อ\nย่อหน้า\n\n- ก\n- ข\n\n1. หนึ่ง\n2. สอง\nปิดท้าย <b>")]
    assert found == [
        ("heading", ("หัวข้อ",)),
        ("paragraph", ("ย่อหน้า",)),
        ("list", ("ก", "ข")),
        ("steps", ("หนึ่ง", "สอง")),
        ("paragraph", ("ปิดท้าย <b>",)),
    ]


def test_pages_of_the_kind_and_category_chosen_stand_first():
    titles = [one.title for one in beside(day=TODAY, kind="enquiry")]
    assert titles[0] == "สอบถามข้อมูล"
    assert beside(day=TODAY, kind="grievance", category="social.electricity")[0].title == "ไฟฟ้าดับหรือขัดข้อง"
    assert [one.title for one in beside(day=TODAY, words="สายไฟ เสา")] == ["ไฟฟ้าดับหรือขัดข้อง"]
    assert beside(day=TODAY, words="ไม่มีคำนี้แน่นอน") == []


def test_a_page_that_ended_is_not_shown():
    page(title="หน้าหมดอายุ", valid_from=TODAY - timedelta(days=9), valid_to=TODAY)
    assert beside(day=TODAY, words="หน้าหมดอายุ") == []
    assert beside(day=TODAY - timedelta(days=1), words="หน้าหมดอายุ")


def test_every_version_is_kept_and_an_edit_takes_the_review_away():
    writer, other = official("shift-1"), official("shift-2")
    first = page(writer)
    with pytest.raises(UnableToKeep):
        review_page(page_id=first.pk, by=writer, at=NOW, seen=1)
    assert review_page(page_id=first.pk, by=other, at=NOW, seen=1).mark == "verified"
    again = write_page(
        written=Written("page", "บัตรสวัสดิการ", "ใหม่"), page_id=first.pk, seen=1, by=writer, at=NOW, today=TODAY
    )
    assert (again.version, again.mark, again.reviewed_by_id) == (2, "provisional", None)
    assert list(again.edits.order_by("version").values_list("version", "body"))[1] == (2, "ใหม่")
    with pytest.raises(UnableToKeep):
        write_page(written=Written("page", "ก", "ข"), page_id=first.pk, seen=1, by=other, at=NOW, today=TODAY)


@pytest.mark.parametrize("post", ["agent-1", "intake-1", "officer-1", "director-psc", "auditor-1"])
def test_only_leaders_edit(post):
    with pytest.raises(NotAuthorised):
        page(official(post))
    with pytest.raises(NotAuthorised):
        duty(official(post))
    running = shift_at(NOW)
    assert running is not None
    with pytest.raises(NotAuthorised):
        hand_over(shift=running, words="เหตุการณ์ปกติ", items=[], by=official(post), at=NOW)


def duty(by=None, **line) -> Duty:
    words = {
        "agency_id": agency_id("กฟภ"),
        "days": "all",
        "begins": time(8),
        "ends": time(16),
        "answers": "ศูนย์ควบคุม",
        "telephone": "02-000-0000",
    } | line
    return keep_duty(line=DutyLine(**words), by=by or official("shift-1"), at=NOW, today=TODAY)


def test_who_answers_depends_on_the_hour_and_the_kind_of_day():
    day, night = duty(days="working"), duty(begins=time(16), ends=time(8), telephone="1129")
    weekend = duty(days="off", telephone="02-111-1111")
    assert on_duty(NOW) == [day]  # a Monday, ten in the morning
    assert on_duty(NOW + timedelta(hours=12)) == [night]
    assert on_duty(NOW + timedelta(hours=20)) == [night]  # six the next morning
    assert on_duty(NOW + timedelta(days=5)) == [weekend]
    assert on_duty(NOW, words="ไม่มีหน่วยงานนี้") == []


def test_a_line_for_one_day_stands_before_the_usual_one():
    duty()
    special = duty(on_day=TODAY, telephone="02-222-2222")
    assert on_duty(NOW) == [special]
    assert len(on_duty(NOW + timedelta(days=1))) == 1


def test_the_same_line_is_not_kept_twice_and_an_ended_one_answers_no_more():
    line = duty()
    with pytest.raises(UnableToKeep):
        duty()
    end_duty(duty_id=line.pk, by=official("shift-1"), at=NOW, today=TODAY)
    assert on_duty(NOW) == []


def test_a_roster_is_imported_line_by_line_and_again_without_doubles(tmp_path):
    file = tmp_path / "roster.csv"
    head = "รหัสหน่วยงาน,วัน,ตั้งแต่เวลา,ถึงเวลา,ผู้ตอบ,โทรศัพท์\n"
    good = "กฟภ,ทุกวัน,00:00,00:00,ศูนย์รับแจ้ง,1129\nกปภ,วันทำการ,8.30,16:30,เวรประจำวัน,1662\n"
    bad = "ไม่มี,ทุกวัน,08:00,16:00,ใคร,1\nกฟภ,บางวัน,08:00,16:00,ใคร,1\n"
    bad += "กฟภ,ทุกวัน,แปดโมง,16:00,ใคร,1\nกฟภ,ทุกวัน,08:00,16:00,,1\n"
    file.write_text(head + good + bad, encoding="utf-8")
    by = official("shift-1")
    report = take_in(path=file, mapping=ROSTER, write=roster_writer(by=by, at=NOW, today=TODAY), at=NOW)
    assert (report.added, report.rejected) == (2, 4)
    assert [line for line, _reason in report.errors] == [4, 5, 6, 7]
    again = take_in(path=file, mapping=ROSTER, write=roster_writer(by=by, at=NOW, today=TODAY), at=NOW)
    assert (again.added, again.already) == (0, 2)
    assert {one.begins for one in Duty.objects.all()} == {time(0), time(8, 30)}
    with pytest.raises(NotAuthorised):
        roster_writer(by=official("agent-1"), at=NOW, today=TODAY)


def test_a_shift_is_handed_over_once_and_acknowledged_by_another():
    leader, after = official("shift-1"), official("shift-2")
    running = shift_at(NOW)
    assert running is not None
    log_contact(
        kind="praise", channel="hotline", outcome="noted", by=official("agent-1"), at=NOW - timedelta(minutes=5)
    )
    handover = hand_over(shift=running, words="ปกติ", items=["รอ กฟภ. โทรกลับ", " ", "ไมค์โต๊ะ 3 เสีย"], by=leader, at=NOW)
    assert handover.counts["kinds"] == {"praise": 1}
    with pytest.raises(UnableToHandOver):
        hand_over(shift=running, words="อีกครั้ง", items=[], by=after, at=NOW)
    with pytest.raises(UnableToHandOver):
        acknowledge(handover_id=handover.pk, by=leader, at=NOW)
    assert acknowledge(handover_id=handover.pk, by=after, at=NOW).acknowledged_by_id == after.official_id
    with pytest.raises(UnableToHandOver):
        acknowledge(handover_id=handover.pk, by=official("intake-head"), at=NOW)
    first = open_items().first()
    assert isinstance(first, HandoverItem)
    finish_item(item_id=first.pk, by=after, at=NOW)
    assert [one.words for one in open_items()] == ["ไมค์โต๊ะ 3 เสีย"]


def test_no_handover_without_words_or_before_the_shift_begins():
    running = shift_at(NOW)
    assert running is not None
    with pytest.raises(UnableToHandOver):
        hand_over(shift=running, words="  ", items=[], by=official("shift-1"), at=NOW)
    with pytest.raises(UnableToHandOver):
        hand_over(
            shift=running, words="ปกติ", items=[], by=official("shift-1"), at=running.begins_at - timedelta(minutes=1)
        )


def test_numbers_from_memory_are_marked_and_every_number_has_a_source():
    marks = dict(EmergencyNumber.objects.values_list("number", "mark"))
    assert marks["191"] == marks["1669"] == marks["199"] == "provisional"
    assert marks["1300"] == "verified"
    assert not EmergencyNumber.objects.filter(source="").exists()
    assert not Knowledge.objects.exclude(mark="provisional").exists()
    assert Knowledge.objects.filter(valid_from__lte=date(2009, 1, 1)).count() > 10
