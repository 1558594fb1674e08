"""Tracks as others need them: who has them, and which are late."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Subquery

from palat.kernel.matters.deciding import ORDER
from palat.kernel.matters.models import Bar, Clock, Matter, Track
from palat.kernel.matters.procedure import MAIN
from palat.kernel.matters.queries.visibility import link_opens


@dataclass(frozen=True)
class TrackRow:
    """A track of an agency, with how its matter is named to the agency."""

    id: int
    matter_id: int
    reference: str
    agency_id: int
    label: str
    chased: int
    by_link: bool  # whether a single-use link would open it


def answered_tracks(type: str, *, limit: int) -> list[Track]:
    """Return the tracks of a type that were answered last, newest first."""
    return list(Track.objects.filter(type=type).exclude(answer="").order_by("-since", "answer")[:limit])


def tracks_by_id(track_ids: Iterable[int]) -> list[TrackRow]:
    """Return tracks of agencies by their row numbers."""
    tracks = Track.objects.filter(pk__in=list(track_ids), agency__isnull=False).select_related("matter").order_by("pk")
    return [_row(track) for track in tracks]


def opened_since(type: str, since: datetime) -> list[tuple[TrackRow, datetime]]:
    """Return the tracks of agencies of a type that were opened since a moment, each with when; the oldest first."""
    found = Track.objects.filter(type=type, agency__isnull=False, opened_at__gte=since).select_related("matter")
    return [(_row(track), track.opened_at) for track in found.order_by("opened_at", "matter__code")]


def open_orders(matter_id: int) -> list[TrackRow]:
    """Return the items of an order on a matter that nobody has acknowledged yet."""
    tracks = Track.objects.filter(matter_id=matter_id, type=ORDER, state="ordered").select_related("matter")
    return [_row(track) for track in tracks.order_by("pk")]


def officers_of(track_ids: Iterable[int]) -> list[tuple[int, str]]:
    """Return, for the matters of tracks, who holds them and their codes; those nobody holds are left out."""
    held = Matter.objects.filter(tracks__in=list(track_ids), officer__isnull=False).distinct().order_by("pk")
    return [(officer_id, code) for officer_id, code in held.values_list("officer_id", "code") if officer_id]


def _row(track: Track) -> TrackRow:
    matter = track.matter
    by_link = link_opens(matter.secrecy, matter.restricted)
    return TrackRow(
        track.pk, track.matter_id, matter.reference, track.agency_id or 0, track.label, track.chased, by_link
    )


@dataclass(frozen=True)
class LateRow:
    """A referral in a list of overdue cases (บัญชีเรื่องค้าง): no words of the petition, only what both sides know."""

    track_id: int
    matter_id: int
    reference: str
    category: str
    sent_at: datetime
    due_on: date | None
    chased: int


def late_rows(track_ids: Iterable[int], *, clock: str) -> list[LateRow]:
    """Return these tracks as lines of a list of overdue cases, the longest overdue first.

    What is classified or restricted stands in no list: it is followed up by itself.
    """
    tracks = Track.objects.filter(pk__in=list(track_ids), matter__secrecy=0, matter__restricted="")
    last_days = dict(
        Clock.objects.filter(track__in=tracks, stopped_at=None, code=clock).values_list("track_id", "due_on")
    )
    rows = [
        LateRow(
            track.pk,
            track.matter_id,
            track.matter.reference,
            track.matter.category,
            track.opened_at,
            last_days.get(track.pk),
            track.chased,
        )
        for track in tracks.select_related("matter")
    ]
    return sorted(rows, key=lambda row: (row.due_on or date.max, row.track_id))


def open_tracks(matter_ids: Collection[int], *, type: str) -> list[tuple[int, int]]:
    """Return matter and track of the open tracks of a type on these matters."""
    found = Track.objects.filter(matter_id__in=matter_ids, type=type, final=False)
    return list(found.order_by("matter_id", "pk").values_list("matter_id", "pk"))


def lost_by_merging(case_id: int, *, type: str, state: str) -> dict[int, int]:
    """Return the agencies whose tracks came into a state when their matters were merged into a case, with how many.

    Those that have a track of the type on the case itself, or are barred from it, are left out; the most come first.
    """
    merged = Track.objects.filter(matter=OuterRef("matter"), type=MAIN).values("since")[:1]
    own = Track.objects.filter(matter=case_id, type=type, agency=OuterRef("agency"))
    barred = Bar.objects.filter(matter=case_id, agency=OuterRef("agency"))
    lost = Track.objects.filter(
        ~Exists(own),
        ~Exists(barred),
        matter__merged_into=case_id,
        type=type,
        state=state,
        agency__isnull=False,
        since__gte=Subquery(merged),
    )
    counted = lost.values("agency_id").annotate(count=Count("matter", distinct=True)).order_by("-count", "agency_id")
    return {row["agency_id"]: row["count"] for row in counted}


def chased_tracks(*, type: str, before: datetime, least: int) -> list[tuple[int, list[int]]]:
    """Return, by agency, its open tracks that were chased before a moment; those with most of them first.

    `least`: agencies with fewer are left out.
    """
    found = Track.objects.filter(type=type, final=False, chased__gt=0, since__lt=before, agency__isnull=False)
    moved = Track.objects.filter(matter=OuterRef("matter"), since__gte=before)
    by_agency: dict[int, list[int]] = {}
    for agency_id, track_id in found.exclude(Exists(moved)).order_by("pk").values_list("agency_id", "pk"):
        by_agency.setdefault(agency_id or 0, []).append(track_id)
    many = [(agency_id, track_ids) for agency_id, track_ids in by_agency.items() if len(track_ids) >= least]
    return sorted(many, key=lambda one: (-len(one[1]), one[1]))


def code_of(matter_id: int) -> str:
    """Return the tracking code of a matter."""
    return Matter.objects.values_list("code", flat=True).get(pk=matter_id)


def procedure_of(matter_id: int) -> str:
    """Return the code of the procedure that a matter follows."""
    return Matter.objects.values_list("procedure", flat=True).get(pk=matter_id)


def merged_ids(matter_id: int) -> list[int]:
    """Return the matters merged into a case."""
    return list(Matter.objects.filter(merged_into_id=matter_id).order_by("pk").values_list("pk", flat=True))


def merged_into(matter_id: int) -> int | None:
    """Return the case into which a matter is merged now, if it is."""
    return Matter.objects.values_list("merged_into_id", flat=True).get(pk=matter_id)


def officer_of(matter_id: int) -> int | None:
    """Return who holds a matter, if anyone does."""
    return Matter.objects.values_list("officer_id", flat=True).get(pk=matter_id)


def overdue_tracks(
    at: datetime,
    *,
    type: str,
    states: Collection[str],
    clocks: Collection[str],
    again: str,
    matter_ids: Collection[int] | None = None,
) -> list[tuple[int, int]]:
    """Return matter and track of the tracks in these states of which one of the clocks has run out.

    A track with a running clock `again` waits until that one has run out too; of a matter that is over, none is late.
    `matter_ids`: of these matters only.
    """
    late = Clock.objects.filter(track=OuterRef("pk"), stopped_at=None, code__in=clocks, due_at__lt=at)
    waiting = Clock.objects.filter(track=OuterRef("pk"), stopped_at=None, code=again, due_at__gte=at)
    found = Track.objects.filter(Exists(late), ~Exists(waiting), type=type, state__in=states, final=False)
    found = found.filter(matter__closed_at=None)  # one that was merged is over too
    if matter_ids is not None:
        found = found.filter(matter_id__in=matter_ids)
    return list(found.order_by("matter_id", "pk").values_list("matter_id", "pk"))


@dataclass(frozen=True)
class TrackWords:
    """What a track asks and how it stands, whoever has it."""

    label: str
    state: str
    agency: str
    answer: str
    final: bool


def track_labels(matter_id: int, type: str) -> list[TrackWords]:
    """Return the tracks of a type on a matter, in the order in which they were opened."""
    tracks = Track.objects.filter(matter_id=matter_id, type=type).select_related("agency").order_by("pk")
    return [
        TrackWords(one.label, one.state, one.agency.name_th if one.agency else "", one.answer, one.final)
        for one in tracks
    ]
