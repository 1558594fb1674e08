"""What is counted: each duty declares its measures in a module `measures`; the kernel counts them all alike."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, Literal

from django.apps import apps
from django.db.models import Count, DateField, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncDate, TruncMonth
from django.utils.module_loading import autodiscover_modules

from palat.kernel.calendar.counting import BANGKOK
from palat.kernel.reports.models import DIMENSIONS, SUMS


@dataclass(frozen=True)
class Measure:
    """One rollup: which rows, on which day or month they count, what is told apart, what is added up.

    `rows` returns one row for each thing counted, secret and restricted matters left out; `moment`
    names its moment, and `matter` leads to the matter, by which a change finds the days it touches. What is
    `untold` (a contact that is no case) changes without a word in the history: its newest days are counted
    again each time.
    """

    code: str
    bucket: Literal["day", "month"]
    rows: Callable[[], QuerySet[Any]]
    moment: str
    dimensions: Mapping[str, Any]
    sums: Mapping[str, Any] = field(default_factory=dict)
    matter: str = "matter_id"
    untold: bool = False

    def begin(self, day: date) -> date:
        """Return the first day of the bucket in which a day lies."""
        return day if self.bucket == "day" else day.replace(day=1)

    def end(self, day: date) -> date:
        """Return the day after the bucket in which a day lies."""
        if self.bucket == "day":
            return day + timedelta(days=1)
        return (day.replace(day=28) + timedelta(days=4)).replace(day=1)

    def counted(self, first: date | None = None, past: date | None = None) -> QuerySet[Any]:
        """Return the cells from a day to before another, computed from the rows themselves."""
        rows = self.rows()
        if first:
            rows = rows.filter(**{f"{self.moment}__gte": start_of(first)})
        if past:
            rows = rows.filter(**{f"{self.moment}__lt": start_of(past)})
        trunc = TruncDate if self.bucket == "day" else _month_of
        cell = {"t_day": trunc(self.moment, tzinfo=BANGKOK)}
        cell |= {f"t_{name}": self.dimensions[name] for name in DIMENSIONS if name in self.dimensions}
        sums = {f"t_{name}": Coalesce(Sum(self.sums[name]), 0) for name in SUMS if name in self.sums}
        return rows.annotate(**cell).values(*cell).order_by().annotate(t_count=Count("pk"), **sums)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a tally that the measure fills, in the order of `counted`."""
        told = (name for name in DIMENSIONS if name in self.dimensions)
        return ("day", *told, "count", *(name for name in SUMS if name in self.sums))


def _month_of(moment: str, tzinfo: Any) -> Any:
    return TruncMonth(moment, tzinfo=tzinfo, output_field=DateField())


def start_of(day: date) -> datetime:
    """Return the first moment of a legal day."""
    return datetime.combine(day, time.min, BANGKOK)


def open_to_all(path: str = "") -> dict[str, Any]:
    """Return the condition that a matter may be counted in a rollup: neither secret nor restricted."""
    return {f"{path}secrecy": 0, f"{path}restricted": ""}


@cache
def measures() -> dict[str, Measure]:
    """Return every measure by its code."""
    autodiscover_modules("measures")
    loaded = (sys.modules.get(f"{config.name}.measures") for config in apps.get_app_configs())
    return {one.code: one for module in loaded for one in getattr(module, "MEASURES", ())}
