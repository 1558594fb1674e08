"""Agencies that had a petition until it was merged, and were not sent the case that it was merged into."""

from dataclasses import dataclass

from palat.duties.petitions.procedure.words import REFERRAL
from palat.kernel.matters.queries.tracks import lost_by_merging
from palat.kernel.organisation.agency_queries import shown_names_of

TAKEN_BACK = "recalled"


@dataclass(frozen=True)
class Left:
    """An agency that had so many of the merged petitions."""

    agency_id: int
    name: str
    petitions: int


def left_behind(case_id: int) -> list[Left]:
    """Return the agencies that worked on what was merged into a case, and have nothing of the case; the most first."""
    found = lost_by_merging(case_id, type=REFERRAL, state=TAKEN_BACK)
    names = shown_names_of(found) if found else {}
    return [Left(agency_id, names[agency_id], count) for agency_id, count in found.items()]
