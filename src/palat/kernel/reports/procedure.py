"""How figures are said: quarters, shares with their base, changes, small counts. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from palat.kernel.calendar.counting import add_months, fiscal_bounds, fiscal_quarter, fiscal_year
from palat.kernel.calendar.thai_dates import MONTHS, SHORT_MONTHS

SMALL = 5  # a count below this, of people, might tell who it is; published figures hide it
NONE = "–"


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a fiscal year in the Buddhist Era."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """The first day."""
        return fiscal_bounds(self.year, self.number)[0]

    @property
    def last(self) -> date:
        """The last day."""
        return fiscal_bounds(self.year, self.number)[1]

    @property
    def year_before(self) -> "Quarter":
        """The same quarter a year before."""
        return Quarter(self.year - 1, self.number)

    @property
    def label(self) -> str:
        """What the cabinet calls it: ไตรมาสที่ 1 ปีงบประมาณ พ.ศ. 2569 (ตุลาคม - ธันวาคม 2568)."""
        first, last = MONTHS[self.first.month - 1], MONTHS[self.last.month - 1]
        return f"ไตรมาสที่ {self.number} ปีงบประมาณ พ.ศ. {self.year} ({first} - {last} {self.last.year + 543})"

    @property
    def choice(self) -> str:
        """What fits a picker on a phone: ไตรมาส 1/2569 (ต.ค. - ธ.ค. 2568)."""
        first, last = SHORT_MONTHS[self.first.month - 1], SHORT_MONTHS[self.last.month - 1]
        return f"{self.short} ({first} - {last} {self.last.year + 543})"

    @property
    def short(self) -> str:
        """A few signs for an axis: ไตรมาส 1/2569."""
        return f"ไตรมาส {self.number}/{self.year}"


@dataclass(frozen=True, order=True)
class Year:
    """A whole fiscal year in the Buddhist Era."""

    year: int
    number: int = 0  # where a report of a quarter has the quarter

    @property
    def first(self) -> date:
        """The first day."""
        return fiscal_bounds(self.year)[0]

    @property
    def last(self) -> date:
        """The last day."""
        return fiscal_bounds(self.year)[1]

    @property
    def year_before(self) -> "Year":
        """The year before."""
        return Year(self.year - 1)

    @property
    def label(self) -> str:
        """What the cabinet calls it: ปีงบประมาณ พ.ศ. 2569 (ตุลาคม 2568 - กันยายน 2569)."""
        first, last = MONTHS[self.first.month - 1], MONTHS[self.last.month - 1]
        return f"ปีงบประมาณ พ.ศ. {self.year} ({first} {self.first.year + 543} - {last} {self.last.year + 543})"

    @property
    def short(self) -> str:
        """A few signs: ปีงบประมาณ 2569."""
        return f"ปีงบประมาณ {self.year}"


Period = Quarter | Year  # that a report is on


def quarter_of(day: date) -> Quarter:
    """Return the quarter in which a day lies."""
    return Quarter(fiscal_year(day), fiscal_quarter(day))


def quarters_back(day: date, count: int) -> list[Quarter]:
    """Return the quarter of a day and those before it, newest first."""
    first = quarter_of(day).first
    return [quarter_of(add_months(first, -3 * back)) for back in range(count)]


def year_earlier(day: date) -> date:
    """Return the same day a year before; 28 February for 29 February."""
    return add_months(day, -12)


def number(value: int) -> str:
    """Write a number as people read it."""
    return f"{value:,}"


def share(part: int, whole: int) -> str:
    """Return a percentage with two decimals, as cabinet papers write it; a dash when there is no base."""
    return f"{part * 100 / whole:.2f}" if whole else NONE


def share_of(part: int, whole: int) -> str:
    """Return a percentage together with its base: ร้อยละ 88.04 (55,940 จาก 63,541)."""
    return f"ร้อยละ {share(part, whole)} ({part:,} จาก {whole:,})" if whole else NONE


def change(now: int, before: int) -> str:
    """Return by how much of a hundred a number rose or fell; a dash when there was nothing before."""
    return f"{(now - before) * 100 / before:+.2f}" if before else NONE


def hidden(counts: Mapping[str, int], *, smallest: int = SMALL) -> frozenset[str]:
    """Return the keys whose counts the public may not read.

    Those are counts below `smallest`; and where the hidden ones add up to less than that, so that the total would
    tell them, the smallest of the others too.
    """
    small = {key for key, count in counts.items() if 0 < count < smallest}
    rest = sorted((count, key) for key, count in counts.items() if count >= smallest)
    if small and rest and sum(counts[key] for key in small) < smallest:
        small.add(rest[0][1])
    return frozenset(small)


def shades(counts: Mapping[str, int], steps: int = 4) -> tuple[dict[str, int], list[int]]:
    """Return for each key a shade from 0 (nothing) to `steps`, and the least count of each shade from 1 on.

    Every shade holds about as many keys, so that one large province does not make all others pale.
    """
    present = sorted(count for count in counts.values() if count)
    if not present:
        return dict.fromkeys(counts, 0), []
    least = sorted({present[len(present) * step // steps] for step in range(steps)})
    return {key: sum(count >= bound for bound in least) if count else 0 for key, count in counts.items()}, least
