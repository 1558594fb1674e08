"""Legal clocks on matters: begin, stop, rest, run on, and count anew when the calendar changes."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.utils import timezone

from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import calendar_around, limit
from palat.kernel.history import ids
from palat.kernel.matters.models import Clock, Pause, Track
from palat.kernel.matters.procedure import NEVER
from palat.kernel.matters.queries.clocks import due_day

BANGKOK = ZoneInfo("Asia/Bangkok")


def end_of(day: date) -> datetime:
    """Return the last moment of a legal day in Thailand."""
    return datetime.combine(day, time(23, 59, 59, 999999), tzinfo=BANGKOK)


def begin(
    *,
    code: str,
    limit_code: str,
    track: Track,
    at: datetime,
    seq: int,
    agency_id: int | None,
    counts_from: date | None = None,
) -> Clock:
    """Return a running clock, not yet written, under the limit in force on the day it begins.

    `counts_from`: the day from which it is counted, where that is before the day on which it was started, as for
    a letter that was registered some days after it came. Hours always run from the moment itself.
    """
    started_on = counts_from or legal_date(at)
    law = limit(limit_code, on=started_on, agency_id=agency_id)
    clock = Clock(
        id=ids.take(),
        matter_id=track.matter_id,
        track_id=track.pk,
        code=code,
        limit_id=law.id,
        amount=law.amount,
        unit=law.unit,
        started_at=at,
        started_on=started_on,
        start_seq=seq,
    )
    set_due(clock)
    return clock


def set_due(clock: Clock) -> None:
    """Compute the due date from what the clock stores: a pure function of start, limit and rests."""
    if clock.paused_on is not None:
        clock.due_on, clock.due_at = None, NEVER
    elif clock.unit == "hours":
        clock.due_at = clock.started_at + timedelta(hours=clock.amount, days=clock.rested_days)
        clock.due_on = legal_date(clock.due_at)
    elif clock.unit == "set_day":  # a person chose the day: it does not roll to a working day
        clock.due_on = clock.started_on + timedelta(days=clock.amount + clock.rested_days)
        clock.due_at = end_of(clock.due_on)
    else:
        clock.due_on = due_day(clock)
        clock.due_at = end_of(clock.due_on)


def set_last_day(clock: Clock, day: date) -> None:
    """Let a clock end on a day that a decider set, counted as calendar days from its start."""
    clock.unit, clock.amount = "set_day", (day - clock.started_on).days
    set_due(clock)


def count_from(clock: Clock, day: date, *, limit_code: str, agency_id: int | None) -> None:
    """Let a clock count from another day than it did, by the limit in force on that day; rests before it fall away."""
    law = limit(limit_code, on=day, agency_id=agency_id)
    clock.started_on, clock.limit_id, clock.amount, clock.unit = day, law.id, law.amount, law.unit
    rests = [
        (max(rest.from_date, day), rest.to_date)
        for rest in Pause.objects.filter(clock_id=clock.pk, to_date__gt=day)
        if rest.to_date is not None
    ]
    if clock.paused_on is not None:
        clock.paused_on = max(clock.paused_on, day)
    clock.rested_days = sum((end - begin).days for begin, end in rests)
    clock.rested_working = sum(calendar_around(begin).working_days_between(begin, end) for begin, end in rests)
    set_due(clock)


def stop(clock: Clock, *, at: datetime, seq: int) -> None:
    """Stop a clock: it was kept if it had not yet run out."""
    clock.stopped_at, clock.stop_seq = at, seq
    clock.kept = at <= clock.due_at


def pause(clock: Clock, *, at: datetime, reason: str) -> list[Pause]:
    """Let a clock rest from today; a clock that rests already rests on. Returns the rows to write."""
    if clock.paused_on is not None:
        return []
    clock.paused_on = legal_date(at)
    set_due(clock)
    return [Pause(id=ids.take(), clock_id=clock.pk, from_date=clock.paused_on, reason=reason)]


def resume(clock: Clock, *, at: datetime) -> bool:
    """Let a clock run on from today. Returns whether it had rested."""
    if clock.paused_on is None:
        return False
    today = legal_date(at)
    clock.rested_days += (today - clock.paused_on).days
    clock.rested_working += calendar_around(today).working_days_between(clock.paused_on, today)
    clock.paused_on = None
    set_due(clock)
    return True


def end_pause(clock: Clock, *, at: datetime) -> None:
    """End the rest of a clock that runs on from today, in its row."""
    Pause.objects.filter(clock_id=clock.pk, to_date=None).update(to_date=legal_date(at))


# Rests are counted anew from their intervals, since a holiday proclaimed late may fall inside one.
RECOUNT = """
WITH rests AS (
  SELECT p.clock_id, sum(upto.number - since.number)::int AS working, max(p.to_date) AS latest
  FROM matters_pause p
  JOIN matters_clock c ON c.id = p.clock_id AND c.stopped_at IS NULL AND c.unit = 'working_days'
  JOIN calendar_workingday since ON since.day = greatest(p.from_date, c.started_on)
  JOIN calendar_workingday upto ON upto.day = p.to_date
  WHERE p.to_date > c.started_on
  GROUP BY p.clock_id
), counted AS (
  SELECT c.id, c.due_on AS was, n.working, CASE WHEN c.paused_on IS NULL THEN d.due END AS due
  FROM matters_clock c LEFT JOIN rests r ON r.clock_id = c.id
  CROSS JOIN LATERAL (SELECT coalesce(r.working, c.rested_working) AS working) n
  LEFT JOIN LATERAL palat_due_dates(c.started_on, c.amount, c.unit, n.working, c.rested_days) d ON true
  WHERE c.stopped_at IS NULL AND c.unit NOT IN ('hours', 'set_day') AND c.started_on <= %(last)s
    AND (c.due_on >= %(first)s OR r.latest >= %(first)s)
), changed AS (
  UPDATE matters_clock c
  SET due_on = n.due, rested_working = n.working,
      due_at = coalesce((n.due + 1)::timestamp AT TIME ZONE 'Asia/Bangkok' - interval '1 microsecond', c.due_at)
  FROM counted n WHERE n.id = c.id AND (n.due IS DISTINCT FROM n.was OR n.working <> c.rested_working)
  RETURNING c.id, c.matter_id, c.track_id, n.was, n.due
), kept AS (
  INSERT INTO matters_movedday (clock_id, matter_id, was, due, moved_at)
  SELECT id, matter_id, was, due, %(at)s FROM changed WHERE was <> due
)
SELECT id, matter_id, track_id, was, due FROM changed WHERE was IS DISTINCT FROM due
"""

REPLACE_IN_WORKLISTS = """
UPDATE matters_workitem w SET due_at = d.due_at
FROM (SELECT track_id, min(due_at) AS due_at FROM matters_clock
      WHERE stopped_at IS NULL AND track_id = ANY(%(tracks)s) GROUP BY track_id) d
WHERE w.track_id = d.track_id AND w.due_at <> d.due_at
"""


@transaction.atomic
def recount(*, first: date, last: date, at: datetime | None = None) -> Sequence[tuple[int, int, int, date, date]]:
    """Count anew every open clock that a change of the calendar between two days touches.

    One set-based statement over the numbered working days; the worklists follow, and each last day that moved is
    kept as a `MovedDay`. Returns a row for each of them: clock, matter, track, old day, new day.
    """
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT, {"first": first, "last": last, "at": at or timezone.now()})
        moved: list[tuple[int, int, int, date, date]] = cursor.fetchall()
        if moved:
            cursor.execute(REPLACE_IN_WORKLISTS, {"tracks": [row[2] for row in moved]})
    return moved
