"""Where someone stands: in the units whose work something is or above them, and in which role."""

from collections.abc import Container

from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.queries import unit_and_above, unit_id


def stands_in(by: Actor, *codes: str) -> bool:
    """Say whether someone holds a post in one of these units, or in a unit above."""
    return by.authority is not None and bool(_above(codes) & by.authority.unit_ids())


def holds(by: Actor, roles: Container[str], *codes: str) -> bool:
    """Say whether someone holds one of these roles in one of these units, or in a unit above."""
    if by.authority is None:
        return False
    units = _above(codes)
    return any(role in roles and unit in units for role, unit, _agency in by.authority.places())


def _above(codes: tuple[str, ...]) -> set[int]:
    return {unit for code in codes for unit in unit_and_above(unit_id(code))}
