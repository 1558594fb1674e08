"""Orders item by item: what was ordered, of whom, by when, and whether it was carried out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.deciding import ORDER
from palat.kernel.matters.models import Bar, Clock, Submission, Track
from palat.kernel.matters.procedure import NEVER
from palat.kernel.matters.queries.visibility import visible
from palat.kernel.matters.registry import procedure as procedure_of
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
    runs = due_at.year < NEVER.year
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

    A decider sees what was ordered and what came of it, without a reading right to the petition behind it.
    """
    tracks = Track.objects.filter(type=ORDER)
    authority = by.authority
    if authority is None:
        return tracks.none()
    mine = Submission.objects.filter(
        matter=OuterRef("matter"), decided_role__in=authority.roles(), decided_at__isnull=False
    )
    barred = Bar.objects.filter(matter=OuterRef("matter"), official_id=authority.official_id)
    may = Q(matter__in=visible(by)) | (Q(Exists(mine)) & ~Q(Exists(barred)))
    decided = Submission.objects.filter(matter=OuterRef("matter"), decided_at__lte=OuterRef("opened_at")).order_by(
        "-decided_at"
    )
    return (
        _with_due(tracks.filter(may))
        .select_related("matter", "agency")
        .annotate(decided_role=Subquery(decided.values("decided_role")[:1]))
    )


def _with_due(tracks: QuerySet[Track]) -> QuerySet[Track]:
    clock = Clock.objects.filter(track=OuterRef("pk"), code=ORDER).order_by("-pk")
    due = Coalesce(Subquery(clock.values("due_at")[:1]), Value(NEVER), output_field=DateTimeField())
    return tracks.annotate(due_at=due)


def late(tracks: QuerySet[Track], at: datetime, yes: bool) -> QuerySet[Track]:
    """Keep items that are not finished and whose day has passed, or only the others."""
    condition = Q(final=False, due_at__lt=at)
    return tracks.filter(condition) if yes else tracks.exclude(condition)
