"""An opinion that came back is gone on with; two who write on one opinion do not wipe out each other's words."""

from typing import Any

import pytest
from django.test import Client

from palat.duties.petitions.models import OpinionDraft
from palat.duties.petitions.tests.factories import NOW, official
from palat.duties.petitions.tests.test_deciding import at_desk, post, submitted
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations import decisions
from palat.kernel.pages.operations import new_key

pytestmark = pytest.mark.django_db
WHY = "ขาดข้อกฎหมายเรื่องอำนาจของการไฟฟ้า"


def returned() -> Matter:
    matter = submitted()
    decisions.return_draft(matter_id=matter.pk, by=official("head-1"), at=NOW, seen=None, words=WHY)
    return matter


def page_of(client: Client, matter: Matter) -> Any:
    return client.get(f"/desk/petitions/{matter.code}/opinion/")


def typed(page: Any, **more: str) -> dict[str, str]:
    """What the browser sends back of the page as it stands."""
    sent = {"seen": str(page.context["file"].seen), "once_key": new_key(), "draft_read": ""}
    if page.context["draft"]:
        sent["draft_read"] = page.context["draft"]["mark"]
    for part in (page.context["form"], *page.context["options"], *page.context["rows"]):
        for field in part:
            value = field.value()
            if value is not False:  # a box that is not ticked is not sent
                sent[field.html_name] = str(value or "")
    for forms in (page.context["options"], page.context["rows"]):
        for field in forms.management_form:
            sent[field.html_name] = str(field.value())
    return {**sent, **more}


def test_returned_opinion_is_gone_on_with_as_it_was_submitted() -> None:
    matter, officer = returned(), at_desk("officer-1")
    page = page_of(officer, matter)
    for words in (WHY, "หัวหน้ากลุ่มประสานและติดตาม 1", "เห็นควรให้ตรวจ", "ตรวจทั้งอำเภอ", "ตรวจหม้อแปลง", "ตรวจแรงดันน้ำ"):
        assert words in page.text, words
    assert page.context["form"]["question"].value() == "ให้ตรวจหม้อแปลงทั้งอำเภอหรือไม่"
    assert page.context["form"]["up_to"].value() == "prime_minister"
    again = officer.post(f"/desk/petitions/{matter.code}/opinion/", typed(page, law="พ.ร.บ. ตัวอย่าง"))
    assert again.status_code == 302
    latest = matter.submissions.order_by("-pk").first()
    assert latest is not None
    assert latest.brief["law"] == "พ.ร.บ. ตัวอย่าง"
    assert len(latest.brief["items"]) == 2


def test_next_step_says_that_the_opinion_came_back_and_why() -> None:
    page = at_desk("officer-1").get(f"/desk/petitions/{returned().code}/")
    step = page.context["next"]
    assert step.doable.move.code == "submit"
    assert "ส่งคืน" in step.why
    assert WHY in page.text.partition('aria-labelledby="what"')[0]


def test_form_of_a_return_says_that_it_needs_a_reason() -> None:
    matter, head = submitted(), at_desk("head-1")
    page = head.get(f"/desk/decisions/{matter.code}/?do=return_draft")
    assert page.context["form"].fields["words"].required
    assert "ไม่บังคับ" not in page.text
    assert "words" in post(head, matter, "return_draft").context["form"].errors


def test_draft_of_a_colleague_is_not_wiped_out_and_nothing_typed_is_lost() -> None:
    matter = returned()
    mine, other = at_desk("officer-1"), at_desk("legal-1")
    url, page = f"/desk/petitions/{matter.code}/opinion/", page_of(mine, matter)
    assert other.post(url, typed(page_of(other, matter), save="1", law="ของนิติกร")).status_code == 302
    for act in ({"save": "1"}, {}):
        refused = mine.post(url, typed(page, law="ของเจ้าของเรื่อง", **act))
        assert refused.status_code == 422
        assert "ของเจ้าของเรื่อง" in refused.text
        assert "ผู้ครองตำแหน่ง legal-1" in refused.text
        assert OpinionDraft.objects.get().content["form"]["law"] == "ของนิติกร"
    assert mine.post(url, typed(refused, save="1")).status_code == 302  # read, and meant all the same
    assert OpinionDraft.objects.get().content["form"]["law"] == "ของเจ้าของเรื่อง"


def test_draft_that_may_not_be_kept_comes_back_on_the_page() -> None:
    matter, officer = returned(), at_desk("officer-1")
    page = page_of(officer, matter)
    Matter.objects.filter(pk=matter.pk).update(destroyed_under="1/2569")
    kept = officer.post(f"/desk/petitions/{matter.code}/opinion/", typed(page, save="1", law="ข้อกฎหมายใหม่"))
    assert kept.status_code in {404, 422}
    assert not OpinionDraft.objects.exists()
