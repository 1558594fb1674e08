"""Keeping the rollups: by increments, along the history; or all of it anew."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from palat.kernel.calendar.counting import legal_date
from palat.kernel.history.queries import present_cut
from palat.kernel.reports.measures import Measure, measures
from palat.kernel.reports.models import Tally, Watermark
from palat.kernel.reports.queries.touched import days_counted, days_of_history, matters_touched

HISTORY = "history"
OPEN_DAYS = 35  # how many of the newest days are counted again of what no history tells
TEXTS = ("channel", "kind", "category", "area", "state", "timing")
NUMBERS = ("unit", "agency", "days", "chased")
MANY = 400  # past so many separate stretches one wide stretch is counted instead


@dataclass(frozen=True)
class Refreshed:
    """What an increment did."""

    matters: int
    stretches: int


@transaction.atomic
def recompute(*, at: datetime) -> int:
    """Count everything anew. Returns how many cells there are."""
    _alone()
    cut, system = present_cut()
    Tally.objects.all().delete()
    for measure in measures().values():
        _insert(measure, None, None)
    _mark(cut, system, at)
    return Tally.objects.count()


@transaction.atomic
def refresh(*, at: datetime) -> Refreshed:
    """Count anew the days that what happened since the last time touches; exact, and harmless when repeated.

    A transaction still open at the cut is counted the next time. After a restore into another cluster
    transaction numbers begin anew, so then everything is counted.
    """
    _alone()
    cut, system = present_cut()
    mark = Watermark.objects.filter(name=HISTORY).first()
    if mark is None or mark.system != system:
        recompute(at=at)
        return Refreshed(0, 0)
    touched = matters_touched(since=mark.cut, cut=cut)
    stretches, common = 0, days_of_history(touched)
    for measure in measures().values():
        days = common | days_counted(measure, touched) | (_newest_days(at) if measure.untold else set())
        for first, past in _stretches(measure, days):
            Tally.objects.filter(measure=measure.code, day__gte=first, day__lt=past).delete()
            _insert(measure, first, past)
            stretches += 1
    _mark(cut, system, at)
    return Refreshed(len(touched), stretches)


def _alone() -> None:
    """Let nobody else count meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('reports.tallies'))")


def _mark(cut: int, system: str, at: datetime) -> None:
    Watermark.objects.update_or_create(name=HISTORY, defaults={"cut": cut, "system": system, "at": at})


def _newest_days(at: datetime) -> set[date]:
    today = legal_date(at)
    return {today - timedelta(days=back) for back in range(OPEN_DAYS)}


def _stretches(measure: Measure, days: Iterable[date]) -> list[tuple[date, date]]:
    """Join days into stretches of whole buckets: first day, and the day after the last."""
    stretches: list[tuple[date, date]] = []
    for begin in sorted({measure.begin(day) for day in days}):
        past = measure.end(begin)
        if stretches and stretches[-1][1] == begin:
            stretches[-1] = (stretches[-1][0], past)
        else:
            stretches.append((begin, past))
    return [(stretches[0][0], stretches[-1][1])] if len(stretches) > MANY else stretches


def _insert(measure: Measure, first: date | None, past: date | None) -> None:
    """Write the cells of a stretch in one statement."""
    names = ", ".join(connection.ops.quote_name(name) for name in measure.columns)
    taken = ", ".join(f"counted.t_{name}" for name in measure.columns)
    empty = [name for name in (*TEXTS, *NUMBERS) if name not in measure.columns]
    fill = "".join(f", {'0' if name in NUMBERS else chr(39) * 2}" for name in empty)
    more = "".join(f", {connection.ops.quote_name(name)}" for name in empty)
    inner, values = measure.counted(first, past).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO reports_tally (measure, {names}{more}) SELECT %s, {taken}{fill} FROM ({inner}) counted",
            [measure.code, *values],
        )
