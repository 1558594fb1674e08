"""Which referrals are to be chased now."""

from collections.abc import Collection
from datetime import datetime

from palat.duties.petitions.procedure.group import DEMAND
from palat.duties.petitions.procedure.words import REFERRAL
from palat.kernel.matters.queries.tracks import overdue_tracks


def overdue_referrals(at: datetime) -> list[tuple[int, int]]:
    """Return matter and track of each referral or demand that is overdue and not chased within its reminder's time.

    The first reminder comes when the agency's own time is over; each later one when the clock
    that the reminder before it started has run out.
    """
    return [pair for type in (REFERRAL, DEMAND) for pair in _overdue(type, at, None)]


def late_referrals(matter_ids: Collection[int], at: datetime) -> list[tuple[int, int]]:
    """Return matter and track of the referrals of these matters that are to be chased now."""
    return _overdue(REFERRAL, at, matter_ids)


def _overdue(type: str, at: datetime, matter_ids: Collection[int] | None) -> list[tuple[int, int]]:
    states = ("sent", "in_progress")
    return overdue_tracks(at, type=type, states=states, clocks=("progress",), again="chase", matter_ids=matter_ids)
