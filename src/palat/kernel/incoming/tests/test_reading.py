"""Scans are read within bounds, split at separator sheets, and their words say what the letter is."""

from datetime import date
from pathlib import Path

import pytest

from palat.kernel.incoming.readers import reading
from palat.kernel.incoming.readers.reading import UnableToRead, has_words, look, ocr, ocr_program, picture
from palat.kernel.incoming.readers.splitting import SEPARATOR, Sheet, split
from palat.kernel.incoming.suggesting import codes_in, suggest
from palat.kernel.incoming.tests.scans import as_picture, blank, bound, letter, scanned, separator
from palat.kernel.registers.procedure import new_tracking_code

NO_OCR = "ไม่มี Tesseract ภาษาไทย: apt install tesseract-ocr-tha · no Thai Tesseract: apt install tesseract-ocr-tha"


@pytest.fixture
def at(tmp_path: Path):
    """Write a file and return where it is."""

    def write(content: bytes) -> Path:
        path = tmp_path / "scan"
        path.write_bytes(content)
        return path

    return write


def test_words_of_a_letter_say_what_it_is(at):
    pages = look(at(letter(reference="หนังสือสำนักงานปลัดสำนักนายกรัฐมนตรี ที่ นร 0105.04/123 ลงวันที่ 2 พฤศจิกายน 2569")))
    assert has_words(pages)
    found = suggest(pages[0].words, agencies=["จังหวัดเชียงใหม่", "กรมทางหลวง"])
    assert found.paper_number == "มท 0808.2/ว 316"
    assert found.paper_date == date(2026, 11, 20)
    assert found.subject == "ขอส่งเรื่องราวร้องทุกข์ กรณีถนนชำรุด"
    assert found.sender == "จังหวัดเชียงใหม่"
    assert found.addressee == "ปลัดสำนักนายกรัฐมนตรี"
    assert found.urgency == "ด่วนที่สุด"
    assert found.forwarder == "ministry"
    assert found.references == ("นร 0105.04/123",)


@pytest.mark.parametrize("turned", [0, 2, 90, 180, 270])
def test_separator_sheet_is_known_however_it_lies_on_the_scanner(at, turned):
    (page,) = look(at(scanned([as_picture(separator(), turned=turned)])))
    assert SEPARATOR in page.codes


def test_scan_is_split_at_its_separators_and_their_blank_backs(at):
    sheet = as_picture(separator())
    one = as_picture(letter())
    path = at(scanned([one, one, sheet, blank(), one, sheet, sheet, blank(), one, blank()]))
    pages = look(path)
    assert split([Sheet(page.codes, page.blank) for page in pages]) == [[1, 2], [5], [9, 10]]


@pytest.mark.parametrize(
    ("marks", "letters"),
    [
        ("", []),
        ("p", [[1]]),
        ("ppp", [[1, 2, 3]]),
        ("spsps", [[2], [4]]),
        ("psbp", [[1], [4]]),
        ("pbsp", [[1, 2], [4]]),
        ("sss", []),
        ("psbbp", [[1], [4, 5]]),
    ],
)
def test_splitting(marks, letters):
    sheets = [Sheet((SEPARATOR,) if mark == "s" else (), blank=mark == "b") for mark in marks]
    assert split(sheets) == letters


def test_page_is_drawn_as_a_picture(at):
    drawn = picture(at(letter()), 1, width=600)
    assert drawn.startswith(b"\x89PNG")
    with pytest.raises(UnableToRead):
        picture(at(letter()), 9, width=600)


@pytest.mark.parametrize("content", [b"%PDF-1.7 rubbish", b"no picture at all"])
def test_what_is_damaged_is_refused(at, content):
    with pytest.raises(UnableToRead) as refused:
        look(at(content))
    assert refused.value.why == "damaged"


def test_reading_is_bounded_in_time_and_memory(at, monkeypatch):
    monkeypatch.setattr(reading, "MEMORY_MB", 20)
    with pytest.raises(UnableToRead):
        look(at(letter()))
    monkeypatch.undo()
    with pytest.raises(UnableToRead) as late:
        reading._run(["sleep", "5"], seconds=1)
    assert late.value.why == "time"
    with pytest.raises(UnableToRead) as late:
        reading._run(["sh", "-c", "while :; do :; done"], seconds=1)
    assert late.value.why == "time"


def test_picture_of_a_letter_is_read_by_tesseract(at):
    if not ocr_program():
        pytest.skip(NO_OCR)
    path = at(scanned([as_picture(letter(), dots=200)]))
    assert not has_words(look(path))
    found = suggest(ocr(path, pages=[1]), agencies=["จังหวัดเชียงใหม่"])
    assert found.subject.endswith("ร้องทุกข์ กรณีถนนชำรุด")
    assert (found.sender, found.addressee) == ("จังหวัดเชียงใหม่", "ปลัดสำนักนายกรัฐมนตรี")
    assert found.urgency == "ด่วนที่สุด"


def test_nothing_is_suggested_where_nothing_is_said():
    assert suggest("").is_empty
    assert suggest("อ่านลายมือไม่ออก\nจำนวน 3 หน้า").is_empty


def test_our_codes_are_found_in_words():
    code = new_tracking_code()
    spaced = f"{code[:5]} {code[5:10]} {code[10:]}"
    wrong = str((int(code[0]) + 1) % 10) + code[1:]
    assert codes_in(f"ตามรหัสเรื่อง {spaced} และ นร02660001945") == (code, "นร02660001945")
    assert codes_in(f"บัญชี {wrong}") == ()


def test_memo_and_marks():
    memo = (
        "ลับ\nบันทึกข้อความ\nส่วนราชการ กองกลาง กลุ่มสารบรรณ โทร. 0 2123 4567\n"
        "ที่ นร ๐๑๐๑/๕๕ วันที่ ๓ มิถุนายน ๒๕๖๙\nเรื่อง ขอเชิญประชุม\nเรียน ผู้อำนวยการ\nลับ"
    )
    found = suggest(memo)
    assert (found.secrecy, found.sender, found.paper_number) == ("ลับ", "กองกลาง กลุ่มสารบรรณ", "นร 0101/55")
    assert found.paper_date == date(2026, 6, 3)


def test_bound_files_are_one_scan(at):
    pages = look(at(bound([letter(), separator(), letter("กค 0102/9", "อีกเรื่อง")])))
    assert split([Sheet(page.codes, page.blank) for page in pages]) == [[1], [3]]
