"""On which day what an official takes down reached the Office: neither a day to come nor one that must be a slip."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from palat.kernel.calendar.queries import limit
from palat.kernel.matters.operations.acts import UnableToAct


def check_arrival(arrived_on: date | None, today: date) -> None:
    """Raise UnableToAct for a day to come, or further back than the dated row `information.post_back` allows."""
    if arrived_on is None:
        return
    if arrived_on > today:
        raise UnableToAct(_("วันที่หนังสือถึงสำนักงานต้องไม่เกินวันนี้"))
    most = limit("information.post_back", on=today).amount
    if arrived_on < today - timedelta(days=most):
        raise UnableToAct(_("วันที่หนังสือถึงสำนักงานย้อนหลังได้ไม่เกิน %(days)d วัน โปรดตรวจตราประทับรับอีกครั้ง") % {"days": most})
