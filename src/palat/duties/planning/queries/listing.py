"""What someone finds of this duty: agreements that may be seen, indicators, who may enter."""

from datetime import date

from django.db.models import Max, QuerySet

from palat.duties.planning.models import Agreement, Indicator, Item, PlanItem, Report
from palat.duties.planning.procedure.reporting import REVIEWED
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.visibility import reads_whole_office, visible
from palat.kernel.organisation.queries import agency_choices, is_under, unit_choices
from palat.kernel.reports.queries.readers import DECIDERS

UNDER_PM, STATE_ENTERPRISE = "นร", "state_enterprise"
WITH_AUTHORITY = ("สปน", "กปส", "สคบ")  # their heads report to the permanent secretary (planning.md §0)


def may_enter(by: Actor) -> bool:
    """Say whether the pages of this duty open to someone: officials of the Office, and those who decide above it."""
    authority = by.authority
    return authority is not None and (reads_whole_office(authority) or bool(authority.roles() & DECIDERS))


def agreements(by: Actor, year: int) -> QuerySet[Agreement]:
    """Return the living agreements of a year that someone may see; deciders see those of every agency."""
    found = Agreement.objects.filter(year=year, is_live=True).select_related("agency", "unit", "matter")
    if not (by.authority and by.authority.roles() & DECIDERS):
        found = found.filter(matter__in=visible(by))
    return found.order_by("kind", "agency__sort_key", "unit_id")


def agreement_years() -> list[int]:
    """Return the fiscal years that have agreements, newest first."""
    found = Agreement.objects.filter(is_live=True).order_by("-year").values_list("year", flat=True)
    return list(found.distinct())


def newest_scored_year() -> int | None:
    """Return the newest fiscal year in which a report was reviewed."""
    counted = Report.objects.filter(track__state__in=(*REVIEWED, "locked"), item__agreement__is_live=True)
    return counted.aggregate(year=Max("item__agreement__year"))["year"]  # type: ignore[no-any-return]


def agency_choices_under(on: date) -> list[tuple[int, str]]:
    """Return the agencies and enterprises under the Prime Minister's Office as choices."""
    return [(number, name) for number, name in agency_choices(on) if is_under(number, UNDER_PM)]


def division_choices() -> list[tuple[int, str]]:
    """Return the units of the Office as choices."""
    return unit_choices()


def indicators() -> QuerySet[Indicator]:
    """Return every indicator."""
    return Indicator.objects.select_related("plan_item").order_by("code")


def strategies() -> QuerySet[PlanItem]:
    """Return the strategies of the Office in the newest version of its plan."""
    return PlanItem.objects.filter(kind="strategy", plan__superseded_by=None).order_by("plan_id", "order")


def items_of(agreement_ids: list[int]) -> QuerySet[Item]:
    """Return the living indicators of agreements."""
    found = Item.objects.filter(agreement__in=agreement_ids, dropped=False)
    related = found.select_related("definition__indicator__plan_item", "agreement__agency", "agreement__unit")
    return related.order_by("agreement_id", "order", "pk")


def late_reports(agreement_ids: list[int], today: date) -> QuerySet[Report]:
    """Return the reports that are owed past their last day."""
    owed = Report.objects.filter(item__agreement__in=agreement_ids, track__state__in=("open", "returned"))
    related = owed.select_related("item__definition__indicator", "item__agreement__agency", "item__agreement__unit")
    return related.filter(due_on__lt=today).order_by("due_on", "pk")
