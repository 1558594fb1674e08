"""Consultations and reports of committees, as lists; and which agencies are asked for the latter."""

from datetime import date

from django.db.models import QuerySet

from palat.duties.information.models import CommitteeReturn, Consultation
from palat.kernel.organisation.queries import agencies_of_kinds

# Of whom the cabinet is told: ministries, departments and what stands beside them (provisional).
CENTRAL = frozenset({"ministry", "department", "independent_under_pm"})


def consultations() -> QuerySet[Consultation]:
    """Return every consultation, with what a list shows."""
    return Consultation.objects.select_related("agency", "recorded_by")


def consultation(number: int) -> Consultation | None:
    """Return one consultation."""
    return consultations().filter(pk=number).first()


def committees() -> QuerySet[CommitteeReturn]:
    """Return every report on a committee, with what a list shows."""
    return CommitteeReturn.objects.select_related("agency", "recorded_by")


def central_agencies(on: date) -> frozenset[int]:
    """Return the central agencies of a day."""
    return frozenset(agencies_of_kinds(CENTRAL, on))
