"""From the opinion on each part to the order, its notice, handing over and closing: each act and each refusal."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from palat.duties.information.models import Material, Request
from palat.duties.information.operations import documents, fees, handling, identity, ordering, parts, releasing
from palat.duties.information.queries.catalogue import fees_on
from palat.duties.information.tests.factories import (
    FULL,
    MONARCHY,
    NOW,
    PARTIAL,
    REFUSED,
    SOMCHAI,
    decided,
    official,
    ordered,
    part_ids,
    stored,
    taken_up,
    told,
)
from palat.kernel.letters.models import Letter
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.models import Attachment, Clock, Matter, Track
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.queries.visibility import visible_attachments

pytestmark = pytest.mark.django_db
OFFICER, DIRECTOR = "info-officer-1", "director-central"


def given_to(matter: Matter) -> list[str]:
    """Return what the requester may open."""
    return [one.name for one in visible_attachments(citizen(matter.pk), matter)]


def with_file(matter: Matter, part_id: int, name: str = "สัญญา.pdf", **more: object) -> None:
    if "redacted" not in more:
        more = {"checked": "อ่านทุกหน้าแล้ว", **more}
    documents.add_material(
        matter_id=matter.pk, track_id=part_id, by=official(OFFICER), at=NOW, files=[stored(name)], **more
    )


def test_a_request_is_served_on_the_day_it_came() -> None:
    one = taken_up()
    decided(one, FULL)
    with_file(one, part_ids(one)[0])
    assert given_to(one) == []
    ordering.serve_at_once(matter_id=one.pk, by=official(OFFICER), at=NOW, words="เผยแพร่ในเว็บไซต์แล้ว")
    releasing.deliver(matter_id=one.pk, by=official(OFFICER), at=NOW, way="file", part_ids=part_ids(one))
    assert given_to(one) == ["สัญญา.pdf"]
    assert Clock.objects.get(matter=one, code="reply").kept
    ordering.close(matter_id=one.pk, by=official(OFFICER), at=NOW)
    one.refresh_from_db()
    assert (one.state, one.closing) == ("closed", "delivered")


def test_a_partial_refusal_names_type_ground_and_reason_and_the_last_day_of_the_appeal() -> None:
    one = taken_up(parts=("สัญญา", "บันทึกความเห็น"), person={**SOMCHAI, "address": "1 ถนนหนึ่ง กรุงเทพฯ"})
    ordered(one, FULL, REFUSED)
    letter = Letter.objects.get(about__matter=one)
    words = str(letter.content)
    for said in ("มาตรา 15 (3)", "บันทึกความเห็นภายใน", "ยังไม่มีข้อยุติ", "15 วันนับแต่วันที่ได้รับแจ้ง", "23 มิถุนายน 2569"):
        assert said in words, said
    assert (letter.kind, letter.state) == ("information_decision", "submitted")
    told(one)
    row = Request.objects.get(pk=one.pk)
    assert (row.told_on, row.appeal_until) == (date(2026, 6, 8), date(2026, 6, 23))


def test_a_decision_of_full_disclosure_has_no_appeal() -> None:
    one = taken_up()
    ordered(one, FULL)
    told(one)
    assert Request.objects.get(pk=one.pk).appeal_until is None


@pytest.mark.parametrize(
    ("decision", "refusal"),
    [
        (replace(REFUSED, grounds=()), "ต้องระบุประเภท"),
        (replace(REFUSED, reasons=" "), "ต้องระบุประเภท"),
        (replace(REFUSED, kind_words=""), "ต้องระบุประเภท"),
        (replace(REFUSED, grounds=("s15_9",)), "ต้องระบุประเภท"),
        (replace(REFUSED, grounds=("s14",)), "มาตรา 14"),
        (replace(PARTIAL, withheld=""), "ลบหรือตัดทอน"),
        (replace(FULL, decision="not_held"), "ค้นหาที่ใด"),
        (replace(FULL, decision="sent_on"), "เลือกหน่วยงาน"),
        (replace(FULL, decision="perhaps"), "เลือกผล"),
    ],
)
def test_an_opinion_lacks_nothing_that_the_act_demands(decision: parts.Decision, refusal: str) -> None:
    one = taken_up()
    with pytest.raises(UnableToAct, match=refusal):
        decided(one, decision)


def test_an_order_waits_for_every_part() -> None:
    one = taken_up(parts=("สัญญา", "ใบเสนอราคา"))
    parts.decide_part(matter_id=one.pk, track_id=part_ids(one)[0], by=official(OFFICER), at=NOW, decision=FULL)
    with pytest.raises(UnableToAct, match="ครบทุกรายการ"):
        ordering.propose_order(matter_id=one.pk, by=official(OFFICER), at=NOW)


def test_an_order_is_signed_by_another_than_who_proposed_it_and_from_the_director_up() -> None:
    one = taken_up()
    decided(one, REFUSED)
    ordering.propose_order(matter_id=one.pk, by=official(DIRECTOR), at=NOW)
    with pytest.raises(UnableToAct, match="สองคนตรวจ"):
        ordering.sign_order(matter_id=one.pk, by=official(DIRECTOR), at=NOW)
    with pytest.raises(NotAuthorised):
        ordering.sign_order(matter_id=one.pk, by=official("info-head"), at=NOW)
    ordering.return_order(matter_id=one.pk, by=official("deputy-ps"), at=NOW, words="ระบุเหตุผลให้ชัด")
    ordering.propose_order(matter_id=one.pk, by=official(OFFICER), at=NOW)
    ordering.sign_order(matter_id=one.pk, by=official("ps"), at=NOW)


def test_what_is_refused_is_not_served_at_once() -> None:
    one = taken_up()
    decided(one, REFUSED)
    with pytest.raises(UnableToAct, match="ลงนามในคำสั่ง"):
        ordering.serve_at_once(matter_id=one.pk, by=official(OFFICER), at=NOW, words="ได้ทันที")


@pytest.mark.parametrize("decision", [REFUSED, MONARCHY])
def test_what_is_refused_never_leaves(decision: parts.Decision) -> None:
    one = taken_up(parts=("สัญญา", "บันทึก"))
    for part_id in part_ids(one):
        with_file(one, part_id)
    ordered(one, FULL, decision)
    told(one)
    with pytest.raises(UnableToAct):
        releasing.deliver(matter_id=one.pk, by=official(OFFICER), at=NOW, way="file", part_ids=part_ids(one))
    assert given_to(one) == []
    releasing.deliver(matter_id=one.pk, by=official(OFFICER), at=NOW, way="file", part_ids=part_ids(one)[:1])
    assert given_to(one) == ["สัญญา.pdf"]


def test_of_a_part_given_in_part_only_the_redacted_copy_leaves() -> None:
    one = taken_up()
    with_file(one, part_ids(one)[0], "ต้นฉบับ.pdf")
    ordered(one, PARTIAL)
    told(one)
    with pytest.raises(UnableToAct, match="ยังไม่มีไฟล์"):
        releasing.deliver(matter_id=one.pk, by=official(OFFICER), at=NOW, way="file", part_ids=part_ids(one))
    with pytest.raises(UnableToAct, match="ตรวจฉบับ"):
        with_file(one, part_ids(one)[0], "ปกปิด.pdf", redacted=True)
    with_file(one, part_ids(one)[0], "ปกปิด.pdf", redacted=True, checked="ตรวจทุกหน้าแล้ว")
    releasing.deliver(matter_id=one.pk, by=official(OFFICER), at=NOW, way="file", part_ids=part_ids(one))
    assert given_to(one) == ["ปกปิด.pdf"]


def test_a_document_given_whole_leaves_only_when_somebody_looked_it_over() -> None:
    one = taken_up()
    with_file(one, part_ids(one)[0], checked="")
    ordered(one, FULL)
    told(one)
    hand_over = {"matter_id": one.pk, "by": official(OFFICER), "at": NOW, "way": "file", "part_ids": part_ids(one)}
    with pytest.raises(UnableToAct, match="ยังไม่มีไฟล์"):
        releasing.deliver(**hand_over)
    with_file(one, part_ids(one)[0], "ตรวจแล้ว.pdf")
    releasing.deliver(**hand_over)
    assert given_to(one) == ["ตรวจแล้ว.pdf"]


def test_handing_over_waits_for_the_fee_or_its_waiver() -> None:
    one = taken_up()
    fee = fees_on(date(2026, 6, 8)).get(code="a4")
    ordered(one, FULL)
    told(one)
    fees.set_fees(matter_id=one.pk, by=official(OFFICER), at=NOW, pages={fee.pk: 120})
    assert fees.total_satang(one.pk) == 12_000
    hand_over = {"matter_id": one.pk, "by": official(OFFICER), "at": NOW, "way": "handed", "part_ids": part_ids(one)}
    with pytest.raises(UnableToAct, match="ค่าธรรมเนียม"):
        releasing.deliver(**hand_over)
    with pytest.raises(NotAuthorised):
        fees.waive_fees(matter_id=one.pk, by=official(OFFICER), at=NOW, words="ผู้ขอมีรายได้น้อย")
    fees.waive_fees(matter_id=one.pk, by=official("info-head"), at=NOW, words="ผู้ขอมีรายได้น้อย")
    with pytest.raises(UnableToAct, match="แก้ไขไม่ได้"):
        fees.set_fees(matter_id=one.pk, by=official(OFFICER), at=NOW, pages={fee.pk: 1})
    releasing.deliver(**hand_over)


def test_a_fee_is_paid_against_a_receipt_once() -> None:
    one = taken_up()
    fee = fees_on(date(2026, 6, 8)).get(code="certified")
    with pytest.raises(UnableToAct, match="ไม่มีค่าธรรมเนียม"):
        fees.record_payment(matter_id=one.pk, by=official(OFFICER), at=NOW, receipt="1/2569")
    fees.set_fees(matter_id=one.pk, by=official(OFFICER), at=NOW, pages={fee.pk: 2})
    fees.record_payment(matter_id=one.pk, by=official(OFFICER), at=NOW, receipt="1/2569")
    with pytest.raises(UnableToAct, match="ไม่มีค่าธรรมเนียม"):
        fees.waive_fees(matter_id=one.pk, by=official("info-head"), at=NOW, words="ยากจน")
    assert Request.objects.get(pk=one.pk).receipt == "1/2569"


def test_ones_own_data_are_handed_over_once_identity_was_shown_and_have_thirty_days_of_appeal() -> None:
    one = taken_up(kind="own", person=SOMCHAI, parts=("ประวัติการติดต่อของฉัน", "ความเห็นเจ้าหน้าที่"))
    ordered(one, FULL, REFUSED)
    told(one)
    assert Request.objects.get(pk=one.pk).appeal_until == date(2026, 7, 8)
    hand_over = {"matter_id": one.pk, "by": official(OFFICER), "at": NOW, "way": "handed"}
    with pytest.raises(UnableToAct, match="แสดงตัวตน"):
        releasing.deliver(**hand_over, part_ids=part_ids(one)[:1])
    with pytest.raises(UnableToAct, match="ไม่ต้องใส่เลข"):
        identity.show_identity(matter_id=one.pk, by=official(OFFICER), at=NOW, words="บัตร 1101700230708")
    identity.show_identity(matter_id=one.pk, by=official(OFFICER), at=NOW, words="บัตรประจำตัวประชาชน")
    releasing.deliver(**hand_over, part_ids=part_ids(one)[:1])


def test_a_refusal_told_is_closed_and_a_ruling_opens_what_was_refused_again() -> None:
    one = taken_up(parts=("สัญญา", "บันทึก"))
    with_file(one, part_ids(one)[0])
    ordered(one, FULL, REFUSED)
    told(one)
    releasing.deliver(matter_id=one.pk, by=official(OFFICER), at=NOW, way="file", part_ids=part_ids(one)[:1])
    ordering.close(matter_id=one.pk, by=official(OFFICER), at=NOW)
    ordering.reopen(matter_id=one.pk, by=official("info-head"), at=NOW, words="คำวินิจฉัยที่ 1/2569")
    states = Track.objects.filter(matter=one, type="part").order_by("pk").values_list("state", flat=True)
    assert list(states) == ["full", "open"]
    with pytest.raises(UnableToAct, match="ส่งมอบไปแล้ว"):
        parts.decide_part(matter_id=one.pk, track_id=part_ids(one)[0], by=official(OFFICER), at=NOW, decision=REFUSED)


def test_nothing_to_hand_over_is_closed_as_refused_or_not_held() -> None:
    for decision, closing in ((REFUSED, "refused"), (replace(FULL, decision="not_held", reasons="ค้นแล้ว"), "not_held")):
        one = taken_up()
        ordered(one, decision)
        told(one)
        ordering.close_undelivered(matter_id=one.pk, by=official(OFFICER), at=NOW)
        one.refresh_from_db()
        assert one.closing == closing


def test_who_neither_collects_nor_clarifies_is_waited_for_thirty_days() -> None:
    one = taken_up()
    handling.ask_requester(matter_id=one.pk, by=official(OFFICER), at=NOW, question="ฉบับใด")
    close = {"matter_id": one.pk, "by": official("info-head"), "words": "โทรสองครั้ง"}
    with pytest.raises(UnableToAct, match="ยังไม่พ้นกำหนด"):
        ordering.close_waiting(**close, at=NOW + timedelta(days=30))
    ordering.close_waiting(**close, at=NOW + timedelta(days=31))
    one.refresh_from_db()
    assert one.closing == "unclarified"
    assert not Track.objects.filter(matter=one, final=False).exists()


def test_a_finish_date_keeps_the_reply_clock_and_its_reason_is_kept() -> None:
    one = taken_up(person={**SOMCHAI, "address": "1 ถนนหนึ่ง"}, answer_by="post")
    promise = {"matter_id": one.pk, "by": official(OFFICER), "at": NOW}
    with pytest.raises(UnableToAct, match="เหตุ"):
        handling.promise_finish(**promise, due_on=date(2026, 7, 1), words="")
    with pytest.raises(UnableToAct, match="หลังจากวันนี้"):
        handling.promise_finish(**promise, due_on=date(2026, 6, 8), words="เอกสารมาก")
    handling.promise_finish(**promise, due_on=date(2026, 7, 1), words="เอกสารมีจำนวนมาก")
    assert Clock.objects.get(matter=one, code="reply").kept
    assert Clock.objects.get(matter=one, code="finish").due_on == date(2026, 7, 1)
    assert Letter.objects.get(about__matter=one).kind == "information_promise"
    handling.promise_finish(**promise, due_on=date(2026, 7, 10), words="รอหน่วยงานส่งเอกสาร")
    assert Clock.objects.get(matter=one, code="finish").due_on == date(2026, 7, 10)


def test_documents_kept_for_a_part_are_seen_by_nobody_outside() -> None:
    one = taken_up()
    with_file(one, part_ids(one)[0])
    kept = Attachment.objects.get(matter=one)
    assert not kept.for_petitioner
    assert not kept.for_agencies
    documents.remove_material(
        matter_id=one.pk,
        track_id=part_ids(one)[0],
        by=official(OFFICER),
        at=NOW,
        material_id=Material.objects.get(part__matter=one).pk,
        words="ผิดฉบับ",
    )
    ordered(one, FULL)
    told(one)
    with pytest.raises(UnableToAct, match="ยังไม่มีไฟล์"):
        releasing.deliver(matter_id=one.pk, by=official(OFFICER), at=NOW, way="file", part_ids=part_ids(one))
