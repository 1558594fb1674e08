"""Taking a table in: batches, rejects, going on after a break, never twice."""

import csv
import gzip
from pathlib import Path
from typing import Any

import pytest

from palat.kernel.exchange.models import Run
from palat.kernel.exchange.operations import mapping_for, take_in
from palat.kernel.exchange.procedure import Column, ColumnMapping, Report, Row, Taken, UnableToExchange
from palat.kernel.exchange.reading import open_table
from palat.kernel.exchange.rejects import HEADINGS as REJECT_HEADINGS
from palat.kernel.exchange.tests.factories import HEADINGS, NOW, THINGS, Shelf, file_of, table

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def take(path: Path, shelf: Shelf, **options: Any) -> Report:
    return take_in(path=path, mapping=THINGS, write=shelf.write, at=NOW, **options)


def rejects_of(path: Path) -> list[list[str]]:
    with path.with_name(path.name + ".rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_rows_come_in_batches_and_are_counted(tmp_path: Path, shelf: Shelf) -> None:
    path = file_of(tmp_path, table((f"ของ{n:02}", str(n), "") for n in range(25)))
    report = take(path, shelf, batch=10)
    assert (report.read, report.added, report.already, report.rejected) == (25, 25, 0, 0)
    assert shelf.sizes == [10, 10, 5]
    assert not report.rejects_file
    assert not list(tmp_path.glob("*.rejects.csv"))


def test_second_run_adds_nothing(tmp_path: Path, shelf: Shelf) -> None:
    path = file_of(tmp_path, table([("ปากกา", "1", ""), ("ดินสอ", "2", "")]))
    take(path, shelf)
    again = take(path, shelf)
    assert (again.read, again.added, again.already) == (2, 0, 2)
    assert Run.objects.filter(finished=True).count() == 2


def test_bad_rows_stand_in_the_rejects_with_line_and_reason(tmp_path: Path, shelf: Shelf) -> None:
    rows = [
        ("ดี", "1", ""),
        ("คำ", "สอง", "ข้อความ\nสองบรรทัด"),
        ("ขาด", "2"),
        ("เกิน", "9999", "=1+1"),  # refused by the database, not by us
        ("ดีอีก", "3", ""),
    ]
    path = file_of(tmp_path, table(rows))
    report = take(path, shelf)
    assert (report.added, report.rejected) == (2, 3)
    assert set(shelf.kept) == {"ดี", "ดีอีก"}
    heading, *rejected = rejects_of(path)
    assert heading == [*REJECT_HEADINGS, *HEADINGS]
    assert [row[0] for row in rejected] == ["3", "5", "6"]
    assert "จำนวนเต็ม" in rejected[0][1]
    assert "whole number" in rejected[0][2]
    assert rejected[0][3:] == ["คำ", "สอง", "ข้อความ\nสองบรรทัด"]
    assert rejected[2][5] == "'=1+1", "a spreadsheet program must not run it"
    assert [line for line, _reason in report.errors] == [3, 5, 6]


def test_mended_rejects_import_again(tmp_path: Path, shelf: Shelf) -> None:
    path = file_of(tmp_path, table([("ก", "หนึ่ง", "=1+1"), ("ข", "2", "")]))
    take(path, shelf)
    rejects = path.with_name("things.csv.rejects.csv")
    rejects.write_text(rejects.read_text(encoding="utf-8-sig").replace("หนึ่ง,", "1,", 1), encoding="utf-8")
    report = take(rejects, shelf)
    assert report.added == 1
    assert shelf.kept["ก"] == (1, "=1+1"), "the guard is taken away again"


def test_bytes_that_are_no_letters_refuse_only_their_row(tmp_path: Path, shelf: Shelf) -> None:
    good = "".join(f"ของ{n},1,หมายเหตุยาวพอสมควร\n" for n in range(50))
    path = file_of(tmp_path, b"".join([",".join(HEADINGS).encode(), b"\n", good.encode(), b"bad\xff,1,\nlast,1,\n"]))
    report = take(path, shelf)
    assert (report.added, report.rejected) == (51, 1)
    assert b"bad\xff" in path.with_name("things.csv.rejects.csv").read_bytes(), "the bytes are kept as they came"


def test_nul_is_removed_and_said(tmp_path: Path, shelf: Shelf) -> None:
    path = file_of(tmp_path, table([("ปาก\x00กา", "1", "ก\x00ข")]))
    report = take(path, shelf)
    assert shelf.kept == {"ปากกา": (1, "กข")}
    assert sum(report.remarks.values()) == 1


def test_other_encodings_are_read(tmp_path: Path, shelf: Shelf) -> None:
    report = take(file_of(tmp_path, table([("สมุด", "1", "หนังสือ")]), encoding="cp874"), shelf)
    assert (report.encoding, shelf.kept) == ("cp874", {"สมุด": (1, "หนังสือ")})


def test_break_goes_on_where_it_was(tmp_path: Path, shelf: Shelf) -> None:
    path = file_of(tmp_path, table((f"ของ{n:02}", "x" if n % 10 == 3 else "1", "") for n in range(40)))

    def breaks(rows: list[Row]) -> Taken:
        if rows[0].values["name"] == "ของ20":
            raise KeyboardInterrupt
        return shelf.write(rows)

    with pytest.raises(KeyboardInterrupt):
        take_in(path=path, mapping=THINGS, write=breaks, at=NOW, batch=10)
    assert Run.objects.get().rows == 20
    # What the broken batch wrote past the commit is cut away again.
    with path.with_name("things.csv.rejects.csv").open("ab") as file:
        file.write(b"23,half a row")
    report = take(path, shelf, batch=10)
    assert (report.resumed_after, report.read, report.added) == (20, 20, 18)
    assert len(shelf.kept) == 36
    assert [row[0] for row in rejects_of(path)[1:]] == ["5", "15", "25", "35"]
    assert Run.objects.get().finished


def test_cut_off_gzip_keeps_what_came_before(tmp_path: Path, shelf: Shelf) -> None:
    whole = gzip.compress(table((f"ของ{n:04}", "1", str(hash(str(n)))) for n in range(3000)).encode())
    path = file_of(tmp_path, whole[: len(whole) // 2], name="cut.csv")
    with pytest.raises(UnableToExchange, match="ขาดหาย"):
        take(path, shelf, batch=100)
    before = len(shelf.kept)
    assert before > 100
    assert not Run.objects.get().finished
    path.write_bytes(whole)
    report = take(path, shelf)
    assert (report.added, report.already) == (3000 - before, before)


def test_dry_run_reports_and_keeps_nothing(tmp_path: Path, shelf: Shelf) -> None:
    path = file_of(tmp_path, table([("ก", "1", ""), ("ข", "สอง", ""), ("ค", "9999", "")]))
    report = take(path, shelf, dry_run=True)
    assert (report.added, report.rejected) == (1, 2)
    assert shelf.kept == {}
    assert not Run.objects.exists()
    assert not list(tmp_path.glob("*.rejects.csv"))


def test_two_at_once_on_one_file_are_refused(tmp_path: Path, shelf: Shelf) -> None:
    path = file_of(tmp_path, table([("ก", "1", "")]))
    with open_table(path, alone=True), pytest.raises(UnableToExchange, match="อีกหน้าต่าง"):
        take(path, shelf)


def test_watermark_moved_by_another_machine_stops(tmp_path: Path, shelf: Shelf) -> None:
    path = file_of(tmp_path, table((f"ของ{n}", "1", "") for n in range(4)))

    def overtaken(rows: list[Row]) -> Taken:
        Run.objects.update(rows=99)
        return shelf.write(rows)

    with pytest.raises(UnableToExchange, match="อีกหน้าต่าง"):
        take_in(path=path, mapping=THINGS, write=overtaken, at=NOW)
    assert shelf.kept == {}


def test_mapping_is_found_by_the_columns(tmp_path: Path) -> None:
    other = ColumnMapping("other", "อื่น", "Other", (Column("รหัส", "code"),))
    path = file_of(tmp_path, table([("ก", "1", "")]))
    assert mapping_for(path, [other, THINGS]) is THINGS
    with pytest.raises(UnableToExchange, match="--mapping"):
        mapping_for(file_of(tmp_path, "x,y\n1,2\n", name="x.csv"), [other, THINGS])
