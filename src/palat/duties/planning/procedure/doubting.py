"""What is doubtful in a report: it is not refused, but whoever sends it must say in words that it is right.

The unit error of a live record of another ministry, 538,800 with the unit ล้านบาท, is what this is for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

OUTSIDE, LEAP, UNIT, FALLS, NONE = "outside", "leap", "unit", "falls", "none"
UNIT_FACTORS = (Decimal(1_000_000), Decimal(1000), Decimal(100))  # บาท against ล้านบาท, พันบาท, สตางค์
NEAR = Decimal(10)  # a true change and a wrong unit together: within this factor of a unit's


@dataclass(frozen=True)
class Doubt:
    """One thing to be confirmed: what kind, and of which figure (empty: the value itself)."""

    code: str
    what: str = ""
    factor: Decimal | None = None


@dataclass(frozen=True)
class Bounds:
    """Within what a value is plausible, and by which factor it may differ from an earlier period."""

    low: Decimal | None = None
    high: Decimal | None = None
    factor: Decimal | None = None


def doubts(
    value: Decimal | None,
    parts: Mapping[str, Decimal],
    *,
    bounds: Bounds,
    earlier: Mapping[str, Decimal],
    earlier_value: Decimal | None = None,
    may_fall: bool = True,
) -> list[Doubt]:
    """Return what is doubtful. `earlier`: the figures of an earlier period, by name."""
    found = []
    if value is None:
        found.append(Doubt(NONE))
    elif (bounds.low is not None and value < bounds.low) or (bounds.high is not None and value > bounds.high):
        found.append(Doubt(OUTSIDE))
    if bounds.factor is not None:
        found += [doubt for name in parts if (doubt := _leap(name, parts[name], earlier.get(name), bounds.factor))]
        if value is not None and (doubt := _leap("", value, earlier_value, bounds.factor)):
            found.append(doubt)
    if not may_fall:
        found += [Doubt(FALLS, name) for name in parts if name in earlier and parts[name] < earlier[name]]
    return found


def _leap(name: str, now: Decimal, before: Decimal | None, factor: Decimal) -> Doubt | None:
    """Return a doubt where a figure leapt by more than the factor, up or down."""
    if not now or not before:
        return None
    leap = max(now / before, before / now)
    if leap <= factor:
        return None
    unit = next((one for one in UNIT_FACTORS if one / NEAR < leap < one * NEAR and one > factor), None)
    return Doubt(UNIT if unit else LEAP, name, unit or leap.quantize(Decimal("0.1")))
