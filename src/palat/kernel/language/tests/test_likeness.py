"""What makes two texts alike, and the keys by which they find each other."""

from datetime import date

import pytest

from palat.kernel.language.likeness import WORKING, compare, keys_of, plain_rarity, told

DAY = date(2026, 6, 8)
LAMP = "เสาไฟฟ้าส่องสว่างหน้าปากซอยสุขใจดับมาสามวันแล้ว กลางคืนมืดมากเดินกลับบ้านน่ากลัว"
LIKE = "เสาไฟฟ้าส่องสว่างหน้าปากซอยสุขใจดับมาห้าวันแล้ว กลางคืนมืดมากเดินกลับบ้านไม่ปลอดภัย"
OTHER = "ร้านอาหารเปิดเพลงเสียงดังทุกคืน ชาวบ้านนอนไม่ได้ ขอให้ตรวจสอบใบอนุญาต"


def test_near_identical_texts_share_keys_wherever_and_whenever_they_came() -> None:
    assert set(keys_of(told(LAMP))) & set(keys_of(told(LIKE)))
    assert not set(keys_of(told(LAMP))) & set(keys_of(told(OTHER)))
    assert compare(told(LAMP), told(LIKE), plain_rarity).same_words > 0.6


def test_one_trouble_in_other_words_is_found_by_place_and_season() -> None:
    one = told(LAMP, district="1206", day=DAY)
    other = told("แจ้งเสาไฟฟ้าส่องสว่างชำรุด", district="1206", day=date(2026, 6, 20))
    elsewhere = told("แจ้งเสาไฟฟ้าส่องสว่างชำรุด", district="5001", day=date(2026, 6, 20))
    assert set(keys_of(one, looking=True)) & set(keys_of(other))
    assert not set(keys_of(one, looking=True)) & set(keys_of(elsewhere))


@pytest.mark.parametrize("named", ["2026-AB12CD", "นร02660001945"])
def test_a_follow_up_finds_what_it_names(named: str) -> None:
    first = told(LAMP, own_code=named)
    later = told(f"ตามที่เคยแจ้งไว้ {named} ยังไม่มีใครมาดูเลย")
    assert set(keys_of(later, looking=True)) & set(keys_of(first))
    assert compare(later, first, plain_rarity).named
    assert compare(later, first, plain_rarity).score >= WORKING


def test_nearness_in_place_and_time_adds() -> None:
    place = {"subdistrict": "120601", "day": DAY}
    far = compare(told(LAMP, spot=(13.7, 100.5), **place), told(LIKE, spot=(13.8, 100.5), **place), plain_rarity)
    near = compare(told(LAMP, spot=(13.7, 100.5), **place), told(LIKE, spot=(13.7001, 100.5), **place), plain_rarity)
    assert near.score > far.score + 0.3
    assert near.metres == 11
    earlier = {"subdistrict": "120601", "day": date(2025, 6, 8)}
    assert compare(told(LAMP, **place), told(LIKE, **earlier), plain_rarity).score < 0.9


def test_what_was_told_of_the_same_square_of_the_map_is_found() -> None:
    one, other = told("ไฟดับอีกแล้ว", spot=(13.7009, 100.5)), told(OTHER, spot=(13.7011, 100.5))
    assert set(keys_of(one, looking=True)) & set(keys_of(other))


@pytest.mark.parametrize("text", ["", "🔥", "ก" * 1_000_000, "only english words here", "\ud83d", "นร " * 5000])
def test_any_text_has_keys_within_bounds(text: str) -> None:
    keys = keys_of(told(text, district="1001", day=DAY), looking=True)
    assert len(keys) <= 100
    assert all(-(2**31) <= key < 2**31 for key in keys)
    assert 0 <= compare(told(text), told(LAMP), plain_rarity).score <= 1
