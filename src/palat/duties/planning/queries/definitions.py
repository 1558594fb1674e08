"""An indicator's definition of a year, read into rules: formula, scoring, bounds; rounds and their last days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from palat.duties.planning.models import Agreement, Indicator, IndicatorYear, Item, Light, Window
from palat.duties.planning.procedure.accumulating import ROUNDS, TO_DATE
from palat.duties.planning.procedure.doubting import Bounds
from palat.duties.planning.procedure.formula import Formula, read
from palat.duties.planning.procedure.scoring import Rule
from palat.kernel.calendar.counting import add_months, fiscal_bounds


@dataclass(frozen=True)
class Figure:
    """A named figure of an indicator, as it is asked for."""

    name: str
    label_th: str
    label_en: str
    money: bool
    counted: str

    def label(self, english: bool) -> str:
        """Return what it is called."""
        return self.label_en if english and self.label_en else self.label_th


def figures_of(definition: IndicatorYear) -> list[Figure]:
    """Return the figures of an indicator."""
    return [Figure(**one) for one in definition.figures]


def formula_of(definition: IndicatorYear) -> Formula:
    """Return the formula. Raises: DefectiveFormula."""
    return read(definition.formula, [one["name"] for one in definition.figures])


def bounds_of(definition: IndicatorYear) -> Bounds:
    """Return within what a value is plausible."""
    return Bounds(definition.plausible_low, definition.plausible_high, definition.plausible_factor)


def may_fall(definition: IndicatorYear) -> bool:
    """Say whether a figure may be less than in the round before."""
    return definition.cumulative != TO_DATE


def rule_of(item: Item) -> Rule:
    """Return how an indicator of an agreement is scored."""
    one = item.definition
    return Rule(one.method, one.direction, decimals(item.thresholds), one.low, one.high)


def decimals(texts: Sequence[str]) -> tuple[Decimal, ...]:
    """Return numbers that were kept as text."""
    return tuple(Decimal(str(one)) for one in texts)


def figures_in(kept: Mapping[str, Any]) -> dict[str, Decimal]:
    """Return kept figures as numbers."""
    return {name: Decimal(str(figure)) for name, figure in kept.items()}


def definition_for(indicator: Indicator, year: int) -> IndicatorYear | None:
    """Return the definition of a year, or the newest before it."""
    return IndicatorYear.objects.filter(indicator=indicator, year__lte=year).order_by("-year").first()


def live_items(agreement: Agreement | int) -> QuerySet[Item]:
    """Return the indicators of an agreement that were not dropped."""
    found = Item.objects.filter(agreement=agreement, dropped=False)
    return found.select_related("definition__indicator__plan_item").order_by("order", "pk")


def round_end(year: int, round: int) -> date:
    """Return the last day of a round: 31 March, 30 June, 30 September."""
    return add_months(fiscal_bounds(year)[0], round) - timedelta(days=1)


def round_begin(year: int, round: int, *, to_date: bool) -> date:
    """Return the first day that a report of a round covers."""
    before = ROUNDS.index(round)
    first = fiscal_bounds(year)[0]
    return first if to_date or not before else add_months(first, ROUNDS[before - 1])


def window(year: int, round: int) -> tuple[date, date, Window]:
    """Return first and last day on which reports of a round are taken, and the setting. Raises: Window.DoesNotExist."""
    found = Window.objects.filter(round=round, from_year__lte=year).latest("from_year")
    end = round_end(year, round)
    return end + timedelta(days=found.opens_after_days), end + timedelta(days=found.closes_after_days), found


def light_of(year: int) -> Light | None:
    """Return the setting of the traffic light for a year."""
    return Light.objects.filter(from_year__lte=year).order_by("-from_year").first()
