"""Who inside an outside agency has its track in hand, and who lets its answers go out."""

from datetime import date
from functools import cache

from django.db.models import Q, QuerySet

from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import InHand, Track
from palat.kernel.matters.procedure import Move, Who
from palat.kernel.matters.registry import procedures
from palat.kernel.organisation.agency_side import APPROVERS, LIAISON, MANAGERS, WRITERS, is_held_back
from palat.kernel.organisation.models import Holding
from palat.kernel.organisation.procedure import ROLES, Authority
from palat.kernel.organisation.queries import approval_of, in_force


def own_tracks(authority: Authority) -> Q:
    """Return the condition that a track is an agency's whose matters someone reads, or is in that person's hand.

    What the Office took back is no longer theirs.
    """
    mine = Q(pk__in=())
    for role, _unit, agency_id in authority.places():
        if agency_id is None:
            continue
        if ROLES[role].reads == "agency":
            mine |= Q(agency_id=agency_id)
        elif ROLES[role].reads == "in_hand":
            mine |= Q(agency_id=agency_id) & _given(authority, "hand__")
    return mine & ~Q(state__in=taken_back())


@cache
def taken_back() -> tuple[str, ...]:
    """Return the states of a track in which its agency no longer reads the matter."""
    states = (state for one in procedures() for track in one.tracks for state in track.states)
    return tuple(sorted({state.code for state in states if state.taken_back}))


def _given(authority: Authority, path: str = "") -> Q:
    given = Q(**{f"{path}official_id": authority.official_id})
    sections = authority.section_ids()
    return given | Q(**{f"{path}section_id__in": sections, f"{path}official_id": None}) if sections else given


def tracks_of(by: Actor) -> QuerySet[Track]:
    """Return the tracks that someone reads for an agency: all of the agency's, or those in hand."""
    return Track.objects.filter(own_tracks(by.authority)) if by.authority else Track.objects.none()


def in_hand_of(track_id: int, by: Actor) -> bool:
    """Say whether an agency gave a track to someone, or to a section of theirs and nobody in it."""
    if by.authority is None:
        return False
    return InHand.objects.filter(_given(by.authority), track_id=track_id).exists()


def in_hand(tracks: QuerySet[Track], by: Actor) -> QuerySet[Track]:
    """Keep the tracks that lie in someone's own hand."""
    return tracks.filter(_given(by.authority, "hand__")) if by.authority else tracks.none()


def who_sends(move: Move, agency_id: int | None) -> tuple[Who, ...]:
    """Return who may make a move: of an answer that the agency wants approved, its approvers alone."""
    if not move.answers or agency_id is None or not is_held_back(approval_of(agency_id), move.answers):
        return move.who
    return tuple(one for one in move.who if one.role in APPROVERS)


def told_of(track_id: int, agency_id: int, *, on: date) -> list[int]:
    """Return whom news of a track is told in its agency: the liaisons, and whoever has it in hand.

    An agency without a liaison is told through those who look after its accounts.
    """
    posts = Holding.objects.filter(in_force(on), post__agency_id=agency_id, official__user__isnull=False)
    hand = InHand.objects.filter(track_id=track_id).first()
    mine = Q(official_id=hand.official_id) if hand and hand.official_id else Q(pk=None)
    if hand and hand.official_id is None:
        mine = Q(post__section_id=hand.section_id, post__role__in=WRITERS)
    told = posts.filter(Q(post__role=LIAISON) | mine)
    found = told.order_by("official_id").values_list("official_id", flat=True).distinct()
    return list(found) or list(
        posts.filter(post__role__in=MANAGERS | APPROVERS)
        .order_by("official_id")
        .values_list("official_id", flat=True)
        .distinct()
    )
