"""What came in, as far as someone may see it: the registry's box, what units were given, copies for information."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import BigIntegerField, Exists, Max, Min, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from palat.kernel.history.queries import events_of
from palat.kernel.incoming.models import Copy, Item, ItemFile, Original, Scan
from palat.kernel.incoming.procedure import ENTERED, WAITING, Suggestion
from palat.kernel.incoming.suggesting import codes_in, numbers_in, suggest
from palat.kernel.letters.models import Letter, LetterMatter
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter
from palat.kernel.matters.queries.finding import by_number
from palat.kernel.matters.queries.visibility import is_named, sees, visible
from palat.kernel.organisation.agency_queries import agency_names
from palat.kernel.organisation.kept import kept
from palat.kernel.organisation.kept_statements import counts_for
from palat.kernel.organisation.procedure import Authority
from palat.kernel.organisation.queries import units_below
from palat.kernel.registers.models import Register, RegisterLine
from palat.kernel.registers.procedure import KEEPERS, reads_registers
from palat.kernel.registers.queries import NoRegister, kept_by, lines_of, open_on

AS_THEY_LIE = ("came_at", "lies", "place", "id")  # `lies`: the scan, or the thing itself where it is of none
MOST_MATTERS = 5
MOST_TOLD = 1_000  # more are not counted on the page of work
CLERKS = frozenset(KEEPERS.values())
LEAST_NAME = 6  # letters; abbreviations stand in too many other words


class NotVisible(Exception):
    """There is no such thing for this person: never said which of the two it is."""


def boxes(authority: Authority, *, on: date) -> QuerySet[Register]:
    """Return the registers of incoming letters that someone keeps and that give numbers on a day, open ones first."""
    return Register.objects.filter(open_on(on), kind="letter_in", code__in=kept_by(authority)).order_by(
        "secret", "code"
    )


def secret_box(register: Register, *, on: date) -> Register | None:
    """Return the register of classified letters of the same office, or the Office's first."""
    found = Register.objects.filter(open_on(on), kind="letter_in", secret=True).order_by("code")
    return found.filter(office=register.office).first() or found.first()


def visible_items(by: Actor) -> QuerySet[Item]:
    """Return what came in, as far as someone may see it.

    Its keeper sees a register's whole box, except of matters that name the keeper. Others see what was entered in an
    open register and given to their unit, or a unit below it, or of which that unit got a copy, and what belongs to a
    matter that they may open.
    """
    if by.authority is None:
        return Item.objects.none()
    seen = Q(register__in=kept_by(by.authority)) & ~Q(is_named(by.authority, "matter_id"))
    units = {below for unit in by.authority.unit_ids() for below in units_below(unit)}
    if units and reads_registers(by.authority):
        copied = Copy.objects.filter(item=OuterRef("pk"), unit__in=units)
        given = Q(unit__in=units) | Q(Exists(copied))
        hidden = Q(matter__isnull=False) & ~Q(sees(by, "matter_id"))
        seen |= Q(state=ENTERED, register__secret=False) & given & ~hidden
    seen |= Q(sees(by, "matter_id"), state=ENTERED, register__secret=False)
    return Item.objects.filter(seen)


def item_for(number: int, by: Actor) -> Item:
    """Return one thing that someone may see, with its files. Raises: NotVisible."""
    found = (
        visible_items(by)
        .filter(pk=number)
        .select_related("register", "scan", "matter", "unit", "person", "entered_by")
        .prefetch_related(Prefetch("files", ItemFile.objects.order_by("place").select_related("file")))
        .first()
    )
    if found is None:
        raise NotVisible(number)
    return found


def waiting(authority: Authority) -> QuerySet[Item]:
    """Return what waits to be entered by someone, as the pile lies: the earliest first, scans and pages in their order.

    Scans are read at the same time, and what is read first is no sign of where it lay.
    """
    lies = Coalesce("scan_id", "id", output_field=BigIntegerField())
    found = Item.objects.filter(register__in=kept_by(authority), state=WAITING)
    return found.annotate(lies=lies).order_by(*AS_THEY_LIE)


def morning(by: Actor) -> tuple[int, int]:
    """Return what waits for someone today: letters to be entered by a keeper, letters given to a unit and not taken."""
    if by.authority is None:
        return 0, 0
    authority = by.authority

    def asked() -> list[QuerySet[Item]]:
        to_enter = waiting(authority) if authority.roles() & CLERKS else Item.objects.none()
        return [to_enter, of_my_units(by).filter(unit__in=_units_of(by), taken_at=None)]

    to_enter, to_take = counts_for(authority, ("incoming", *kept_by(authority)), asked, most=MOST_TOLD)
    return to_enter, to_take


def _units_of(by: Actor) -> set[int]:
    return set(by.authority.unit_ids()) if by.authority else set()


def of_scan(scan_id: int) -> list[Item]:
    """Return the things that a scan was split into, in their order."""
    return list(Item.objects.filter(scan_id=scan_id).order_by("place"))


def open_scans(authority: Authority) -> QuerySet[Scan]:
    """Return the scans of someone's registers that are being read, or could not be."""
    return Scan.objects.filter(register__in=kept_by(authority)).exclude(state="done").order_by("id")


def next_waiting(authority: Authority, *, after: int) -> Item | None:
    """Return what is to be entered next after a thing, from the beginning where that was the last."""
    left = waiting(authority).exclude(pk=after)
    item = Item.objects.filter(pk=after).first()
    if item is None:
        return left.first()
    of_scan = Q(lies__gt=item.scan_id or item.pk) | Q(lies=item.scan_id or item.pk, place__gt=item.place)
    beyond = Q(came_at__gt=item.came_at) | Q(of_scan, came_at=item.came_at)
    return left.filter(beyond).first() or left.first()


def suggestion_for(item: Item) -> Suggestion:
    """Return what the words of a thing seem to say; of an e-mail its subject and the agency that wrote."""
    found = suggest(item.text, agencies=_agencies())
    if item.told:
        return as_told(item.told, found)
    if item.channel != "email":
        return found
    said = {name: getattr(found, name) for name in vars(found)}
    said["subject"] = item.subject[:300] or found.subject
    said["sender"] = item.sender or found.sender
    said["codes"] = tuple(dict.fromkeys([*codes_in(item.subject), *found.codes]))
    return Suggestion(**said)


def as_told(told: Mapping[str, Any], read: Suggestion) -> Suggestion:
    """Return what the sender said of a letter by the exchange, and what was read in its paper beside it."""
    said = {name: getattr(read, name) for name in vars(read)}
    for name in ("paper_number", "subject", "sender", "addressee", "urgency", "secrecy"):
        said[name] = str(told.get(name) or "") or said[name]
    if told.get("paper_date"):
        said["paper_date"] = date.fromisoformat(told["paper_date"])
    numbers = [number for words in told.get("references", ()) for number in numbers_in(str(words))]
    said["references"] = tuple(dict.fromkeys([*numbers, *read.references]))
    return Suggestion(**said)


def _agencies() -> list[str]:
    return kept(("agencies in letters",), lambda: [one for one in agency_names() if len(one) >= LEAST_NAME])


@dataclass(frozen=True)
class Offered:
    """A matter that a thing may belong to, and why it is offered."""

    matter: Matter
    because: str


def offered_matters(item: Item, found: Suggestion, by: Actor) -> list[Offered]:
    """Return the matters that the words name: by our codes, or by the number of a letter of ours that they refer to."""
    offered: dict[int, Offered] = {}
    for code in found.codes:
        for matter in by_number(code, by=by):
            offered.setdefault(matter.pk, Offered(matter, code))
    for number, matter in _by_letters((*found.references, *numbers_in(item.subject)), by):
        offered.setdefault(matter.pk, Offered(matter, number))
    return list(offered.values())[:MOST_MATTERS]


def _by_letters(numbers: Sequence[str], by: Actor) -> list[tuple[str, Matter]]:
    """Return the matters of our own letters of these numbers, which the viewer may open."""
    if not numbers:
        return []
    letters = dict(Letter.objects.filter(number__in=numbers).order_by("pk").values_list("pk", "number"))
    about = LetterMatter.objects.filter(letter__in=letters).values_list("letter", "matter")
    seen = {one.pk: one for one in visible(by).filter(pk__in=[matter for _letter, matter in about])}
    return [(letters[letter], seen[matter]) for letter, matter in about if matter in seen]


def mail_box(*, on: date) -> Register:
    """Return the register in whose box e-mail lands: the set one, else the first open one. Raises: NoRegister."""
    found = Register.objects.filter(open_on(on), kind="letter_in", secret=False).order_by("code")
    chosen = found.filter(code=settings.IMAP_REGISTER).first() or found.first()
    if chosen is None:
        raise NoRegister("letter_in")
    return chosen


def of_my_units(by: Actor) -> QuerySet[Item]:
    """Return what was given to someone's units, and the copies for information that they got."""
    units = {below for unit in (by.authority.unit_ids() if by.authority else ()) for below in units_below(unit)}
    copied = Copy.objects.filter(item=OuterRef("pk"), unit__in=units)
    return visible_items(by).filter(Q(unit__in=units) | Q(Exists(copied)), state=ENTERED)


def in_custody(by: Actor) -> QuerySet[Item]:
    """Return what has an original still in the Office's custody, as far as someone may see it."""
    kept = Original.objects.filter(item=OuterRef("pk"), returned_at=None)
    return visible_items(by).filter(Exists(kept))


def lines_beside(items: Sequence[Item]) -> dict[int, RegisterLine]:
    """Return the lines of the register of those things that were entered, in one statement."""
    numbers = {(one.register_id, one.year, one.running): one.pk for one in items if one.year and one.running}
    found = lines_of([(code, year or 0, running or 0) for code, year, running in numbers]) if numbers else {}
    return {numbers[number]: line for number, line in found.items()}


def with_words(rows: QuerySet[Item], typed: str) -> QuerySet[Item]:
    """Narrow things to those that hold some words: in the register's line, an e-mail's head, what was read."""
    words = typed.strip()
    line = RegisterLine.objects.filter(
        Q(subject__icontains=words) | Q(sender__icontains=words) | Q(paper_number__icontains=words),
        entry__register=OuterRef("register"),
        entry__year=OuterRef("year"),
        entry__running=OuterRef("running"),
    )
    own = Q(subject__icontains=words) | Q(sender__icontains=words) | Q(summary__icontains=words)
    return rows.filter(own | Q(text__icontains=words) | Q(Exists(line)))


def line_of(item: Item) -> RegisterLine | None:
    """Return the line of the register in which a thing was entered."""
    return lines_beside([item]).get(item.pk)


def entered_between(by: Actor, *, register: str, year: int, first: int, last: int) -> QuerySet[Item]:
    """Return what was entered under some numbers of a register, as far as someone may see it, in their order."""
    found = visible_items(by).filter(register=register, year=year, running__range=(first, last))
    return found.select_related("register").order_by("running")


def entered_on(register: str, day: date) -> tuple[int, int] | None:
    """Return the first and last number that things of a day got in a register, if there were any."""
    begin = datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())
    found = Item.objects.filter(register=register, entered_at__gte=begin, entered_at__lt=begin + timedelta(days=1))
    span = found.aggregate(first=Min("running"), last=Max("running"))
    return (span["first"], span["last"]) if span["first"] else None


def under_number(register: str, year: int, running: int) -> int | None:
    """Return which thing was entered under a number, whoever asks."""
    found = Item.objects.filter(register=register, year=year, running=running)
    return found.values_list("pk", flat=True).first()


def entered_letter(number: int, by: Actor) -> Item:
    """Return an entered letter that belongs to no matter yet, so that one may be begun from it. Raises: NotVisible."""
    found = item_for(number, by)
    if found.state != ENTERED or found.matter_id is not None:
        raise NotVisible(number)
    return found


def files_of_letter(item: Item | None) -> tuple[tuple[int, str], ...]:
    """Return the stored files of a letter with their names, for the matter that is begun from it."""
    files = item.files.all() if item else ()
    return tuple((one.file_id, one.name) for one in files if one.file_id)


def void_number_of(item_id: int) -> tuple[str, int, int] | None:
    """Return the register, year and number under which a thing that waits was entered before its number was void."""
    told = [one.facts for one in events_of(f"incoming:{item_id}") if one.kind == "item_number_voided"]
    return (told[-1]["register"], told[-1]["year"], told[-1]["running"]) if told else None
