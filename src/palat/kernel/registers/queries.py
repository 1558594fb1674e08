"""Reading registers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from palat.kernel.registers.models import RegisterEntry
from palat.kernel.registers.procedure import Number, number_text


@dataclass(frozen=True)
class EntryRow:
    """A line of a register as read: the number, what carries it, the day it bears, when it was given."""

    number: Number
    ref: str
    on: date
    issued_at: datetime
    void_reason: str


def _row(entry: RegisterEntry) -> EntryRow:
    text = number_text(entry.register.template, year=entry.year, running=entry.running)
    number = Number(entry.register_id, entry.year, entry.running, text)
    return EntryRow(number, entry.ref, entry.on_date, entry.issued_at, entry.void_reason)


def numbers_of(ref: str) -> list[EntryRow]:
    """Return every number that a thing of the Office was given, oldest first, the void ones among them."""
    return [_row(entry) for entry in RegisterEntry.objects.select_related("register").filter(ref=ref).order_by("pk")]


def pages_of(*, register: str, year: int, first: int, last: int) -> list[EntryRow]:
    """Return the lines of a register from one running number to another, in order."""
    entries = RegisterEntry.objects.select_related("register").filter(
        register_id=register, year=year, running__range=(first, last)
    )
    return [_row(entry) for entry in entries.order_by("running")]


@dataclass(frozen=True)
class Flaw:
    """A register year whose numbers are not whole: what the last should be, how many entries, up to which."""

    register: str
    year: int
    last: int
    entries: int
    highest: int


FLAWS = """
SELECT coalesce(y.register_id, e.register_id), coalesce(y.year, e.year), coalesce(y.last, 0), coalesce(e.many, 0),
       coalesce(e.highest, 0)
FROM registers_registeryear y
FULL JOIN (SELECT register_id, year, count(DISTINCT running) AS many, min(running) AS lowest, max(running) AS highest
           FROM registers_registerentry GROUP BY register_id, year) e
  ON e.register_id = y.register_id AND e.year = y.year
WHERE (y.last, y.last, 1) IS DISTINCT FROM (e.many::int, e.highest, e.lowest)
ORDER BY 1, 2
"""


def flaws() -> Iterator[Flaw]:
    """Yield every register year with a gap: the database refuses to make one, a restored copy may hold one."""
    with connection.cursor() as cursor:
        cursor.execute(FLAWS)
        for row in cursor.fetchall():
            yield Flaw(*row)
