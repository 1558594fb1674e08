"""Counting legal days: pure functions over a table of working days.

A legal day is a day in Thailand. The first day of a period is not counted (ป.พ.พ. มาตรา 193/3
วรรคสอง); a period of days or months whose last day is a day off ends on the next working day
(มาตรา 193/8); months end on the corresponding day (มาตรา 193/5). These sections are cited from
memory and marked provisional where they are shown.
"""

import calendar as gregorian
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")
UNITS = ("hours", "working_days", "calendar_days", "months")
SATURDAY = 5


class HolidaysUnknown(Exception):
    """The calendar does not reach the day that is asked for."""


def legal_date(at: datetime) -> date:
    """Return the legal day of a moment: the date in Thailand. Raises: ValueError without a time zone."""
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone has no legal day")
    return at.astimezone(BANGKOK).date()


@dataclass(frozen=True)
class Holidays:
    """The working days between two days, both included, and the names of the holidays among them."""

    first: date
    last: date
    names: Mapping[date, str]

    def is_working(self, day: date) -> bool:
        """Say whether the government works on a day. Raises: HolidaysUnknown outside the table."""
        if not self.first <= day <= self.last:
            raise HolidaysUnknown(day)
        return day.weekday() < SATURDAY and day not in self.names

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`."""
        self.is_working(start)
        self.is_working(end)
        weekdays = _weekdays_up_to(end) - _weekdays_up_to(start)
        return weekdays - sum(1 for day in self._off if start < day <= end)

    @property
    def _off(self) -> Sequence[date]:
        return [day for day in self.names if day.weekday() < SATURDAY]


def _weekdays_up_to(day: date) -> int:
    """Count Mondays to Fridays from the beginning of the calendar up to and including a day."""
    weeks, rest = divmod(day.toordinal(), 7)  # ordinal 1 was a Monday
    return weeks * 5 + min(rest, 5)


def next_working_day(day: date, calendar: Holidays) -> date:
    """Return the day itself if it is a working day, else the next one."""
    while not calendar.is_working(day):
        day += timedelta(days=1)
    return day


def last_working_day(start: date, days: int, calendar: Holidays) -> date:
    """Return the last day of a limit counted in working days.

    The first day is not counted; zero days end on `start`, working day or not. Units: working days.
    Source: ป.พ.พ. มาตรา 193/3 วรรคสอง (provisional).
    Raises: ValueError if `days` is negative; HolidaysUnknown if the calendar does not reach the answer.
    """
    if days < 0:
        raise ValueError("a limit cannot be negative")
    day = start
    while days:
        day += timedelta(days=1)
        days -= calendar.is_working(day)
    return day


def add_months(start: date, months: int) -> date:
    """Return the corresponding day so many months later; the month's last day where there is none."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, gregorian.monthrange(year, month + 1)[1]))


def last_day(start: date, amount: int, unit: str, calendar: Holidays, *, rested: int = 0) -> date:
    """Return the last day of a limit.

    `amount` is in `unit` (working_days, calendar_days, months). `rested` is how long the limit
    rested: working days for working-day limits, calendar days for the others.
    Source: ป.พ.พ. มาตรา 193/3, 193/5, 193/8 (provisional).
    Raises: ValueError for hours, an unknown unit or a negative amount; HolidaysUnknown.
    """
    if amount < 0 or rested < 0:
        raise ValueError("a limit cannot be negative")
    if unit == "working_days":
        return last_working_day(start, amount + rested, calendar)
    if unit == "calendar_days":
        return next_working_day(start + timedelta(days=amount + rested), calendar) if amount else start
    if unit == "months":
        return next_working_day(add_months(start, amount) + timedelta(days=rested), calendar)
    raise ValueError(f"no days are counted in {unit}")


@dataclass(frozen=True)
class Pause:
    """A rest of a limit: elapsed up to and including `start`, not counted after it, counted again after `end`."""

    start: date
    end: date
    reason: str = ""


def rested(pauses: Sequence[Pause], unit: str, calendar: Holidays) -> int:
    """Return how long pauses let a limit rest, in the unit that its rests are counted in."""
    if unit == "working_days":
        return sum(calendar.working_days_between(pause.start, pause.end) for pause in pauses)
    return sum((pause.end - pause.start).days for pause in pauses)


@dataclass(frozen=True)
class ExplainStep:
    """One step of a date's explanation: its kind, its day, and words that belong to it."""

    kind: Literal["start", "limit", "holiday", "pause", "moved", "end"]
    day: date
    until: date | None = None
    words: str = ""
    number: int = 0


def explain(
    start: date, amount: int, unit: str, calendar: Holidays, pauses: Sequence[Pause] = ()
) -> tuple[ExplainStep, ...]:
    """Unfold a last day: where it starts, each holiday skipped, each pause, where it was moved, where it ends."""
    stops = rested(pauses, unit, calendar)
    end = last_day(start, amount, unit, calendar, rested=stops)
    steps = [ExplainStep("start", start), ExplainStep("limit", start, words=unit, number=amount)]
    steps += [ExplainStep("pause", pause.start, pause.end, pause.reason) for pause in pauses]
    if unit == "working_days":
        off = sorted(day for day in calendar.names if start < day <= end and day.weekday() < SATURDAY)
        steps += [ExplainStep("holiday", day, words=calendar.names[day]) for day in off]
    else:
        bare = (start if unit == "calendar_days" else add_months(start, amount)) + timedelta(
            days=stops + (amount if unit == "calendar_days" else 0)
        )
        if bare != end:
            steps.append(ExplainStep("moved", bare, end, calendar.names.get(bare, "")))
    steps.append(ExplainStep("end", end))
    return tuple(steps)


def fiscal_year(day: date) -> int:
    """Return the fiscal year of a day in the Buddhist Era: 1 October to 30 September, named by its end."""
    return day.year + 543 + (day.month >= 10)  # noqa: PLR2004 - October


def fiscal_quarter(day: date) -> int:
    """Return the quarter of the fiscal year: October to December is the first."""
    return (day.month - 10) % 12 // 3 + 1


def fiscal_bounds(year: int, quarter: int | None = None) -> tuple[date, date]:
    """Return the first and last day of a fiscal year in the Buddhist Era, or of one of its quarters."""
    first = date(year - 543 - 1, 10, 1)
    if quarter is None:
        return first, date(year - 543, 9, 30)
    begin = add_months(first, 3 * (quarter - 1))
    return begin, add_months(begin, 3) - timedelta(days=1)


def buddhist_year(day: date) -> int:
    """Return the calendar year of a day in the Buddhist Era."""
    return day.year + 543
