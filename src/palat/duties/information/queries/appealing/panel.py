"""Who may sit on an appeal: members of its branch today, what each has open, and whom a conflict keeps out."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from palat.duties.information.models import Appeal, Branch, Panelist, Seat
from palat.duties.information.queries.appealing.listing import MEMBER, SECRETARIAT, TRIBUNALS, unit_of_branch
from palat.kernel.calendar.queries import limit
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.visibility import barred_officials
from palat.kernel.organisation.queries import agency_by_code, agency_by_id, officials_holding, unit_id

OFFICE_AGENCY = "สปน"


@dataclass(frozen=True)
class Member:
    """A member of a branch today."""

    official_id: int
    name: str
    post: str
    holding_id: int
    until: date | None
    presides: bool
    agency_id: int | None
    agency: str
    open_appeals: int


def members_of(branch: Branch, on: date) -> list[Member]:
    """Return who sits in a branch on a day, the one with the least open appeals first."""
    unit = unit_of_branch(branch)
    if unit is None:
        return []
    held = list(officials_holding(MEMBER, on=on, unit_ids=[unit]))
    seats = {one.pk: one for one in Seat.objects.filter(pk__in=[one.pk for one in held]).select_related("agency")}
    busy = open_appeals_of([one.official_id for one in held])
    found = []
    for one in held:
        seat = seats.get(one.pk)
        found.append(
            Member(
                one.official_id,
                str(one.official),
                one.post.title_th,
                one.pk,
                one.valid_to,
                bool(seat and seat.presides),
                seat.agency_id if seat else None,
                str(seat.agency) if seat and seat.agency else "",
                busy[one.official_id],
            )
        )
    return sorted(found, key=lambda one: (one.open_appeals, one.post))


def open_appeals_of(official_ids: Collection[int]) -> Counter[int]:
    """Count the open appeals on whose panel each member sits."""
    sitting = Panelist.objects.filter(official__in=official_ids, left_at=None, appeal__matter__closed_at=None)
    return Counter(sitting.values_list("official_id", flat=True))


def concerned_agency(appeal: Appeal) -> int | None:
    """Return the agency whose order is appealed: another's, or the Office itself."""
    return appeal.agency_id or agency_by_code(OFFICE_AGENCY).pk


def comes_from(member_agency: int | None, agency_id: int | None) -> bool:
    """Say whether a member's agency is the one concerned, one under it, or one above it."""
    if not member_agency or not agency_id:
        return False
    return agency_id in _line(member_agency) or member_agency in _line(agency_id)


def _line(agency_id: int) -> set[int]:
    """Return an agency and all above it."""
    found, one = set(), agency_by_id(agency_id)
    while one is not None and one.pk not in found:
        found.add(one.pk)
        one = one.parent
    return found


def may_sit(appeal: Appeal, on: date) -> list[Member]:
    """Return the members of the branch who may sit on an appeal: neither barred nor from the agency concerned."""
    if appeal.branch is None:
        return []
    barred, agency = barred_officials(appeal.pk), concerned_agency(appeal)
    able = [one for one in members_of(appeal.branch, on) if one.official_id not in barred]
    return [one for one in able if not comes_from(one.agency_id, agency)]


def kept_out(appeal: Appeal, branch: Branch, on: date) -> list[Member]:
    """Return the members of a branch whom a conflict with the agency concerned keeps out of an appeal."""
    agency = concerned_agency(appeal)
    return [one for one in members_of(branch, on) if comes_from(one.agency_id, agency)]


def concerning(seat: Seat) -> list[int]:
    """Return the appeals in a member's branch that concern the agency the member comes from, ended ones too."""
    if not seat.agency_id:
        return []
    found = Appeal.objects.filter(matter__unit=seat.holding.post.unit_id, branch__isnull=False)
    return [one.pk for one in found.order_by("pk") if comes_from(seat.agency_id, concerned_agency(one))]


def proposed_panel(appeal: Appeal, on: date) -> list[Member]:
    """Return whom the load proposes: those with the least open appeals, one who presides among them where there is one.

    A person confirms it, or chooses others.
    """
    free = may_sit(appeal, on)
    size = limit("information.panel", on=on).amount
    chair = next((one for one in free if one.presides), None)
    rest = [one for one in free if one is not chair]
    return [*([chair] if chair else []), *rest][:size]


def quorum(on: date) -> int:
    """Return how many members must be present."""
    return limit("information.quorum", on=on).amount


def panel_of(appeal_id: int) -> list[Panelist]:
    """Return who sits on an appeal now, the chair first; whoever was barred from it sits no more."""
    found = Panelist.objects.filter(appeal=appeal_id, left_at=None).exclude(official__in=barred_officials(appeal_id))
    found = found.select_related("official")
    return sorted(found, key=lambda one: (one.role != "chair", one.pk))


def on_panel(appeal_id: int, by: Actor) -> bool:
    """Say whether someone sits on an appeal now."""
    return Panelist.objects.filter(appeal=appeal_id, left_at=None, official=by.official_id or 0).exists()


def in_circle(appeal: Appeal, by: Actor) -> bool:
    """Say whether someone may read what an agency sent in camera: the panel, its secretary, the head of secretaries."""
    if by.authority is None or by.official_id in barred_officials(appeal.pk):
        return False
    holds = appeal.matter.officer_id == by.official_id and _of_secretariat(by, SECRETARIAT)
    return holds or _of_secretariat(by, frozenset({"group_head"})) or on_panel(appeal.pk, by)


def _of_secretariat(by: Actor, roles: frozenset[str]) -> bool:
    unit = unit_id(TRIBUNALS)
    return by.authority is not None and any(role in roles and at == unit for role, at, _agency in by.authority.places())


def secretaries(on: date) -> list[tuple[int, str, int]]:
    """Return the secretaries with how many open matters each holds, the least first: whom the load proposes."""
    held = officials_holding("case_officer", on=on, unit_ids=[unit_id(TRIBUNALS) or 0])
    open_ones = Appeal.objects.filter(matter__closed_at=None, matter__officer__in=[one.official_id for one in held])
    busy = Counter(open_ones.values_list("matter__officer", flat=True))
    counted = [(one.official_id, str(one.official), busy[one.official_id]) for one in held]
    return sorted(counted, key=lambda one: (one[2], one[1]))
