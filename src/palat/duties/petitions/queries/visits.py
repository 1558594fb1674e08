"""Visits on a matter, as the Office reads them: who gave a statement stays sealed."""

from palat.duties.petitions.models import SiteVisit, Statement


def visits_of(matter_id: int) -> list[SiteVisit]:
    """Return the visits on a matter with their statements, the newest first."""
    return list(
        SiteVisit.objects.filter(matter_id=matter_id)
        .select_related("by")
        .prefetch_related("statements__signature")
        .order_by("-at", "-pk")
    )


def person_behind(matter_id: int, statement_id: int) -> int | None:
    """Return the sealed person who gave a statement on this matter."""
    found = Statement.objects.filter(pk=statement_id, visit__matter_id=matter_id)
    return found.values_list("person_id", flat=True).first()
