"""Lists brought in as files: their kinds, states and columns, and what became of a line. Plain data."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from palat.duties.decentralisation.procedure.cells import LEG_CODES, LEG_STATES, LEGS
from palat.duties.decentralisation.procedure.cells import STATES as CELL_STATES
from palat.duties.decentralisation.procedure.missions import FIELD_NAMED, KIND_NAMED
from palat.duties.decentralisation.procedure.types import ENDING_NAMED, NAMED
from palat.kernel.exchange.procedure import BadValue, Column, ColumnMapping, Line, Reason, one_of, word


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


@dataclass(frozen=True)
class ListKind:
    """A kind of list: what it is called, and whether it belongs to one transfer."""

    label: str
    of_transfer: bool = False


LOCALS, MISSIONS, CELLS = "locals", "missions", "cells"
KINDS: dict[str, ListKind] = {
    LOCALS: ListKind(_("รายชื่อองค์กรปกครองส่วนท้องถิ่น")),
    MISSIONS: ListKind(_("รายการภารกิจ")),
    CELLS: ListKind(_("สถานะการถ่ายโอน"), of_transfer=True),
}
CHECKED, APPLIED, UNDONE, DROPPED = "checked", "applied", "undone", "dropped"
STATES: dict[str, str] = {
    CHECKED: _("ตรวจแล้ว ยังไม่ใช้"),
    APPLIED: _("ใช้แล้ว"),
    UNDONE: _("เลิกใช้แล้ว"),
    DROPPED: _("ไม่ใช้"),
}
EVENTS: dict[str, str] = {
    "list_checked": _("ตรวจรายการ"),
    "list_applied": _("ใช้รายการ"),
    "list_undone": _("เลิกใช้รายการ"),
    "list_dropped": _("ไม่ใช้รายการ"),
}
NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"
VERDICTS: dict[str, str] = {
    NEW: _("เพิ่ม"),
    CHANGED: _("เปลี่ยนแปลง"),
    SAME: _("ไม่เปลี่ยนแปลง"),
    REFUSED: _("ไม่รับ"),
}
NAME_LENGTH = 300


NOTHING = Reason("", "")  # nothing is said of a line


@dataclass(frozen=True)
class Outcome:
    """What would become of one line, and why."""

    line: Line
    verdict: str
    what: str
    why: Reason = NOTHING


@dataclass
class Plan:
    """What a list would change: the outcome of each line, the rows to write, totals to look at."""

    outcomes: list[Outcome] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """Return how many lines came to each verdict."""
        return {verdict: sum(one.verdict == verdict for one in self.outcomes) for verdict in VERDICTS}


def needed(cell: str) -> str:
    """Return a text that may not be empty. Raises: BadValue."""
    return longest(NAME_LENGTH, required=True)(cell)


def longest(most: int, *, required: bool = False) -> Callable[[str], str]:
    """Return a reader of texts up to a length."""

    def read(cell: str) -> str:
        said = " ".join(word(cell).split())
        if required and not said:
            raise BadValue("ว่างอยู่ ต้องระบุ", "It is empty, and is needed")
        if len(said) > most:
            raise BadValue(f"ยาวเกิน {most} ตัวอักษร", f"Longer than {most} characters")
        return said

    return read


def day(cell: str) -> date | None:
    """Return a day written 2026-06-08, or 8/6/2569 as people write it; None for an empty cell. Raises: BadValue."""
    said = word(cell)
    if not said:
        return None
    try:
        if "/" in said:
            first, month, year = (int(part) for part in said.split("/"))
            return date(year - 543 if year > 2400 else year, month, first)
        found = date.fromisoformat(said)
    except ValueError:
        raise BadValue(f"อ่านวันที่ “{said[:40]}” ไม่ได้", f"“{said[:40]}” is no date") from None
    return found.replace(year=found.year - 543) if found.year > 2400 else found


def needed_day(cell: str) -> date:
    """Return a day that must be there. Raises: BadValue."""
    found = day(cell)
    if found is None:
        raise BadValue("ว่างอยู่ ต้องระบุ", "It is empty, and is needed")
    return found


def receivers(cell: str) -> tuple[str, ...]:
    """Return the types that may receive a mission, written with `|`. Raises: BadValue."""
    read = one_of(NAMED, th="ประเภท", en="type")
    found = tuple(dict.fromkeys(read(part) for part in cell.split("|") if part.strip()))
    if not found:
        raise BadValue("ว่างอยู่ ต้องระบุ", "It is empty, and is needed")
    return found


_TYPE = one_of(NAMED, th="ประเภท", en="type")
_STATE_NAMED = {word: number for number, one in CELL_STATES.items() for word in (one.code, one.label)}
_LEG_NAMED = {**LEG_CODES, **{label: number for number, label in LEG_STATES.items()}, "": 0}
_LEG = one_of(_LEG_NAMED, th="สถานะของด้าน", en="state of a leg")  # type: ignore[arg-type]

MAPPINGS: dict[str, tuple[ColumnMapping, ...]] = {
    LOCALS: (
        ColumnMapping(
            "locals",
            "รายชื่อพร้อมวันที่มีผล",
            "List with days of effect",
            (
                Column("code", "code", longest(60, required=True)),
                Column("type", "type", _TYPE),
                Column("name_th", "name_th", needed),
                Column("province_code", "province", longest(2, required=True)),
                Column("name_en", "name_en", longest(NAME_LENGTH), required=False),
                Column("district_code", "district", longest(4), required=False),
                Column("from", "valid_from", day, required=False),
                Column("to", "valid_to", day, required=False),
                Column("legal_ref", "legal_ref", longest(NAME_LENGTH), required=False),
                Column("ended", "ended", one_of(ENDING_NAMED, th="วิธีสิ้นสุด", en="ending"), required=False),
                Column("into_code", "into", longest(60), required=False),
            ),
        ),
        ColumnMapping(
            "dola",
            "รายชื่อตามรหัสกรมส่งเสริมการปกครองท้องถิ่น",
            "List by the department's codes",
            (
                Column("dola_code", "code", longest(60)),
                Column("type", "type", _TYPE),
                Column("name_th", "name_th", needed),
                Column("province_code", "province", longest(2, required=True)),
                Column("name_en", "name_en", longest(NAME_LENGTH), required=False),
                Column("district_code", "district", longest(4), required=False),
                Column("last_status_change", "valid_from", day, required=False),
            ),
        ),
    ),
    MISSIONS: (
        ColumnMapping(
            "missions",
            "รายการภารกิจ",
            "List of missions",
            (
                Column("code", "code", longest(40, required=True)),
                Column("name_th", "name_th", needed),
                Column("field", "field", one_of(FIELD_NAMED, th="ด้าน", en="field")),
                Column("kind", "kind", one_of(KIND_NAMED, th="ลักษณะ", en="kind")),
                Column("giver", "giver", longest(NAME_LENGTH, required=True)),
                Column("receivers", "receivers", receivers),
                Column("name_en", "name_en", longest(NAME_LENGTH), required=False),
                Column("legal_basis", "legal_basis", longest(500), required=False),
                Column("deadline", "deadline", day, required=False),
                Column("plan", "plan", longest(200), required=False),
                Column("plan_version", "plan_version", longest(60), required=False),
            ),
        ),
    ),
    CELLS: (
        ColumnMapping(
            "cells",
            "สถานะรายแห่ง",
            "State of each",
            (
                Column("local_code", "code", longest(60, required=True)),
                Column("state", "state", one_of(_STATE_NAMED, th="สถานะ", en="state")),  # type: ignore[arg-type]
                Column("on", "on", needed_day),
                *(Column(leg, leg, _LEG) for leg in LEGS),
            ),
        ),
    ),
}
