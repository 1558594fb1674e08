"""Contacts as far as someone may read them: lists, promises to call back, shifts and their figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Contact, Handover, HandoverItem, Shift
from palat.duties.petitions.procedure.contacts import CALLERS, READERS, TAKERS
from palat.duties.petitions.procedure.words import CHANNELS, KINDS, OUTCOMES
from palat.duties.petitions.queries.catalogue import in_force
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.matters.queries.visibility import sees, visible
from palat.kernel.pages.dates import display_date


def contacts_of(by: Actor) -> QuerySet[Contact]:
    """Return the contacts that someone may read: those one took oneself, and for readers all others
    that belong to no case or to one that they may open. What is hidden is not counted either."""
    roles = held_roles(by.authority)
    if not roles & (READERS | TAKERS):
        return Contact.objects.none()
    found = Contact.objects.select_related("taken_by", "matter", "call_back_by")
    if not roles & READERS:
        return found.filter(taken_by_id=by.official_id)
    return found.filter(Q(matter=None) | Q(sees(by, "matter_id")))


def may_open_case(contact: Contact, by: Actor) -> bool:
    """Say whether the case of a contact may be opened by who reads the contact."""
    return contact.matter_id is not None and visible(by).filter(pk=contact.matter_id).exists()


def promises(by: Actor) -> QuerySet[Contact]:
    """Return the open promises to call back, overdue first (they are the oldest)."""
    if not held_roles(by.authority) & (CALLERS | READERS):
        return Contact.objects.none()
    open_ones = Contact.objects.filter(call_back_at__isnull=False, called_back_at=None)
    return open_ones.select_related("call_back_by", "taken_by").annotate(tries=Count("attempts"))


def open_promises(by: Actor, at: datetime) -> tuple[int, int]:
    """Return how many promises are open, and how many of them overdue."""
    counted = promises(by).order_by().aggregate(all=Count("pk"), late=Count("pk", filter=Q(call_back_at__lt=at)))
    return counted["all"], counted["late"]


@dataclass(frozen=True)
class OnShift:
    """A shift on a certain day: from when to when."""

    shift: Shift
    begins_at: datetime
    ends_at: datetime

    @property
    def key(self) -> str:
        """How an address names it: the day it begins and its code."""
        return f"{timezone.localtime(self.begins_at):%Y-%m-%d}.{self.shift.code}"


def shifts_on(day: date) -> list[OnShift]:
    """Return the shifts that begin on a day, in their order."""
    return [_on(day, one) for one in Shift.objects.filter(in_force(day)).order_by("begins", "pk")]


def _on(day: date, shift: Shift) -> OnShift:
    zone = timezone.get_default_timezone()
    begins = datetime.combine(day, shift.begins, tzinfo=zone)
    ends = datetime.combine(day, shift.ends, tzinfo=zone)
    return OnShift(shift, begins, ends if ends > begins else ends + timedelta(days=1))


def shift_at(at: datetime) -> OnShift | None:
    """Return the shift that runs at a moment."""
    today = legal_date(at)
    around = [*shifts_on(today - timedelta(days=1)), *shifts_on(today)]
    return next((one for one in around if one.begins_at <= at < one.ends_at), None)


def shift_by_key(key: str) -> OnShift | None:
    """Return a shift by its name in an address, or None."""
    day, _dot, code = key.partition(".")
    try:
        found = shifts_on(date.fromisoformat(day))
    except ValueError:
        return None
    return next((one for one in found if one.shift.code == code), None)


def recent_shifts(at: datetime, *, days: int = 3) -> list[OnShift]:
    """Return the shifts of the last days up to now, newest first."""
    today = legal_date(at)
    found = [one for back in range(days) for one in shifts_on(today - timedelta(days=back))]
    return sorted((one for one in found if one.begins_at <= at), key=lambda one: one.begins_at, reverse=True)


def counts_between(begins_at: datetime, ends_at: datetime) -> dict[str, Any]:
    """Count contacts between two moments, in one statement each: by kind, outcome and channel, and promises made.

    Counts of the whole office, without anybody's name.
    """
    rows = Contact.objects.filter(at__gte=begins_at, at__lt=ends_at)
    total = rows.aggregate(
        all=Count("pk"),
        promised=Count("pk", filter=Q(call_back_at__isnull=False)),
        still_open=Count("pk", filter=Q(call_back_at__isnull=False, called_back_at=None)),
        failed=Count("pk", filter=Q(call_back_end="failed")),
    )
    return {
        **total,
        "kinds": _by(rows, "kind"),
        "outcomes": _by(rows, "outcome"),
        "channels": _by(rows, "channel"),
    }


def _by(rows: QuerySet[Contact], field: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(field).annotate(number=Count("pk")).values_list(field, "number"))


@dataclass(frozen=True)
class Line:
    """A line of a table of figures."""

    label: str
    numbers: list[int]
    heads: list[str]

    @property
    def cells(self) -> list[tuple[str, int]]:
        """Each number with the shift it belongs to."""
        return list(zip(self.heads, self.numbers, strict=True))


@dataclass(frozen=True)
class Figures:
    """Figures of several shifts beside each other, each group with its sum."""

    heads: list[str]
    groups: list[tuple[str, list[Line]]]


def figures_of(shifts: Iterable[OnShift]) -> Figures:
    """Return contacts per shift by kind, outcome and channel."""
    listed = list(shifts)
    heads = [f"{one.shift.name_th} {display_date(legal_date(one.begins_at))}" for one in listed]
    counts = [counts_between(one.begins_at, one.ends_at) for one in listed]

    def line(label: str, numbers: list[int]) -> Line:
        return Line(label, numbers, heads)

    def lines(group: str, labels: Iterable[tuple[str, str]]) -> list[Line]:
        found = [line(_(label), [one[group].get(code, 0) for one in counts]) for code, label in labels]
        return [one for one in found if any(one.numbers)]

    promised = [
        line(_("นัดติดต่อกลับ"), [one["promised"] for one in counts]),
        line(_("นัดที่ยังค้าง"), [one["still_open"] for one in counts]),
        line(_("นัดที่ติดต่อไม่สำเร็จ"), [one["failed"] for one in counts]),
    ]
    groups = [
        (_("รวม"), [line(_("การติดต่อทั้งหมด"), [one["all"] for one in counts])]),
        (_("ชนิดของการติดต่อ"), lines("kinds", KINDS)),
        (_("ผลของการติดต่อ"), lines("outcomes", OUTCOMES)),
        (_("ช่องทาง"), lines("channels", CHANNELS)),
        (_("นัดติดต่อกลับ"), promised),
    ]
    return Figures(heads, groups)


def counts_in_words(counts: dict[str, Any]) -> list[tuple[str, int]]:
    """Return the counts of a handover with their labels, what is nothing left out."""
    labelled = [
        *((_(label), counts.get("kinds", {}).get(code, 0)) for code, label in KINDS),
        (_("นัดติดต่อกลับ"), counts.get("promised", 0)),
        (_("นัดที่ยังค้าง"), counts.get("still_open", 0)),
    ]
    return [(label, number) for label, number in labelled if number]


def handovers() -> QuerySet[Handover]:
    """Return the handovers of shifts with who wrote and acknowledged them."""
    return Handover.objects.select_related("shift", "written_by", "acknowledged_by").annotate(
        open_items=Count("items", filter=Q(items__done_at=None))
    )


def open_items() -> QuerySet[HandoverItem]:
    """Return what earlier shifts left open, oldest first."""
    return HandoverItem.objects.filter(done_at=None).select_related("handover").order_by(F("handover__begins_at"), "pk")
