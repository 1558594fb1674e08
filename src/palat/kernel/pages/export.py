"""Export of lists: CSV and XLSX that open well, import again, and run nothing; JSON for programs.

Headings are Thai in every language, so that a mapping made for a file holds for the next one. CSV: UTF-8 with a mark
(spreadsheet programs need it for Thai), days as 2025-11-24. XLSX: real dates, shown in พ.ศ. JSON: an array with an
object for each row, named by the codes of the columns, which no language and no wording changes.
"""

import csv
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.utils import timezone, translation

from .listing import Column

CHUNK = 2_000
# Cells that a spreadsheet program would run; those that already begin with the guard get one more, so that
# taking one away always gives back what was written.
RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
BUDDHIST_DAY = "[$-107041E]d mmm yyyy;@"
BUDDHIST_MOMENT = "[$-107041E]d mmm yyyy hh:mm;@"


def guard(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet program would take for a formula."""
    return f"'{text}" if RISKY.match(text) else text


def unguard(text: str) -> str:
    """Take the apostrophe away again: `unguard(guard(text)) == text` for every text."""
    return text[1:] if GUARDED.match(text) else text


def headings(columns: Iterable[Column]) -> list[str]:
    with translation.override("th"):
        return [guard(str(column.label)) for column in columns]


class Echo:
    """A file that gives back what is written to it, for the csv module to write rows one at a time."""

    def write(self, value: str) -> str:
        return value


def csv_value(value: Any) -> Any:
    """Turn a value into what stands in a CSV cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float | Decimal):
        return value
    return guard(str(value))


def csv_lines(columns: tuple[Column, ...], rows: Iterable[Any]) -> Iterator[str]:
    """Write rows as CSV, line by line, in constant memory."""
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow(headings(columns))
    for row in rows:
        yield writer.writerow([csv_value(column.value_of(row)) for column in columns])


def json_value(value: Any) -> Any:
    """Turn a value into what stands in JSON: days and moments as ISO 8601, decimals as text, words as they are."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def json_lines(columns: tuple[Column, ...], rows: Iterable[Any]) -> Iterator[str]:
    """Write rows as a JSON array, an object to a line, in constant memory."""
    before = "[\n"
    for row in rows:
        told = {column.code: json_value(column.value_of(row)) for column in columns}
        yield before + json.dumps(told, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def xlsx_cell(sheet: Any, value: Any) -> Any:
    """Turn a value into an XLSX cell: numbers and dates as such, anything else as guarded text."""
    if value is None or isinstance(value, bool | int | float | Decimal):
        return value
    if isinstance(value, date):
        if isinstance(value, datetime):
            return _dated(sheet, timezone.localtime(value).replace(tzinfo=None), BUDDHIST_MOMENT)
        return _dated(sheet, value, BUDDHIST_DAY)
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # a large library: not for every process

    return guard(ILLEGAL_CHARACTERS_RE.sub("", str(value)))


def _dated(sheet: Any, value: date, number_format: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    cell.number_format = number_format
    return cell


def xlsx_file(columns: tuple[Column, ...], rows: Iterable[Any]) -> IO[bytes]:
    """Write rows into a temporary XLSX file, in constant memory, and return it open at its beginning."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("palat")
    sheet.freeze_panes = "A2"
    sheet.append(headings(columns))
    for row in rows:
        sheet.append([xlsx_cell(sheet, column.value_of(row)) for column in columns])
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    book.save(file)
    file.seek(0)
    return file
