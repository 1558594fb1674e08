"""The days of a request, as a table that an official can check against the calendar."""

from datetime import UTC, date, datetime

import pytest

from palat.duties.information.models import Request
from palat.duties.information.queries.times import last_day_of_appeal
from palat.duties.information.tests.factories import REFUSED, SOMCHAI, ordered, request, taken_up, told
from palat.kernel.matters.models import Clock

pytestmark = pytest.mark.django_db

# Received (Thai time) → last day to serve or give a finish date: 15 days, the first not counted, moved off a day off.
REPLY = [
    ("2026-06-08 10:00", "2026-06-23"),  # Monday → Tuesday
    ("2026-06-08 23:59", "2026-06-23"),  # one minute before midnight is still Monday
    ("2026-06-09 00:00", "2026-06-24"),  # midnight is Tuesday
    ("2026-06-12 09:00", "2026-06-29"),  # Friday: the 27th is a Saturday → Monday
    ("2026-07-13 09:00", "2026-07-31"),  # the 28th, 29th and 30th are holidays
    ("2026-12-16 09:00", "2027-01-04"),  # the 31st is a holiday, then New Year and a weekend
]


def thai(text: str) -> datetime:
    """Return a moment of Thai time."""
    return datetime.fromisoformat(text + "+07:00").astimezone(UTC)


@pytest.mark.parametrize(("received", "last"), REPLY)
def test_the_reply_clock(received: str, last: str) -> None:
    assert Clock.objects.get(matter=request(at=thai(received))).due_on == date.fromisoformat(last)


def test_a_letter_counts_from_the_day_it_reached_the_office() -> None:
    one = request(channel="post", arrived_on=date(2026, 6, 4), at=thai("2026-06-08 10:00"))
    assert Clock.objects.get(matter=one).due_on == date(2026, 6, 19)


# Told of the order → last day of the appeal: s.18 fifteen days, s.25 thirty.
APPEAL = [
    ("general", "2026-06-08", "2026-06-23"),
    ("general", "2026-06-12", "2026-06-29"),  # Saturday 27 → Monday 29
    ("own", "2026-06-08", "2026-07-08"),
    ("own", "2026-06-04", "2026-07-06"),  # Saturday 4 July → Monday 6
    ("general", "2026-12-16", "2027-01-04"),
]


@pytest.mark.parametrize(("kind", "told_on", "last"), APPEAL)
def test_the_last_day_of_an_appeal(kind: str, told_on: str, last: str) -> None:
    assert last_day_of_appeal(date.fromisoformat(told_on), kind=kind) == date.fromisoformat(last)


def test_who_is_told_a_minute_before_midnight_has_the_appeal_of_that_day() -> None:
    late = thai("2026-06-08 23:59")
    one = taken_up(at=late, person=SOMCHAI)
    ordered(one, REFUSED, at=late)
    told(one, at=late)
    assert Request.objects.get(pk=one.pk).appeal_until == date(2026, 6, 23)
