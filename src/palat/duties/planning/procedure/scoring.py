"""How a value becomes a score, and scores become one: exact decimals, nothing kept, nothing rounded on the way.

Every method ends on the same scale of 0 to 100, so that scores of different methods may be weighed together. The rules
stand in words in `docs/kpi-semantics.md`; the tests prove their bounds, their order and that a total is its parts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import pairwise

UP, DOWN, RANGE = "up", "down", "range"
LEVELS, STEPS, PASS_FAIL, INTERPOLATION = "levels", "steps", "pass_fail", "interpolation"

# The score at each threshold, from the worst threshold to the best; its number says how many thresholds there are.
SCORES: dict[str, tuple[int, ...]] = {
    LEVELS: (20, 40, 60, 80, 100),
    STEPS: (50, 75, 100),
    PASS_FAIL: (100,),
    INTERPOLATION: (0, 100),
}
# What a value worse than the first threshold gets: the lowest of five levels is one, not none.
WORSE: dict[str, int] = {LEVELS: 20, STEPS: 0, PASS_FAIL: 0, INTERPOLATION: 0}

BEST, WHOLE = Decimal(100), Decimal(100)
PLACES = Decimal("0.0001")
WEIGHT_PLACES = Decimal("0.01")
DIGITS = 60  # more than any value, threshold and quotient need, so that order never changes a sum


class DefectiveRule(ValueError):
    """The thresholds cannot rule a score; `code` says why (see `words.RULE_DEFECTS`)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Rule:
    """How values of one indicator are scored in one year.

    `thresholds` go from the worst to the best. For the direction `range` the value is measured by how far it lies
    outside `low`–`high`; the thresholds are then distances, from the farthest to the nearest.
    """

    method: str
    direction: str
    thresholds: tuple[Decimal, ...]
    low: Decimal | None = None
    high: Decimal | None = None

    def check(self) -> None:
        """Raise DefectiveRule unless the thresholds can rule a score."""
        if len(self.thresholds) != len(SCORES[self.method]):
            raise DefectiveRule("count")
        placed = [self._place(one) for one in self.thresholds]
        if any(after <= before for before, after in pairwise(placed)):
            raise DefectiveRule("order")
        if self.direction == RANGE:
            if self.low is None or self.high is None or self.low > self.high:
                raise DefectiveRule("range")
            if any(one < 0 for one in self.thresholds):
                raise DefectiveRule("distance")

    def _place(self, measured: Decimal) -> Decimal:
        return measured if self.direction == UP else -measured

    def _measured(self, value: Decimal) -> Decimal:
        if self.direction != RANGE:
            return value
        low, high = self.low or Decimal(0), self.high or Decimal(0)  # `check` saw that both are there
        return max(low - value, value - high, Decimal(0))

    def score(self, value: Decimal) -> Decimal:
        """Return the score of a value, from 0 to 100 with four decimals. Raises: DefectiveRule."""
        self.check()
        scores = [Decimal(one) for one in SCORES[self.method]]
        with localcontext(prec=DIGITS):
            place = self._place(self._measured(value))
            points = list(zip([self._place(one) for one in self.thresholds], scores, strict=True))
            return _between(place, points, Decimal(WORSE[self.method])).quantize(PLACES, ROUND_HALF_UP)


def _between(place: Decimal, points: Sequence[tuple[Decimal, Decimal]], worse: Decimal) -> Decimal:
    """Return the score on the line through the points; before the first `worse`, past the last its score."""
    if place < points[0][0]:
        return worse
    for (start, low), (end, high) in pairwise(points):
        if place < end:
            return low + (high - low) * (place - start) / (end - start)
    return points[-1][1]


@dataclass(frozen=True)
class Part:
    """One indicator in a scorecard: its weight, and its score if it has one."""

    weight: Decimal
    score: Decimal | None

    @property
    def earned(self) -> Decimal:
        """What it adds to the whole, in points of a hundred; exact, for both have few decimals."""
        return Decimal(0) if self.score is None else self.weight * self.score / WHOLE


@dataclass(frozen=True)
class Rolled:
    """A weighted score: what was earned, out of how much that has a score, out of how much there is."""

    earned: Decimal
    scored: Decimal
    whole: Decimal

    @property
    def score(self) -> Decimal | None:
        """The score of what has one, from 0 to 100; None where nothing has."""
        if not self.scored:
            return None
        with localcontext(prec=DIGITS):
            return (self.earned * WHOLE / self.scored).quantize(PLACES, ROUND_HALF_UP)

    @property
    def is_whole(self) -> bool:
        """Say whether every indicator has a score."""
        return self.scored == self.whole


def rolled_up(parts: Iterable[Part]) -> Rolled:
    """Weigh scores together: the sum of what each earns, whatever their order."""
    earned = scored = whole = Decimal(0)
    with localcontext(prec=DIGITS):
        for one in parts:
            whole += one.weight
            earned += one.earned
            scored += one.weight if one.score is not None else 0
    return Rolled(earned, scored, whole)


def weights_missing(weights: Iterable[Decimal]) -> Decimal:
    """Return what is missing from a hundred; below zero where there is too much."""
    return WHOLE - sum(weights, Decimal(0))


def level(score: Decimal) -> Decimal:
    """Return the score on the scale of five levels."""
    return score / 20
