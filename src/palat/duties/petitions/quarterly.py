"""The figures of a quarter, counted from cases one by one; and why two counts differ. Plain Python.

The rules stand in words in `RULES`; they are frozen into every report that is issued.
Source of the duty: cabinet resolution of 29 November 2548 (a report every three months).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

REPORT = "petition.quarter"
TOP_AGENCIES, TOP_ISSUES = 5, 10

RULES = (
    "การติดต่อ หมายถึงการติดต่อเข้ามาแต่ละครั้งในไตรมาส ไม่ว่าจะเป็นเรื่องหรือไม่ นับตามช่องทางที่ติดต่อ",
    "เรื่อง หมายถึงเรื่องที่รับในไตรมาส นับตามวันที่รับตามเวลาประเทศไทย เรื่องที่รวมเข้ากับเรื่องอื่นนับเป็นการติดต่อ ไม่นับเป็นเรื่อง",
    "ดำเนินการจนได้ข้อยุติ หมายถึงเรื่องที่ยุติแล้วภายในวันที่ของข้อมูล ไม่ว่าด้วยเหตุใด เรื่องที่รับทบทวนภายหลังกลับเป็นรอผลการพิจารณา",
    "ทันกำหนด หมายถึงเรื่องที่ยุติแล้วและทุกกำหนดเวลาของเรื่องสิ้นสุดทันเวลา ฐานคือเรื่องที่ยุติแล้วซึ่งมีกำหนดเวลา",
    "ส่วนราชการ นับเรื่องที่ส่งให้กระทรวงหรือหน่วยงานในสังกัด เรื่องหนึ่งนับครั้งเดียวในแต่ละกระทรวง ส่วนราชการที่ไม่สังกัดกระทรวงนับแยก",
    "รัฐวิสาหกิจ นับแยกจากกระทรวงที่กำกับ เรื่องที่หน่วยงานคืนหรือสำนักงานเรียกคืนไม่นับให้หน่วยงานนั้น",
    "จังหวัด นับตามพื้นที่ที่เกิดเรื่อง",
    "การเปลี่ยนแปลง เทียบกับไตรมาสเดียวกันของปีก่อน ณ วันเดียวกันของปีก่อน ตามข้อมูลที่มีอยู่ในวันที่ออกรายงาน",
    "ไม่นับเรื่องที่มีชั้นความลับและเรื่องในคิวจำกัดผู้เห็น",
)


@dataclass(frozen=True)
class Case:
    """One case as far as the report counts it. Nothing personal is in it."""

    id: int
    channel: str
    kind: str
    category: str
    province: str
    closed_on: date | None
    merged: bool
    timing: str  # kept | late | empty
    agencies: tuple[int, ...] = ()  # as they count: the ministry, or the enterprise itself

    def is_closed(self, as_of: date) -> bool:
        """Say whether it had ended by the end of a day."""
        return self.closed_on is not None and self.closed_on <= as_of

    def as_row(self) -> list[Any]:
        """Return the case as it is frozen."""
        closed = self.closed_on.isoformat() if self.closed_on else ""
        place = [self.id, self.channel, self.kind, self.category, self.province, closed]
        return [*place, int(self.merged), self.timing, list(self.agencies)]


def case_from(row: list[Any]) -> Case:
    """Read a frozen case."""
    number, channel, kind, category, province, closed, merged, timing, agencies = row
    ended = date.fromisoformat(closed) if closed else None
    return Case(number, channel, kind, category, province, ended, bool(merged), timing, tuple(agencies))


Pair = list[int]  # cases, and of them closed


def figures(cases: Iterable[Case], contacts: Mapping[str, int], as_of: date) -> dict[str, Any]:
    """Count a quarter. Everything in it can be frozen as JSON."""
    told: dict[str, dict[str, Pair]] = {
        name: defaultdict(lambda: [0, 0]) for name in ("issues", "provinces", "agencies")
    }
    total: Counter[str] = Counter()
    for case in cases:
        if case.merged:
            total["merged"] += 1
            continue
        closed = case.is_closed(as_of)
        total["cases"] += 1
        total["closed"] += closed
        total["timed"] += closed and bool(case.timing)
        total["kept"] += closed and case.timing == "kept"
        keys = [("issues", case.category), ("provinces", case.province), *(("agencies", str(a)) for a in case.agencies)]
        for name, key in keys:
            told[name][key][0] += 1
            told[name][key][1] += closed
    sums = {name: total[name] for name in ("cases", "closed", "merged", "timed", "kept")}
    return {**sums, "waiting": sums["cases"] - sums["closed"], "contacts": dict(contacts)} | {
        name: dict(pairs) for name, pairs in told.items()
    }


def top(pairs: Mapping[str, Pair], count: int, *, only: Collection[str] | None = None) -> list[tuple[str, int, int]]:
    """Return the keys with most cases, then by key; those without a name are no place to rank."""
    named = ((key, cases, closed) for key, (cases, closed) in pairs.items() if key and (only is None or key in only))
    return sorted(named, key=lambda one: (-one[1], one[0]))[:count]


REASONS = {
    "late_registered": "ลงทะเบียนภายหลัง โดยมีวันที่รับอยู่ในไตรมาส",
    "opened": "พ้นจากชั้นความลับหรือคิวจำกัด จึงนับเข้า",
    "withheld": "กำหนดชั้นความลับหรือย้ายเข้าคิวจำกัด จึงไม่นับ",
    "merged": "รวมเข้ากับเรื่องอื่น",
    "unmerged": "แยกออกจากเรื่องที่เคยรวม",
    "reopened": "รับทบทวน กลับเป็นรอผลการพิจารณา",
    "closed_since": "ได้ข้อยุติหลังวันที่ของข้อมูลเดิม",
    "closed_late": "บันทึกข้อยุติย้อนหลัง",
    "reclassified": "แก้ไขประเภทหรือชนิดของเรื่อง",
    "moved": "แก้ไขพื้นที่ที่เกิดเรื่อง",
    "rerouted": "เปลี่ยนหน่วยงานที่รับผิดชอบ",
    "channel": "แก้ไขช่องทาง",
}


@dataclass(frozen=True)
class Change:
    """How many matters changed for one reason, and by how much they moved the cases and the closed."""

    reason: str
    matters: int
    cases: int
    closed: int

    @property
    def words(self) -> str:
        """The reason in words."""
        return REASONS[self.reason]


@dataclass(frozen=True)
class Seen:
    """A case in one of two counts: whether it counts as a case, and as closed."""

    case: Case | None
    as_of: date

    @property
    def counts(self) -> bool:
        """Whether it is a case there."""
        return self.case is not None and not self.case.merged

    @property
    def closed(self) -> bool:
        """Whether it counts as closed there."""
        return self.counts and self.case is not None and self.case.is_closed(self.as_of)


def changes(
    before: Iterable[Case],
    before_as_of: date,
    now: Iterable[Case],
    now_as_of: date,
    *,
    late: Callable[[set[int]], set[int]],
) -> list[Change]:
    """Return why a later count differs. Moves of cases and of closed add up to the whole difference.

    `late` says which of some matters were entered only after the first count.
    """
    old, new = {case.id: case for case in before}, {case.id: case for case in now}
    entered = late(new.keys() - old.keys())
    matters: Counter[str] = Counter()
    cases: Counter[str] = Counter()
    closed: Counter[str] = Counter()
    for number in old.keys() | new.keys():
        was, is_now = Seen(old.get(number), before_as_of), Seen(new.get(number), now_as_of)
        reasons = _reasons(was, is_now, number in entered)
        matters.update(reasons)
        if reasons:
            cases[reasons[0]] += is_now.counts - was.counts
            closed[reasons[0]] += is_now.closed - was.closed
    return [Change(reason, matters[reason], cases[reason], closed[reason]) for reason in REASONS if matters[reason]]


def _reasons(was: Seen, now: Seen, entered: bool) -> list[str]:
    """Return why a case counts otherwise, the reason that moves the totals first."""
    if was.case is None:
        return ["late_registered" if entered else "opened"]
    if now.case is None:
        return ["withheld"]
    reasons = []
    if was.case.merged != now.case.merged:
        reasons.append("merged" if now.case.merged else "unmerged")
    elif was.closed != now.closed:
        reasons.append(_why_closed(was, now))
    return reasons + [reason for reason, differs in DIFFERS.items() if differs(was.case, now.case)]


def _why_closed(was: Seen, now: Seen) -> str:
    if was.closed:
        return "reopened"
    since = now.case is not None and now.case.closed_on is not None and now.case.closed_on > was.as_of
    return "closed_since" if since else "closed_late"


DIFFERS: Mapping[str, Callable[[Case, Case], bool]] = {
    "reclassified": lambda a, b: (a.category, a.kind) != (b.category, b.kind),
    "moved": lambda a, b: a.province != b.province,
    "rerouted": lambda a, b: a.agencies != b.agencies,
    "channel": lambda a, b: a.channel != b.channel,
}
