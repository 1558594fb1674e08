"""Local governments' share of the government's net revenue: its parts, the rule of the Act, what is doubted.

Section 30 (4) as amended in 2549: from fiscal year 2550 at least 25 in a hundred, with a target of at least 35.
Plain Python; money in satang, shares as decimals in a hundred.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


PARTS = {
    "own": _("จัดเก็บเอง"),
    "collected": _("รัฐบาลจัดเก็บให้"),
    "shared": _("รัฐบาลแบ่งให้"),
    "subsidy": _("เงินอุดหนุน"),
}
FIRST_YEAR, RULE_FROM = 2543, 2550
LEAST, TARGET = Decimal(25), Decimal(35)
NO_RULE, BELOW, KEPT, REACHED = "no_rule", "below", "kept", "reached"
JUDGED = {
    NO_RULE: _("ก่อนมีเกณฑ์"),
    BELOW: _("ต่ำกว่าร้อยละ 25"),
    KEPT: _("ไม่ต่ำกว่าร้อยละ 25"),
    REACHED: _("ถึงร้อยละ 35"),
}
SATANG = 100 * 1_000_000  # in a million baht
SMALLEST = Decimal("0.01")  # shares are published to two decimals
LEAP = 3  # times the amount of the year before or after it; a unit error is a thousand or a million


@dataclass(frozen=True)
class Figures:
    """What a source tells of a fiscal year (พ.ศ.); what it does not tell is None, never 0."""

    year: int
    share: Decimal
    local: int | None = None
    net: int | None = None
    parts: Mapping[str, int | None] = field(default_factory=dict)

    def told(self) -> dict[str, int]:
        """Return the parts that are known."""
        return {code: amount for code in PARTS if (amount := self.parts.get(code)) is not None}


def satang(million: str | Decimal | None) -> int | None:
    """Return an amount in million baht as satang; None where there is none."""
    return int(Decimal(million) * SATANG) if million not in (None, "") else None


def in_millions(amount: int) -> str:
    """Write satang in million baht, with commas, to at least two decimals and to the last satang."""
    exact = f"{Decimal(amount) / SATANG:,.8f}"
    kept = exact.rstrip("0")
    return exact[: max(len(kept), exact.index(".") + 3)]


def judged(year: int, share: Decimal) -> str:
    """Say how a share stands to the rule of section 30 (4)."""
    if year < RULE_FROM:
        return NO_RULE
    if share >= TARGET:
        return REACHED
    return KEPT if share >= LEAST else BELOW


def impossible(figures: Figures) -> str:
    """Return why figures cannot be true of each other, in words to be translated; or ""."""
    told = figures.told()
    if not 0 < figures.share < 100:
        return _("สัดส่วนต้องมากกว่า 0 และน้อยกว่า 100")
    if figures.local is not None and sum(told.values()) > figures.local:
        return _("รายได้สี่ประเภทรวมกันมากกว่ารายได้ทั้งหมด")
    if figures.local is not None and len(told) == len(PARTS) and sum(told.values()) != figures.local:
        return _("รายได้สี่ประเภทรวมกันไม่เท่ากับรายได้ทั้งหมด")
    if figures.local is not None and figures.net is not None:
        if not figures.net:
            return _("รายได้สุทธิของรัฐบาลเป็นศูนย์ไม่ได้")
        reckoned = (Decimal(100) * figures.local / figures.net).quantize(SMALLEST)
        if abs(reckoned - figures.share) > SMALLEST:
            return _("สัดส่วนไม่ตรงกับรายได้ที่กรอก")
    return ""


def leaps(figures: Figures, others: Mapping[int, int]) -> int | None:
    """Return the nearest year whose amount this one leaps from, as an error of unit does; None where it does not.

    `others`: amounts of other years, in satang. Farther years are further apart by growth alone, so each year
    between widens what is plausible.
    """
    if figures.local is None or not others:
        return None
    near = min(others, key=lambda year: (abs(year - figures.year), year))
    widest = LEAP + abs(near - figures.year) / 5
    low, high = sorted((figures.local, others[near]))
    return near if not low or high > widest * low else None
