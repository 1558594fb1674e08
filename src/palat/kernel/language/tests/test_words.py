"""What people type becomes the same words, whatever they type; and no text is too odd to be read in bounded time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palat.kernel.language.dictionary import PART, Dictionary, plain_dictionary
from palat.kernel.language.normalising import normalise

THAI = st.text(
    st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B) | st.sampled_from("aAzZ 019\u200b\ufeff.,\n😀"),
    max_size=40,
)
ANY = st.text(st.characters(), max_size=60)  # halves of surrogate pairs among them


def words(text: str | bytes) -> list[str]:
    return plain_dictionary().words(text)


@given(THAI | ANY)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(ANY | st.binary(max_size=60))
def test_any_text_has_words(text: str | bytes) -> None:
    found = words(text)
    assert all(found)
    assert found == words(text)


@given(THAI)
def test_pieces_joined_are_the_text(text: str) -> None:
    normalised = normalise(text)
    assert "".join(plain_dictionary().pieces(normalised)) == normalised


@given(st.integers(min_value=0, max_value=10**12))
def test_thai_and_arabic_digits_are_one(number: int) -> None:
    thai = str(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert words(f"เลขที่ {thai} ถนน") == words(f"เลขที่ {number} ถนน")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("นํ้าท่วม", "น้ำท่วม"),
        ("น้ํา", "น้ำ"),
        ("เเม่นํ้า", "แม่น้ำ"),
        ("ท่ีดิน", "ที่ดิน"),
        ("มากกกกกก", "มาก"),
        ("ไฟ\u200bฟ้า", "ไฟฟ้า"),
        ("ＡＢＣ", "abc"),
        ("กฏหมาย", "กฎหมาย"),
        ("กทม.", "กรุงเทพมหานคร"),
        ("กรุงเทพฯ", "กรุงเทพมหานคร"),
        ("ถ.", "ถนน"),
        ("1,250", "1250"),
        ("เทศบาล\ufe0f", "เทศบาล"),
    ],
)
def test_what_is_typed_otherwise_is_found(typed: str, meant: str) -> None:
    assert words(typed) == words(meant) != []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ถนนนนทบุรี", ["ถนน", "นนทบุรี"]),
        ("รอออก", ["รอ", "ออก"]),
        ("จัดสรรรายได้", ["จัดสรร", "รายได้"]),
        ("บ้านเลขที่ 1000", ["บ้าน", "เลขที่", "1000"]),
    ],
)
def test_letters_that_belong_there_stay(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize("text", ["", " \n\t", "😀😀👍🏽", "ๆๆๆ ... !!!", b"\xff\xfe"])
def test_texts_without_a_word_have_none(text: str | bytes) -> None:
    assert words(text) == []


def test_english_alone_is_read() -> None:
    assert words("Please REPAIR the road") == ["please", "repair", "the", "road"]


@pytest.mark.parametrize("unit", ["ก", "า", "่", "น้ำ", "ตากลม", "a", "1", "😀", "รร", "เเ", "\u0e4d\u0e48\u0e32", "ๆ"])
def test_three_hundred_thousand_letters_take_bounded_time(unit: str) -> None:
    start = time.process_time()
    words(unit * (300_000 // len(unit)))
    assert time.process_time() - start < 3


def test_a_long_text_has_the_words_of_its_parts() -> None:
    sentence = "ขอให้ซ่อมถนนหน้าโรงเรียน "
    assert words(sentence * 2 * (PART // len(sentence))) == words(sentence) * 2 * (PART // len(sentence))


def test_a_dictionary_with_a_term_keeps_it_whole_and_has_another_version() -> None:
    term = "บางซื่อสัตย์สุขใจ"
    longer = Dictionary([term])
    assert longer.words(f"ที่{term}นี้") == ["ที่", term, "นี้"]
    assert longer.version != plain_dictionary().version
    assert longer.version == Dictionary([term]).version
