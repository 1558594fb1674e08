"""Who may neither see nor act on a matter: the accused, someone related, the accused's own office."""

from datetime import datetime

from django.utils.translation import gettext as _

from palat.kernel.history.operations import Event
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Bar
from palat.kernel.matters.operations.acts import UnableToAct, acting
from palat.kernel.matters.operations.levels import leave_barred
from palat.kernel.matters.procedure import BAR_REASONS


def bar(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    reason: str,
    official_id: int | None = None,
    agency_id: int | None = None,
) -> Event:
    """Bar an official or an agency from a matter; it leaves their queues by rule, at once.

    A file that lies before someone barred goes on to the next level, or back to its officer when
    no level is left. Raises: UnableToAct when nobody is named, or the bar stands already.
    """
    if official_id is None and agency_id is None:
        raise UnableToAct(_("โปรดเลือกเจ้าหน้าที่หรือหน่วยงาน"))
    if reason not in dict(BAR_REASONS):
        raise UnableToAct(_("โปรดเลือกเหตุ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        if any((one.official_id, one.agency_id) == (official_id, agency_id) for one in act.bars):
            raise UnableToAct(_("บันทึกไว้แล้ว"))
        event = act.move("bar", facts={"official": official_id, "agency": agency_id, "reason": reason})
        made = Bar.objects.create(matter_id=matter_id, official_id=official_id, agency_id=agency_id, reason=reason)
        act.bars.append(made)
        leave_barred(act)
        if act.matter.officer_id is not None and act.matter.officer_id == official_id:
            act.hold(unit_id=act.matter.unit_id, officer_id=None)
        return event


def unbar(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, bar_id: int, words: str) -> Event:
    """Lift a bar, with the reason; only above the level of the matter's own officers.

    Raises: UnableToAct without a reason, or for a bar that is not of this matter.
    """
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผล"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        lifted = Bar.objects.filter(pk=bar_id, matter_id=matter_id).first()
        if lifted is None:
            raise UnableToAct(_("ไม่พบรายการนี้ในเรื่อง"))
        event = act.move(
            "unbar", facts={"official": lifted.official_id, "agency": lifted.agency_id}, body={"words": words}
        )
        lifted.delete()
        return event
