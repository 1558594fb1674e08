"""Reading the rollups, and proving them against what they roll up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, Sum

from palat.kernel.reports.measures import Measure, measures
from palat.kernel.reports.models import SUMS, Tally, Watermark


def counted_at() -> Any:
    """Return the moment up to which the rollups speak, or None before the first count."""
    return Watermark.objects.values_list("at", flat=True).first()


def tallies(measure: str, first: date, last: date, *by: str, **only: Any) -> list[dict[str, Any]]:
    """Return the sums of a measure from a day to a day, both included, told apart `by` dimensions or `day`.

    Raises: KeyError for a measure or dimension that is not counted.
    """
    known = measures()[measure]
    for name in (*by, *only):
        if name != "day" and name.split("__")[0] not in known.dimensions:
            raise KeyError(name)
    found = Tally.objects.filter(measure=measure, day__gte=first, day__lte=last).filter(Q(**only))
    sums = {f"{name}_sum": Sum(name) for name in SUMS}
    if not by:
        row = found.aggregate(**sums)
        return [{name: row[f"{name}_sum"] or 0 for name in SUMS}]
    rows = found.order_by().values(*by).annotate(**sums)
    return [{**{name: row[name] for name in by}, **{name: row[f"{name}_sum"] for name in SUMS}} for row in rows]


@dataclass(frozen=True)
class Difference:
    """A cell of a rollup that is not what the rows say."""

    measure: str
    cell: tuple[str, ...]
    kept: int
    counted: int


def differences(*, limit: int = 100) -> list[Difference]:
    """Compare every rollup with its rows, in the database's one view of this moment."""
    found: list[Difference] = []
    for measure in measures().values():
        found += _differences(measure, limit - len(found))
        if len(found) >= limit:
            break
    return found


def _differences(measure: Measure, limit: int) -> list[Difference]:
    width = len(measure.columns)
    sums = sum(1 for name in measure.columns if name in SUMS)
    kept = {row[: width - sums]: row[width - sums :] for row in _kept(measure)}
    counted = {row[: width - sums]: row[width - sums :] for row in _counted(measure)}
    nothing = (0,) * sums
    return [
        Difference(
            measure.code, tuple(str(part) for part in cell), kept.get(cell, nothing)[0], counted.get(cell, nothing)[0]
        )
        for cell in sorted(kept.keys() | counted.keys(), key=str)
        if kept.get(cell, nothing) != counted.get(cell, nothing)
    ][:limit]


def _kept(measure: Measure) -> Sequence[tuple[Any, ...]]:
    return list(Tally.objects.filter(measure=measure.code).values_list(*measure.columns))


def _counted(measure: Measure) -> Sequence[tuple[Any, ...]]:
    return list(measure.counted().values_list(*(f"t_{name}" for name in measure.columns)))
