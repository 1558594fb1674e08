"""After the ruling: made known and carried out, followed until the agency has done as ruled."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.information.models import Appeal
from palat.duties.information.operations.appealing.ending import carry_out
from palat.duties.information.operations.appealing.telling import tell
from palat.duties.information.procedure.appeal_words import BINDS
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting


def send_ruling(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, sent_on: date, way: str) -> Event:
    """Record that the ruling was made known to appellant, agency and third parties; on our own request it takes effect.

    Where something is to be done, the agency's time to report runs. Raises: UnableToAct for a day before the ruling.
    """
    with transaction.atomic(), acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        appeal = Appeal.objects.select_related("matter", "party__track", "ruling").get(pk=matter_id)
        act.require("send_ruling")
        ruled_on = appeal.ruling.ruled_on
        if sent_on > legal_date(at) or (ruled_on is not None and sent_on < ruled_on):
            raise UnableToAct(_("วันที่แจ้งต้องอยู่ระหว่างวันที่มีคำวินิจฉัยถึงวันนี้"))
        outcome = appeal.ruling.outcome
        binds = outcome in BINDS
        event = act.move(
            "send_ruling",
            to="complying" if binds else "closed",
            facts={"sent_on": sent_on.isoformat(), "way": way, "outcome": outcome},
        )
        appeal.sent_on = sent_on
        appeal.save(update_fields=["sent_on"])
        if binds:
            act.start_clock("compliance", "information.compliance", act.main, counts_from=sent_on)
        words = _("คำวินิจฉัยที่ %(number)s") % {"number": appeal.ruling.number}
        carry_out(appeal, outcome, words, at)
        tell(act, "appeal_told")
        return event


def record_compliance(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, reported_on: date, words: str
) -> Event:
    """Take down what the agency reports it has done. Raises: UnableToAct without its words, or for a day to come."""
    if not words.strip() or reported_on > legal_date(at):
        raise UnableToAct(_("โปรดระบุสิ่งที่หน่วยงานรายงาน และวันที่รายงานซึ่งไม่เกินวันนี้"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("record_compliance", facts={"reported_on": reported_on.isoformat()}, body={"words": words})
        Appeal.objects.filter(pk=matter_id).update(report=words, reported_on=reported_on)
        return event


def accept_compliance(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str = "") -> Event:
    """Find that the agency has done as ruled; the appeal ends. Raises: UnableToAct before it has reported."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        act.require("accept_compliance")
        _require_report(matter_id)
        return act.move("accept_compliance", body={"words": words} if words else None)


def return_compliance(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Find that it has not done enough: its time to report runs anew. Raises: UnableToAct without a reason."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุสิ่งที่ยังไม่ได้ปฏิบัติ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        act.require("return_compliance")
        _require_report(matter_id)
        event = act.move("return_compliance", body={"words": words})
        act.stop_clocks(act.main, ("compliance",))
        act.start_clock("compliance", "information.compliance", act.main)
        Appeal.objects.filter(pk=matter_id).update(report="", reported_on=None)
        return event


def _require_report(matter_id: int) -> None:
    if not Appeal.objects.filter(pk=matter_id, reported_on__isnull=False).exists():
        raise UnableToAct(_("หน่วยงานยังไม่ได้รายงานผลการปฏิบัติ"))
