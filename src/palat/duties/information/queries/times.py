"""Until when an order may be appealed: the last day, and the law from which it comes."""

from datetime import date

from palat.kernel.calendar.counting import last_day
from palat.kernel.calendar.queries import LimitRow, calendar_around, limit


def appeal_limit(kind: str, *, on: date) -> LimitRow:
    """Return the limit of an appeal: s.18 for information in general, s.25 for one's own personal data."""
    return limit("information.appeal_own" if kind == "own" else "information.appeal", on=on)


def last_day_of_appeal(told_on: date, *, kind: str) -> date:
    """Return the last day on which an order of which one learned on a day may be appealed."""
    law = appeal_limit(kind, on=told_on)
    return last_day(told_on, law.amount, law.unit, calendar_around(told_on))
