from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palat.kernel.letters.procedure import (
    BadLetter,
    Column,
    PersonMustWrite,
    Table,
    UnknownCategory,
    address,
    categories,
    category_of_post,
    form_for,
    paper_date,
    paper_digits,
)

from .letters import MEMO, RESULT

ON = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("category", "salutation", "closing", "purpose"),
    [
        ("citizen", "เรียน", "ขอแสดงความนับถือ", "จึงเรียนมาเพื่อโปรดทราบ"),
        ("official", "เรียน", "ขอแสดงความนับถือ", "จึงเรียนมาเพื่อโปรดทราบ"),
        ("highest_post", "กราบเรียน", "ขอแสดงความนับถืออย่างยิ่ง", "จึงกราบเรียนมาเพื่อโปรดทราบ"),
        ("monk", "นมัสการ", "ขอนมัสการด้วยความเคารพ", "จึงนมัสการมาเพื่อโปรดทราบ"),
        ("stamped", "ถึง", "", "จึงแจ้งมาเพื่อโปรดทราบ"),
        ("internal", "เรียน", "", "จึงเรียนมาเพื่อโปรดทราบ"),
        ("internal_highest_post", "กราบเรียน", "", "จึงกราบเรียนมาเพื่อโปรดทราบ"),
    ],
)
def test_each_addressee_is_spoken_to_in_its_own_words(category, salutation, closing, purpose):
    words = address(category, on=ON)
    assert (words.salutation, words.closing, words.purpose_sentence("ทราบ")) == (salutation, closing, purpose)
    assert words.mark == "provisional"


@pytest.mark.parametrize("category", ["royalty", "supreme_patriarch"])
def test_words_to_royalty_and_the_supreme_patriarch_are_never_made(category):
    with pytest.raises(PersonMustWrite, match="ไม่สร้างราชาศัพท์"):
        address(category, on=ON)


@pytest.mark.parametrize(("category", "on"), [("minister_of_magic", ON), ("citizen", date(1983, 11, 30))])
def test_unknown_category_or_day_is_refused(category, on):
    with pytest.raises(UnknownCategory):
        address(category, on=on)


def test_every_category_of_a_day_can_be_chosen():
    codes = [code for code, _label in categories(on=ON)]
    assert len(codes) == len(set(codes))
    assert {"citizen", "official", "highest_post", "royalty"} <= set(codes)
    assert list(categories(on=date(1980, 1, 1))) == []


@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("นายกรัฐมนตรี", "highest_post"),
        ("ประธาน วุฒิสภา", "highest_post"),
        ("รองนายกรัฐมนตรี", "official"),
        ("ปลัดสำนักนายกรัฐมนตรี", "official"),
        ("เลขาธิการนายกรัฐมนตรี", "official"),
        ("ผู้ว่าราชการจังหวัดตัวอย่าง", "official"),
    ],
)
def test_only_the_closed_list_of_posts_is_addressed_as_highest(title, category):
    assert category_of_post(title) == category


def test_form_follows_the_addressee():
    assert form_for(inside=True) == "internal_memo"
    assert form_for(inside=False) == "external"
    assert form_for(inside=True, stamped=True) == form_for(inside=False, stamped=True) == "stamped"


@pytest.mark.parametrize(
    ("typed", "paper"),
    [
        ("จำนวน 12 ฉบับ", "จำนวน ๑๒ ฉบับ"),
        ("1,250,000.50 บาท (ร้อยละ 3.5)", "๑,๒๕๐,๐๐๐.๕๐ บาท (ร้อยละ ๓.๕)"),
        ("โทร. 0 2000 0000 ต่อ 1111", "โทร. ๐ ๒๐๐๐ ๐๐๐๐ ต่อ ๑๑๑๑"),
        ("รหัสเรื่อง 48213 90765 11204 รับวันที่ 5", "รหัสเรื่อง 48213 90765 11204 รับวันที่ ๕"),
        ("รหัสเรื่อง 482139076511204", "รหัสเรื่อง 482139076511204"),
        ("รหัสเรื่อง นร02660001945 ปี 2566", "รหัสเรื่อง นร02660001945 ปี ๒๕๖๖"),
        ("ที่ นร 0105.04/ว 316", "ที่ นร ๐๑๐๕.๐๔/ว ๓๑๖"),
        ("https://palat.example/verify/4f2 หน้า 2", "https://palat.example/verify/4f2 หน้า ๒"),
        ("ส่งที่psc2@palat.exampleภายใน3วัน", "ส่งที่psc2@palat.exampleภายใน๓วัน"),
        ("กระดาษ A4 ฝุ่น PM2.5 ค่า 75", "กระดาษ A4 ฝุ่น PM2.5 ค่า ๗๕"),
        ("เลขประจำตัว 1101700203451", "เลขประจำตัว ๑๑๐๑๗๐๐๒๐๓๔๕๑"),
    ],
)
def test_paper_bears_thai_digits_except_in_codes_and_addresses(typed, paper):
    assert paper_digits(typed) == paper


@given(st.text(alphabet="0123456789 .,/()กขนรว@:ab-", max_size=60))
def test_paper_digits_change_nothing_but_digits(text):
    assert paper_digits(text).translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")) == text


def test_paper_date_is_in_the_buddhist_era():
    assert paper_date(date(2026, 1, 5)) == "๕ มกราคม ๒๕๖๙"
    assert paper_date(date(2024, 2, 29)) == "๒๙ กุมภาพันธ์ ๒๕๖๗"


@pytest.mark.parametrize(
    ("letter", "change", "words"),
    [
        (RESULT, {"closing": ""}, "ต้องมีคำลงท้าย"),
        (MEMO, {"closing": "ขอแสดงความนับถือ"}, "ไม่มีคำลงท้าย"),
        (RESULT, {"number": ""}, "ต้องมีเลขที่และวันที่"),
        (RESULT, {"on": None}, "ต้องมีเลขที่และวันที่"),
        (RESULT, {"content": ()}, "ต้องมีเรื่อง ผู้รับ และข้อความ"),
        (RESULT, {"addressee": "  "}, "ต้องมีเรื่อง ผู้รับ และข้อความ"),
        (RESULT, {"urgency": "เร็วๆ"}, "ไม่ถูกต้อง"),
        (RESULT, {"secrecy": "ปกปิด"}, "ไม่ถูกต้อง"),
    ],
)
def test_parts_that_fit_no_form_are_refused(letter, change, words):
    with pytest.raises(BadLetter, match=words):
        replace(letter, **change)


def test_table_with_uneven_rows_is_refused():
    with pytest.raises(BadLetter, match="จำนวนช่อง"):
        Table((Column("ก"), Column("ข")), (("1", "2"), ("3",)))
