"""Scorecards as they are frozen: plain figures, the rules in words, and why two of them differ. Plain Python."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from palat.kernel.calendar.counting import fiscal_bounds
from palat.kernel.reports.procedure import Quarter

REPORT = "planning.scorecards"
MONTHS = {2: 6, 3: 9, 4: 12}  # a round ends with this quarter

RULES = (
    "นับเฉพาะรายงานที่ตรวจแล้ว ค่าของตัวชี้วัดคำนวณจากตัวตั้งและตัวหารที่รวมกันก่อนหาร ไม่ใช่ค่าเฉลี่ยของร้อยละ",
    "ตัวหารเป็นศูนย์หรือรายงานไม่ครบ คือไม่มีค่า ไม่ใช่ศูนย์ ตัวชี้วัดที่ไม่มีค่าไม่มีคะแนน และบอกไว้ว่ามีคะแนนจากน้ำหนักเท่าใด",
    "คะแนนทุกวิธีอยู่บนมาตรา 0 ถึง 100 ห้าระดับเท่ากับ 20 40 60 80 100 ต่ำกว่าระดับ 1 ได้ 20 (ยังไม่ได้ตรวจยืนยัน)",
    "คะแนนถ่วงน้ำหนักคือผลรวมของน้ำหนักคูณคะแนนหารร้อย เทียบกับน้ำหนักที่มีคะแนน ไม่ปัดเศษระหว่างทาง",
    "ใช้ค่าของรอบล่าสุดที่ตรวจแล้วไม่เกินรอบของบัตรคะแนน คะแนนของผู้ตรวจใช้แทนคะแนนที่คำนวณเมื่อมีเหตุผลกำกับ",
)


@dataclass(frozen=True, order=True)
class Round(Quarter):
    """A round of a fiscal year as a period of a report: everything since 1 October."""

    @property
    def months(self) -> int:
        """How many months it speaks of."""
        return MONTHS[self.number]

    @property
    def first(self) -> Any:
        """The first day of the fiscal year. Raises: ValueError for a quarter that ends no round."""
        if self.number not in MONTHS:
            raise ValueError(self.number)
        return fiscal_bounds(self.year)[0]

    @property
    def label(self) -> str:
        """What it is called in full."""
        return f"รอบ {self.months} เดือน ปีงบประมาณ พ.ศ. {self.year}"

    @property
    def choice(self) -> str:
        """What fits a picker."""
        return self.short

    @property
    def short(self) -> str:
        """A few signs."""
        return f"รอบ {self.months} เดือน/{self.year}"


@dataclass(frozen=True)
class Counted:
    """An indicator of a card as far as it can differ later. Nothing personal is in it."""

    item: int
    body: str
    weight: str
    event: int  # 0: nothing counted
    round: int
    score: str


def as_row(one: Counted) -> list[Any]:
    """Return what was counted as it is frozen."""
    return [one.item, one.body, one.weight, one.event, one.round, one.score]


def from_row(row: Sequence[Any]) -> Counted:
    """Read what was frozen."""
    return Counted(*row)


REASONS = {
    "reviewed": "ตรวจรายงานเพิ่มหลังวันที่ของข้อมูลเดิม",
    "corrected": "แก้ไขรายงานหรือทบทวนคะแนน",
    "weight": "เปลี่ยนน้ำหนักตามคำขอที่อนุมัติ",
    "rule": "คะแนนต่างจากเดิมเพราะเป้าหมายหรือเกณฑ์เปลี่ยน",
    "added": "เพิ่มตัวชี้วัดหรือคำรับรอง",
    "dropped": "ถอนตัวชี้วัดหรือคำรับรอง",
}


def changes(before: Iterable[Counted], now: Iterable[Counted]) -> list[tuple[str, int]]:
    """Return why a later card differs, and in how many indicators."""
    old = {one.item: one for one in before}
    new = {one.item: one for one in now}
    found: Counter[str] = Counter()
    for number in old.keys() | new.keys():
        was, is_now = old.get(number), new.get(number)
        if was != is_now:
            found[_reason(was, is_now)] += 1
    return [(REASONS[code], found[code]) for code in REASONS if found[code]]


def _reason(was: Counted | None, now: Counted | None) -> str:
    if was is None or now is None:
        return "added" if was is None else "dropped"
    if was.round != now.round:
        return "reviewed"
    if was.event != now.event:
        return "corrected"
    return "weight" if was.weight != now.weight else "rule"


Figures = Mapping[str, Any]
