"""What stands beside the telephone, as it holds today: knowledge, numbers, who is on duty where."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from palat.duties.petitions.models import Duty, EmergencyNumber, Knowledge
from palat.duties.petitions.queries.catalogue import in_force
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import calendar_around

MOST_PAGES = 8


@dataclass(frozen=True)
class Block:
    """A part of a page's text: a heading, a paragraph, or a list (ordered or not)."""

    kind: str  # heading | paragraph | list | steps
    lines: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """Take a plain text apart: `# ` a heading, `- ` a list, `1. ` steps, all else paragraphs."""
    found: list[Block] = []
    for part in text.replace("\r\n", "\n").split("\n\n"):
        run: list[tuple[str, str]] = [_line(line) for line in part.split("\n") if line.strip()]
        while run:
            kind = run[0][0]
            count = next((place for place, one in enumerate(run) if one[0] != kind), len(run))
            found.append(Block(kind, tuple(words for _kind, words in run[:count])))
            run = run[count:]
    return found


def _line(line: str) -> tuple[str, str]:
    line = line.strip()
    if line.startswith("# "):
        return "heading", line[2:].strip()
    if line.startswith(("- ", "• ")):
        return "list", line[2:].strip()
    number, dot, rest = line.partition(". ")
    if dot and number.isdecimal():
        return "steps", rest.strip()
    return "paragraph", line


@dataclass(frozen=True)
class Page:
    """A page of knowledge as it is shown beside a form."""

    id: int
    kind: str
    title: str
    blocks: list[Block]
    provisional: bool


def pages_on(day: date) -> QuerySet[Knowledge]:
    """Return the pages that hold on a day."""
    return Knowledge.objects.filter(in_force(day))


def beside(*, day: date, kind: str = "", category: str = "", words: str = "") -> list[Page]:
    """Return the pages to show beside a form: those of the kind and category chosen, scripts first.

    With words typed, whatever holds all of them, in title or text.
    """
    found = pages_on(day)
    if words.strip():
        found = found.filter(holding(words))
    else:
        about = Q(contact_kind="", category=None, kind="script")
        if kind:
            about |= Q(contact_kind=kind, category=None)
        if category:
            about |= Q(category=category) | Q(category=category.split(".")[0])
        found = found.filter(about)
    nearest = Case(
        When(category_id=category or "-", then=Value(0)),
        When(contact_kind=kind or "-", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    scripts_first = Case(When(kind="script", then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = found.order_by(nearest, scripts_first, "pk")[:MOST_PAGES]
    return [Page(row.pk, row.kind, row.title, blocks(row.body), row.mark != "verified") for row in rows]


def holding(words: str) -> Q:
    """Return the condition that a page holds every one of the words typed."""
    either = Q()
    for word in words.split()[:8]:
        either &= Q(title__icontains=word) | Q(body__icontains=word)
    return either


def emergency_numbers(day: date) -> list[EmergencyNumber]:
    """Return the numbers to give at once, those for danger to life first."""
    return list(EmergencyNumber.objects.filter(in_force(day)).order_by("-life", "order", "pk"))


def duty_rows() -> QuerySet[Duty]:
    """Return all lines of the duty roster, with their agencies."""
    return Duty.objects.select_related("agency")


def on_duty(at: datetime, *, words: str = "", agency_id: int | None = None) -> list[Duty]:
    """Return who answers the telephone at a moment, by agency; lines for one day stand before the usual ones."""
    local = timezone.localtime(at)
    day, clock = legal_date(at), local.time()
    usual = "working" if calendar_around(day).is_working(day) else "off"
    found = duty_rows().filter(in_force(day)).filter(Q(on_day=day) | Q(on_day=None, days__in=["all", usual]))
    if agency_id is not None:
        found = found.filter(agency_id=agency_id)
    for word in words.split()[:8]:
        found = found.filter(
            Q(agency__name_th__icontains=word) | Q(agency__abbreviation__icontains=word) | Q(answers__icontains=word)
        )
    answering = [
        one for one in found.order_by("agency__sort_key", "pk")[:500] if is_between(clock, one.begins, one.ends)
    ]
    special = {one.agency_id for one in answering if one.on_day}
    return [one for one in answering if one.on_day or one.agency_id not in special]


def is_between(clock: time, begins: time, ends: time) -> bool:
    """Say whether a time of day lies within hours that may go on past midnight; equal ends mean all day."""
    if begins < ends:
        return begins <= clock < ends
    return begins == ends or clock >= begins or clock < ends
