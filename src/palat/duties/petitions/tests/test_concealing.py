"""The concealed copy: nothing that says who someone is leaves by oversight, by one person alone, or over another's."""

from typing import Any

import pytest
from django.urls import reverse

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations import concealing, referrals, screening
from palat.duties.petitions.tests.factories import NOW, agency_id, official, petition
from palat.duties.petitions.tests.test_contact_pages import at_desk
from palat.kernel.history.queries import events_of
from palat.kernel.identities.queries import stands_in
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.acts import Moved, UnableToAct

pytestmark = pytest.mark.django_db
TOLD = "ผมชื่อ สมมุติ ตัวอย่างดี โทร ๐๘๑-๒๓๔-๕๖๗๘ อยู่บ้านเลขที่ 12/3 หมู่ 4 พบเจ้าหน้าที่เรียกรับเงิน"
CLEAN = "มีผู้แจ้งว่าเจ้าหน้าที่เรียกรับเงินค่าติดตั้ง"
PERSON = {"given_name": "สมมุติ", "family_name": "ตัวอย่างดี", "phone": "081 234 5678", "email": "somsmut@example.org"}


def accusation(**more: Any) -> Matter:
    matter = petition(**{"kind": "accusation", "text": TOLD, "person": PERSON, **more})
    officer = official("officer-1").official_id
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer)
    return matter


def prepare(matter: Matter, text: str = CLEAN, *, post: str = "officer-1", **more: Any) -> None:
    by = official(post)
    concealing.prepare(matter_id=matter.pk, by=by, at=NOW, text=text, **{"subject": "การเรียกรับเงิน", **more})


def row(matter: Matter) -> Petition:
    return Petition.objects.get(pk=matter.pk)


def test_the_original_does_not_pass_as_its_own_copy() -> None:
    matter = accusation()
    with pytest.raises(UnableToAct) as refused:
        prepare(matter, TOLD)
    for kind in ("ชื่อหรือเลขหมายที่ผู้ร้องให้ไว้", "บ้านเลขที่", "ตรงกับต้นฉบับ"):
        assert kind in str(refused.value)
    with pytest.raises(UnableToAct, match="ผู้ร้องให้ไว้"):
        prepare(matter, CLEAN, subject="เรื่องของนายสมมุติ")
    with pytest.raises(UnableToAct, match="บ้านเลขที่"):
        prepare(matter, f"{CLEAN} ที่บ้านเลขที่ 12/3 หมู่ 4")
    assert row(matter).concealed_at is None


@pytest.mark.parametrize(
    "written", ["0812345678", "+66 81 234 5678", "๐๘๑-๒๓๔-๕๖๗๘", "SOMSMUT@example.org", "คุณสมมุติ", "นายตัวอย่างดี"]
)
def test_the_seal_itself_is_asked_however_it_is_written(written: str) -> None:
    person = row(petition(person=PERSON)).person_id
    assert person is not None
    assert stands_in([person], f"แจ้งโดย {written} เมื่อวาน")
    assert not stands_in([person], CLEAN)


def test_what_stays_has_a_reason_that_is_kept() -> None:
    matter = accusation()
    text = f"{CLEAN} ติดต่อสำนักงานเขต 02-123-4567"
    with pytest.raises(UnableToAct, match="โทรศัพท์"):
        prepare(matter, text, reasons={"phone": "  ", "name": "อื่น"})
    prepare(matter, text, reasons={"phone": "เบอร์ของสำนักงานเขต"})
    event = events_of(f"matter:{matter.pk}")[-1]
    assert event.facts["kinds"] == ["phone"]
    assert event.body["reasons"] == {"phone": "เบอร์ของสำนักงานเขต"}
    assert "123" not in str(event.facts)


def test_who_prepared_it_does_not_approve_it_and_nothing_leaves_before() -> None:
    matter, officer = accusation(), official("officer-1")
    with pytest.raises(UnableToAct, match="ยังไม่มีฉบับปกปิด"):
        concealing.approve(matter_id=matter.pk, by=official("head-1"), at=NOW)
    prepare(matter)
    with pytest.raises(UnableToAct, match="สองคน"):
        concealing.approve(matter_id=matter.pk, by=officer, at=NOW)
    with pytest.raises(UnableToAct, match="ฉบับปกปิด"):
        referrals.refer(matter_id=matter.pk, agency_ids=[agency_id("กฟภ")], by=officer, at=NOW, by_letter=True)
    concealing.approve(matter_id=matter.pk, by=official("head-1"), at=NOW)
    assert (row(matter).concealed_text, Matter.objects.get(pk=matter.pk).subject) == (CLEAN, "การเรียกรับเงิน")
    referrals.refer(matter_id=matter.pk, agency_ids=[agency_id("กฟภ")], by=officer, at=NOW, by_letter=True)


def test_nobodys_copy_silently_replaces_anothers() -> None:
    matter = accusation()
    seen = Matter.objects.get(pk=matter.pk).head_seq
    prepare(matter, seen=seen)
    with pytest.raises(Moved):
        prepare(matter, "ข้อความของอีกคน", post="head-1", seen=seen)
    read = Matter.objects.get(pk=matter.pk).head_seq
    prepare(matter, "ข้อความที่แก้แล้ว", seen=read)
    with pytest.raises(Moved):
        concealing.approve(matter_id=matter.pk, by=official("head-1"), at=NOW, seen=read)


def test_an_approved_copy_stays_until_the_next_is_approved() -> None:
    matter = accusation()
    prepare(matter)
    concealing.approve(matter_id=matter.pk, by=official("head-1"), at=NOW)
    prepare(matter, "ฉบับใหม่")
    assert row(matter).concealed_text == CLEAN
    with pytest.raises(UnableToAct):
        concealing.approve(matter_id=matter.pk, by=official("officer-1"), at=NOW)


def test_the_page_begins_masked_marks_what_was_found_and_asks_about_what_stays() -> None:
    matter = accusation()
    client, page = at_desk("officer-1"), reverse("petition_do", args=[matter.code, "prepare_concealed_copy"])
    shown = client.get(page)
    begun = shown.context["form"].initial
    for told in ("สมมุติ", "ตัวอย่างดี", "๕๖๗๘", "12/3"):
        assert told not in begun["text"] + begun["subject"]
        assert told in shown.content.decode()
    assert "<mark>" in shown.content.decode()
    seen = Matter.objects.get(pk=matter.pk).head_seq
    typed = {"subject": "การเรียกรับเงิน", "text": f"{CLEAN} โทร 02-123-4567", "seen": seen}
    refused = client.post(page, typed)
    assert refused.status_code == 422
    assert 'name="reason_phone"' in refused.content.decode()
    assert 'name="reason_house"' not in refused.content.decode()
    assert client.post(page, {**typed, "reason_phone": "เบอร์ของสำนักงานเขต"}).status_code == 302
    approving = reverse("petition_do", args=[matter.code, "approve_concealed_copy"])
    head = at_desk("head-1")
    read = head.get(approving).content.decode()
    assert "เบอร์ของสำนักงานเขต" in read
    assert "02-123-4567 <small>" in read
    assert head.post(approving, {"seen": seen + 1}).status_code == 302
    assert row(matter).concealed_text == typed["text"]


def test_the_next_step_is_another_persons() -> None:
    matter = accusation()
    page = reverse("petition_matter", args=[matter.code])
    prepare(matter)
    assert "รอเจ้าหน้าที่อีกคนหนึ่งอนุมัติฉบับปกปิด" in at_desk("officer-1").get(page).content.decode()
    assert at_desk("head-1").get(page).context["next"].doable.move.code == "approve_concealed_copy"
