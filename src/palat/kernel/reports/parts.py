"""Parts of measures that several duties need: whether clocks were kept, tracks with agencies, provinces."""

from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Substr, TruncDate

from palat.kernel.calendar.counting import BANGKOK
from palat.kernel.calendar.models import WorkingDay
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Bar, Clock, Track
from palat.kernel.reports.measures import open_to_all

CHASE = "chase"  # the clock that says when to chase next; it binds nobody
KEPT, LATE = "kept", "late"


def timing(**of: str) -> Case:
    """Return `late` when a clock was missed, `kept` when all that stopped were kept, empty without any.

    `of` says whose clocks: a field of the clock, and the path to its value (matter_id="matter_id").
    """
    clocks = Clock.objects.filter(**{field: OuterRef(path) for field, path in of.items()}).exclude(code=CHASE)
    return word_when((Exists(clocks.filter(kept=False)), LATE), (Exists(clocks.filter(kept=True)), KEPT))


def word_when(*cases: tuple[Any, str], otherwise: str = "") -> Case:
    """Return the first word whose condition holds."""
    return Case(
        *(When(condition, then=Value(word)) for condition, word in cases),
        default=Value(otherwise),
        output_field=CharField(),
    )


def province(path: str) -> Coalesce:
    """Return the code of the province of an area, empty without one."""
    return Coalesce(Substr(path, 1, 2), Value(""))


def number_or_zero(path: str) -> Coalesce:
    """Return a row number, zero for none."""
    return Coalesce(F(path), Value(0), output_field=IntegerField())


def tracks_with_agencies(*, procedure: str, type: str) -> QuerySet[Track]:
    """Return the tracks by which matters lie with agencies, secret and restricted matters left out."""
    return Track.objects.filter(type=type, agency__isnull=False, matter__procedure=procedure, **open_to_all("matter__"))


def has_clock(code: str) -> Exists:
    """Say whether a track ever had a clock of a code."""
    return Exists(Clock.objects.filter(track_id=OuterRef("pk"), code=code))


def clock_timing(code: str) -> Case:
    """Return `late` or `kept` for the clocks of one code on a track, empty without any that stopped."""
    clocks = Clock.objects.filter(track_id=OuterRef("pk"), code=code)
    return word_when((Exists(clocks.filter(kept=False)), LATE), (Exists(clocks.filter(kept=True)), KEPT))


def working_days_in_hand(code: str, only: Q) -> Coalesce:
    """Return the working days for which the clocks of a code ran on a track, pauses left out; zero unless `only`."""
    stopped = WorkingDay.objects.filter(day=OuterRef("stopped_on")).values("number")
    started = WorkingDay.objects.filter(day=OuterRef("started_on")).values("number")
    each = (
        Clock.objects.filter(track_id=OuterRef("pk"), code=code, kept__isnull=False)
        .annotate(stopped_on=TruncDate("stopped_at", tzinfo=BANGKOK))
        .annotate(ran=Subquery(stopped) - Subquery(started) - F("rested_working"))
        .order_by()
        .values("track_id")
        .annotate(all=Sum("ran"))
        .values("all")
    )
    return Coalesce(Case(When(only, then=Subquery(each)), default=Value(0), output_field=IntegerField()), Value(0))


def with_overdue_clock(tracks: QuerySet[Track], at: datetime) -> QuerySet[Track]:
    """Keep tracks on which a limit has run out that is not met yet."""
    late = Clock.objects.filter(track_id=OuterRef("pk"), stopped_at=None, due_at__lt=at).exclude(code=CHASE)
    return tracks.filter(Exists(late))


def late_tracks(tracks: QuerySet[Track], at: datetime, *, bound: int) -> list[tuple[int, int]]:
    """Return matter and agency of overdue tracks, found from the running clocks, at most `bound` of them."""
    running = Clock.objects.filter(stopped_at=None, due_at__lt=at, track__agency__isnull=False).exclude(code=CHASE)
    ids = running.order_by("due_at").values("track_id")[: 2 * bound]
    return list(tracks.filter(pk__in=ids, final=False).values_list("matter_id", "agency_id")[:bound])


def not_barred(by: Actor, path: str) -> Q:
    """Return the condition that a matter does not accuse the viewer or the viewer's own agency."""
    authority = by.authority
    barred = Bar.objects.filter(matter_id=OuterRef(path))
    if authority is None:
        return Q()
    mine = Q(official_id=authority.official_id) | Q(agency_id__in=authority.agency_ids())
    return ~Q(Exists(barred.filter(mine)))
