"""Who keeps the register of what is published, who lets an entry out, who answers for one."""

from collections.abc import Set as AbstractSet
from datetime import date

from django.db.models import QuerySet

from palat.duties.information.models import Publication
from palat.duties.information.procedure.publication import APPROVERS, KEEPERS
from palat.duties.information.queries.listing import UNIT, may_list
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.queries import officials_holding, unit_and_above, unit_id


def basis_at_centre(by: Actor, roles: AbstractSet[str]) -> str:
    """Return the post or order by which someone has one of these roles at the information centre or above; or ""."""
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


def basis_of_keeping(by: Actor, publication: Publication | None = None) -> str:
    """Return by what someone keeps the register, or keeps one entry: the centre, or whoever is responsible for it."""
    if found := basis_at_centre(by, KEEPERS):
        return found
    mine = publication is not None and publication.responsible_id is not None
    if mine and publication is not None and publication.responsible_id == by.official_id:
        return "responsible"
    return ""


def basis_of_approving(by: Actor) -> str:
    """Return by what someone lets entries out, or ""."""
    return basis_at_centre(by, APPROVERS)


def keeps_register(by: Actor) -> bool:
    """Say whether someone enters and renews whatever entry."""
    return bool(basis_at_centre(by, KEEPERS))


def approves_entries(by: Actor) -> bool:
    """Say whether someone lets entries out, and takes them back."""
    return bool(basis_of_approving(by))


def reads_register(by: Actor) -> bool:
    """Say whether the register is part of someone's work: the centre and those above, whoever answers for an entry."""
    if may_list(by):
        return True
    return by.official_id is not None and Publication.objects.filter(responsible_id=by.official_id).exists()


def visible_publications(by: Actor) -> QuerySet[Publication]:
    """Return the entries that someone sees at the desk: the centre and those above it all, others their own."""
    rows = Publication.objects.select_related("agency", "responsible", "current")
    if may_list(by):
        return rows
    return rows.filter(responsible_id=by.official_id) if by.official_id else rows.none()


def heads_of_centre(on: date) -> list[int]:
    """Return the officials who lead the information centre: what has no keeper of its own is told to them."""
    number = unit_id(UNIT)
    return [one.official_id for one in officials_holding("group_head", on=on, unit_ids=[number] if number else [])]
