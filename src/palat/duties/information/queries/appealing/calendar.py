"""The calendar of sittings: what someone may see of it, what stands on each list, and a member's own feed."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from palat.duties.information.models import Branch, Called, Feed, Hearing, Panelist, Sitting
from palat.duties.information.procedure.appeal_words import EXCUSED, HEARING_STATES
from palat.duties.information.queries.appealing.listing import MEMBER, appeals_seen, sits, unit_of_branch
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history.queries import events_of
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.queries import actor_names, authority_of_official
from palat.kernel.pages.language import name_of

KEPT_DAYS = 60  # how long a sitting that is over stays in a member's feed


def own_branches(by: Actor) -> list[int]:
    """Return the branches in which someone sits today."""
    places = by.authority.places() if by.authority else ()
    units = {unit for role, unit, _agency in places if role == MEMBER}
    return [one.pk for one in Branch.objects.all() if unit_of_branch(one) in units]


def sittings_seen(by: Actor) -> QuerySet[Sitting]:
    """Return the sittings that someone may see: a member those of the own branch, the secretariat all."""
    found = Sitting.objects.select_related("branch")
    return found.filter(branch__in=own_branches(by)) if sits(by) else found


@dataclass(frozen=True)
class Day:
    """A day of the calendar with its sittings."""

    day: date
    sittings: list[tuple[Sitting, str, int]]


def agenda(by: Actor, *, now: datetime, past: bool, branch: str = "") -> list[Day]:
    """Return the days with sittings, to come or gone by, each sitting with its branch and how many appeals it hears."""
    seen = sittings_seen(by)
    seen = seen.filter(branch__code=branch) if branch else seen
    rows = seen.filter(starts_at__lt=now).order_by("-starts_at") if past else seen.filter(starts_at__gte=now)
    found = list(rows[:100] if past else rows.order_by("starts_at")[:100])
    heard = Hearing.objects.filter(sitting__in=found).exclude(state="put_off")
    counted: dict[int, int] = defaultdict(int)
    for number in heard.values_list("sitting", flat=True):
        counted[number] += 1
    days: dict[date, list[tuple[Sitting, str, int]]] = defaultdict(list)
    for one in found:
        days[legal_date(one.starts_at)].append((one, name_of(one.branch), counted[one.pk]))
    return [Day(day, rows) for day, rows in days.items()]


@dataclass(frozen=True)
class Line:
    """A change of a sitting: what, by whom, and when the sitting then was to be."""

    at: datetime
    what: str
    who: str
    starts_at: datetime
    why: str


@dataclass(frozen=True)
class OnList:
    """An appeal on the list of a sitting."""

    code: str
    number: str
    subject: str
    state: str


def list_of(sitting: Sitting, by: Actor) -> list[OnList]:
    """Return the appeals on a sitting's list that someone may see."""
    labels = dict(HEARING_STATES)
    hearings = dict(Hearing.objects.filter(sitting=sitting).values_list("appeal", "state"))
    return [
        OnList(one.code, one.number, one.subject, _(labels[hearings[one.pk]]))
        for one in appeals_seen(by).filter(pk__in=list(hearings)).order_by("received_at", "pk")
    ]


CHANGES = {
    "sitting_arranged": gettext_noop("นัดประชุม"),
    "sitting_moved": gettext_noop("ย้ายการประชุม"),
    "sitting_cancelled": gettext_noop("ยกเลิกการประชุม"),
}


def history_of(sitting: Sitting) -> list[Line]:
    """Return what became of a sitting and by whom, newest first."""
    told = events_of(f"information:sitting:{sitting.pk}")
    names = actor_names(one.actor for one in told)
    return [
        Line(
            one.at,
            _(CHANGES.get(one.kind, one.kind)),
            names.get(one.actor, ""),
            datetime.fromisoformat(one.facts["starts_at"]),
            str(one.body.get("words", "")),
        )
        for one in reversed(told)
    ]


def digest_of(token: str) -> bytes:
    """Return the digest by which a feed's token is kept."""
    return hashlib.sha256(token.encode()).digest()


def official_of_feed(token: str) -> int | None:
    """Return whose feed a token opens, or None."""
    return Feed.objects.filter(digest=digest_of(token)).values_list("official_id", flat=True).first()


def has_feed(official_id: int | None) -> bool:
    """Say whether a member has a calendar address."""
    return Feed.objects.filter(pk=official_id or 0).exists()


@dataclass(frozen=True)
class Entry:
    """A sitting in a member's feed: when, where, which branch, which appeals by their register numbers; no subject."""

    pk: int
    starts_at: datetime
    branch: str
    place: str
    numbers: Sequence[str]
    cancelled: bool
    changed: int
    called: int  # how many persons are called to be heard on what the member sits on


def feed_of(official_id: int, now: datetime) -> list[Entry]:
    """Return the sittings of a member's branches, from some weeks ago on; nothing once the term is over."""
    authority = authority_of_official(official_id, on=legal_date(now))
    branches = own_branches(Actor("official", authority))
    since = now - timedelta(days=KEPT_DAYS)
    found = list(
        Sitting.objects.filter(branch__in=branches, starts_at__gte=since).select_related("branch").order_by("starts_at")
    )
    mine = Panelist.objects.filter(official=official_id, left_at=None).values("appeal")
    heard = Hearing.objects.filter(sitting__in=found, appeal__in=mine).exclude(state="put_off")
    numbers: dict[int, list[str]] = defaultdict(list)
    for sitting_id, number in heard.values_list("sitting", "appeal__matter__number"):
        numbers[sitting_id].append(number)
    expected = Called.objects.filter(hearing__in=heard).exclude(state=EXCUSED)
    called = Counter(expected.values_list("hearing__sitting", flat=True))
    return [
        Entry(
            one.pk,
            one.starts_at,
            one.branch.name_th,
            one.place,
            sorted(numbers[one.pk]),
            one.state == "cancelled",
            one.changed,
            called[one.pk],
        )
        for one in found
    ]
