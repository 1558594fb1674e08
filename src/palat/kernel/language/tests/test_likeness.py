"""What makes two texts alike, and the keys by which they find each other."""

from datetime import date

import pytest

from palat.kernel.language import likeness
from palat.kernel.language.dictionary import plain_dictionary
from palat.kernel.language.likeness import WORKING, Told, compare, keys_of, telling, tiers_of

DAY = date(2026, 6, 8)


def told(text: str, **known: object) -> Told:
    return likeness.told(text, plain_dictionary(), **known)


def rarity(_word: str) -> float:
    return telling(0, 0)


LAMP = "เสาไฟฟ้าส่องสว่างหน้าปากซอยสุขใจดับมาสามวันแล้ว กลางคืนมืดมากเดินกลับบ้านน่ากลัว"
LIKE = "เสาไฟฟ้าส่องสว่างหน้าปากซอยสุขใจดับมาห้าวันแล้ว กลางคืนมืดมากเดินกลับบ้านไม่ปลอดภัย"
OTHER = "ร้านอาหารเปิดเพลงเสียงดังทุกคืน ชาวบ้านนอนไม่ได้ ขอให้ตรวจสอบใบอนุญาต"


def test_near_identical_texts_share_keys_wherever_and_whenever_they_came() -> None:
    assert set(keys_of(told(LAMP), rarity)) & set(keys_of(told(LIKE), rarity))
    assert not set(keys_of(told(LAMP), rarity)) & set(keys_of(told(OTHER), rarity))
    assert compare(told(LAMP), told(LIKE), rarity).same_words > 0.6


def test_one_trouble_in_other_words_is_found_by_place_and_season() -> None:
    one = told(LAMP, district="1206", day=DAY)
    other = told("แจ้งเสาไฟฟ้าส่องสว่างชำรุด", district="1206", day=date(2026, 6, 20))
    elsewhere = told("แจ้งเสาไฟฟ้าส่องสว่างชำรุด", district="5001", day=date(2026, 6, 20))
    assert set(tiers_of(one, rarity)[-1]) & set(keys_of(other, rarity))
    assert not set(tiers_of(one, rarity)[-1]) & set(keys_of(elsewhere, rarity))


@pytest.mark.parametrize("named", ["2026-AB12CD", "นร02660001945"])
def test_a_follow_up_finds_what_it_names(named: str) -> None:
    first = told(LAMP, own_code=named)
    later = told(f"ตามที่เคยแจ้งไว้ {named} ยังไม่มีใครมาดูเลย")
    assert set(tiers_of(later, rarity)[-1]) & set(keys_of(first, rarity))
    assert compare(later, first, rarity).named
    assert compare(later, first, rarity).score >= WORKING


def test_nearness_in_place_and_time_adds() -> None:
    place = {"subdistrict": "120601", "day": DAY}
    far = compare(told(LAMP, spot=(13.7, 100.5), **place), told(LIKE, spot=(13.8, 100.5), **place), rarity)
    near = compare(told(LAMP, spot=(13.7, 100.5), **place), told(LIKE, spot=(13.7001, 100.5), **place), rarity)
    assert near.score > far.score
    assert near.metres == 11
    earlier = {"subdistrict": "120601", "day": date(2025, 6, 8)}
    assert compare(told(LAMP, **place), told(LIKE, **earlier), rarity).score < 0.9


def test_rare_words_weigh_more_than_common_ones() -> None:
    counted = likeness.counted_rarity([("ถนน", "ซอย"), ("ถนน", "ไฟ"), ("ถนน", "สุขใจ")], plain_dictionary())
    assert counted("ถนน") < counted("ไฟ") < counted("ไม่เคยมี")
    asked = Told(("ถนน", "สุขใจ"), day=DAY)
    same_rare, same_common = Told(("ซอย", "สุขใจ"), day=DAY), Told(("ถนน", "ซอย"), day=DAY)
    assert compare(asked, same_rare, counted).score > compare(asked, same_common, counted).score


def test_the_same_long_words_are_the_same_wherever_they_come_from() -> None:
    here, there = ({"subdistrict": code, "day": day} for code, day in (("120601", DAY), ("500101", date(2026, 1, 8))))
    assert compare(told(LAMP, **here), told(LAMP, **there), rarity).score >= WORKING
    assert compare(told("ไฟดับครับ", **here), told("ไฟดับครับ", **there), rarity).score < WORKING


def test_an_unknown_place_counts_less_than_the_same_and_more_than_another() -> None:
    said = {"day": DAY}
    short = "ไฟหน้าวัดดับ"
    same, unknown, other = (
        compare(told(short, subdistrict="120601", **said), told(short, subdistrict=code, **said), rarity).score
        for code in ("120601", "", "500101")
    )
    assert same > unknown > other


def test_what_was_told_of_the_same_square_of_the_map_is_found() -> None:
    one, other = told("ไฟดับอีกแล้ว", spot=(13.7009, 100.5)), told(OTHER, spot=(13.7011, 100.5))
    assert set(tiers_of(one, rarity)[-1]) & set(keys_of(other, rarity))


@pytest.mark.parametrize("text", ["", "🔥", "ก" * 1_000_000, "only english words here", "\ud83d", "นร " * 5000])
def test_any_text_has_keys_within_bounds(text: str) -> None:
    keys = tiers_of(told(text, district="1001", day=DAY), rarity)[-1]
    assert len(keys) <= 100
    assert all(-(2**31) <= key < 2**31 for key in keys)
    assert 0 <= compare(told(text), told(LAMP), rarity).score <= 1


def test_one_changed_word_leaves_most_bands_the_same() -> None:
    first = set(likeness.band_keys(told(f"{LAMP} {OTHER} ลงชื่อรายที่ 0")))
    shared = [len(first & set(likeness.band_keys(told(f"{LAMP} {OTHER} ลงชื่อรายที่ {n}")))) for n in range(1, 300)]
    assert min(shared) >= 8
