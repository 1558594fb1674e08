"""What copies cost: by the table in force, waived for those of small means, paid against a receipt."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from palat.duties.information.models import Charge, Request
from palat.duties.information.queries.catalogue import fees_on
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting

MOST_PAGES = 100_000


def total_satang(matter_id: int) -> int:
    """Return what the copies of a request cost, in satang."""
    found = Charge.objects.filter(matter_id=matter_id).aggregate(total=Sum(F("pages") * F("fee__satang")))
    return int(found["total"] or 0)


def settled(request: Request) -> bool:
    """Say whether nothing is owed: no fee was set, or it was paid or waived."""
    return bool(request.paid_at or request.fees_waived_at) or total_satang(request.pk) == 0


def set_fees(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, pages: Mapping[int, int]) -> Event:
    """Set how many pages of each paper are given, at the fees in force today. Raises: UnableToAct once it was paid."""
    known = {fee.pk for fee in fees_on(legal_date(at))}
    counted = {fee: number for fee, number in pages.items() if number}
    if not set(counted) <= known or any(not 0 < number <= MOST_PAGES for number in counted.values()):
        raise UnableToAct(_("โปรดตรวจจำนวนแผ่น"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        request = Request.objects.get(pk=matter_id)
        if request.paid_at or request.fees_waived_at:
            raise UnableToAct(_("รับชำระหรือยกเว้นค่าธรรมเนียมแล้ว แก้ไขไม่ได้"))
        Charge.objects.filter(matter_id=matter_id).delete()
        Charge.objects.bulk_create(
            Charge(id=ids.take(), matter_id=matter_id, fee_id=fee, pages=number) for fee, number in counted.items()
        )
        return act.move("set_fees", facts={"satang": total_satang(matter_id)})


def waive_fees(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Waive the fee, as for those of small means (มาตรา 9 วรรคสาม). Raises: UnableToAct without a reason or a fee."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผล"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        _require_owed(Request.objects.get(pk=matter_id))
        event = act.move("waive_fees", facts={"satang": total_satang(matter_id)}, body={"words": words})
        Request.objects.filter(pk=matter_id).update(fees_waived_at=at)
        return event


def record_payment(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, receipt: str) -> Event:
    """Record that the fee was paid, with the number of the receipt. Raises: UnableToAct where none is owed."""
    if not receipt.strip():
        raise UnableToAct(_("โปรดระบุเลขที่ใบเสร็จรับเงิน"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        _require_owed(Request.objects.get(pk=matter_id))
        event = act.move("record_payment", facts={"satang": total_satang(matter_id), "receipt": receipt})
        Request.objects.filter(pk=matter_id).update(paid_at=at, receipt=receipt)
        return event


def _require_owed(request: Request) -> None:
    if settled(request):
        raise UnableToAct(_("ไม่มีค่าธรรมเนียมที่ค้างชำระ"))
