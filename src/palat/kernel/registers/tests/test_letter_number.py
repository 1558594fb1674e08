from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from palat.kernel.registers.letter_numbers import BadLetterNumber, LetterNumber, parse_letter_number
from palat.kernel.registers.procedure import number_text, plain, template_flaw, thai_digits

CIRCULAR = LetterNumber("นร", "0106", 316, circular=True)
URGENT = replace(CIRCULAR, urgency="ด่วนที่สุด")
PLAIN = LetterNumber("นร", "0105.04", 1234)

# As found in the public data of petitions, in laws and news, in an exchange message, and as clerks type them.
FORMS = [
    ("นร ๐๑๐๖/ว ๓๑๖", CIRCULAR),
    ("นร0106/ว316", CIRCULAR),
    ("นร 0106/ ว 316", CIRCULAR),
    ("นร.0106/ว.316", CIRCULAR),
    ("ที่นร 0106/ว 316", CIRCULAR),
    ("เลขที่ นร 0106/ว 316", CIRCULAR),
    ("หนังสือที่ นร 0106/ว 316", CIRCULAR),
    ("ตามหนังสือ ที่ นร 0106/ว 316", CIRCULAR),
    ("นร 0106/ว 316 ลงวันที่ 11 กุมภาพันธ์ 2564", CIRCULAR),
    ("ที่ นร 0106/ว 316 ลว. ๑๑ ก.พ. ๒๕๖๔", CIRCULAR),
    ("นร\u00a00106/\u200bว 316", CIRCULAR),
    ("นร 0106⁄ว 316", CIRCULAR),
    ("ด่วนที่สุด ที่ นร 0106/ว 316", URGENT),
    ("ด่วนที่สุดที่ นร 0106/ว.316", URGENT),
    ("ด\u0e48วนท\u0e35\u0e48สุด ที่ นร ๐๑๐๖/ว ๓๑๖", URGENT),
    ("ลับ ด่วนที่สุด ที่ นร 0106/ว 316", replace(URGENT, secrecy="ลับ")),
    ("ด่วนที่สุด ลับมาก นร 0106/ว 316", replace(URGENT, secrecy="ลับมาก")),
    ("ลับที่สุด ที่ นร 0106/ว 316", replace(CIRCULAR, secrecy="ลับที่สุด")),
    ("ที่ นร 0105.04/1234", PLAIN),
    ("นร ๐๑๐๕.๐๔/๑๒๓๔", PLAIN),
    ("ด่วนมาก นร ๐๑๐๕.๐๔ / ๑๒๓๔", replace(PLAIN, urgency="ด่วนมาก")),
    ("ด่วน นร 0105.04/1234", replace(PLAIN, urgency="ด่วน")),
    ("นร 0105.04(ศบช.)/7", LetterNumber("นร", "0105.04 (ศบช.)", 7)),
    ("นร 0105.04 (ศบช.) /7", LetterNumber("นร", "0105.04 (ศบช.)", 7)),
    ("ตช 0001(กร)/ว ๙", LetterNumber("ตช", "0001 (กร)", 9, circular=True)),
    ("ที่ นร 1006/ว 13 ลงวันที่ 11 กันยายน", LetterNumber("นร", "1006", 13, circular=True)),
    ("กค 0402.2/ว 122", LetterNumber("กค", "0402.2", 122, circular=True)),
    ("กค (กวจ) 0405.2/ว 89", LetterNumber("กค (กวจ)", "0405.2", 89, circular=True)),
    ("ด่วน ที่ มท 0808.2/42", LetterNumber("มท", "0808.2", 42, urgency="ด่วน")),
    ("กท 0404/12456", LetterNumber("กท", "0404", 12456)),
    ("กท.8203/1473", LetterNumber("กท", "8203", 1473)),
    ("กท0306/451", LetterNumber("กท", "0306", 451)),
    ("ที่ กท 7303/๑๓๘๔ ลงวันที่ ๒๓ มิ.ย.", LetterNumber("กท", "7303", 1384)),
    ("กท 8803/5669 ลง 25 ต.ค. 65", LetterNumber("กท", "8803", 5669)),
    ("กท. ๔๗๐๕/๐๐๑๔๖๒", LetterNumber("กท", "4705", 1462)),
    ("กท 0907/อ.880", LetterNumber("กท", "0907", 880, series="อ")),
    ("กท๐๙๐๔/อ.๓๗๙๖", LetterNumber("กท", "0904", 3796, series="อ")),
    ("ที่ กท 0907/อ582 ลงวันที่ 31", LetterNumber("กท", "0907", 582, series="อ")),
    ("กท 0907/ร.81", LetterNumber("กท", "0907", 81, series="ร")),
    ("กทม. 0401/1", LetterNumber("กทม", "0401", 1)),
    ("อก 0905/0007", LetterNumber("อก", "0905", 7)),
    ("ฉช 0118/1238", LetterNumber("ฉช", "0118", 1238)),
    ("สบ 52001/12", LetterNumber("สบ", "52001", 12)),
    ("สปสช 4.62/ว 123", LetterNumber("สปสช", "4.62", 123, circular=True)),
    ("อว 64.1.2/99", LetterNumber("อว", "64.1.2", 99)),
    ("ศย 016/ว 56 (ป)", LetterNumber("ศย", "016", 56, circular=True, aside="(ป)")),
    ("ท\u0e48\u0e35 นร 0106/2", LetterNumber("นร", "0106", 2)),  # the tone mark typed before the vowel
    ("\uff4eร 0106/2".replace("\uff4e", "น"), LetterNumber("นร", "0106", 2)),
    ("นร ０１０６／２", LetterNumber("นร", "0106", 2)),
]


@pytest.mark.parametrize(("written", "read"), FORMS)
def test_number_is_read_as_people_write_it(written, read):
    assert parse_letter_number(written) == read


@pytest.mark.parametrize("read", {number.text: number for _written, number in FORMS}.values(), ids=str)
def test_each_form_reads_back_from_storage_and_paper(read):
    bare = replace(read, urgency="", secrecy="")
    assert parse_letter_number(read.text) == bare
    assert parse_letter_number(f"ที่ {read.paper_text}") == bare


@pytest.mark.parametrize(
    "written",
    [
        *("", "นร", "นร 0106", "0106/316", "นร 0106/", "นร 0106/ว", "NR 0106/1", "นร 0106/1/2", "ลับมาก", "นร 0106/0"),
        *("รท90/65 และ 5094", "เลขรับ 5094", "ซอยอ่อนนุช 70/1", "12/2569", "นร 0106/กขค 3", "ที่ 70/1", "นร02660001945"),
    ],
)
def test_what_is_no_number_is_refused(written):
    with pytest.raises(BadLetterNumber, match="อ่านเลขที่หนังสือนี้ไม่ได้"):
        parse_letter_number(written)


CONSONANTS = "กขคงจชซดตทนบปพมยรลศสหอ"
asides = st.from_regex(r"(\([ก-ฮ]{1,6}\.?\))?", fullmatch=True, alphabet=f"().{CONSONANTS}")
numbers = st.builds(
    LetterNumber,
    letters=st.builds(
        lambda code, aside: f"{code} {aside}".strip(), st.text(CONSONANTS, min_size=2, max_size=5), asides
    ),
    owner=st.builds(
        lambda code, aside: f"{code} {aside}".strip(),
        st.from_regex(r"[0-9]{1,5}(\.[0-9]{1,2}){0,2}", fullmatch=True, alphabet="0123456789."),
        asides,
    ),
    running=st.integers(1, 9_999_999),
    circular=st.booleans(),
    urgency=st.sampled_from(["", "ด่วน", "ด่วนมาก", "ด่วนที่สุด"]),
    secrecy=st.sampled_from(["", "ลับ", "ลับมาก", "ลับที่สุด"]),
    aside=asides,
    width=st.sampled_from([0, 4, 6]),
)
series = st.builds(
    lambda number, letter: replace(number, circular=False, series=letter), numbers, st.sampled_from("อรกบ")
)


@example(LetterNumber("ลง", "0", 1))
@given(numbers | series)
def test_number_reads_back_from_both_writings(number):
    before = f"{number.secrecy} {number.urgency}".strip()
    assert parse_letter_number(f"{before} {number.text}".strip()) == number
    assert parse_letter_number(f"{before} ที่ {number.paper_text} ลงวันที่ ๑ ม.ค. ๒๕๖๙".strip()) == number
    assert parse_letter_number(number.text.replace(" ", "")).text == number.text


@given(st.text("นรวที่ด่ลับ0๑(). /ก\u200b\u00a0", max_size=40))
def test_whatever_is_typed_is_read_or_refused(typed):
    try:
        read = parse_letter_number(typed)
    except BadLetterNumber:
        return
    assert parse_letter_number(read.text) == replace(read, urgency="", secrecy="")


def test_zeros_before_the_running_number_are_kept_and_make_no_other_number():
    assert parse_letter_number("อก 0905/0007").text == "อก 0905/0007"
    assert parse_letter_number("อก 0905/0007") == parse_letter_number("อก 0905/7")


def test_paper_has_thai_digits_and_storage_arabic_ones():
    assert CIRCULAR.text == "นร 0106/ว 316"
    assert CIRCULAR.paper_text == "นร ๐๑๐๖/ว ๓๑๖"
    assert plain(thai_digits("1234567890")) == "1234567890"


def test_number_is_written_by_the_template_of_its_register():
    assert number_text("รท {running}/{year}", year=2569, running=12) == "รท 12/2569"
    assert number_text("{yy}-{running}", year=2605, running=3) == "05-3"


@pytest.mark.parametrize("template", ["{running}", "{running}/{year}", "นร 0105.04/ว {running}", "{yy}-{running}"])
def test_template_that_tells_numbers_apart_is_taken(template):
    assert template_flaw(template) == ""


@pytest.mark.parametrize(
    "template",
    [
        "",
        "นร",
        "{year}",
        "{running}/{running}",
        "{running}{year}",
        "0105{running}",
        "{running}/{month}",
        "{running:04}",
        "{",
    ],
)
def test_template_whose_numbers_could_be_mistaken_is_refused(template):
    assert template_flaw(template)
