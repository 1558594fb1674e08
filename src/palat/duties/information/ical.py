"""A member's sittings as an iCalendar feed (RFC 5545), for the calendar of a telephone."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from palat.duties.information.queries.appealing.calendar import Entry

HOURS = 3  # how long a sitting is taken to last


def as_calendar(entries: Sequence[Entry], *, now: datetime) -> bytes:
    """Return a feed.

    It tells when, where, the register numbers of what is heard and how many persons are called: never who, or
    what an appeal is about.
    """
    from icalendar import Calendar, Event  # a large library: not for every process

    calendar = Calendar()
    calendar.add("prodid", "-//Palat//Tribunals//TH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "ประชุมคณะกรรมการวินิจฉัย")
    for one in entries:
        event = Event()
        event.add("uid", f"sitting-{one.pk}@palat")
        event.add("dtstamp", now)
        event.add("dtstart", one.starts_at)
        event.add("dtend", one.starts_at + timedelta(hours=HOURS))
        event.add("sequence", one.changed)
        event.add("summary", f"ประชุมคณะกรรมการวินิจฉัย สาขา{one.branch}")
        event.add("location", one.place)
        heard = [f"มีผู้ถูกเรียกให้ถ้อยคำ {one.called} ราย"] if one.called else []
        if one.numbers:
            event.add("description", "\n".join([*one.numbers, *heard]))
        event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    return calendar.to_ical()
