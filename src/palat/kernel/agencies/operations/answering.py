"""Saying something to the Office for an agency: the move that it is, its words, its files, in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.agencies.operations.standing import track_of
from palat.kernel.agencies.procedure import ACCEPT, DROPPED, OPEN_DRAFTS, Answer
from palat.kernel.agencies.queries.answers import move_for
from palat.kernel.agencies.registry import duty
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Track
from palat.kernel.matters.operations.acts import NeedsApproval, UnableToAct
from palat.kernel.matters.operations.receiving import attachment
from palat.kernel.matters.operations.rehearsal import refusal_of
from palat.kernel.organisation.agency_side import AGENCY_ROLES


@transaction.atomic
def answer(*, track_id: int, kind: str, said: Answer, by: Actor, at: datetime, seen: int | None = None) -> Track:
    """Give the Office an agency's answer of a kind on a track. Returns the track as it stood before.

    Raises: UnableToAct, NotAuthorised, NeedsApproval, Moved: whatever the engine and the duty refuse.
    """
    track, _basis, _who = track_of(track_id, by, AGENCY_ROLES)
    move = move_for(track, kind)
    brought = duty(track.matter.duty)
    brought.answer(move, matter_id=track.matter_id, track_id=track_id, by=by, at=at, seen=seen, answer=said)
    if said.files and move not in brought.takes_files:
        lay_beside(track, said.files, at=at)
    if kind in {"report", "return"}:
        # What was still being written is answered by this; it stays as it was, given up.
        track.drafts.filter(state__in=OPEN_DRAFTS).update(state=DROPPED, changed_at=at)
    return track


def lay_beside(track: Track, files: Sequence[tuple[int, str]], *, at: datetime) -> None:
    """Keep files that came with an agency's words on its track."""
    for file_id, name in files:
        attachment(
            matter_id=track.matter_id, file_id=file_id, name=name, origin="agency", at=at, track_id=track.pk
        ).save(force_insert=True)


def accept(*, track_id: int, by: Actor, at: datetime, seen: int | None = None) -> Track:
    """Take a track on for the agency."""
    return answer(track_id=track_id, kind=ACCEPT, said=Answer(), by=by, at=at, seen=seen)


@dataclass(frozen=True)
class Tried:
    """One track of many, and why the act would be refused for it; "" where it would not."""

    track: Track
    refusal: str


def tried(tracks: Sequence[Track], act: Callable[[Track], object]) -> list[Tried]:
    """Try an act on each of many tracks by itself, and undo it."""
    return [Tried(track, refusal_of(lambda track=track: act(track))) for track in tracks]  # type: ignore[misc]


@transaction.atomic
def all_or_none(tracks: Sequence[Track], act: Callable[[Track], object]) -> int:
    """Make an act on many tracks, or on none. Returns how many. Raises: UnableToAct naming the first refused."""
    for track in sorted(tracks, key=lambda one: (one.matter_id, one.pk)):
        try:
            act(track)
        except UnableToAct as refused:
            raise UnableToAct(_("%(code)s: %(why)s") % {"code": track.matter.reference, "why": refused}) from refused
    return len(tracks)


__all__ = ["Answer", "NeedsApproval", "Tried", "accept", "all_or_none", "answer", "lay_beside", "tried"]
