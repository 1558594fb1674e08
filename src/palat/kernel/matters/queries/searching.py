"""Searching matters by their words: numbers from the index, what one may see from `visible`.

What is rare is looked up in the index (GIN) and put in order; what is common is found by walking from the newest
on, since a page of it is never far. Which it is, the counts of words tell; both ways are bounded.
ADR: docs/adr/search-looks-up-the-rare-and-walks-to-the-common.md
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from palat.kernel.language.queries import index
from palat.kernel.language.searching import Sought
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter
from palat.kernel.matters.queries.visibility import reads_as_office, visible
from palat.kernel.organisation.procedure import ROLES, Authority
from palat.kernel.organisation.queries import units_below

PAGE = 20
RARE = 3_000  # up to so many documents are looked up and put in order
MOST = 5_000  # of more that match, so many of the newest are looked through
COUNTED = 1_000
STEPS = (100, 400, 2_000)  # how many of the newest are walked through before the index is asked
NEWEST, URGENT = "newest", "urgent"
ORDERS = {NEWEST: ("-received_at", "-pk"), URGENT: ("urgency", "received_at", "pk")}

Narrowing = Callable[[QuerySet[Matter]], QuerySet[Matter]]


@dataclass(frozen=True)
class FoundPage:
    """One page of what was found. `count` is None where there is more than was counted."""

    rows: list[Matter]
    count: int | None = None
    more: bool = False
    cut_short: bool = False  # more match than were looked through


@dataclass(frozen=True)
class Search:
    """What is sought, by whom, among which, in which order, after which matter."""

    sought: Sought
    by: Actor
    narrow: Narrowing = lambda matters: matters
    order: str = NEWEST
    after: str = ""
    since: datetime | None = None
    before: datetime | None = None

    def matters(self) -> QuerySet[Matter]:
        """Return what the viewer may see of what the filters leave, in order, after the last row seen."""
        found = self.narrow(visible(self.by)).order_by(*ORDERS[self.order])
        if self.order == URGENT:
            found = found.filter(closed_at=None)
        if self.since:
            found = found.filter(received_at__gte=self.since)
        if self.before:
            found = found.filter(received_at__lt=self.before)
        return found

    def past(self, found: QuerySet[Matter], last: Matter | None) -> QuerySet[Matter]:
        """Return what comes after a row."""
        return found.filter(_after(self.order, last)) if last else found


def search(asked: Search) -> FoundPage:
    """Return a page of the matters that match and that the viewer may see."""
    sought = asked.sought.narrowed(*reading_signs(asked.by))
    asked = Search(**{**vars(asked), "sought": _as_read(sought, asked.by)})
    last = asked.matters().filter(code=asked.after).first() if asked.after else None
    at_most = index.at_most(asked.sought)
    if at_most == 0 and asked.sought.wanted:
        return FoundPage([], 0)
    if at_most is None or at_most > RARE:
        page = _walk(asked, last)
        if page is not None:
            return page
    return _look_up(asked, last)


def reading_signs(by: Actor) -> Iterator[list[str]]:
    """Yield the signs of all that someone may see, where that is little: the index then looks there alone.

    They only make the search quick. What may be seen is asked of `visible`, always.
    """
    if by.authority is None:
        return
    signs = _reading(by.authority)
    if signs is not None:
        yield signs or ["nothing"]


def _reading(authority: Authority) -> list[str] | None:
    signs: list[str] = []
    for role, unit_id, agency_id in authority.places():
        reads = ROLES[role].reads
        if reads == "office":
            return None
        if reads == "unit" and unit_id:
            signs += [f"unit:{one}" for one in units_below(unit_id)]
        if reads == "own":
            signs.append(f"officer:{authority.official_id}")
        if reads in {"agency", "in_hand"} and agency_id:
            signs.append(f"agency:{agency_id}")
    return signs


def _as_read(sought: Sought, by: Actor) -> Sought:
    """Let who reads as an outside agency search only what an agency may read."""
    office = by.kind == "system" or (by.authority is not None and reads_as_office(by.authority))
    return Sought(sought.wanted, sought.unwanted, sought.signs, common_only=not office)


def _walk(asked: Search, last: Matter | None) -> FoundPage | None:
    """Walk from the newest (or most urgent) on until a page is full; None where it is not after all the steps."""
    rows: list[Matter] = []
    for step in STEPS:
        walked = list(asked.past(asked.matters(), last)[:step])
        hits = index.those_of([one.pk for one in walked], asked.sought)
        rows += [one for one in walked if one.pk in hits]
        if len(rows) > PAGE:
            return FoundPage(rows[:PAGE], more=True)
        if len(walked) < step:
            return FoundPage(rows, count=None if asked.after else len(rows))
        last = walked[-1]
    return None


def _look_up(asked: Search, last: Matter | None) -> FoundPage:
    """Ask the index, and put in order what may be seen of it."""
    ids = list(
        index.matching(asked.sought, since=asked.since, before=asked.before).values_list("pk", flat=True)[: MOST + 1]
    )
    found = asked.matters().filter(pk__in=ids[:MOST])
    rows = list(asked.past(found, last)[: PAGE + 1])
    cut_short = len(ids) > MOST
    count = None
    if not asked.after and not cut_short:
        counted = len(rows) if len(rows) <= PAGE else found.order_by()[: COUNTED + 1].count()
        count = counted if counted <= COUNTED else None
    return FoundPage(rows[:PAGE], count, more=len(rows) > PAGE, cut_short=cut_short)


def _after(order: str, last: Matter) -> Q:
    if order == URGENT:
        later = Q(received_at__gt=last.received_at) | Q(received_at=last.received_at, pk__gt=last.pk)
        return Q(urgency__gt=last.urgency) | (Q(urgency=last.urgency) & later)
    earlier = Q(received_at__lt=last.received_at) | Q(received_at=last.received_at, pk__lt=last.pk)
    return Q(received_at__lte=last.received_at) & earlier
