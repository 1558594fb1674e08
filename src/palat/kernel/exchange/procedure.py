"""What a tabular exchange is: columns read into fields, problems in two languages, a report. Plain Python."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

Reader = Callable[[str], Any]


@dataclass(frozen=True)
class Reason:
    """Why a row was not taken, or what was mended in it, in both languages."""

    th: str
    en: str

    def __str__(self) -> str:
        return f"{self.th} · {self.en}"


class BadValue(ValueError):
    """A value that cannot be taken as it stands; the row goes to the rejects with this reason."""

    def __init__(self, th: str, en: str) -> None:
        super().__init__(f"{th} · {en}")
        self.reason = Reason(th, en)


class UnableToExchange(Exception):
    """A file cannot be read, or cannot be read further; the message says what to do, in both languages."""

    def __init__(self, th: str, en: str) -> None:
        super().__init__(f"{th}\n{en}")
        self.reason = Reason(th, en)


# Cells that a spreadsheet program would run as formulas. The same rule stands in `pages.export`, a sibling that
# this package may not import; a test of a duty, which sees both, holds them equal.
RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def guard(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet program would take for a formula."""
    return f"'{text}" if RISKY.match(text) else text


def unguard(text: str) -> str:
    """Take the apostrophe away again: `unguard(guard(text)) == text` for every text."""
    return text[1:] if GUARDED.match(text) else text


# Readers: from the text of a cell to a value.


def text(cell: str) -> str:
    """Return a text as it stands."""
    return cell


def word(cell: str) -> str:
    """Return a code or name without the blanks around it."""
    return cell.strip()


def words(cell: str) -> tuple[str, ...]:
    """Return the parts of a list written with `|`, in order, each once."""
    return tuple(dict.fromkeys(part for one in cell.split("|") if (part := one.strip())))


def moment(cell: str) -> datetime | None:
    """Return a moment written by ISO 8601, taken as UTC where it names no zone; None for an empty cell."""
    if not (cell := cell.strip()):
        return None
    try:
        at = datetime.fromisoformat(cell)
    except ValueError:
        raise BadValue(f"อ่านวันเวลา “{cell[:40]}” ไม่ได้", f"“{cell[:40]}” is no date and time") from None
    if not 1900 <= at.year <= 2400:
        raise BadValue(f"ปี {at.year} อยู่นอกช่วงที่รับ", f"The year {at.year} is out of range")
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def whole_number(cell: str) -> int | None:
    """Return a whole number; None for an empty cell."""
    if not (cell := cell.strip()):
        return None
    try:
        return int(cell)
    except ValueError:
        raise BadValue(f"“{cell[:40]}” ไม่ใช่จำนวนเต็ม", f"“{cell[:40]}” is no whole number") from None


def flag(cell: str) -> bool:
    """Return whether a cell says yes: 1 or 0."""
    if cell.strip() not in {"", "0", "1"}:
        raise BadValue(f"“{cell[:40]}” ต้องเป็น 1 หรือ 0", f"“{cell[:40]}” must be 1 or 0")
    return cell.strip() == "1"


def one_of(table: Mapping[str, str], *, th: str, en: str) -> Reader:
    """Return a reader that translates a word by a table and refuses what the table does not know."""

    def read(cell: str) -> str:
        try:
            return table[cell.strip()]
        except KeyError:
            shown = cell.strip()[:40]
            raise BadValue(f"ไม่รู้จัก{th} “{shown}”", f"Unknown {en} “{shown}”") from None

    return read


@dataclass(frozen=True)
class Column:
    """A column of a file: its heading, the field it fills, how its cells are read."""

    heading: str
    field: str
    read: Reader = text
    required: bool = True


@dataclass(frozen=True)
class ColumnMapping:
    """A named way to read a file: which column fills which field. Columns it does not name are left alone.

    `clean` is applied to every cell first, for instance `unguard` for files that we wrote ourselves.
    """

    name: str
    label_th: str
    label_en: str
    columns: tuple[Column, ...]
    clean: Callable[[str], str] | None = None

    def missing(self, headings: Collection[str]) -> list[str]:
        """Return the required columns that a file does not have."""
        return [one.heading for one in self.columns if one.required and one.heading not in headings]

    def bind(self, headings: Sequence[str]) -> "BoundMapping":
        """Find the columns in a file's headings. Raises: UnableToExchange naming what is missing."""
        missing = self.missing(headings)
        if missing:
            listed = ", ".join(missing)
            raise UnableToExchange(
                f"ไฟล์ไม่มีคอลัมน์ที่ต้องใช้ตามแบบ “{self.name}”: {listed} — โปรดตรวจหัวตารางแถวแรก หรือเลือกแบบอื่น",
                f"Columns that the mapping “{self.name}” needs are missing: {listed}. Check the first row, "
                "or choose another mapping.",
            )
        places = {heading: place for place, heading in enumerate(headings)}
        used = tuple((places[one.heading], one) for one in self.columns if one.heading in places)
        return BoundMapping(self.clean, used)


@dataclass(frozen=True)
class BoundMapping:
    """A mapping whose columns were found in a file."""

    clean: Callable[[str], str] | None
    columns: tuple[tuple[int, Column], ...]

    def read(self, cells: Sequence[str]) -> dict[str, Any]:
        """Read the cells of a row into fields. Raises: BadValue naming the column."""
        clean = self.clean
        values: dict[str, Any] = {}
        for place, column in self.columns:
            cell = cells[place]
            try:
                values[column.field] = column.read(clean(cell) if clean else cell)
            except BadValue as bad:
                raise BadValue(f"{column.heading}: {bad.reason.th}", f"{column.heading}: {bad.reason.en}") from None
        return values


@dataclass(frozen=True)
class Line:
    """A row of a file as it stands: the line on which it begins, and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A row as read: its line, and its values by field."""

    line: Line
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Refused:
    """A row that is not taken, and why."""

    line: Line
    reason: Reason


@dataclass
class Taken:
    """What became of one batch: rows added, rows that were already here, rows refused, and remarks by words."""

    added: int = 0
    already: int = 0
    refused: list[Refused] = field(default_factory=list)
    remarks: dict[Reason, int] = field(default_factory=dict)

    def remark(self, reason: Reason) -> None:
        """Count a thing that was mended or left out in a row that was taken."""
        self.remarks[reason] = self.remarks.get(reason, 0) + 1

    def join(self, other: "Taken") -> None:
        """Add what became of another part of the same batch."""
        self.added += other.added
        self.already += other.already
        self.refused.extend(other.refused)
        for reason, count in other.remarks.items():
            self.remarks[reason] = self.remarks.get(reason, 0) + count


FIRST_ERRORS = 20  # how many the report shows; all of them stand in the rejects file


@dataclass
class Report:
    """What became of a file: counts of this run, the first errors with their lines, remarks."""

    mapping: str
    encoding: str
    resumed_after: int = 0
    read: int = 0
    added: int = 0
    already: int = 0
    rejected: int = 0
    errors: list[tuple[int, Reason]] = field(default_factory=list)
    remarks: dict[Reason, int] = field(default_factory=dict)
    rejects_file: str = ""

    def count(self, rows: int, taken: Taken) -> None:
        """Count one batch."""
        self.read += rows
        self.added += taken.added
        self.already += taken.already
        self.rejected += len(taken.refused)
        room = FIRST_ERRORS - len(self.errors)
        self.errors.extend((one.line.number, one.reason) for one in taken.refused[:room])
        for reason, count in taken.remarks.items():
            self.remarks[reason] = self.remarks.get(reason, 0) + count
