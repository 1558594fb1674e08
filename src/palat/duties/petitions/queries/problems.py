"""Problems and their cases, as far as the viewer may see."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Min, QuerySet

from palat.duties.petitions.models import Meeting, Problem
from palat.duties.petitions.models import Petition as Row
from palat.duties.petitions.procedure.problem import LINK_KIND
from palat.kernel.calendar.queries import ProvisionUnknown, provision
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.file import linked_from
from palat.kernel.matters.queries.visibility import visible

OPENING_ROLES = frozenset({"case_officer", "group_head", "director", "legal_officer"})


def reads_problems(by: Actor) -> bool:
    """Say whether someone reads problems at all: officials who read as the Office does."""
    return by.authority is not None and visible(by).exists() and not by.authority.agency_ids()


def may_open(by: Actor) -> bool:
    """Say whether someone may open a problem: officers with a unit of the Office."""
    return by.authority is not None and any(
        role in OPENING_ROLES and unit is not None for role, unit, _agency in by.authority.places()
    )


def problems(by: Actor) -> QuerySet[Problem]:
    """Return the problems that someone may see."""
    return (
        Problem.objects.filter(matter__in=visible(by))
        .select_related("matter", "matter__officer", "category", "area")
        .annotate(meetings=Count("matter__meetings", distinct=True))
    )


def problem_of(matter_id: int) -> Problem:
    """Return what is a problem's own."""
    return Problem.objects.select_related("category", "area").get(pk=matter_id)


def cases(matter_id: int, by: Actor) -> QuerySet[Row]:
    """Return the petitions of a problem that the viewer may see, the newest first."""
    linked = linked_from(matter_id, LINK_KIND)
    return (
        Row.objects.filter(matter_id__in=linked, matter__in=visible(by))
        .select_related("matter", "matter__area")
        .order_by("-matter__received_at", "-pk")
    )


@dataclass(frozen=True)
class Extent:
    """How many cases show a problem, since when, and until when, among those the viewer may see."""

    number: int
    still_open: int
    first: datetime | None
    last: datetime | None


def extent(matter_id: int, by: Actor) -> Extent:
    """Return how many cases a problem has, how many are open, the first and the last."""
    found = cases(matter_id, by).order_by()
    told = found.aggregate(number=Count("pk"), first=Min("matter__received_at"), last=Max("matter__received_at"))
    return Extent(told["number"], found.filter(matter__closed_at=None).count(), told["first"], told["last"])


def candidates(problem: Problem, by: Actor) -> QuerySet[Row]:
    """Return the petitions that the problem's saved filter (category and area) finds and that are not in it yet.

    Restricted and secret matters are never gathered, whoever looks.
    """
    found = Row.objects.filter(matter__in=visible(by), matter__restricted="", matter__secrecy=0)
    if problem.category_id:
        found = found.filter(matter__category__startswith=problem.category_id)
    if problem.area_id:
        found = found.filter(matter__area__code__startswith=problem.area_id)
    if not problem.category_id and not problem.area_id:
        return found.none()
    return (
        found.exclude(matter_id__in=linked_from(problem.pk, LINK_KIND))
        .select_related("matter", "matter__area")
        .order_by("-matter__received_at", "-pk")
    )


def gatherable(matter_ids: list[int], by: Actor) -> list[int]:
    """Return which of these matters are petitions that the viewer may gather into a problem."""
    found = visible(by).filter(pk__in=matter_ids, procedure="petition", restricted="", secrecy=0)
    return list(found.order_by("pk").values_list("pk", flat=True))


def was_met_on(matter_id: int) -> bool:
    """Say whether a joint meeting was held on a problem."""
    return Meeting.objects.filter(matter_id=matter_id, kind="joint").exists()


@dataclass(frozen=True)
class LawLine:
    """A provision in words; one that nobody verified says so."""

    title: str
    text: str
    provisional: bool


def laws(problem: Problem, on: date) -> list[LawLine]:
    """Return the provisions of a problem as they stand on a day; one no longer in force is left out."""
    lines = []
    for code in problem.provisions:
        try:
            one = provision(code, on=on)
        except ProvisionUnknown:
            continue
        lines.append(LawLine(one.title_th, f"{one.instrument} {one.section}".strip(), one.mark != "verified"))
    return lines


def proposal_of(matter_id: int) -> dict[str, str]:
    """Return what a proposal up the chain begins with: harm, cause and law as the problem has them."""
    problem = problem_of(matter_id)
    owners = ", ".join(problem.owners.order_by("sort_key").values_list("name_th", flat=True))
    facts = "\n\n".join(part for part in (problem.harm, problem.cause, owners) if part)
    return {"who_suffers": problem.harm[:300], "facts": facts, "law": problem.law_words}
