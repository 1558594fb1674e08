"""One petition from the portal to the Prime Minister's order and back, on the engine."""

import pytest

from palat.duties.petitions.operations import answering, citizens, opinions, referrals, reviews, rulings, screening
from palat.duties.petitions.tests.factories import NOW, agency_id, liaison, official, petition
from palat.kernel.history.queries import faults
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.briefs import Brief, Proposed
from palat.kernel.matters.models import Track, WorkItem
from palat.kernel.matters.operations import decisions, orders

LEVELS = ("head-1", "director-psc", "deputy-ps", "ps", "minister", "dpm")


@pytest.mark.django_db
def test_petition_climbs_to_the_prime_minister_and_is_answered() -> None:
    officer, head = official("officer-1"), official("head-1")
    pea, pwa = liaison("กฟภ"), liaison("กปภ")
    matter = petition()
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    referrals.refer(matter_id=matter.pk, agency_ids=[agency_id("กฟภ"), agency_id("กฟน")], by=officer, at=NOW)

    first = Track.objects.get(matter=matter, agency__code="กฟภ")
    wrong = Track.objects.get(matter=matter, agency__code="กฟน")
    referrals.agency_return(matter_id=matter.pk, track_id=wrong.pk, by=liaison("กฟน"), at=NOW, words="นอกพื้นที่จำหน่าย")
    referrals.reroute(matter_id=matter.pk, track_id=wrong.pk, agency_id=agency_id("กปภ"), by=officer, at=NOW)
    second = Track.objects.get(matter=matter, agency__code="กปภ")
    for track, by in ((first, pea), (second, pwa)):
        report = referrals.Report("ตรวจสอบและแก้ไขแล้ว", "solved")
        referrals.agency_report(matter_id=matter.pk, track_id=track.pk, by=by, at=NOW, report=report)
        referrals.accept_report(matter_id=matter.pk, track_id=track.pk, by=officer, at=NOW)

    opinions.compile_facts(matter_id=matter.pk, by=officer, at=NOW, findings="หม้อแปลงรับภาระเกิน", law="")
    opinions.submit_brief(
        matter_id=matter.pk,
        by=officer,
        at=NOW,
        purpose="order",
        up_to="prime_minister",
        brief=Brief(question="ให้ตรวจหม้อแปลงทั้งอำเภอหรือไม่", recommendation="เห็นควรให้ตรวจ", facts="ไฟดับซ้ำ"),
    )
    for level in LEVELS:
        decisions.endorse(matter_id=matter.pk, by=official(level), at=NOW, seen=None, words="เห็นชอบ")
    rulings.decide(
        matter_id=matter.pk,
        by=official("pm"),
        at=NOW,
        decision="approved",
        words="ให้ตรวจภายใน 30 วัน",
        items=[Proposed("ตรวจหม้อแปลงทั้งอำเภอ", agency_id("กฟภ"))],
    )
    order = Track.objects.get(matter=matter, type="order")
    orders.report(matter_id=matter.pk, track_id=order.pk, by=pea, at=NOW, words="ตรวจครบแล้ว")
    orders.verify(matter_id=matter.pk, track_id=order.pk, by=officer, at=NOW)

    answering.conclude(matter_id=matter.pk, by=officer, at=NOW, closing="solved")
    answer = answering.Answer("หม้อแปลงรับภาระเกิน", "เปลี่ยนแล้ว", "แจ้งได้อีกภายใน 15 วัน", "ตามผลตรวจ")
    answering.write_answer(matter_id=matter.pk, by=officer, at=NOW, answer=answer)
    answering.notify(matter_id=matter.pk, by=officer, at=NOW)
    answering.close(matter_ids=[matter.pk], by=head, at=NOW)
    assert not WorkItem.objects.filter(matter=matter).exists()

    citizens.object_to_result(matter_id=matter.pk, by=citizen(matter.pk), at=NOW, new_facts="เมื่อคืนไฟดับอีกสองครั้ง")
    reviews.accept_review(matter_id=matter.pk, by=head, at=NOW)
    matter.refresh_from_db()
    assert matter.state == "in_hand"
    assert list(faults()) == []
