"""Words are found however they are written, and what is another word is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palat.kernel.redaction.seeking import found_in, needles_of, signs_of

THAI = "กขคงจชซดตถทนบปผพฟมยรลวสหอ"
NAMES = st.lists(st.text(THAI, min_size=2, max_size=6), min_size=2, max_size=4)


def found(needle: str, text: str) -> list[str]:
    """Return what stands at each place that was found."""
    return [text[first:last] for first, last in found_in(signs_of(needle).text, signs_of(text))]


@pytest.mark.parametrize(
    ("sought", "text", "there"),
    [
        ("สมมุติ ตัวอย่างดี", "นายสมมุติ\r\nตัวอย่างดี มา", ["สมมุติ\r\nตัวอย่างดี"]),
        ("081-234-5678", "โทร ๐๘๑ ๒๓๔ ๕๖๗๘", ["๐๘๑ ๒๓๔ ๕๖๗๘"]),
        ("น้ำ", "นํ้าท่วม", ["นํ้า"]),
        ("ก่ำ", "ก\u0e4d\u0e48าง", ["ก\u0e4d\u0e48า"]),
        ("ที่", "ที\uf70a", ["ที\uf70a"]),
        ("แม่", "เเม่", ["เเม่"]),
        ("SOMSRI", "k. Somsri T.", ["Somsri"]),
        ("som", "Somsri", []),
        ("12345", "เลขที่ 123456", []),
        ("มา", "ม้า", []),
        ("กา", "กาง", ["กา"]),
        ("ดี", "ดี่", []),
    ],
)
def test_words_are_found_as_people_read_them(sought: str, text: str, there: list[str]) -> None:
    assert found(sought, text) == there


@pytest.mark.parametrize(
    ("covered", "sought"),
    [
        ("นายสมมุติ ตัวอย่างดี", {"สมมุติ", "ตัวอย่างดี", "นายสมมุติ"}),
        ("โทร 081-234-5678", {"0812345678"}),
        ("ปี 2569", set()),
        ("บ้านเลขที่", {"บ้านเลขที่"}),
    ],
)
def test_what_is_sought_of_what_is_covered(covered: str, sought: set[str]) -> None:
    assert {signs_of(one).text for one in sought} <= needles_of(covered)
    assert signs_of("2569").text not in needles_of(covered)


def test_single_words_of_a_passage_are_not_sought() -> None:
    passage = "ผู้ร้องแจ้งว่าหม้อแปลงไฟฟ้าในซอยชำรุดมานานหลายเดือนและไม่มีผู้ใดมาซ่อมแซมให้แล้วเสร็จ ตามที่ได้แจ้งไว้แล้วหลายครั้ง"
    assert needles_of(passage) == {signs_of(passage).text}


@given(NAMES, st.sampled_from([" ", "\n", "  ", "\u200b", "\u00a0", "-", ""]), st.text(THAI, max_size=9))
def test_spaces_and_ends_of_lines_make_no_difference(name: list[str], between: str, around: str) -> None:
    text = f"{around} {between.join(name)} {around}"
    assert any(signs_of(one).text == signs_of("".join(name)).text for one in found(" ".join(name), text))


@given(st.text(max_size=60))
def test_any_text_has_signs_each_with_its_place(text: str) -> None:
    signs = signs_of(text)
    assert len(signs.text) == len(signs.places)
    assert all(0 <= place < len(text) for place in signs.places)
