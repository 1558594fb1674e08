"""What a change in the history touches: matters since a watermark, and the days on which they count."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import TruncDate

from palat.kernel.calendar.counting import BANGKOK
from palat.kernel.history.models import Event
from palat.kernel.history.queries import chains_grown
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.changing import chain_of
from palat.kernel.reports.measures import Measure

PREFIX = chain_of(0)[:-1]  # what the name of every matter's chain begins with
PIECE = 5_000


def matters_touched(*, since: int, cut: int) -> list[int]:
    """Return the matters whose history grew between two transactions."""
    return [int(chain.removeprefix(PREFIX)) for chain in chains_grown(PREFIX, since=since, cut=cut)]


def days_of_history(matter_ids: Collection[int]) -> set[date]:
    """Return the days on which something was done on matters, or they came: there they may have counted before."""
    days: set[date] = set()
    for piece in _pieces(matter_ids):
        days |= _days(Matter.objects.filter(pk__in=piece), "received_at")
        days |= _days(Event.objects.filter(chain__in=[chain_of(one) for one in piece]), "at")
    return days


def days_counted(measure: Measure, matter_ids: Collection[int]) -> set[date]:
    """Return the days on which matters count now."""
    days: set[date] = set()
    for piece in _pieces(matter_ids):
        days |= _days(measure.rows().filter(**{f"{measure.matter}__in": piece}), measure.moment)
    return days


def _pieces(matter_ids: Collection[int]) -> Iterator[list[int]]:
    ids = sorted(matter_ids)
    return (ids[start : start + PIECE] for start in range(0, len(ids), PIECE))


def _days(rows: QuerySet[Any], moment: str) -> set[date]:
    found = rows.order_by().annotate(t_day=TruncDate(moment, tzinfo=BANGKOK))
    return set(found.values_list("t_day", flat=True).distinct())
