"""Until when a complaint may be considered at the longest, by the law in force on the day from which it counts."""

from datetime import date

from palat.kernel.calendar.counting import last_day
from palat.kernel.calendar.queries import calendar_around, limit


def last_day_of_considering(counted_from: date) -> date:
    """Return the last day to which considering a complaint may be put off (มาตรา 13 วรรคสอง)."""
    law = limit("information.complaint_longest", on=counted_from)
    return last_day(counted_from, law.amount, law.unit, calendar_around(counted_from))
