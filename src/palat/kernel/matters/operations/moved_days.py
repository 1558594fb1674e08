"""Telling people that last days moved because a holiday was proclaimed or withdrawn late."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.kernel.matters.operations.clocks import recount
from palat.kernel.matters.queries.moved_days import holders_told_of
from palat.kernel.notices.operations.telling import tell_officials


@transaction.atomic
def recount_and_tell(*, first: date, last: date, at: datetime) -> int:
    """Count anew the open clocks between two days, and tell each official who holds such a matter, once.

    One notice to each with the way to the list, in the transaction of the count: none is told twice, however often
    the job runs. Petitioners find the new day on their own page. Returns how many last days moved.
    """
    moved = recount(first=first, last=last, at=at)
    if moved:
        words = _("วันหยุดราชการเปลี่ยน: วันครบกำหนดของ %(count)d เรื่องในมือคุณเลื่อน")
        subjects = {official: words % {"count": count} for official, count in holders_told_of(at)}
        tell_officials(subjects=subjects, link=reverse("desk_moved_days"), at=at)
    return len(moved)
