"""Figures that may be computed from matters, by name: duties register cells of their measures; each can be opened.

A duty's module `measures` names its `COUNTABLES` beside its `MEASURES`. An indicator names a countable; the kernel
counts it from the rollups, and finds the matters behind the number by the same cells.
"""

import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.module_loading import autodiscover_modules

from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.visibility import Matter, visible
from palat.kernel.reports.measures import measures, start_of
from palat.kernel.reports.queries.tallies import tallies


@dataclass(frozen=True)
class Countable:
    """A number of a measure: which sum, of which cells; with `by_agency` each agency has its own."""

    code: str
    label: str
    measure: str
    sum: str = "count"
    only: Mapping[str, Any] = field(default_factory=dict)
    by_agency: bool = False

    def cells(self, agency_id: int | None) -> dict[str, Any]:
        """Return the conditions of its cells, for one agency where it tells agencies apart."""
        return {**self.only, **({"agency": agency_id} if self.by_agency and agency_id else {})}


@cache
def countables() -> dict[str, Countable]:
    """Return every countable by its code."""
    autodiscover_modules("measures")
    loaded = (sys.modules.get(f"{config.name}.measures") for config in apps.get_app_configs())
    return {one.code: one for module in loaded for one in getattr(module, "COUNTABLES", ())}


def count_of(code: str, first: date, last: date, *, agency_id: int | None = None) -> int:
    """Return a number from the rollups. Raises: KeyError for one that nobody registered."""
    one = countables()[code]
    return int(tallies(one.measure, first, last, **one.cells(agency_id))[0][one.sum])


def rows_behind(code: str, first: date, last: date, *, agency_id: int | None = None) -> QuerySet[Any]:
    """Return the rows that a number counts, by the very cells of its rollup."""
    one = countables()[code]
    measure = measures()[one.measure]
    past = measure.end(last) if measure.bucket == "month" else date.fromordinal(last.toordinal() + 1)
    rows = measure.rows().filter(
        **{f"{measure.moment}__gte": start_of(measure.begin(first)), f"{measure.moment}__lt": start_of(past)}
    )
    cells = one.cells(agency_id)
    names = {name.split("__")[0] for name in cells}
    rows = rows.annotate(**{f"t_{name}": measure.dimensions[name] for name in names})
    return rows.filter(**{f"t_{name}": value for name, value in cells.items()})


def matters_behind(
    codes: Collection[str], first: date, last: date, *, by: Actor, agency_id: int | None = None
) -> tuple[QuerySet[Matter], int]:
    """Return the matters behind numbers that someone may open, and how many stand behind them in all."""
    behind = Q(pk__in=())
    for code in codes:
        path = measures()[countables()[code].measure].matter
        behind |= Q(pk__in=rows_behind(code, first, last, agency_id=agency_id).values(path))
    return visible(by).filter(behind), Matter.objects.filter(behind).count()
