"""When an appeal counts as filed and as received, and whether it is late.

Late is what was filed after the last day in Thailand, if by one minute. The clocks of the tribunals run from the day
on which it counts as received: what comes electronically outside office hours counts from the next working day.
"""

from datetime import date, datetime

from palat.kernel.calendar.counting import counting_starts, legal_date
from palat.kernel.calendar.queries import LimitRow, calendar_around, limit

ELECTRONIC = frozenset({"web", "email"})


def receipt_rule(on: date) -> LimitRow:
    """Return the rule by which what is filed electronically counts as received."""
    return limit("information.receipt", on=on)


def counts_as_received(filed_at: datetime, *, channel: str) -> date:
    """Return the day on which an appeal counts as received."""
    day = legal_date(filed_at)
    if channel not in ELECTRONIC:
        return day
    rule = receipt_rule(day)
    return counting_starts(filed_at, calendar_around(day), after_hours=rule.after_hours, closes_at=rule.closes_at)


def is_late(filed_at: datetime, last_day: date | None) -> bool | None:
    """Say whether an appeal was filed after its last day; None where nobody knows yet when the order was made known."""
    return None if last_day is None else legal_date(filed_at) > last_day


def is_at_the_edge(filed_at: datetime, received_on: date, last_day: date | None) -> bool:
    """Say whether it was filed in time, but counts as received after the last day: a person looks at it closely."""
    return last_day is not None and legal_date(filed_at) <= last_day < received_on
