"""The dated lists that this duty rests on, as they are in force on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from palat.duties.information.models import Branch, ExemptionGround, Fee, PublicationClass


def in_force(day: date) -> Q:
    """Return the condition that a dated row is in force on a day."""
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gt=day))


def grounds_on(day: date) -> QuerySet[ExemptionGround]:
    """Return the grounds on which information may not, or need not, be disclosed."""
    return ExemptionGround.objects.filter(in_force(day)).order_by("order")


def classes_on(day: date) -> QuerySet[PublicationClass]:
    """Return the classes that every agency publishes or lays open."""
    return PublicationClass.objects.filter(in_force(day)).order_by("order")


def branches_on(day: date) -> QuerySet[Branch]:
    """Return the branches of the tribunals."""
    return Branch.objects.filter(in_force(day)).order_by("order")


def fees_on(day: date) -> QuerySet[Fee]:
    """Return the fees of copies."""
    return Fee.objects.filter(in_force(day)).order_by("order")
