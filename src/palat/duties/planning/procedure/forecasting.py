"""A simple, honest forecast: the straight line through what is known, and how far it was off. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

LEAST_POINTS = 3


@dataclass(frozen=True)
class Forecast:
    """Where the line stands at the asked place, and the farthest that a known point lies from it."""

    value: Decimal
    off: Decimal
    points: int


def forecast(points: Sequence[tuple[int, Decimal]], at: int) -> Forecast | None:
    """Return the line of least squares at a place; None with fewer than three points, or all at one place.

    The points are months and values. Nothing is told of seasons, and nothing of why: the page says so.
    """
    if len(points) < LEAST_POINTS:
        return None
    with localcontext(prec=40):
        count = Decimal(len(points))
        mean_x = sum((Decimal(x) for x, _y in points), Decimal(0)) / count
        mean_y = sum((y for _x, y in points), Decimal(0)) / count
        spread = sum(((x - mean_x) ** 2 for x, _y in points), Decimal(0))
        if not spread:
            return None
        slope = sum(((x - mean_x) * (y - mean_y) for x, y in points), Decimal(0)) / spread
        off = max(abs(y - (mean_y + slope * (x - mean_x))) for x, y in points)
        return Forecast(mean_y + slope * (at - mean_x), off, len(points))
