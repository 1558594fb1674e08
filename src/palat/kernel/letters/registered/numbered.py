"""Finding papers by a number that somebody has at hand: of a letter of ours, of its sender's, of its receipt here."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from palat.kernel.letters.models import Letter
from palat.kernel.letters.queries import visible_letters
from palat.kernel.letters.registered.carried import particulars
from palat.kernel.matters.authority import Actor
from palat.kernel.pages.language import name_of
from palat.kernel.registers.letter_numbers import BadLetterNumber, LetterNumber, parse_letter_number
from palat.kernel.registers.models import RegisterEntry
from palat.kernel.registers.procedure import BUDDHIST_ERA, PAPER, dated_number, plain
from palat.kernel.registers.queries import entries

MOST = 10  # of each kind, the newest
YEARS_BACK = 30  # our letters are found by number and year together, as they are indexed
OF_RECEIPT = re.compile(
    r"(?P<said>(?:เลข)?(?:ที่|ทะเบียน)?\s*(?:รับ|ส่ง)?(?:ที่)?)\s*(?P<running>\d{1,7})(?:\s*/\s*(?P<year>2[4-6]\d\d))?"
)


@dataclass(frozen=True)
class FoundPaper:
    """A letter or an entry of a register that bears a number: how it is called, where it opens."""

    number: str
    subject: str
    register: str
    day: date | None
    url: str


def papers_called(typed: str, by: Actor, *, today: date) -> list[FoundPaper]:
    """Return the letters and entries that bear a number, as far as someone may read them, the newest first of each.

    A running number is one of a register only with its year, or where it is said that it is one (เลขรับ 6): this year's.
    """
    try:
        number = parse_letter_number(typed)
    except BadLetterNumber:
        return _entries(_of_receipt(typed, by, today), by)
    letters = [_letter(one) for one in _letters(number, by, today)]
    if by.authority is None:
        return letters
    lines = entries(by.authority).filter(line__paper_number=number.text).exclude(line__paper_number="")
    return [*letters, *_entries(lines, by)]


def _letters(number: LetterNumber, by: Actor, today: date) -> QuerySet[Letter]:
    this = today.year + BUDDHIST_ERA
    years = range(this - YEARS_BACK, this + 1)
    called = visible_letters(by).filter(year__in=years, running=number.running, number=number.text, erased_at=None)
    return called.order_by("-year", "-pk")[:MOST]


def _letter(one: Letter) -> FoundPaper:
    return FoundPaper(one.number, one.subject, "", one.on, reverse("letter", args=[one.pk]))


def _of_receipt(typed: str, by: Actor, today: date) -> QuerySet[RegisterEntry]:
    said = OF_RECEIPT.fullmatch(plain(typed).strip())
    if said is None or by.authority is None or not (said["year"] or said["said"].strip()):
        return RegisterEntry.objects.none()
    year = int(said["year"]) if said["year"] else today.year + BUDDHIST_ERA
    return entries(by.authority).filter(year=year, running=int(said["running"]))


def _entries(found: QuerySet[RegisterEntry], by: Actor) -> list[FoundPaper]:
    rows = list(found.filter(ref=PAPER).order_by("-pk")[:MOST])
    columns = particulars(rows, by)
    return [_entry(one, columns[one.pk].subject) for one in rows if not columns[one.pk].hidden]


def _entry(one: RegisterEntry, subject: str) -> FoundPaper:
    number = dated_number(one.text, running=one.running, year=one.year)
    url = reverse("register_entry", args=[one.register_id, one.year, one.running])
    return FoundPaper(number, subject, name_of(one.register), one.on_date, url)
