"""Reading the monthly summary of procurement."""

from django.db.models import Count, F, QuerySet, Sum

from palat.duties.information.models import ProcurementLine, ProcurementMonth
from palat.duties.information.procedure.procurement import EVENTS, PUBLISHED
from palat.duties.information.queries.listing import may_list
from palat.kernel.history.queries import Told, events_of
from palat.kernel.matters.authority import Actor


def chain_of(month_id: int) -> str:
    """Return the chain of history of a month."""
    return f"procurement:{month_id}"


def months() -> QuerySet[ProcurementMonth]:
    """Return the months, each with the number of its lines and their budget."""
    counted = ProcurementMonth.objects.annotate(many=Count("lines"), budget=Sum("lines__budget"))
    return counted.select_related("agency")


def visible_months(by: Actor) -> QuerySet[ProcurementMonth]:
    """Return the months that someone sees at the desk: the centre and those above it."""
    return months() if may_list(by) else months().none()


def public_months() -> QuerySet[ProcurementMonth]:
    """Return the months that are published."""
    return months().filter(state=PUBLISHED)


def public_lines() -> QuerySet[ProcurementLine]:
    """Return every line of every month that is published."""
    rows = ProcurementLine.objects.filter(month__state=PUBLISHED).select_related("month__agency")
    return rows.annotate(day=F("month__month"))


def happened(month_id: int) -> list[tuple[Told, str]]:
    """Return what was done to a month, the latest first."""
    return [(one, EVENTS[one.kind]) for one in events_of(chain_of(month_id))[::-1] if one.kind in EVENTS]
