import pytest
from hypothesis import given
from hypothesis import strategies as st

from palat.kernel.registers.procedure import BadLetterNumber, LetterNumber, number_text, parse_letter_number


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("นร ๐๑๐๖/ว ๓๑๖", LetterNumber("นร", "0106", 316, circular=True)),
        ("นร0106/ว316", LetterNumber("นร", "0106", 316, circular=True)),
        ("ด่วนที่สุด ที่ นร 0106/ว 316", LetterNumber("นร", "0106", 316, circular=True, urgency="ด่วนที่สุด")),
        ("ด่วนที่สุดที่ นร 0106/ว.316", LetterNumber("นร", "0106", 316, circular=True, urgency="ด่วนที่สุด")),
        ("ที่ นร 0105.04/1234", LetterNumber("นร", "0105.04", 1234)),
        ("ด่วนมาก นร ๐๑๐๕.๐๔ / ๑๒๓๔", LetterNumber("นร", "0105.04", 1234, urgency="ด่วนมาก")),
        ("ด่วน ที่ มท 0808.2/42", LetterNumber("มท", "0808.2", 42, urgency="ด่วน")),
        ("นร 0105.04(ศบช.)/7", LetterNumber("นร", "0105.04 (ศบช.)", 7)),
        ("ตช 0001(กร)/ว ๙", LetterNumber("ตช", "0001 (กร)", 9, circular=True)),
        ("กทม. 0401/1", LetterNumber("กทม", "0401", 1)),
        ("ท\u0e48\u0e35 นร 0106/2", LetterNumber("นร", "0106", 2)),  # the tone mark typed before the vowel
        ("นร\u00a00106/\u200bว 316", LetterNumber("นร", "0106", 316, circular=True)),
    ],
)
def test_number_is_read_as_people_write_it(written, read):
    assert parse_letter_number(written) == read


@pytest.mark.parametrize(
    "written",
    ["", "นร", "นร 0106", "0106/316", "นร 0106/", "นร 0106/ว", "NR 0106/1", "นร 0106/ค 3", "นร 0106/1/2", "ลับมาก"],
)
def test_what_is_no_number_is_refused(written):
    with pytest.raises(BadLetterNumber, match="อ่านเลขที่หนังสือนี้ไม่ได้"):
        parse_letter_number(written)


numbers = st.builds(
    LetterNumber,
    letters=st.text("กขคงจชซดตทนบปพมยรลวศสหอ", min_size=2, max_size=3),
    owner=st.from_regex(r"[0-9]{4}(\.[0-9]{1,2})?( \([ก-ฮ]{2,4}\.?\))?", fullmatch=True, alphabet="0123456789.() กขคง"),
    running=st.integers(1, 9_999_999),
    circular=st.booleans(),
    urgency=st.sampled_from(["", "ด่วน", "ด่วนมาก", "ด่วนที่สุด"]),
)


@given(numbers)
def test_number_reads_back_from_both_writings(number):
    assert parse_letter_number(f"{number.urgency} {number.text}".strip()) == number
    assert parse_letter_number(f"{number.urgency} ที่ {number.paper_text}".strip()) == number


def test_paper_has_thai_digits_and_storage_arabic_ones():
    number = LetterNumber("นร", "0106", 316, circular=True)
    assert number.text == "นร 0106/ว 316"
    assert number.paper_text == "นร ๐๑๐๖/ว ๓๑๖"


def test_number_is_written_by_the_template_of_its_register():
    assert number_text("รท {running}/{year}", year=2569, running=12) == "รท 12/2569"
    assert number_text("{yy}-{running}", year=2605, running=3) == "05-3"
