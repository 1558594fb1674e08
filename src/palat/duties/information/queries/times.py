"""Until when an order may be appealed: the last day, and the law from which it comes."""

from datetime import date, timedelta

from palat.kernel.calendar.counting import HolidaysUnknown, last_day
from palat.kernel.calendar.queries import LimitRow, calendar_around, history_of_limit, limit


def appeal_limit(kind: str, *, on: date) -> LimitRow:
    """Return the limit of an appeal: s.18 for information in general, s.25 for one's own personal data."""
    return limit("information.appeal_own" if kind == "own" else "information.appeal", on=on)


def last_day_of_appeal(told_on: date, *, kind: str) -> date:
    """Return the last day on which an order of which one learned on a day may be appealed."""
    law = appeal_limit(kind, on=told_on)
    try:
        return last_day(told_on, law.amount, law.unit, calendar_around(told_on))
    except HolidaysUnknown:  # long ago: on which day it fell off does not matter, it is late by years
        return told_on + timedelta(days=law.amount)


def in_force_since(code: str) -> date:
    """Return the day from which there is a limit of this code."""
    return min(one.valid_from for one in history_of_limit(code))
