"""How the reports of a year become its value: which figures count, and in which order they are added and divided.

Whatever the rule, figures of areas or agencies are added by name before anything is divided: a total is never an
average of percentages. The rules stand in words in `docs/kpi-semantics.md`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from palat.duties.planning.procedure.formula import DIGITS, MISSING, NO_DENOMINATOR, Formula, Result

TO_DATE, ADDS_UP, LATEST, WEIGHTED = "to_date", "adds_up", "latest", "weighted"
ROUNDS = (6, 9, 12)

Parts = Mapping[str, Decimal]


@dataclass(frozen=True)
class Reported:
    """What was reported in one round, of all areas together."""

    round: int
    parts: Parts


def pooled(many: Iterable[Parts]) -> dict[str, Decimal]:
    """Add figures by name."""
    found: dict[str, Decimal] = {}
    with localcontext(prec=DIGITS):
        for parts in many:
            for name, figure in parts.items():
                found[name] = found.get(name, Decimal(0)) + figure
    return found


def value_at(
    round: int, reports: Sequence[Reported], *, rule: str, formula: Formula, weigh_by: str = "", rounds: Sequence[int]
) -> Result:
    """Return the value of a year as it stands at a round, by the cumulative rule of the indicator.

    `to_date` and `latest`: the report of that round alone. `adds_up`: the figures of every round so far, added before
    dividing. `weighted`: the value of every round so far, weighed by its own figure `weigh_by`.
    """
    by_round = {one.round: one.parts for one in reports}
    wanted = [one for one in rounds if one <= round] if rule in {ADDS_UP, WEIGHTED} else [round]
    missing = [str(one) for one in wanted if one not in by_round]
    if missing:
        return Result(None, MISSING, ", ".join(missing))
    if rule == ADDS_UP:
        return formula.value(pooled(by_round[one] for one in wanted))
    if rule == WEIGHTED:
        return _weighed([by_round[one] for one in wanted], formula, weigh_by)
    return formula.value(by_round[round])


def _weighed(many: Sequence[Parts], formula: Formula, weigh_by: str) -> Result:
    total, weight = Decimal(0), Decimal(0)
    with localcontext(prec=DIGITS):
        for parts in many:
            found = formula.value(parts)
            share = parts.get(weigh_by, Decimal(0))
            if found.value is None and (found.reason != NO_DENOMINATOR or share):
                return found
            if found.value is not None:  # a round in which nothing happened weighs nothing
                total += found.value * share
                weight += share
        return Result(total / weight) if weight else Result(None, NO_DENOMINATOR, weigh_by)
