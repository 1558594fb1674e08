"""The list of appeals that someone may see, who takes them in, and where each branch's appeals lie."""

from django.db.models import QuerySet

from palat.duties.information.models import Appeal, Branch, Panelist
from palat.duties.information.procedure.appeal import APPEAL
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.standing import holds, stands_in
from palat.kernel.matters.queries.visibility import Matter, visible
from palat.kernel.organisation.queries import unit_id, units_below

TRIBUNALS = "oic.tribunals"
TAKERS = frozenset({"case_officer", "group_head", "director"})
HEADS = frozenset({"group_head", "director"})
SECRETARIAT = frozenset({"case_officer", "group_head"})
MEMBER = "tribunal_member"


def unit_of_branch(branch: Branch) -> int | None:
    """Return the unit in which the appeals of a branch lie, and in which its members hold their posts."""
    return unit_id(f"{TRIBUNALS}.{branch.code}")


def appeals_seen(by: Actor) -> QuerySet[Matter]:
    """Return the appeals that someone may see, with what a list shows of each, in one statement."""
    related = ("information_appeal__branch", "information_appeal__agency", "information_appeal__ruling", "officer")
    return visible(by).filter(procedure=APPEAL).select_related(*related)


def of_panelist(rows: QuerySet[Matter], by: Actor) -> QuerySet[Matter]:
    """Narrow appeals to those on whose panel someone sits now."""
    sitting = Panelist.objects.filter(official=by.official_id or 0, left_at=None).values("appeal")
    return rows.filter(pk__in=sitting)


def is_appeal(matter_id: int) -> bool:
    """Say whether a matter is an appeal."""
    return Appeal.objects.filter(pk=matter_id).exists()


def reads_appeals(by: Actor) -> bool:
    """Say whether someone reads appeals as a list: the tribunals' secretariat, members, those above them."""
    return stands_in(by, TRIBUNALS) or sits(by)


def sits(by: Actor) -> bool:
    """Say whether someone is a member of a tribunal today."""
    return by.authority is not None and any(role == MEMBER for role, _unit, _agency in by.authority.places())


def takes_appeals(by: Actor) -> bool:
    """Say whether someone takes appeals in at the counter, from the post, by e-mail."""
    return holds(by, TAKERS, TRIBUNALS)


def keeps_tribunals(by: Actor) -> bool:
    """Say whether someone keeps the tribunals' books: members, sittings, lists of what is heard."""
    return holds(by, HEADS, TRIBUNALS) or is_secretary(by)


def names_members(by: Actor) -> bool:
    """Say whether someone enters who sits in a tribunal: the head of the tribunals' group, and directors above."""
    return holds(by, HEADS, TRIBUNALS)


def is_secretary(by: Actor) -> bool:
    """Say whether someone is of the tribunals' own secretariat, not merely of the office around it."""
    unit = unit_id(TRIBUNALS)
    places = by.authority.places() if by.authority is not None and unit is not None else ()
    return any(role in SECRETARIAT and at == unit for role, at, _agency in places)


def branch_units() -> tuple[int, ...]:
    """Return the units of the tribunals and of their branches."""
    return units_below(unit_id(TRIBUNALS) or 0)
