"""Whom the lists of this duty are for, and who takes requests in."""

from palat.duties.information.queries.appealing.listing import sits
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.standing import holds, stands_in

UNIT = "central.information"  # where requests to the Office lie
TAKERS = frozenset({"case_officer", "group_head", "director"})
HOUSES = (UNIT, "oic", "oic.tribunals")  # the units that this duty's work belongs to


def may_enter(by: Actor) -> bool:
    """Say whether the hub of this duty is a place for someone: its own units, and those above them."""
    return stands_in(by, *HOUSES) or sits(by)


def may_list(by: Actor) -> bool:
    """Say whether someone reads requests to the Office as a list."""
    return stands_in(by, UNIT)


def takes_requests(by: Actor) -> bool:
    """Say whether someone takes requests in at the counter, from the post, by e-mail."""
    return holds(by, TAKERS, UNIT)
