"""Counting legal days: pure functions over a table of working days.

A legal day is a day in Thailand. The first day of a period is not counted (ป.พ.พ. มาตรา 193/3
วรรคสอง); months end on the corresponding day (มาตรา 193/5); a period of days or months whose last
day is a day off ends on the next working day (มาตรา 193/8). These sections are cited from memory:
`data/provisions.csv` marks them provisional.

Pauses. A limit that is paused on day P and resumed on day R rests on the days after P up to and
including R, the half-open interval (P, R]: day P had begun and counts as elapsed, day R is the first
day of the new stretch and, like every first day, is not counted. A limit in working days is
lengthened by the working days in that interval, every other limit by its calendar days. Days
on which two pauses overlap, or that lie before the limit began, are counted once or not at all.
Each pause lengthens, also one that began after the last day had passed: whether a limit that has run
out may still be paused is for the procedure to say.
"""

import calendar as gregorian
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")
UNITS = ("hours", "working_days", "calendar_days", "months")
SATURDAY = 5
BUDDHIST_ERA = 543
OCTOBER = 10


class HolidaysUnknown(Exception):
    """The calendar does not reach the day that is asked for."""


class StillPaused(Exception):
    """A limit that rests has no last day until it is resumed; a column stores `infinity` for it."""


def legal_date(at: datetime) -> date:
    """Return the legal day of a moment: the date in Thailand. Raises: ValueError without a time zone."""
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone has no legal day")
    return at.astimezone(BANGKOK).date()


def last_moment(day: date) -> datetime:
    """Return the last moment of a legal day."""
    return datetime.combine(day, time.max, tzinfo=BANGKOK)


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
        """Count the working days after `start` up to and including `end`. Raises: HolidaysUnknown."""
        self.is_working(start)
        self.is_working(end)
        off = bisect_right(self._off, end) - bisect_right(self._off, start)
        return _weekdays_up_to(end) - _weekdays_up_to(start) - off

    @cached_property
    def _off(self) -> Sequence[date]:
        return sorted(day for day in self.names if day.weekday() < SATURDAY)


def _weekdays_up_to(day: date) -> int:
    """Count Mondays to Fridays from the beginning of the calendar up to and including a day."""
    weeks, rest = divmod(day.toordinal(), 7)  # ordinal 1 was a Monday
    return weeks * 5 + min(rest, 5)


def next_working_day(day: date, calendar: Holidays) -> date:
    """Return the day itself if it is a working day, else the next one. Raises: HolidaysUnknown."""
    while not calendar.is_working(day):
        day += timedelta(days=1)
    return day


def counting_starts(at: datetime, calendar: Holidays, *, after_hours: str, closes_at: time | None) -> date:
    """Return the day from which a limit is counted, for something received at a moment.

    Under the rule `next_working_day`, what comes after `closes_at`, or on a day off, counts as
    received on the next working day; under `same_day`, on the legal day itself.
    Raises: HolidaysUnknown.
    """
    day = legal_date(at)
    if after_hours == "same_day":
        return day
    if calendar.is_working(day) and (closes_at is None or at.astimezone(BANGKOK).time() <= closes_at):
        return day
    return next_working_day(day + timedelta(days=1), calendar)


def last_working_day(start: date, days: int, calendar: Holidays) -> date:
    """Return the last day of a limit counted in working days.

    The first day is not counted; zero days end on `start`, working day or not. Units: working days.
    Source: ป.พ.พ. มาตรา 193/3 วรรคสอง (provisional).
    Raises: ValueError if `days` is negative; HolidaysUnknown if the calendar does not reach the answer.
    """
    if days < 0:
        raise ValueError("a limit cannot be negative")
    calendar.is_working(start)
    day = start
    while days:
        day += timedelta(days=1)
        days -= calendar.is_working(day)
    return day


def add_months(start: date, months: int) -> date:
    """Return the corresponding day so many months later; the month's last day where there is none.

    Source: ป.พ.พ. มาตรา 193/5 (provisional).
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, gregorian.monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Pause:
    """A rest of a limit, as the module says; without an end while it lasts."""

    start: date
    end: date | None
    reason: str = ""

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError("a pause cannot end before it begins")


def rest_of(pauses: Sequence[Pause], unit: str, calendar: Holidays, *, since: date) -> int:
    """Return how long pauses let a limit rest that began on `since`, in the unit that lengthens it.

    Raises: StillPaused if one has not ended; HolidaysUnknown.
    """
    total, counted_to = 0, since
    for pause in sorted(pauses, key=lambda pause: pause.start):
        if pause.end is None:
            raise StillPaused(pause.start)
        begin = max(pause.start, counted_to)
        if begin < pause.end:
            working = unit == "working_days"
            total += calendar.working_days_between(begin, pause.end) if working else (pause.end - begin).days
            counted_to = pause.end
    return total


def last_day(
    start: date, amount: int, unit: str, calendar: Holidays, pauses: Sequence[Pause] = (), *, rested: int = 0
) -> date:
    """Return the last day of a limit.

    `amount` is in `unit`: working_days, calendar_days or months. Pauses lengthen it as the module says; who
    keeps their sum instead of the intervals gives it as `rested`. Nothing at all (zero, never
    paused) ends on `start`, working day or not. The SQL function `palat_due_date` answers the same.
    Source: ป.พ.พ. มาตรา 193/3, 193/5, 193/8 (provisional).
    Raises: ValueError for hours, an unknown unit or a negative amount; StillPaused; HolidaysUnknown.
    """
    if amount < 0 or rested < 0:
        raise ValueError("a limit cannot be negative")
    rest = rested + rest_of(pauses, unit, calendar, since=start)
    if unit == "working_days":
        return last_working_day(start, amount + rest, calendar)
    unrolled = _unrolled(start, amount, unit, rest)
    if amount + rest == 0:
        calendar.is_working(start)
        return start
    return next_working_day(unrolled, calendar)


def _unrolled(start: date, amount: int, unit: str, rest: int) -> date:
    """Return the last day of a limit in days or months before it moves off a day off."""
    if unit == "calendar_days":
        return start + timedelta(days=amount + rest)
    if unit == "months":
        return add_months(start, amount) + timedelta(days=rest)
    raise ValueError(f"no days are counted in {unit}")


def due_at(started: datetime, amount: int, unit: str, calendar: Holidays, pauses: Sequence[Pause] = ()) -> datetime:
    """Return the last moment of a limit: hours run by the clock, every other unit to the end of its last day.

    Hours are calendar hours, on days off too; a pause lengthens them by whole days. Raises: as `last_day`.
    """
    if unit != "hours":
        return last_moment(last_day(legal_date(started), amount, unit, calendar, pauses))
    if amount < 0:
        raise ValueError("a limit cannot be negative")
    rest = rest_of(pauses, unit, calendar, since=legal_date(started))
    return started + timedelta(hours=amount, days=rest)


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
    """Unfold a last day: where it starts, each pause, each holiday skipped, where it was moved, where it ends.

    Weekends are skipped silently. While a pause lasts there is no end: the last step is that pause.
    Raises: as `last_day`, but for StillPaused.
    """
    steps = [ExplainStep("start", start), ExplainStep("limit", start, words=unit, number=amount)]
    steps += [ExplainStep("pause", pause.start, pause.end, pause.reason) for pause in pauses]
    if any(pause.end is None for pause in pauses):
        return tuple(steps)
    end = last_day(start, amount, unit, calendar, pauses)
    if unit == "working_days":
        steps += _holidays_skipped(start, end, calendar)
    else:
        unrolled = _unrolled(start, amount, unit, rest_of(pauses, unit, calendar, since=start))
        if unrolled != end:
            steps += _holidays_skipped(unrolled, end, calendar)
            steps.append(ExplainStep("moved", unrolled, end, calendar.names.get(unrolled, "")))
    steps.append(ExplainStep("end", end))
    return tuple(steps)


def _holidays_skipped(start: date, end: date, calendar: Holidays) -> list[ExplainStep]:
    days = sorted(day for day in calendar.names if start < day < end and day.weekday() < SATURDAY)
    return [ExplainStep("holiday", day, words=calendar.names[day]) for day in days]


def fiscal_year(day: date) -> int:
    """Return the fiscal year of a day in the Buddhist Era: 1 October to 30 September, named by its end."""
    return day.year + BUDDHIST_ERA + (day.month >= OCTOBER)


def fiscal_quarter(day: date) -> int:
    """Return the quarter of the fiscal year: October to December is the first."""
    return (day.month - OCTOBER) % 12 // 3 + 1


def fiscal_bounds(year: int, quarter: int | None = None) -> tuple[date, date]:
    """Return the first and last day of a fiscal year in the Buddhist Era, or of one of its quarters."""
    first = date(year - BUDDHIST_ERA - 1, OCTOBER, 1)
    if quarter is None:
        return first, add_months(first, 12) - timedelta(days=1)
    if quarter not in {1, 2, 3, 4}:
        raise ValueError("a fiscal year has four quarters")
    begin = add_months(first, 3 * (quarter - 1))
    return begin, add_months(begin, 3) - timedelta(days=1)


def buddhist_year(day: date) -> int:
    """Return the calendar year of a day in the Buddhist Era."""
    return day.year + BUDDHIST_ERA
