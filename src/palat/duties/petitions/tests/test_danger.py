"""Danger to life: read from plain words however they are spelt, and at once on top of the queue, on every way in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from palat.duties.petitions.bulk import BULK, Making, make_all
from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations import citizens, outgoing, screening
from palat.duties.petitions.queries.catalogue import grounds_on
from palat.duties.petitions.reading import danger_to_life, touches_monarchy
from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.duties.petitions.tests.test_contact_pages import at_desk, take_in
from palat.duties.petitions.tests.test_portal_filing import post
from palat.kernel.history.queries import events_of
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.models import Clock, Matter
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.operations.links import merge

DANGEROUS = (
    "อยากตาย ไม่ไหวแล้ว เป็นหนี้เยอะมาก",
    "ฉันคิดจะฆ่าตัวตายคืนนี้",
    "เขาบอกว่าจะโดดตึกถ้าไม่มีใครช่วย",
    "พ่อเลี้ยงขู่ฆ่าแม่ทุกคืน",
    "ข้างบ้านถือมีดไล่ฟันชาวบ้านในซอย",
    "ถูกนายจ้างกักขังไว้ในโรงงาน ออกไปไหนไม่ได้",
    "ลูกสาวถูกจับขังไว้ในห้อง",
    "โดนทำร้ายจนเลือดออกมาก",
    "เด็กถูกข่มขืนโดยคนในบ้าน",
    "ไฟไหม้บ้านข้างเคียง ลามมาแล้ว",
    "ไฟใหม้โกดังหลังตลาด",
    "เกิดเพลิงไหม้? ตอนนี้เพลิงไหม้ชั้นสอง มีควันมาก",
    "มีคนจมน้ำที่ท่าเรือ",
    "เด็กจมน้้ำในสระ",
    "คนงานโดนไฟดูดนอนนิ่งอยู่",
    "แก๊สรั่วในตึกแถว เหม็นไปทั้งซอย",
    "โรงน้ำแข็งแอมโมเนียรั่ว แสบจมูกกันทั้งหมู่บ้าน",
    "ตึกถล่มที่ไซต์ก่อสร้าง",
    "ยายติดอยู่ในบ้าน น้ำท่วมถึงหลังคา",
    "น้ำป่ามาแรง ชาวบ้านหลายสิบคนออกมาไม่ได้",
    "มีคนติดลิฟต์ที่คอนโด",
    "แม่หมดสติ โทรหารถพยาบาลแล้วไม่มา",
    "พ่อหายใจไม่ออก ขอรถด่วน",
    "คนเจ็บเลือดไหลไม่หยุด",
    "ถังออกซิเจนหมดแล้ว ผู้ป่วยติดเตียงอยู่คนเดียว",
    "สายไฟแรงสูงขาดพาดรั้วโรงเรียน",
    "มีคนถือปืนเดินในห้าง",
    "มีคนขู่วางระเบิดที่ศาลากลาง",
    "ฆ่าตัวตายยยยย",
    "ฆ่าตัวตาย\u200bแน่",
    "My neighbour is unconscious and nobody comes",
    "He said he will kill me tonight",
    "Gas leak in our building!",
    "น้องโดนงูกัดที่สวน โรงพยาบาลอยู่ไกล",
    "สามีซ้อมทุกวัน เมื่อกี้บีบคอลูก กำลังทำร้ายอีก",
)
HARMLESS = (
    "หลอดไฟไหม้มาสองเดือนแล้ว ขอให้เปลี่ยน",
    "กลัวไฟไหม้ เพราะเผาขยะทุกวัน",
    "เสี่ยงไฟไหม้ ขอให้ตัดหญ้าแห้ง",
    "ขอให้ติดตั้งถังดับเพลิง ป้องกันไฟไหม้",
    "เกรงว่าจะเกิดไฟไหม้ สายไฟรกรุงรัง",
    "รถติดอยู่แถวแยกทุกเช้า",
    "ฝนตก น้ำท่วมขังหน้าบ้าน รถเข้าออกลำบาก",
    "ไฟฟ้าดับบ่อย ขอให้ตรวจสอบ",
    "ขอทราบผลเรื่องที่ร้องเรียนไว้",
    "เสียงดังจากร้านเหล้าทุกคืน",
    "กลิ่นเหม็นจากฟาร์มหมู",
    "ถนนเป็นหลุม รถล้มบ่อย",
    "สอบถามเบี้ยผู้สูงอายุ",
    "ขอชมเชยเจ้าหน้าที่ บริการดีมาก",
    "หมาจรจัดเห่าทั้งคืน",
    "เปลี่ยนหลอดไฟที่ไหม้ให้ด้วย",
    "ต้นไม้ใหญ่พิงสายโทรศัพท์",
    "ป้ายหาเสียงบังทาง",
    "กลัวไฟดูด เสาไฟไม่มีฝาปิด",
    "The street light is broken",
    "",
    "🔥🔥🔥",
)


@pytest.mark.parametrize("text", DANGEROUS)
def test_danger_is_read_from_plain_words(text: str) -> None:
    assert danger_to_life(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_worries_and_everyday_matters_are_no_danger(text: str) -> None:
    assert not danger_to_life(text)


@pytest.mark.parametrize("letters", ["ก" * 300_000, "น้ำท่วม" * 45_000, "คน" * 150_000, "ไฟไหม้กลัว"[:6] * 45_000])
def test_three_hundred_thousand_letters_are_read_in_bounded_time(letters: str) -> None:
    danger_to_life(letters)
    touches_monarchy(letters)


def on_top(matter: Matter) -> bool:
    """Whether a matter stands on top and its clock of hours runs."""
    matter.refresh_from_db()
    return matter.urgency == 0 and Clock.objects.filter(matter=matter, code="life", stopped_at=None).exists()


@pytest.mark.django_db
def test_on_the_portal_words_alone_put_it_on_top(client: Client) -> None:
    post(client, "send", text="ไฟไหม้บ้านข้างเคียง ลามมาแล้ว", danger="")
    assert on_top(Petition.objects.get().matter)


@pytest.mark.django_db
def test_what_is_wanted_is_read_as_well(client: Client) -> None:
    post(client, "send", text="ทะเลาะกับเพื่อนบ้านเรื่องที่ดิน", wanted="ช่วยด้วย เขาขู่ฆ่า")
    assert on_top(Petition.objects.get().matter)


@pytest.mark.django_db
def test_at_intake_it_leads_to_the_telephone() -> None:
    agent = at_desk("agent-1")
    response = take_in(agent, text="แม่หมดสติ โทรหารถพยาบาลแล้วไม่มา")
    assert "life=" in response["Location"]
    assert on_top(Matter.objects.get())
    assert "1669" in agent.get(response["Location"]).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("more", [{}, {"restricted": "on"}, {"secrecy": "1"}])
def test_while_typing_danger_is_told_of_short_and_of_marked_texts_too(more: dict[str, str]) -> None:
    told = at_desk("intake-1").post(reverse("petition_similar"), {"text": "ไฟไหม้บ้าน", **more}).content.decode()
    assert "อันตรายต่อชีวิต" in told
    assert "data-value" not in told


@pytest.mark.django_db
def test_the_queue_of_intake_begins_with_it() -> None:
    petition(at=NOW - timedelta(hours=5), text="ไฟฟ้าดับทั้งซอยมาสามวันแล้ว")
    petition(text="มีคนจมน้ำที่ท่าเรือ")
    page = at_desk("intake-1").get("/desk/", follow=True).content.decode()
    assert page.index("มีคนจมน้ำ") < page.index("ไฟฟ้าดับทั้งซอย")


@pytest.mark.django_db
def test_facts_that_speak_of_danger_raise_a_petition_and_a_person_may_lower_it() -> None:
    matter = petition()
    citizens.add_facts(matter_id=matter.pk, by=citizen(matter.pk), at=NOW, text="เมื่อคืนเขาขู่ฆ่าฉัน")
    assert on_top(matter)
    told = events_of(f"matter:{matter.pk}")[-1]
    assert told.facts["danger"] is True
    with pytest.raises(UnableToAct, match="ไม่มีอันตราย"):
        screening.change_urgency(matter_id=matter.pk, by=official("intake-1"), at=NOW, urgency=2)
    screening.change_urgency(matter_id=matter.pk, by=official("intake-1"), at=NOW, urgency=2, words="โทรแล้ว ปลอดภัย")
    assert not on_top(matter)
    assert not Clock.objects.filter(matter=matter, code="life", stopped_at=None).exists()


@pytest.mark.django_db
def test_everyday_facts_raise_nothing() -> None:
    matter = petition()
    citizens.add_facts(matter_id=matter.pk, by=citizen(matter.pk), at=NOW, text="เมื่อคืนไฟดับอีก")
    assert not on_top(matter)


@pytest.mark.django_db
def test_danger_told_to_a_merged_petition_raises_the_case() -> None:
    case, twin = petition(), petition()
    screening.accept(matter_id=case.pk, by=official("intake-1"), at=NOW, officer_id=official("officer-1").official_id)
    merge(matter_ids=[twin.pk], into_id=case.pk, by=official("intake-1"), at=NOW, reason="เรื่องเดียวกัน")
    event = citizens.add_facts(matter_id=twin.pk, by=citizen(twin.pk), at=NOW, text="เมื่อคืนเขาขู่ฆ่าฉัน")
    assert not on_top(twin)
    outgoing.pass_on_facts(matter_id=twin.pk, seq=event.seq, at=NOW)
    assert on_top(case)


def in_danger() -> Matter:
    return petition(text="มีคนจมน้ำที่ท่าเรือ")


def life_runs(matter: Matter) -> bool:
    return Clock.objects.filter(matter=matter, code="life", stopped_at=None).exists()


def telephone(matter: Matter) -> None:
    by = official("intake-1")
    said = {"spoke_with": "เวรกู้ภัย", "words": "ออกไปแล้ว"}
    screening.coordinate(matter_id=matter.pk, by=by, at=NOW, agency_id=None, **said)


@pytest.mark.django_db
def test_only_a_telephone_call_or_a_finding_ends_the_clock_of_danger() -> None:
    accepted, refused, many = in_danger(), in_danger(), in_danger()
    by, officer = official("intake-1"), official("officer-1")
    screening.accept(matter_id=accepted.pk, by=by, at=NOW, officer_id=officer.official_id)
    ground = grounds_on(NOW.date()).values_list("code", flat=True)[0]
    screening.propose_refusal(matter_id=refused.pk, by=by, at=NOW, ground=ground, words="ไม่เข้าเกณฑ์")
    make_all(BULK["accept"], Making([many.pk], by, NOW, {"officer_id": officer.official_id}))
    assert all(life_runs(one) for one in (accepted, refused, many))
    with pytest.raises(UnableToAct, match="อันตรายต่อชีวิต"):
        screening.approve_refusal(matter_id=refused.pk, by=official("intake-head"), at=NOW)
    telephone(refused)
    screening.approve_refusal(matter_id=refused.pk, by=official("intake-head"), at=NOW)
    telephone(accepted)
    assert not life_runs(accepted)


@pytest.mark.django_db
def test_no_way_of_ending_passes_danger_by() -> None:
    matter, by = in_danger(), official("intake-1")
    case, shift, head = petition(), official("shift-1"), official("intake-head")
    for act in (
        lambda: screening.note(matter_id=matter.pk, by=shift, at=NOW),
        lambda: screening.answer_at_once(matter_id=matter.pk, by=by, at=NOW, words="โทร 1669", reasons="เร่งด่วน"),
        lambda: screening.suspend(matter_id=matter.pk, by=head, at=NOW, words="อยู่ในศาล"),
        lambda: citizens.withdraw(matter_id=matter.pk, by=citizen(matter.pk), at=NOW, reason="ไม่เอาแล้ว"),
        lambda: merge(matter_ids=[matter.pk], into_id=case.pk, by=by, at=NOW, reason=""),
    ):
        with pytest.raises(UnableToAct, match="อันตรายต่อชีวิต"):
            act()
    assert life_runs(matter)
