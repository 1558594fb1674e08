"""Groups, their comings and reports, as far as the viewer may see."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from palat.duties.petitions.models import Coming, MassGroup, Meeting, SituationReport
from palat.duties.petitions.procedure.group import DEMAND, GROUP_UNIT
from palat.kernel.identities.queries import masked
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.visibility import visible
from palat.kernel.organisation.procedure import ROLES
from palat.kernel.organisation.queries import unit_and_above, unit_id

WORKING_ROLES = frozenset({"case_officer", "group_head", "director"})


def _roles_there(by: Actor) -> set[str]:
    """Return the roles that someone holds in the unit for groups or above it."""
    if by.authority is None:
        return set()
    units = unit_and_above(unit_id(GROUP_UNIT))
    return {role for role, unit, _agency in by.authority.places() if unit in units}


def works_on_groups(by: Actor) -> bool:
    """Say whether someone works on groups: the unit for groups, and the director above it."""
    return bool(_roles_there(by) & WORKING_ROLES)


def reads_groups(by: Actor) -> bool:
    """Say whether someone may open the files of groups: those who work on them, and those who stand above."""
    return any(ROLES[role].reads == "office" for role in _roles_there(by))


def groups(by: Actor) -> QuerySet[MassGroup]:
    """Return the group files that someone may open, with how many comings each has."""
    if not reads_groups(by):
        return MassGroup.objects.none()
    still_open = Count("comings", filter=Q(comings__matter__closed_at=None))
    return MassGroup.objects.select_related("area").annotate(times=Count("comings"), still_open=still_open)


def comings(by: Actor) -> QuerySet[Coming]:
    """Return the comings that someone may open, with how many demands wait for an answer."""
    demand = Q(matter__tracks__type=DEMAND)
    return (
        Coming.objects.filter(matter__in=visible(by))
        .select_related("matter", "matter__officer", "group")
        .annotate(
            demands=Count("matter__tracks", filter=demand),
            unanswered=Count("matter__tracks", filter=demand & Q(matter__tracks__final=False)),
        )
    )


def coming_of(matter_id: int) -> Coming:
    """Return what is a coming's own."""
    return Coming.objects.select_related("group").get(pk=matter_id)


def meetings_of(matter_id: int) -> list[Meeting]:
    """Return the minutes on a matter, the newest first, with what was promised."""
    return list(
        Meeting.objects.filter(matter_id=matter_id)
        .select_related("recorded_by")
        .prefetch_related("promises__agency", "promises__track")
        .order_by("-at", "-pk")
    )


def reports(by: Actor) -> QuerySet[SituationReport]:
    """Return the situation reports that someone may read."""
    return SituationReport.objects.filter(group__in=groups(by).values("pk")).select_related("group", "matter")


@dataclass(frozen=True)
class Speaker:
    """A representative as the file shows them: sealed."""

    id: int
    person_id: int
    name: str
    from_date: date
    to_date: date | None


def speakers(group: MassGroup) -> list[Speaker]:
    """Return the representatives of a group, present ones first, their names masked."""
    rows: list[Any] = list(group.representatives.order_by("to_date", "pk"))
    rows.sort(key=lambda one: one.to_date is not None)
    names = masked([row.person_id for row in rows]) if rows else {}
    return [Speaker(row.pk, row.person_id, names[row.person_id], row.from_date, row.to_date) for row in rows]


def speaks_for(group: MassGroup, representative_id: int) -> int | None:
    """Return the sealed person behind a representative of this group."""
    found: int | None = group.representatives.filter(pk=representative_id).values_list("person_id", flat=True).first()
    return found
