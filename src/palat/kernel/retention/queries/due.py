"""What may be put on a list: things whose time of keeping was over by the end of a year; nothing holds them back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from django.db.models import DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from palat.kernel.calendar.counting import add_months, legal_date
from palat.kernel.calendar.queries import LimitRow
from palat.kernel.incoming.queries.items import visible_items
from palat.kernel.letters.queries import visible_letters
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.visibility import visible
from palat.kernel.registers.models import RegisterEntry
from palat.kernel.registers.procedure import BUDDHIST_ERA
from palat.kernel.registers.queries import entries
from palat.kernel.retention.models import Item
from palat.kernel.retention.procedure import (
    DESTROYED,
    DROPPED,
    ENTRY,
    ITEM,
    KEPT_FOREVER,
    LETTER,
    MATTER,
    OPEN,
    Ref,
)
from palat.kernel.retention.queries.holding import held
from palat.kernel.retention.queries.schedule import schedule
from palat.kernel.retention.queries.things import model_of, name_of
from palat.kernel.retention.queries.whole import whole
from palat.kernel.retention.registry import kept_kinds

MONTHS = "months"


@dataclass(frozen=True)
class Due:
    """A thing that may be listed: how it is called, from which day it was kept, when that was over, by which limit."""

    ref: Ref
    number: str
    dated: date
    due_on: date
    law: LimitRow
    secrecy: int = 0
    restricted: str = ""


def year_end(year: int) -> date:
    """Return the last day of a calendar year of the Buddhist Era."""
    return date(year - BUDDHIST_ERA, 12, 31)


def is_over(law: LimitRow, dated: date, by: date) -> bool:
    """Say whether the time of keeping of a thing of that day was over by another day."""
    return last_kept(law, dated) <= by


def last_kept(law: LimitRow, dated: date) -> date:
    """Return the last day on which a thing is kept."""
    return add_months(dated, law.amount)


def due_by(year: int, by: Actor, *, most: int) -> list[Due]:
    """Return what may be put on a list of a year, oldest first within each kind, as far as someone may see it."""
    end = year_end(year)
    laws: dict[str, dict[str, LimitRow]] = {kind: {} for kind in _sources()}
    for rule in schedule(on=end):
        if rule.law.unit == MONTHS:
            laws[rule.kind][rule.of] = rule.law
    return list(islice((one for kind in _sources() for one in _due(kind, laws[kind], end, by)), most))


def count_due(year: int, by: Actor, *, most: int) -> int:
    """Return how many things may be put on a list of a year; no more than `most` are counted."""
    return len(due_by(year, by, most=most))


@dataclass(frozen=True)
class _Source:
    """Where things of a kind come from, which of their fields rules speak of, and from which day they are kept."""

    things: Callable[[Actor], QuerySet[Any]]
    of: Any
    since: str


def _entries(by: Actor) -> QuerySet[RegisterEntry]:
    return entries(by.authority) if by.authority else RegisterEntry.objects.none()


_OWN = {
    MATTER: _Source(visible, F("procedure"), "closed_at"),
    LETTER: _Source(visible_letters, F("form"), "on"),
    ENTRY: _Source(_entries, F("register__kind"), "on_date"),
    ITEM: _Source(visible_items, F("aside"), "received_on"),  # what was set aside for a reason: from when it came
}


def _sources() -> dict[str, _Source]:
    """Return the sources of every kind; what duties keep besides is no secret from whoever draws up lists."""
    kept = {
        kind: _Source(lambda _by, one=one: one.model._default_manager.all(), Value(kind), one.since)  # type: ignore[misc]
        for kind, one in kept_kinds().items()
    }
    return {**_OWN, **kept}


def _latest_day(law: LimitRow, end: date) -> date:
    """Return the last day from which the time of keeping was over by the end: the true one or some days later."""
    return add_months(end, -law.amount)


def _moment_after(day: date) -> datetime:
    return datetime.combine(day, time.max, tzinfo=timezone.get_default_timezone())


def _free(kind: str, end: date) -> Q:
    """Return the condition that a thing may be listed: it is whole, and nothing holds it back.

    No hold on anything of it, no open list, not destroyed, not kept longer.
    """
    listed = Item.objects.filter(kind=kind, row=OuterRef("pk"), taken_off_at=None).exclude(on_list__state=DROPPED)
    back = Q(on_list__state__in=OPEN) | Q(outcome__in=(DESTROYED, KEPT_FOREVER)) | Q(keep_until__gt=end)
    return whole(kind) & ~held(kind) & ~Q(Exists(listed.filter(back)))


def _due(kind: str, laws: dict[str, LimitRow], end: date, by: Actor) -> Iterator[Due]:
    """Yield what is due of a kind, asked at once for all its rules."""
    source = _sources()[kind]
    is_moment = isinstance(model_of(kind)._meta.get_field(source.since), DateTimeField)
    old = Q()
    for of, law in laws.items():
        day = _latest_day(law, end)
        old |= Q(**{"rule_of": of, f"{source.since}__lte": _moment_after(day) if is_moment else day})
    if not laws:
        return
    found = source.things(by).annotate(rule_of=source.of).filter(old & _free(kind, end))
    for one in found.order_by(source.since, "pk").iterator():
        since = getattr(one, source.since)
        dated = legal_date(since) if isinstance(since, datetime) else since
        law = laws[one.rule_of]
        if is_over(law, dated, end):
            guarded = (one.secrecy, one.restricted) if kind == MATTER else (0, "")
            yield Due(Ref(kind, one.pk), name_of(one), dated, last_kept(law, dated), law, *guarded)
