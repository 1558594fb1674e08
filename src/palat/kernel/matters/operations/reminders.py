"""Notes to come up on a day (เตือนความจำ): one's own, or of one's unit. No official act, so no history."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Reminder
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.reminders import mine
from palat.kernel.matters.queries.visibility import visible


def remind(*, matter_id: int, by: Actor, at: datetime, day: date, words: str, for_unit: bool = False) -> Reminder:
    """Keep a note that comes up on a day. Raises: UnableToAct for a day gone by, or a matter one may not see."""
    if day < legal_date(at):
        raise UnableToAct(_("วันเตือนผ่านไปแล้ว"))
    if not words.strip():
        raise UnableToAct(_("โปรดระบุสิ่งที่จะเตือน"))
    authority = by.authority
    if authority is None or not visible(by).filter(pk=matter_id).exists():
        raise UnableToAct(_("ไม่พบเรื่องที่ระบุ"))
    units = sorted(authority.unit_ids())
    return Reminder.objects.create(
        id=ids.take(),
        matter_id=matter_id,
        official_id=authority.official_id,
        unit_id=units[0] if for_unit and units else None,
        day=day,
        words=words.strip()[:300],
        made_at=at,
    )


def done(*, reminder_id: int, by: Actor, at: datetime) -> None:
    """Be done with a note. Raises: UnableToAct for one that is not the actor's or the unit's."""
    if not mine(by).filter(pk=reminder_id).update(done_at=at):
        raise UnableToAct(_("ไม่พบบันทึกเตือนนี้"))


def snooze(*, reminder_id: int, by: Actor, at: datetime, day: date) -> None:
    """Let a note come up on a later day. Raises: UnableToAct for a day gone by, or another's note."""
    if day <= legal_date(at):
        raise UnableToAct(_("โปรดเลือกวันหลังจากวันนี้"))
    if not mine(by).filter(pk=reminder_id).update(day=day):
        raise UnableToAct(_("ไม่พบบันทึกเตือนนี้"))
