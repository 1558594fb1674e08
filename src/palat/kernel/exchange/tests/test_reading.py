"""What kinds of files are opened, and with which words the others are refused."""

import gzip
from pathlib import Path

import pytest

from palat.kernel.exchange.procedure import Line, UnableToExchange
from palat.kernel.exchange.reading import SAMPLE, encoding_of, open_table
from palat.kernel.exchange.tests.factories import file_of, table

THAI = table([("สมุดบันทึกเล่มใหญ่", "3", "ปกแข็ง สีน้ำเงิน"), ("ดินสอ", "12", "")])


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (THAI.encode("utf-8"), "utf-8"),
        (THAI.encode("utf-8-sig"), "utf-8-sig"),
        (THAI.encode("cp874"), "cp874"),
        (b"name,many\r\npen,3\r\n", "utf-8"),
        (("ก" * SAMPLE).encode()[:SAMPLE], "utf-8"),  # the sample ends within a letter
        (THAI.encode().replace("ดินสอ".encode(), b"\xff\xfe\xff"), "utf-8"),  # one bad row does not change the rest
    ],
)
def test_encoding_is_found(content: bytes, encoding: str) -> None:
    assert encoding_of(content) == encoding


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "ไฟล์ว่าง"),
        (b"\xef\xbb\xbf\r\n", "ไฟล์ว่าง"),
        (THAI.encode("utf-16"), "UTF-16"),
        (THAI.encode("utf-16-le"), "ไม่รองรับการเข้ารหัส"),
        ("été, crème brûlée à la façon de l'hôtel; où ça?".encode("latin-1"), "ไม่รองรับการเข้ารหัส"),
        (b"PK\x03\x04" + bytes(200), "Excel"),
    ],
)
def test_other_files_are_refused_with_what_to_do(content: bytes, words: str) -> None:
    with pytest.raises(UnableToExchange, match=words) as refused:
        encoding_of(content)
    assert refused.value.reason.en


@pytest.mark.parametrize("name", ["t.csv", "t.csv.gz", "t.dat"])
def test_plain_and_gzip_are_told_apart_by_content(tmp_path: Path, name: str) -> None:
    path = file_of(tmp_path, THAI, name=name)
    with open_table(path) as opened:
        assert opened.headings == ["ชื่อ", "จำนวน", "หมายเหตุ"]
        assert [line.cells[0] for line in opened.lines()] == ["สมุดบันทึกเล่มใหญ่", "ดินสอ"]


def test_lines_are_numbered_where_they_begin(tmp_path: Path) -> None:
    path = file_of(tmp_path, 'a,b\n\n"one\ntwo\r\nthree",1\n"x\ry",2\nz,3\n')
    with open_table(path) as opened:
        lines = list(opened.lines())
    assert [line.number for line in lines] == [3, 6, 8]
    assert lines[0].cells == ("one\ntwo\r\nthree", "1")
    assert lines[1].cells == ("x\ry", "2")


def test_cut_off_gzip_gives_what_stands_before_the_cut(tmp_path: Path) -> None:
    whole = gzip.compress(table((f"ของ{n}", str(n), "ก" * 50) for n in range(5000)).encode())
    path = file_of(tmp_path, whole[: len(whole) // 2], name="cut.csv")
    read: list[Line] = []
    with open_table(path) as opened, pytest.raises(UnableToExchange, match="ขาดหาย"):
        read.extend(opened.lines())
    assert read
    assert all(len(line.cells) == 3 for line in read)


def test_gzip_without_any_content_is_called_damaged(tmp_path: Path) -> None:
    path = file_of(tmp_path, gzip.compress(THAI.encode())[:12], name="cut.csv")
    with pytest.raises(UnableToExchange, match="gzip"), open_table(path):
        pass


def test_open_quotation_mark_is_named_by_its_line(tmp_path: Path) -> None:
    path = file_of(tmp_path, "a,b\n1,2\n" + '3,"never closed\n' + ("x" * 1000 + "\n") * 5000)
    with open_table(path) as opened, pytest.raises(UnableToExchange, match="บรรทัด 3"):
        list(opened.lines())


def test_endless_line_is_refused(tmp_path: Path) -> None:
    path = file_of(tmp_path, b"a,b\n" + b"1," * (9 << 20), name="long.csv.gz")
    with open_table(path) as opened, pytest.raises(UnableToExchange, match="16"):
        list(opened.lines())


def test_heading_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnableToExchange, match="ซ้ำ"), open_table(file_of(tmp_path, "ชื่อ,ชื่อ\n1,2\n")):
        pass


def test_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnableToExchange, match="เปิดไฟล์"), open_table(tmp_path / "none.csv"):
        pass
