"""Whether someone may act: plain rules over a procedure's `Who` and the authority that a person holds today."""

from collections.abc import Collection
from dataclasses import dataclass

from palat.kernel.matters.procedure import Who
from palat.kernel.organisation.procedure import Authority, Held


@dataclass(frozen=True)
class Actor:
    """Who acts: an official with proven authority, a citizen, an agency by single-use link, or the system."""

    kind: str  # official | citizen | link | system
    authority: Authority | None = None
    matter_id: int | None = None  # citizen and link: the one matter they may touch
    track_id: int | None = None  # link: the one track
    link_id: int | None = None

    @property
    def ref(self) -> str:
        """How the history names the actor: never a citizen's identity."""
        if self.kind == "official" and self.authority:
            return f"official:{self.authority.official_id}"
        return f"link:{self.link_id}" if self.kind == "link" else self.kind

    @property
    def official_id(self) -> int | None:
        """The official behind the act, if there is one."""
        return self.authority.official_id if self.authority else None


SYSTEM = Actor("system")


def citizen(matter_id: int) -> Actor:
    """Return the actor for someone who proved the receipt code of a matter."""
    return Actor("citizen", matter_id=matter_id)


@dataclass(frozen=True)
class Place:
    """Where a track stands, as far as authority asks: its holder, unit, agency, and decider's role."""

    matter_id: int
    track_id: int
    officer_id: int | None
    units: Collection[int]  # the unit that holds the matter, and every unit above it
    agency_id: int | None
    house: Collection[int] = ()  # the unit that holds the matter and those above, whatever unit the track lies with
    step_role: str | None = None
    in_hand: bool = False  # the agency gave the track to the actor, or to a section of the actor's


def basis_for(who: tuple[Who, ...], place: Place, by: Actor, move: str) -> str | None:
    """Return what the act would rely on (`holding:7`, `delegation:3`, `receipt`, …), or None."""
    if by.kind == "system":
        return "system" if any(one.scope == "system" for one in who) else None
    if by.kind == "citizen":
        mine = by.matter_id == place.matter_id and any(one.scope == "self" for one in who)
        return "receipt" if mine else None
    if by.kind == "link":
        mine = by.track_id == place.track_id and any(one.scope == "agency" for one in who)
        return f"link:{by.link_id}" if mine else None
    if by.authority is None:
        return None
    return _official_basis(who, place, by.authority, move)


def _official_basis(who: tuple[Who, ...], place: Place, authority: Authority, move: str) -> str | None:
    for held in authority.held:
        if any(_covers(one, held.role, held.unit_id, held.agency_id, place, authority) for one in who):
            return f"holding:{held.holding_id}"
    for given in authority.delegated:
        if given.acts and move not in given.acts:
            continue
        if any(_covers(one, given.role, given.unit_id, given.agency_id, place, authority) for one in who):
            return f"delegation:{given.delegation_id}"
    return None


def _covers(
    one: Who, role: str, unit_id: int | None, agency_id: int | None, place: Place, authority: Authority
) -> bool:
    if one.scope == "step":
        return role == place.step_role and (unit_id is None or not place.units or _reaches(role, unit_id, place))
    if one.role != role:
        return False
    if one.scope == "holder":
        return place.officer_id == authority.official_id
    if one.scope == "unheld":
        return place.officer_id is None
    if one.scope == "unit":
        return unit_id in place.units
    if one.scope == "house":
        return unit_id in place.house
    if one.scope == "agency":
        return agency_id is not None and agency_id == place.agency_id
    if one.scope == "in_hand":
        return place.in_hand and agency_id is not None and agency_id == place.agency_id
    return one.scope == "office"


# Roles that exist once in each unit; those above stand for the whole Office.
UNIT_ROLES = frozenset({"group_head", "director", "case_officer", "legal_officer", "shift_leader"})


def _reaches(role: str, unit_id: int | None, place: Place) -> bool:
    return role not in UNIT_ROLES or unit_id in place.units


def held_roles(authority: Authority | None) -> set[str]:
    """Return the roles that a person holds today, by post or by delegation."""
    if authority is None:
        return set()
    return {held.role for held in authority.held} | {given.role for given in authority.delegated}


def basis_of_role(by: Actor, role: str) -> str | None:
    """Return the post or order by which someone has a role today, or None."""
    if by.authority is None:
        return None
    for held in by.authority.held:
        if held.role == role:
            return f"holding:{held.holding_id}"
    for given in by.authority.delegated:
        if given.role == role and not given.acts:
            return f"delegation:{given.delegation_id}"
    return None


def first_held(authority: Authority, roles: Collection[str]) -> Held | None:
    """Return the first post held in one of these roles."""
    return next((held for held in authority.held if held.role in roles), None)


# Deciders that have a secretary's desk before them, where no order names the secretary for some of them.
WITH_SECRETARY = frozenset(
    {"deputy_permanent_secretary", "permanent_secretary", "minister", "deputy_prime_minister", "prime_minister"}
)


def presents_for(authority: Authority) -> frozenset[str]:
    """Return the deciders whose files a secretary screens, orders and presents.

    Orders that give a secretary `record_decision` name the deciders; without any, the files of all of them.
    """
    if not any(held.role == "decider_secretary" for held in authority.held):
        return frozenset()
    named = frozenset(given.role for given in authority.delegated if "record_decision" in given.acts)
    return named or WITH_SECRETARY
