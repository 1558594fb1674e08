"""What may be put on a list: things whose time of keeping was over by the end of a year; nothing holds them back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from palat.kernel.calendar.counting import add_months, legal_date
from palat.kernel.calendar.queries import LimitRow
from palat.kernel.incoming.queries.items import visible_items
from palat.kernel.letters.queries import visible_letters
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.visibility import visible
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
from palat.kernel.retention.queries.schedule import Rule, schedule
from palat.kernel.retention.queries.things import name_of
from palat.kernel.retention.queries.whole import whole

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
    found = (one for rule in schedule(on=end) if rule.law.unit == MONTHS for one in _due(rule, end, by))
    return list(islice(found, most))


def count_due(year: int, by: Actor, *, most: int) -> int:
    """Return how many things may be put on a list of a year; no more than `most` are counted."""
    return len(due_by(year, by, most=most))


def _due(rule: Rule, end: date, by: Actor) -> Iterator[Due]:
    return {MATTER: _matters, LETTER: _letters, ENTRY: _entries, ITEM: _items}[rule.kind](rule, end, by)


def _latest_day(rule: Rule, end: date) -> date:
    """Return the last day from which the time of keeping was over by the end: the true one or some days later."""
    return add_months(end, -rule.law.amount)


def _moment_after(day: date) -> datetime:
    return datetime.combine(day, time.max, tzinfo=timezone.get_default_timezone())


def _free(kind: str, end: date) -> Q:
    """Return the condition that a thing may be listed: it is whole, and nothing holds it back.

    No hold on anything of it, no open list, not destroyed, not kept longer.
    """
    listed = Item.objects.filter(kind=kind, row=OuterRef("pk"), taken_off_at=None).exclude(on_list__state=DROPPED)
    back = Q(on_list__state__in=OPEN) | Q(outcome__in=(DESTROYED, KEPT_FOREVER)) | Q(keep_until__gt=end)
    return whole(kind) & ~held(kind) & ~Q(Exists(listed.filter(back)))


def _matters(rule: Rule, end: date, by: Actor) -> Iterator[Due]:
    ended = visible(by).filter(procedure=rule.of, closed_at__lte=_moment_after(_latest_day(rule, end)))
    for one in ended.filter(_free(MATTER, end)).order_by("closed_at", "pk").iterator():
        if one.closed_at is None:
            continue
        dated = legal_date(one.closed_at)
        if is_over(rule.law, dated, end):
            yield Due(
                Ref(MATTER, one.pk),
                name_of(one),
                dated,
                last_kept(rule.law, dated),
                rule.law,
                one.secrecy,
                one.restricted,
            )


def _letters(rule: Rule, end: date, by: Actor) -> Iterator[Due]:
    old = visible_letters(by).filter(form=rule.of, on__lte=_latest_day(rule, end))
    for one in old.filter(_free(LETTER, end)).order_by("on", "pk").iterator():
        if one.on and is_over(rule.law, one.on, end):
            yield Due(Ref(LETTER, one.pk), name_of(one), one.on, last_kept(rule.law, one.on), rule.law)


def _entries(rule: Rule, end: date, by: Actor) -> Iterator[Due]:
    if by.authority is None:
        return
    old = entries(by.authority).filter(register__kind=rule.of, on_date__lte=_latest_day(rule, end))
    for one in old.filter(_free(ENTRY, end)).order_by("on_date", "pk").iterator():
        if is_over(rule.law, one.on_date, end):
            yield Due(Ref(ENTRY, one.pk), name_of(one), one.on_date, last_kept(rule.law, one.on_date), rule.law)


def _items(rule: Rule, end: date, by: Actor) -> Iterator[Due]:
    """Yield what was set aside for a reason: kept from the day on which it came."""
    old = visible_items(by).filter(aside=rule.of, received_on__lte=_latest_day(rule, end))
    for one in old.filter(_free(ITEM, end)).order_by("received_on", "pk").iterator():
        if is_over(rule.law, one.received_on, end):
            yield Due(Ref(ITEM, one.pk), name_of(one), one.received_on, last_kept(rule.law, one.received_on), rule.law)
