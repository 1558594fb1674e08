"""The list of requests that someone may see, and who takes them in."""

from django.db.models import QuerySet

from palat.duties.information.procedure.request import REQUEST_1
from palat.duties.information.queries.appealing.listing import sits
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.visibility import Matter, visible
from palat.kernel.organisation.queries import unit_and_above, unit_id

UNIT = "central.information"  # where requests to the Office lie
TAKERS = frozenset({"case_officer", "group_head", "director"})
HOUSES = (UNIT, "oic", "oic.tribunals")  # the units that this duty's work belongs to


def listed(by: Actor) -> QuerySet[Matter]:
    """Return the requests that someone may see, with what a list shows of each, in one statement."""
    return visible(by).filter(procedure=REQUEST_1.code).select_related("information", "unit", "officer")


def stands_above(by: Actor, *codes: str) -> bool:
    """Say whether someone holds a post in one of these units, or in a unit above."""
    if by.authority is None:
        return False
    units = {unit for code in codes for unit in unit_and_above(unit_id(code))}
    return bool(units & by.authority.unit_ids())


def may_enter(by: Actor) -> bool:
    """Say whether the hub of this duty is a place for someone: its own units, and those above them."""
    return stands_above(by, *HOUSES) or sits(by)


def may_list(by: Actor) -> bool:
    """Say whether someone reads requests to the Office as a list."""
    return stands_above(by, UNIT)


def takes_requests(by: Actor) -> bool:
    """Say whether someone takes requests in at the counter, from the post, by e-mail."""
    if by.authority is None or not may_list(by):
        return False
    above = unit_and_above(unit_id(UNIT))
    return any(role in TAKERS and unit in above for role, unit, _agency in by.authority.places())
