import pytest
from hypothesis import given
from hypothesis import strategies as st

from palat.kernel.identities.normalising import (
    NORMALISED,
    citizen_id_check_digit,
    citizen_id_is_sound,
    format_citizen_id,
    normalise_phone,
    plain,
)

twelve = st.text(alphabet="0123456789", min_size=12, max_size=12)


@given(twelve)
def test_citizen_id_with_its_check_digit_is_sound(first: str) -> None:
    assert citizen_id_is_sound(first + str(citizen_id_check_digit(first)))


@given(twelve, st.integers(0, 12), st.integers(1, 9))
def test_single_wrong_digit_is_detected_wherever_the_formula_can_tell(first: str, place: int, by: int) -> None:
    """It cannot in two cases: the third digit weighs 11, so it counts nothing, and remainders 0 and 10 both give 1."""
    number = first + str(citizen_id_check_digit(first))
    wrong = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    cannot_tell = place == 2 or {_remainder(number), _remainder(wrong)} == {0, 10}
    assert citizen_id_is_sound(wrong) is cannot_tell


def _remainder(number: str) -> int:
    return sum(int(digit) * (13 - place) for place, digit in enumerate(number[:12])) % 11


@pytest.mark.parametrize(
    ("number", "sound"),
    [
        ("1-2345-67890-12-1", True),
        ("1234567890121", True),
        ("๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑", True),
        ("1234567890122", False),
        ("0000000000001", True),  # a first digit 0 exists for people without registered status
        ("123456789012", False),
        ("", False),
    ],
)
def test_citizen_id_in_any_writing(number: str, sound: bool) -> None:
    assert citizen_id_is_sound(number) is sound


def test_citizen_id_is_written_in_five_groups() -> None:
    assert format_citizen_id("๑๒๓๔๕๖๗๘๙๐๑๒๑") == "1-2345-67890-12-1"
    assert format_citizen_id("12 34") == "12 34"


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("0812345678", "0812345678"),
        ("081-234-5678", "0812345678"),
        ("๐๘๑ ๒๓๔ ๕๖๗๘", "0812345678"),
        ("+66 81 234 5678", "0812345678"),
        ("+66 (0)81 234 5678", "0812345678"),
        ("(+66) 812345678", "0812345678"),
        ("0066812345678", "0812345678"),
        ("66812345678", "0812345678"),
        ("02-123-4567", "021234567"),
        ("02-123-4567 ต่อ 89", "021234567x89"),
        ("02 123 4567 ext. 89", "021234567x89"),
        ("+6621234567#๘๙", "021234567x89"),
        ("1111", "1111"),
        ("+1 415 555 0100", "+14155550100"),
        ("001 415 555 0100", "+14155550100"),
        ("ไม่มี", ""),
        ("00x0", "00x0"),
    ],
)
def test_telephone_in_any_writing(written: str, same: str) -> None:
    assert normalise_phone(written) == same


phones = st.text(alphabet="0123456789๐๖ +-()#x.ต่อext", max_size=24)


@pytest.mark.parametrize("field", sorted(NORMALISED))
@given(text=st.one_of(st.text(max_size=40), phones))
def test_normalising_twice_is_normalising_once(field: str, text: str) -> None:
    once = NORMALISED[field](text)
    assert NORMALISED[field](once) == once


@given(st.text(max_size=80), st.booleans())
def test_plain_text_is_stable_and_holds_no_invisible_direction_marks(text: str, lines: bool) -> None:
    clean = plain(text, lines=lines)
    assert plain(clean, lines=lines) == clean
    assert not set(clean) & set("\u202e\u202d\u2066\u2067\u200f\u200b\x00\x07")


def test_plain_keeps_thai_and_emoji_and_the_lines_of_an_address() -> None:
    assert plain("  น้ำฝน 👩‍👩‍👧\u202e\tใจดี\x00 ") == "น้ำฝน 👩‍👩‍👧 ใจดี"
    assert plain("99/1 \r\n\r\n ถนน  ตัวอย่าง", lines=True) == "99/1\nถนน ตัวอย่าง"
