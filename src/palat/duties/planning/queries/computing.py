"""Figures of an indicator that the work itself gives, and the matters behind them."""

from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from palat.duties.planning.models import Agreement, IndicatorYear
from palat.duties.planning.procedure.accumulating import ADDS_UP, WEIGHTED
from palat.duties.planning.queries.definitions import figures_of, round_begin, round_end
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.visibility import Matter
from palat.kernel.reports.countables import count_of, matters_behind


def days_of(definition: IndicatorYear, round: int) -> tuple[date, date]:
    """Return the days that a report of a round covers, by the cumulative rule."""
    apart = definition.cumulative in {ADDS_UP, WEIGHTED}
    return round_begin(definition.year, round, to_date=not apart), round_end(definition.year, round)


def counted(definition: IndicatorYear, agreement: Agreement, first: date, last: date) -> dict[str, Decimal]:
    """Return the figures as the rollups have them."""
    return {
        one.name: Decimal(count_of(one.counted, first, last, agency_id=agreement.agency_id))
        for one in figures_of(definition)
    }


def behind(
    definition: IndicatorYear, agreement: Agreement, round: int, name: str, *, by: Actor
) -> tuple[QuerySet[Matter], int]:
    """Return the matters behind a figure that someone may open, and how many there are in all. Raises: KeyError."""
    first, last = days_of(definition, round)
    code = next(one.counted for one in figures_of(definition) if one.name == name)
    return matters_behind([code], first, last, by=by, agency_id=agreement.agency_id)
