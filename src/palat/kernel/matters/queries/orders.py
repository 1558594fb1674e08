"""Orders item by item: what was ordered, of whom, by when, and whether it was carried out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import UNIT_ROLES, Actor, presents_for
from palat.kernel.matters.deciding import ORDER
from palat.kernel.matters.models import Clock, Submission, Track
from palat.kernel.matters.procedure import NEVER
from palat.kernel.matters.queries.hands import own_tracks
from palat.kernel.matters.queries.tracks import overdue_tracks
from palat.kernel.matters.queries.visibility import RESTRICTED_READERS, is_named, reads_as_office, sees
from palat.kernel.matters.registry import procedure as procedure_of
from palat.kernel.organisation.procedure import Authority
from palat.kernel.organisation.queries import units_below
from palat.kernel.pages.language import name_of


@dataclass(frozen=True)
class OrderLine:
    """One item of an order, as a decider reads it."""

    words: str
    agency: str
    due_on: date | None
    state: str
    done: bool
    late: bool


def order_lines(matter_ids: Collection[int]) -> list[OrderLine]:
    """Return the items of all orders ever made on these matters, newest first."""
    tracks = _with_due(Track.objects.filter(type=ORDER, matter_id__in=matter_ids)).select_related("agency", "matter")
    return [line_of(track) for track in tracks.order_by("-opened_at", "pk")]


def line_of(track: Track) -> OrderLine:
    """Put one item into words."""
    procedure = procedure_of(track.matter.procedure, track.matter.version)
    due_at: datetime = track.due_at  # type: ignore[attr-defined]
    runs = due_at < NEVER
    return OrderLine(
        words=track.label,
        agency=name_of(track.agency),
        due_on=legal_date(due_at) if runs else None,
        state=_(procedure.track(ORDER).state(track.state).label),
        done=track.final,
        late=runs and not track.final and due_at < timezone.now(),
    )


def orders_for(by: Actor) -> QuerySet[Track]:
    """Return the items of orders that someone may follow: on matters one may open, and of one's own deciding.

    A decider sees what was ordered and what came of it, without a reading right to the petition behind it; so does
    the secretary of that decider. Neither beyond the own clearance, of another unit, or where they are barred.
    """
    tracks = Track.objects.filter(type=ORDER)
    authority = by.authority
    if authority is None:
        return tracks.none()
    decided = Submission.objects.filter(matter=OuterRef("matter"), decided_at__isnull=False)
    mine = Q(Exists(decided.filter(_decided_by(authority))))
    prepared = Q(Exists(decided.filter(decided_role__in=presents_for(authority))), matter__restricted="")
    reads = Q(sees(by, "matter_id"))
    if not reads_as_office(authority):  # an agency sees its own items, not the others'
        reads &= own_tracks(authority)
    cleared = Q(matter__secrecy__lte=authority.clearance()) & ~Q(is_named(authority, "matter_id"))
    may = reads | ((mine | prepared) & cleared)
    return _with_decider(_with_due(tracks.filter(may)).select_related("matter", "agency"))


def _decided_by(authority: Authority) -> Q:
    """Return the condition that a file was decided in a post of someone's; of a unit's post, that unit's."""
    mine = Q(pk=None)
    for role, unit_id, _agency in authority.places():
        decided = Q(decided_role=role)
        if role in UNIT_ROLES:
            decided &= Q(matter__unit_id__in=units_below(unit_id) if unit_id is not None else ())
            if role not in RESTRICTED_READERS:
                decided &= Q(matter__restricted="")
        mine |= decided
    return mine


def _with_due(tracks: QuerySet[Track]) -> QuerySet[Track]:
    clock = Clock.objects.filter(track=OuterRef("pk"), code=ORDER).order_by("-pk")
    due = Coalesce(Subquery(clock.values("due_at")[:1]), Value(NEVER), output_field=DateTimeField())
    return tracks.annotate(due_at=due)


def late(tracks: QuerySet[Track], at: datetime, yes: bool) -> QuerySet[Track]:
    """Keep items that are not finished and whose day has passed, or only the others."""
    condition = Q(final=False, due_at__lt=at)
    return tracks.filter(condition) if yes else tracks.exclude(condition)


def orders_to_chase(at: datetime) -> list[tuple[int, int]]:
    """Return matter and track of each item of an order that is overdue and not chased within its reminder's time."""
    return overdue_tracks(at, type=ORDER, states=("ordered", "acknowledged"), clocks=(ORDER,), again="chase")


@dataclass(frozen=True)
class Escalated:
    """An item of an order that was chased to no avail: its matter, and the role of the one who ordered it."""

    matter_id: int
    code: str
    secrecy: int
    role: str


def escalated(track_ids: Collection[int], *, times: int) -> list[Escalated]:
    """Return those of these items that were chased so often, with the decider whose order it is."""
    tracks = Track.objects.filter(pk__in=track_ids, type=ORDER, chased__gte=times).select_related("matter")
    return [
        Escalated(one.matter_id, one.matter.code, one.matter.secrecy, one.decided_role)  # type: ignore[attr-defined]
        for one in _with_decider(tracks).order_by("pk")
        if one.decided_role  # type: ignore[attr-defined]
    ]


def ordered_by(track: Track) -> str:
    """Return the role of the decider whose order an item is; empty where no decision is known."""
    found = _with_decider(Track.objects.filter(pk=track.pk)).first()
    return (found.decided_role or "") if found else ""  # type: ignore[attr-defined]


def _with_decider(tracks: QuerySet[Track]) -> QuerySet[Track]:
    decided = Submission.objects.filter(matter=OuterRef("matter"), decided_at__lte=OuterRef("opened_at")).order_by(
        "-decided_at"
    )
    return tracks.annotate(decided_role=Subquery(decided.values("decided_role")[:1]))
