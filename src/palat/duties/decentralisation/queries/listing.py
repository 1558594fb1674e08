"""Who reads what this duty keeps, who brings lists, who takes them over."""

from collections.abc import Set as AbstractSet

from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.standing import stands_in
from palat.kernel.matters.queries.visibility import reads_whole_office
from palat.kernel.organisation.queries import unit_and_above, unit_id

UNIT = "decentralisation"
KEEPERS = frozenset({"case_officer", "group_head", "director"})
APPLIERS = frozenset({"group_head", "director"})


def may_enter(by: Actor) -> bool:
    """Say whether this duty is a place in someone's navigation: its unit, and those above it."""
    return stands_in(by, UNIT)


def may_read(by: Actor) -> bool:
    """Say whether someone reads the ledger: it holds nothing of persons, so whoever reads as the whole Office."""
    return by.authority is not None and (may_enter(by) or reads_whole_office(by.authority))


def _basis(by: Actor, roles: AbstractSet[str]) -> str:
    if by.authority is None:
        return ""
    units = unit_and_above(unit_id(UNIT))
    for held in by.authority.held:
        if held.role in roles and held.unit_id in units:
            return f"holding:{held.holding_id}"
    for given in by.authority.delegated:
        if given.role in roles and given.unit_id in units and not given.acts:
            return f"delegation:{given.delegation_id}"
    return ""


def basis_of_checking(by: Actor) -> str:
    """Return the post or order by which someone brings a list to be looked at, or ""."""
    return _basis(by, KEEPERS)


def basis_of_applying(by: Actor) -> str:
    """Return the post or order by which someone takes a list over, or undoes it, or ""."""
    return _basis(by, APPLIERS)
