"""When a clock ends, and why on that day."""

from datetime import date

from django.db.models import Count

from palat.kernel.calendar.counting import ExplainStep, Pause, explain, last_day
from palat.kernel.calendar.queries import LimitRow, calendar_around, limit_by_id
from palat.kernel.matters.models import Clock


def due_day(clock: Clock) -> date:
    """Return the last day of a clock that runs: start, limit and rested days, nothing else."""
    calendar = calendar_around(clock.started_on)
    rested = clock.rested_working if clock.unit == "working_days" else clock.rested_days
    return last_day(clock.started_on, clock.amount, clock.unit, calendar, rested=rested)


def law_of(clock: Clock) -> LimitRow:
    """Return the limit in law that a clock began under."""
    return limit_by_id(clock.limit_id)


def running_by_limit() -> dict[int, int]:
    """Count the clocks that run, paused ones included, by the dated row of the limit they began under."""
    running = Clock.objects.filter(stopped_at=None).values_list("limit_id").annotate(clocks=Count("id"))
    return dict(running.order_by())


def explained(clock: Clock) -> tuple[ExplainStep, ...]:
    """Unfold a clock's last day: start, rule, each holiday skipped, each pause, where it ends.

    Nothing unfolds for hours, for a day that a decider set, or while the clock rests.
    """
    if clock.paused_on is not None or clock.unit in {"hours", "set_day"}:
        return ()
    pauses = [
        Pause(pause.from_date, pause.to_date, pause.reason) for pause in clock.pauses.all() if pause.to_date is not None
    ]
    return explain(clock.started_on, clock.amount, clock.unit, calendar_around(clock.started_on), pauses)
