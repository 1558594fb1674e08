"""A letter that was put into the wrong matter leaves it again; whom a matter names does nothing with its letters."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.kernel.accounts.models import User
from palat.kernel.history.queries import events_of
from palat.kernel.incoming.models import Item
from palat.kernel.incoming.operations import keeping
from palat.kernel.incoming.operations.entering import enter_item, hand_to_registrar
from palat.kernel.incoming.operations.leaving import take_out_of_matter
from palat.kernel.incoming.operations.taking import UnableToTake
from palat.kernel.matters.models import Attachment, Bar, Clock, Matter
from palat.kernel.notices.models import Notice
from palat.kernel.organisation.queries import unit_id
from palat.kernel.pages.operations import new_key
from palat.kernel.registers.models import RegisterLine
from palat.kernel.registers.operations.entries import Line, NotKeeper, correct
from palat.kernel.registers.operations.numbers import UnableToNumber, UnableToVoid
from palat.kernel.retention.operations.holds import place_hold
from palat.kernel.retention.procedure import ENTRY, MATTER, Ref
from tests.desk.test_incoming import about, clerk, entered, entry, one, storage, voided  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def put_in(matter: Matter, **more: Any) -> Item:
    item = entered(**more)
    keeping.put_into_matter(item_id=item.pk, matter_id=matter.pk, wants_answer=True, by=clerk(), at=NOW)
    item.refresh_from_db()
    return item


def taken_out(item: Item, **more: Any) -> None:
    take_out_of_matter(**{"item_id": item.pk, "reason": "พิมพ์รหัสผิด", "by": clerk(), "at": NOW, **more})
    item.refresh_from_db()


def test_letter_leaves_the_wrong_matter_with_its_files_and_comes_into_the_right_one() -> None:
    wrong, right = petition(), petition()
    Matter.objects.filter(pk=wrong.pk).update(officer=official("officer-1").official_id)
    item = put_in(wrong)
    taken_out(item)
    assert (item.matter_id, item.state, item.running, item.wants_answer) == (None, "entered", 1, True)
    assert not Attachment.objects.filter(matter=wrong).exists()
    assert Clock.objects.get(matter=wrong, code="answer_letter").stopped_at == NOW
    assert RegisterLine.objects.get().about == ""
    assert events_of(f"matter:{wrong.pk}")[-1].kind == "letter_taken_out"
    assert "นำออกจากเรื่อง" in Notice.objects.order_by("pk").last().subject  # type: ignore[union-attr]
    keeping.put_into_matter(item_id=item.pk, matter_id=right.pk, wants_answer=True, by=clerk(), at=NOW)
    assert Attachment.objects.filter(matter=right).count() == 1
    assert RegisterLine.objects.get().about == f"matter:{right.pk}"


def test_letter_entered_with_the_wrong_code_leaves_too_and_a_letter_that_began_a_matter_stays() -> None:
    matter = petition()
    item = entered(**about(matter))
    item.refresh_from_db()
    taken_out(item)
    assert item.matter_id is None
    keeping.became(item_id=item.pk, matter_id=matter.pk, by=clerk(), at=NOW)
    with pytest.raises(UnableToTake, match="เริ่มจากหนังสือฉบับนี้"):
        taken_out(item)


def test_letter_stays_without_a_reason_or_keeper_or_once_others_were_shown_it() -> None:
    item = put_in(petition())
    with pytest.raises(UnableToTake, match="เหตุ"):
        taken_out(item, reason=" ")
    with pytest.raises(NotKeeper):
        taken_out(item, by=official("officer-1"))
    Attachment.objects.update(for_agencies=True)
    with pytest.raises(UnableToTake, match="หน่วยงานเห็นแล้ว"):
        taken_out(item)
    assert Attachment.objects.count() == 1


def test_held_paper_keeps_its_number_and_its_matter() -> None:
    matter = petition()
    item = put_in(matter)
    place_hold(ref=Ref(MATTER, matter.pk), reason="ศาลเรียก", by=official("legal-1"), at=NOW)
    with pytest.raises(UnableToNumber, match="ระงับ"):
        taken_out(item)
    with pytest.raises(UnableToVoid, match="ระงับ"):
        voided(item)
    free = entered()
    row = RegisterLine.objects.get(entry__running=free.running).entry_id
    place_hold(ref=Ref(ENTRY, row), reason="ศาลเรียก", by=official("legal-1"), at=NOW)
    with pytest.raises(UnableToVoid, match="ระงับ"):
        voided(free)


def test_keeper_whom_a_matter_names_does_nothing_with_its_letters() -> None:
    matter = petition()
    item = put_in(matter)
    Bar.objects.create(matter=matter, official_id=clerk().official_id, reason="ผู้ถูกร้องเรียน")
    with pytest.raises(NotKeeper):
        keeping.give(item_id=item.pk, unit_id=unit_id("psc.legal") or 0, by=clerk(), at=NOW)
    with pytest.raises(UnableToVoid, match="คนอื่น"):
        voided(item)
    at_desk = Client()
    at_desk.force_login(User.objects.get(username="clerk-1"))
    place = ["letter_in", item.year, item.running]
    assert (
        reverse("register_void", args=place) not in at_desk.get(reverse("register_entry", args=place)).content.decode()
    )
    assert at_desk.get(reverse("register_void", args=place)).status_code == 404


def test_matter_lists_the_letters_that_came_into_it_with_their_last_days() -> None:
    matter = petition(at=timezone.now())
    item = put_in(matter)
    officer = Client()
    official("head-1")
    officer.force_login(User.objects.get(username="head-1"))
    page = officer.get(reverse("petition_matter", args=[matter.code])).content.decode()
    assert reverse("incoming_item", args=[item.pk]) in page
    assert "ต้องตอบภายใน" in page
    taken_out(item)
    assert (
        reverse("incoming_item", args=[item.pk])
        not in officer.get(reverse("petition_matter", args=[matter.code])).content.decode()
    )


def test_clerk_takes_it_out_on_its_page_which_the_register_leads_to() -> None:
    clerk()
    at_desk = Client()
    at_desk.force_login(User.objects.get(username="clerk-1"))
    item = put_in(petition(at=timezone.now()), unit_id=unit_id("psc.legal"))
    shown = at_desk.get(reverse("register_entry", args=["letter_in", item.year, item.running])).content.decode()
    assert reverse("incoming_item", args=[item.pk]) in shown
    act = reverse("incoming_act", args=[item.pk, "take-out"])
    assert act in at_desk.get(reverse("incoming_item", args=[item.pk])).content.decode()
    at_desk.post(act, {"once_key": new_key(), "reason": "พิมพ์รหัสเรื่องผิด"})
    page = at_desk.get(reverse("incoming_item", args=[item.pk])).content.decode()
    assert "พิมพ์รหัสเรื่องผิด" in page
    assert act not in page
    give = reverse("incoming_act", args=[item.pk, "give"])
    at_desk.post(give, {"once_key": new_key(), "unit_id": unit_id("psc.intake")})
    assert RegisterLine.objects.get().action.startswith("จ่าย")
    assert "กฎหมาย" not in RegisterLine.objects.get().action
    history = at_desk.get(reverse("incoming_item", args=[item.pk])).content.decode()
    assert "กลุ่มกฎหมาย" in history, "to whom it was given first"


def test_classified_letter_comes_into_no_matter_that_is_not_and_its_registrar_is_led_nowhere() -> None:
    matter, item = petition(), one()
    hand_to_registrar(item_id=item.pk, by=clerk(), at=NOW)
    registrar = official("secret-registrar-1")
    enter_item(item_id=item.pk, entry=entry(), by=registrar, at=NOW)
    with pytest.raises(UnableToTake, match="ชั้นความลับ"):
        keeping.became(item_id=item.pk, matter_id=matter.pk, by=registrar, at=NOW)
    assert not Attachment.objects.exists()
    at_desk = Client()
    at_desk.force_login(User.objects.get(username="secret-registrar-1"))
    page = at_desk.get(reverse("incoming_item", args=[item.pk])).content.decode()
    assert reverse("petition_take_in") not in page, "a page that does not open for the registrar"
    assert reverse("incoming_act", args=[item.pk, "matter"]) not in page
    Matter.objects.filter(pk=matter.pk).update(secrecy=1)
    keeping.became(item_id=item.pk, matter_id=matter.pk, by=registrar, at=NOW)
    assert Attachment.objects.filter(matter=matter).count() == 1


def test_letter_of_a_void_number_leaves_its_matter_before_it_goes_elsewhere() -> None:
    matter, other = petition(), petition()
    item = put_in(matter)
    authority = clerk().authority
    assert authority is not None
    place: dict[str, Any] = {"register": "letter_in", "year": item.year, "running": item.running}
    known = Line("เรื่องใหม่", about=f"matter:{matter.pk}")
    correct(**place, line=known, reason="พิมพ์ผิด", by=authority, at=NOW)
    voided(item)
    with pytest.raises(UnableToTake, match="ยังเป็นเอกสารของเรื่อง"):
        hand_to_registrar(item_id=item.pk, by=clerk(), at=NOW)
    with pytest.raises(UnableToTake, match="อีกเรื่องหนึ่ง"):
        enter_item(item_id=item.pk, entry=entry(**about(other)), by=clerk(), at=NOW)
    at_desk = Client()
    at_desk.force_login(User.objects.get(username="clerk-1"))
    act = reverse("incoming_act", args=[item.pk, "take-out"])
    assert act in at_desk.get(reverse("incoming_item", args=[item.pk])).content.decode()
    taken_out(item)
    assert not Attachment.objects.filter(matter=matter).exists()
    hand_to_registrar(item_id=item.pk, by=clerk(), at=NOW)
    item.refresh_from_db()
    assert (item.register_id, item.matter_id) == ("secret_in", None)
    assert RegisterLine.objects.get().about == "", "the void number leads to no matter either"
    shown = at_desk.get(reverse("register_entry", args=list(place.values()))).content.decode()
    assert "ปิดข้อความ" in shown
    assert "จังหวัดเชียงใหม่" not in shown, "nor does what a correction told of before"
    official("secret-registrar-1")
    at_desk.force_login(User.objects.get(username="secret-registrar-1"))
    page = at_desk.get(reverse("incoming_item", args=[item.pk])).content.decode()
    assert "ถูกยกเลิก" not in page, "the number was one of another register"
    assert "ย้ายไป" not in page
