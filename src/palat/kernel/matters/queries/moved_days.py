"""Last days that moved because the calendar changed late: for whom they matter, and how they read."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Clock, MovedDay
from palat.kernel.matters.queries.visibility import visible


def holders_told_of(at: datetime) -> list[tuple[int, int]]:
    """Return who holds matters whose last day moved in one count, and how many of them."""
    moved = MovedDay.objects.filter(moved_at=at, matter__officer__isnull=False, matter__closed_at=None)
    counted = moved.values_list("matter__officer_id").annotate(matters=Count("matter", distinct=True))
    return [(official, count) for official, count in counted.order_by("matter__officer_id") if official]


def moved_days(by: Actor) -> QuerySet[MovedDay]:
    """Return the last days that moved in open matters that a person holds, or the person's unit, as far as visible."""
    authority = by.authority
    if authority is None:
        return MovedDay.objects.none()
    own = Q(matter__officer_id=authority.official_id) | Q(matter__unit_id__in=authority.unit_ids())
    found = MovedDay.objects.filter(own, matter__in=visible(by), matter__closed_at=None, clock__stopped_at=None)
    return found.select_related("matter", "clock")


def last_move(clock: Clock | None) -> MovedDay | None:
    """Return how the last day of a clock last moved, while that is still its last day."""
    if clock is None or clock.due_on is None:
        return None
    return (
        MovedDay.objects.filter(matter_id=clock.matter_id, clock=clock, due=clock.due_on).order_by("-moved_at").first()
    )
