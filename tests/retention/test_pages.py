"""Pages of retention, and pages of what was destroyed: each still answers, and says what became of it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from palat.duties.petitions.tests.factories import NOW, official
from palat.kernel.accounts.models import User
from palat.kernel.letters.models import Letter
from palat.kernel.matters.models import Matter
from palat.kernel.pages.operations import new_key
from palat.kernel.retention.models import DestructionList, Hold
from palat.kernel.retention.operations import holds
from palat.kernel.retention.procedure import MATTER, Ref
from tests.retention.people import COMMITTEE, MARK, closed_matter, destroyed, drafted, ready, with_committee

pytestmark = pytest.mark.django_db


def at_the_desk(post: str) -> Client:
    """Return the browser of who holds a post."""
    official(post)
    client = Client()
    client.force_login(User.objects.get(username=post))
    return client


def text_of(client: Client, name: str, *args: Any) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


def gone() -> tuple[Matter, DestructionList]:
    matter = closed_matter()
    found = drafted()
    destroyed(found)
    return matter, DestructionList.objects.get(pk=found.pk)


def test_the_shell_of_a_matter_says_that_it_was_destroyed() -> None:
    matter, _found = gone()
    for post in ("officer-1", "director-psc", "auditor-1"):
        said = text_of(at_the_desk(post), "petition_matter", matter.code)
        assert "เนื้อหาของเรื่องนี้ถูกทำลายแล้ว" in said
        assert "ลบข้อมูลแล้ว" in said  # of the petitioner: erased, never "anonymous"
        assert MARK not in said


def test_a_destroyed_letter_keeps_a_page_and_no_paper() -> None:
    gone()
    letter = Letter.objects.get()
    client = at_the_desk("officer-1")
    assert "ถ้อยคำและไฟล์ของหนังสือนี้ถูกทำลายแล้ว" in text_of(client, "letter", letter.pk)
    assert client.get(reverse("letter_paper", args=[letter.pk])).status_code == 404
    assert letter.state == "cancelled"  # it is nobody's draft any more
    assert MARK not in text_of(client, "letters_mine")


def test_who_filed_it_is_told_by_the_tracking_page_too() -> None:
    matter, _found = gone()
    response = Client().get(reverse("petition_track", args=[matter.code]), follow=True)
    assert response.status_code == 200
    assert MARK not in response.content.decode()


def test_a_list_page_offers_to_each_what_is_theirs() -> None:
    closed_matter()
    found = drafted()
    page = (found.pk,)
    assert "committee" in text_of(at_the_desk("clerk-1"), "retention_list", *page)
    assert "committee" not in text_of(at_the_desk("auditor-1"), "retention_list", *page)
    with_committee(found)
    assert "ให้ความเห็น" in text_of(at_the_desk(COMMITTEE[1]), "retention_list", *page)
    assert at_the_desk("officer-4").get(reverse("retention_list", args=page)).status_code == 404


def test_a_refusal_stands_on_the_form_with_what_was_typed() -> None:
    closed_matter()
    found = drafted()
    client = at_the_desk("clerk-1")
    numbers = [official(post).official_id for post in ("head-1", "legal-1", "clerk-1")]
    typed = {
        "once_key": new_key(),
        "order_no": "คำสั่งที่ 9",
        "order_on": "8/6/2569",
        "chair": numbers[0],
        "second": numbers[1],
    }
    response = client.post(reverse("retention_act", args=[found.pk, "committee"]), {**typed, "third": numbers[2]})
    assert response.status_code == 422
    said = response.content.decode()
    assert "เป็นกรรมการของบัญชีนี้ไม่ได้" in said
    assert "คำสั่งที่ 9" in said


def test_opinions_may_be_given_bit_by_bit_and_keeping_longer_asks_for_a_day() -> None:
    closed_matter()
    closed_matter(mark="zqothermark")
    found = drafted()
    with_committee(found)
    first, _second = found.items.order_by("place")
    client = at_the_desk(COMMITTEE[0])
    address = reverse("retention_opinions", args=[found.pk])
    refused = client.post(address, {f"what_{first.pk}": "longer"})
    assert refused.status_code == 422
    assert "โปรดระบุวันที่เก็บถึง" in refused.content.decode()
    client.post(address, {"once_key": new_key(), f"what_{first.pk}": "longer", f"until_{first.pk}": "1/1/2600"})
    assert "ให้ความเห็นแล้ว 1 จาก 2" in text_of(client, "retention_list", found.pk)


def test_an_item_is_taken_off_by_a_button() -> None:
    closed_matter()
    closed_matter(mark="zqothermark")
    found = drafted()
    item = found.items.order_by("place")[0]
    client = at_the_desk("clerk-1")
    address = reverse("retention_take_off", args=[found.pk, item.pk])
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    assert found.items.filter(taken_off_at=None).count() == 1


def test_a_hold_is_found_by_its_number_and_lifted_by_another() -> None:
    matter = closed_matter()
    clerk = at_the_desk("clerk-1")
    address = reverse("retention_hold_new")
    assert "ไม่พบเรื่อง" in clerk.get(address, {"number": "999999"}).content.decode()
    assert MARK in clerk.get(address, {"number": matter.code}).content.decode()
    told = {"once_key": new_key(), "thing": f"matter:{matter.pk}", "reason": "ศาลเรียก"}
    assert clerk.post(f"{address}?number={matter.code}", told).status_code == 302
    held = Hold.objects.get()
    assert "ศาลเรียก" in text_of(clerk, "retention_hold", held.pk)
    assert clerk.get(reverse("retention_hold_lift", args=[held.pk])).status_code == 404
    director = at_the_desk("director-psc")
    director.post(reverse("retention_hold_lift", args=[held.pk]), {"once_key": new_key(), "reason": "คดีถึงที่สุด"})
    held.refresh_from_db()
    assert held.lifted_reason == "คดีถึงที่สุด"


def test_lists_take_the_same_number_of_statements_for_one_item_and_for_three() -> None:
    closed_matter()
    found = drafted()
    ready(found)
    client = at_the_desk("clerk-1")

    def asked(number: int) -> int:
        text_of(client, "retention_list", number)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            text_of(client, "retention_list", number)
        return len(captured)

    one = asked(found.pk)
    for mark in ("zqa", "zqb", "zqc"):
        closed_matter(mark=mark)
    second = drafted()
    ready(second)
    assert asked(second.pk) == one


def test_lists_and_holds_are_exported_and_the_schedule_shows_its_grounds() -> None:
    matter = closed_matter()
    drafted()
    holds.place_hold(ref=Ref(MATTER, matter.pk), reason="ศาลเรียก", by=official("legal-1"), at=NOW)
    clerk = at_the_desk("clerk-1")
    for name in ("retention", "retention_holds"):
        assert b"".join(clerk.get(reverse(name), {"export": "csv"}).streaming_content)  # type: ignore[attr-defined]
    said = text_of(clerk, "retention_schedule")
    assert "10 ปี" in said
    assert "75 ปี" in said
    assert "ยังไม่ได้ตรวจยืนยัน" in said
    assert "สิบปี อ้างจากความจำ" in said
    clerk.cookies["django_language"] = "en"
    english = clerk.get(reverse("retention_schedule"), headers={"accept-language": "en"}).content.decode()
    assert "Ten years, from memory" in english
    assert "อ้างจากความจำ" not in english
