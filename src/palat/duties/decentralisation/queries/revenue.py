"""Reading revenue shares."""

from django.db.models import QuerySet

from palat.duties.decentralisation.models import RevenueYear
from palat.duties.decentralisation.queries.listing import may_read
from palat.kernel.matters.authority import Actor

CHAIN = "decentralisation:revenue"


def newest() -> QuerySet[RevenueYear]:
    """Return the row of each year that counts."""
    return RevenueYear.objects.filter(
        pk__in=RevenueYear.objects.order_by("year", "-id").distinct("year").values("pk")
    ).select_related("recorded_by")


def visible_years(by: Actor) -> QuerySet[RevenueYear]:
    """Return the years that someone may look at: whoever reads the ledger."""
    return newest() if may_read(by) else RevenueYear.objects.none()


def rows_of(year: int) -> QuerySet[RevenueYear]:
    """Return all that was recorded of a year, the newest first."""
    return RevenueYear.objects.filter(year=year).select_related("recorded_by").order_by("-id")
