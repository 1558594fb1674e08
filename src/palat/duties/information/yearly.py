"""The figures of a fiscal year under the Official Information Act, counted one by one; and why two counts differ.

The rules stand in words in `RULES`; they are frozen into every report that is issued. Plain Python.
Source of the duty: section 28 (5) of the Act, a report to the cabinet at least once a year.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from statistics import median
from typing import Any

from palat.duties.information.procedure.complaint_words import CHECK, COMPLAINT
from palat.kernel.reports.procedure import Year

REPORT = "information.year"
APPEAL, REQUEST, CONSULTATION = "information_appeal", "information_request", "consultation"
PROCEDURES = (APPEAL, COMPLAINT, CHECK, CONSULTATION, REQUEST)  # a consultation is none, and counted alike

RULES = (
    "รับ หมายถึงเรื่องที่รับในปีงบประมาณ นับตามวันที่รับตามเวลาประเทศไทย หรือตามวันที่หนังสือถึงสำนักงาน",
    "ยกมา หมายถึงเรื่องที่รับก่อนปีงบประมาณและยังพิจารณาไม่เสร็จในวันแรกของปี ภาระงานคือเรื่องที่รับรวมกับเรื่องที่ยกมา",
    "เสร็จ หมายถึงเรื่องที่มีความเห็นหรือคำวินิจฉัย ไม่รับไว้พิจารณา หรือถอน ภายในปีงบประมาณและไม่หลังวันที่ของข้อมูล",
    "ทันกำหนด หมายถึงเรื่องที่เสร็จภายในเวลาปกติ ทันกำหนดที่ขยาย หมายถึงเสร็จภายในเวลาที่ขยายโดยมีเหตุผล นอกนั้นเป็นเกินกำหนด",
    "เรื่องที่รับกลับมาพิจารณาใหม่และยังไม่เสร็จ นับเป็นรอพิจารณา",
    "การตอบของหน่วยงาน นับจากที่ขอให้ชี้แจง และความเห็นหรือคำวินิจฉัยที่ให้ปฏิบัติ ซึ่งส่งในปีงบประมาณ ไม่นับที่เรียกคืน",
    "จำนวนวันของหน่วยงาน คือวันปฏิทินตั้งแต่วันที่ขอถึงวันที่สำนักงานได้รับคำชี้แจงครั้งแรก แสดงค่ามัธยฐาน",
    "คำขอต่อสำนักงานทันกำหนด หมายถึงคำขอที่ให้ข้อมูลหรือแจ้งกำหนดวันแล้วเสร็จภายในเวลาตามมติคณะรัฐมนตรี",
    "ข้อหารือ เสร็จเมื่อตอบแล้ว คณะกรรมการของหน่วยงาน นับหน่วยงานส่วนกลาง คือกระทรวง กรมหรือเทียบเท่า และส่วนราชการไม่สังกัดกระทรวง",
    "ไม่นับเรื่องที่มีชั้นความลับและเรื่องในคิวจำกัดผู้เห็น",
)


@dataclass(frozen=True)
class Case:
    """One matter as far as the report counts it. Nothing personal is in it."""

    id: int
    procedure: str
    kind: str  # ground of a complaint, branch of an appeal
    received: str
    ended: str  # when it was considered to the end; empty: it is not
    timing: str  # kept | extended | late | empty
    found: str  # finding or outcome, or how else it ended

    def is_received(self, year: Year) -> bool:
        """Say whether it came in a year."""
        return year.first.isoformat() <= self.received <= year.last.isoformat()

    def is_load(self, year: Year) -> bool:
        """Say whether it came in a year, or waited when the year began."""
        return self.received <= year.last.isoformat() and (not self.ended or self.ended >= year.first.isoformat())

    def is_finished(self, year: Year, as_of: date) -> bool:
        """Say whether it was considered to the end within a year, as far as a day knows."""
        end = min(year.last, as_of).isoformat()
        return bool(self.ended) and year.first.isoformat() <= self.ended <= end


@dataclass(frozen=True)
class Asked:
    """What an agency was asked to explain, or to carry out. Nothing personal is in it."""

    id: int
    agency: int
    what: str  # explanation | compliance
    ended: str  # accepted | silent | complied | defied | empty: it waits
    timing: str  # kept | late | empty
    days: int  # until the first answer; -1: none came


@dataclass(frozen=True)
class Committee:
    """What a central agency reported of its committee: yes, no, or nothing."""

    id: int
    has: str


Counted = Case | Asked | Committee
KINDS_OF_ROWS: Mapping[str, type[Counted]] = {one.__name__: one for one in (Case, Asked, Committee)}


def as_row(one: Counted) -> list[Any]:
    """Return what was counted as it is frozen."""
    return [type(one).__name__, *(getattr(one, field.name) for field in fields(one))]


def from_row(row: Sequence[Any]) -> Counted:
    """Read what was frozen."""
    return KINDS_OF_ROWS[row[0]](*row[1:])


def figures(counted: Iterable[Counted], year: Year, as_of: date) -> dict[str, Any]:
    """Count a year. Everything in it can be frozen as JSON."""
    by_procedure: dict[str, Counter[str]] = {code: Counter() for code in PROCEDURES}
    kinds: dict[str, dict[str, Counter[str]]] = {code: defaultdict(Counter) for code in PROCEDURES}
    results: dict[str, Counter[str]] = {code: Counter() for code in PROCEDURES}
    agencies: dict[str, Counter[str]] = defaultdict(Counter)
    days: dict[str, list[int]] = defaultdict(list)
    committees: Counter[str] = Counter()
    for one in counted:
        if isinstance(one, Committee):
            committees[one.has or "silent"] += 1
        elif isinstance(one, Asked):
            _count_asked(one, agencies[str(one.agency)], days[str(one.agency)])
        else:
            _count_case(one, year, as_of, by_procedure[one.procedure], kinds[one.procedure][one.kind])
            if one.is_finished(year, as_of):
                results[one.procedure][one.found] += 1
    return {
        "procedures": {code: dict(numbers) for code, numbers in by_procedure.items()},
        "kinds": {code: {kind: dict(n) for kind, n in each.items()} for code, each in kinds.items()},
        "results": {code: dict(numbers) for code, numbers in results.items()},
        "agencies": {
            code: dict(numbers) | {"median": round(median(days[code])) if days[code] else -1}
            for code, numbers in agencies.items()
        },
        "committees": dict(committees),
    }


def _count_case(one: Case, year: Year, as_of: date, *counters: Counter[str]) -> None:
    finished = one.is_finished(year, as_of)
    told = {
        "received": one.is_received(year),
        "load": one.is_load(year),
        "finished": finished,
        one.timing or "untimed": finished,
    }
    for counter in counters:
        counter.update({name: int(holds) for name, holds in told.items() if holds})


def _count_asked(one: Asked, counter: Counter[str], days: list[int]) -> None:
    counter[one.what] += 1
    counter[one.ended or f"{one.what}_waits"] += 1
    if one.what == "explanation" and one.days >= 0:
        counter["answered"] += 1
        counter["in_time"] += one.timing == "kept"
        days.append(one.days)


REASONS = {
    "entered": "บันทึกภายหลัง หรือพ้นจากชั้นความลับหรือคิวจำกัด",
    "withheld": "กำหนดชั้นความลับหรือย้ายเข้าคิวจำกัด จึงไม่นับ",
    "finished": "พิจารณาเสร็จหลังวันที่ของข้อมูลเดิม",
    "reopened": "รับกลับมาพิจารณาใหม่",
    "otherwise": "แก้ไขประเภท สาขา ผล หรือวันที่",
    "asked": "ขอให้หน่วยงานชี้แจงหรือปฏิบัติเพิ่ม",
    "answered": "หน่วยงานตอบ หรือผลการปฏิบัติเปลี่ยน",
    "committee": "หน่วยงานรายงานเรื่องคณะกรรมการเพิ่มหรือเปลี่ยน",
}


@dataclass(frozen=True)
class Change:
    """How many matters count otherwise for one reason."""

    reason: str
    matters: int

    @property
    def words(self) -> str:
        """The reason in words."""
        return REASONS[self.reason]


def changes(before: Iterable[Counted], now: Iterable[Counted]) -> list[Change]:
    """Return why a later count differs, reason by reason."""
    old = {(type(one), one.id): one for one in before}
    new = {(type(one), one.id): one for one in now}
    found: Counter[str] = Counter()
    for key in old.keys() | new.keys():
        was, is_now = old.get(key), new.get(key)
        if was != is_now:
            found[_reason(was, is_now)] += 1
    return [Change(reason, found[reason]) for reason in REASONS if found[reason]]


def _reason(was: Counted | None, now: Counted | None) -> str:
    if isinstance(was or now, Committee):
        return "committee"
    if isinstance(was or now, Asked):
        return "asked" if was is None else "answered"
    if was is None or now is None:
        return "entered" if was is None else "withheld"
    if bool(was.ended) != bool(now.ended):  # type: ignore[union-attr]
        return "finished" if now.ended else "reopened"  # type: ignore[union-attr]
    return "otherwise"
