"""Petitions that tell the same are found by what they tell, with the reason in words, as far as the viewer may see."""

from datetime import timedelta

import pytest
from django.urls import reverse

from palat.duties.petitions.models import LikenessKeys
from palat.duties.petitions.operations.likeness import make_keys
from palat.duties.petitions.queries.like_texts import like_texts
from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.duties.petitions.tests.test_contact_pages import at_desk
from palat.kernel.matters.authority import Actor

pytestmark = pytest.mark.django_db
LAMP = "เสาไฟฟ้าส่องสว่างหน้าปากซอยสุขใจดับมาสามวันแล้ว กลางคืนมืดมากเดินกลับบ้านน่ากลัว"
LIKE = "เสาไฟฟ้าส่องสว่างหน้าปากซอยสุขใจดับมาห้าวันแล้ว กลางคืนมืดมากเดินกลับบ้านน่ากลัว"


def test_the_same_told_again_is_found_with_its_reason() -> None:
    first = petition(text=LAMP, area_id="120601", at=NOW - timedelta(days=3))
    petition(text="ร้านอาหารเปิดเพลงเสียงดังทุกคืน ขอให้ตรวจสอบ", area_id="120601")
    assert make_keys() == 2
    assert make_keys() == 0
    found = like_texts(by=official("intake-1"), at=NOW, text=LIKE, area_id="120601")
    assert [one.matter.pk for one in found] == [first.pk]
    assert "ก่อนหน้า 3 วัน" in found[0].why
    assert "%" in found[0].why
    assert "ตำบลหรือแขวงเดียวกัน" in found[0].why


def test_what_the_viewer_may_not_open_is_not_found() -> None:
    petition(text=LAMP)
    make_keys()
    assert like_texts(by=Actor("citizen"), at=NOW, text=LIKE) == []


def test_restricted_and_classified_petitions_get_no_keys() -> None:
    petition(text=LAMP, restricted=True)
    petition(text=LAMP, secrecy=1)
    assert make_keys() == 0
    assert not LikenessKeys.objects.exists()
    assert like_texts(by=official("director-psc"), at=NOW, text=LAMP) == []


def test_a_text_that_touches_the_monarchy_is_not_looked_up() -> None:
    petition(text=LAMP)
    make_keys()
    assert like_texts(by=official("intake-1"), at=NOW, text=f"ขอถวายฎีกา {LAMP}") == []


def test_a_campaign_is_recognised_while_it_grows() -> None:
    for day in range(12):
        petition(text=f"{LAMP} ลงชื่อรายที่ {day}", at=NOW - timedelta(days=day))
    make_keys()
    found = like_texts(by=official("intake-1"), at=NOW, text=LAMP)
    assert "อาจยื่นพร้อมกันหลายราย" in found[0].why


def test_intake_sees_the_like_case_and_may_join_it() -> None:
    first = petition(text=LAMP, area_id="120601")
    make_keys()
    shown = at_desk("intake-1").post(reverse("petition_similar"), {"text": LIKE}).content.decode()
    assert f'name="join" value="{first.code}"' in shown
    assert "ถ้อยคำตรงกัน" in shown


@pytest.mark.parametrize("text", ["", "🔥", "ก" * 100_000, "\ud83d", "\x00"])
def test_any_text_is_answered(text: str) -> None:
    petition(text=LAMP)
    make_keys()
    assert like_texts(by=official("intake-1"), at=NOW, text=text) == []
