"""Who reads the yearly report under the Act: the Commission's office, those above it, and those who decide above."""

from palat.duties.information.queries.complaints.listing import may_list_complaints
from palat.kernel.matters.authority import Actor
from palat.kernel.reports.queries.readers import DECIDERS


def reads_yearly(by: Actor) -> bool:
    """Say whether someone may read figures of the whole country under the Act."""
    roles = by.authority.roles() if by.authority else frozenset()
    return may_list_complaints(by) or bool(roles & DECIDERS)
