"""Notes that come up: one's own, and those of one's units, on matters that one may see today."""

from datetime import date

from django.db.models import Q, QuerySet

from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Reminder
from palat.kernel.matters.queries.visibility import visible


def mine(by: Actor) -> QuerySet[Reminder]:
    """Return the open notes of a person and of the person's units; never on a matter that has become invisible."""
    return _open(by).filter(matter__in=visible(by)).select_related("matter").order_by("day", "pk")


def up_today(by: Actor, today: date) -> list[Reminder]:
    """Return what has come up: of today, and of days gone by that nobody was done with.

    On most mornings that is nothing; then nobody asks of which matters the viewer may know.
    """
    if not _open(by).filter(day__lte=today).exists():
        return []
    return list(mine(by).filter(day__lte=today))


def _open(by: Actor) -> QuerySet[Reminder]:
    authority = by.authority
    if authority is None:
        return Reminder.objects.none()
    own = Q(official_id=authority.official_id, unit=None) | Q(unit_id__in=authority.unit_ids())
    return Reminder.objects.filter(own, done_at=None)


def on_matter(by: Actor, matter_id: int) -> QuerySet[Reminder]:
    """Return the open notes on one matter."""
    return mine(by).filter(matter_id=matter_id)
