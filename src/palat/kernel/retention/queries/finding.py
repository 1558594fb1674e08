"""Finding what a hold is placed on, by any number that it bears, in whatever digits, as far as someone may see it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.incoming.models import Item as Incoming
from palat.kernel.incoming.procedure import ASIDE
from palat.kernel.incoming.queries.items import visible_items
from palat.kernel.letters.models import Letter
from palat.kernel.letters.queries import visible_letters
from palat.kernel.letters.registered.carried import particulars
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter
from palat.kernel.matters.queries.finding import by_number
from palat.kernel.matters.queries.visibility import visible
from palat.kernel.registers.letter_numbers import BadLetterNumber, parse_letter_number
from palat.kernel.registers.models import RegisterEntry
from palat.kernel.registers.procedure import PAPER, plain
from palat.kernel.registers.queries import entries
from palat.kernel.retention.procedure import ENTRY, ITEM, LETTER, MATTER, Ref
from palat.kernel.retention.queries.lists import subject_of
from palat.kernel.retention.queries.things import name_of
from palat.kernel.retention.registry import kept_kinds

MOST_FOUND = 30  # of letters, and of entries; who is shown that many says the year too
NAME_OF_REGISTER = re.compile(r"^ทะเบียน\S+(?:\s\(ลับ\))?\s+")
OF_A_YEAR = re.compile(r"(?P<number>.+?)\s*[/(]\s*(?P<year>2[4-6]\d\d)\s*\)?")


@dataclass(frozen=True)
class Thing:
    """A thing that a hold is placed on."""

    ref: Ref
    number: str
    subject: str
    dated: date | None
    secrecy: int = 0
    restricted: str = ""


def things_called(typed: str, by: Actor) -> list[Thing]:
    """Return the things that a number names: matters, letters, register entries, things set aside; the newest first.

    The number of an entry or a letter may be followed by its year, 6/2569, and stand behind the name of its register. A
    letter that came in is found by its sender's number too.
    """
    numbers = _written(typed)
    found = [_matter(one) for one in by_number(typed, by=by) if not one.destroyed_under]
    letters = visible_letters(by).filter(_called(numbers, "number"), erased_at=None)
    found += [_letter(one) for one in letters.order_by("-pk")[:MOST_FOUND]]
    of_sender = Q(line__paper_number__in=[number for number, _year in numbers]) & ~Q(line__paper_number="")
    found += _entries(_called(numbers, "text") | of_sender, by)
    row = plain(typed).removeprefix("แยกไว้").strip()
    if row.isdecimal() and len(row) < 19:
        found += [_item(one) for one in visible_items(by).filter(pk=int(row), state=ASIDE, erased_at=None)]
    return found + _of_duties(typed)


def _of_duties(typed: str) -> list[Thing]:
    """Return what a duty keeps under the name by which lists call it: its kind and its number."""
    words, _space, number = plain(typed).strip().rpartition(" ")
    if not (number.isdecimal() and len(number) < 19):
        return []
    refs = [Ref(kind, int(number)) for kind, one in kept_kinds().items() if words in {one.label, _(one.label)}]
    return [one for one in map(_of_duty, refs) if one]


def _of_duty(ref: Ref) -> Thing | None:
    kept = kept_kinds()[ref.kind]
    row = kept.model._default_manager.filter(pk=ref.row).first()
    return Thing(ref, name_of(row), kept.subject(row), None) if row else None


def may_be_more(found: Sequence[Thing]) -> bool:
    """Say whether so many were found of one kind that there may be older ones that are not among them."""
    return max(Counter(one.ref.kind for one in found).values(), default=0) >= MOST_FOUND


def _written(typed: str) -> list[tuple[str, int | None]]:
    """Return the numbers that someone may mean, as they are stored, each with its year where that was said."""
    typed = NAME_OF_REGISTER.sub("", typed)
    given: list[tuple[str, int | None]] = [(typed, None)]
    if of_year := OF_A_YEAR.fullmatch(plain(typed).strip()):
        given.append((of_year["number"], int(of_year["year"])))
    return [(_stored(number), year) for number, year in given]


def _stored(number: str) -> str:
    try:
        return parse_letter_number(number).text
    except BadLetterNumber:
        return plain(number).strip()


def _called(numbers: list[tuple[str, int | None]], column: str) -> Q:
    called = Q(pk=None)
    for number, year in numbers:
        called |= Q(**{column: number}) & (Q(year=year) if year else Q())
    return called


def _matter(one: Matter) -> Thing:
    day = one.closed_at or one.received_at
    return Thing(Ref(MATTER, one.pk), name_of(one), one.subject, legal_date(day), one.secrecy, one.restricted)


def _letter(one: Letter) -> Thing:
    return Thing(Ref(LETTER, one.pk), name_of(one), one.subject, one.on)


def _entries(called: Q, by: Actor) -> list[Thing]:
    """Return entries of papers; of one that belongs to what the viewer may not see, its number alone."""
    if by.authority is None:
        return []
    found = list(entries(by.authority).filter(called, ref=PAPER).order_by("-pk")[:MOST_FOUND])
    columns = particulars(found, by)
    return [_entry(one, "" if columns[one.pk].hidden else columns[one.pk].subject) for one in found]


def _entry(one: RegisterEntry, subject: str) -> Thing:
    return Thing(Ref(ENTRY, one.pk), name_of(one), subject or _("ไม่แสดงชื่อเรื่อง"), one.on_date)


def _item(one: Incoming) -> Thing:
    return Thing(Ref(ITEM, one.pk), name_of(one), subject_of(one), one.received_on)


def thing(ref: Ref, by: Actor) -> Thing | None:
    """Return one thing that someone may see; None where it was destroyed, or is not theirs to see."""
    if ref.kind in kept_kinds():
        return _of_duty(ref)
    if ref.kind == MATTER:
        matter = visible(by).filter(pk=ref.row, destroyed_under="").first()
        return _matter(matter) if matter else None
    if ref.kind == LETTER:
        letter = visible_letters(by).filter(pk=ref.row, erased_at=None).first()
        return _letter(letter) if letter else None
    if ref.kind == ITEM:
        item = visible_items(by).filter(pk=ref.row, erased_at=None).first()
        return _item(item) if item else None
    return next(iter(_entries(Q(pk=ref.row), by)), None)
