"""Whether an appeal is taken up: a person decides, by the last day computed; and what the appellant does meanwhile."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from palat.duties.information.models import Appeal
from palat.duties.information.operations.appealing import wording
from palat.duties.information.operations.appealing.ending import end_without_ruling
from palat.duties.information.operations.appealing.telling import tell
from palat.duties.information.operations.requesters import how_it_was_asked
from palat.duties.information.procedure.appeal_words import NOT_ADMITTED, OWN
from palat.duties.information.queries.appealing.receiving import is_late
from palat.duties.information.queries.times import in_force_since, last_day_of_appeal
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.thai_dates import long_date
from palat.kernel.letters.operations import drafting as letters
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting
from palat.kernel.matters.operations.receiving import attachment

NEEDS_REASON = {
    True: gettext_noop("ยื่นเมื่อพ้นกำหนดแล้ว หากจะรับไว้พิจารณาต้องระบุเหตุผล"),
    None: gettext_noop("ยังไม่ทราบวันที่ได้รับแจ้งคำสั่ง โปรดบันทึกวันก่อน หรือระบุเหตุผล"),
}


def check_told_on(told_on: date | None, filed_on: date) -> None:
    """Raise UnableToAct for a notice after the appeal, or before there was a law under which an order could be made."""
    if told_on is None:
        return
    if told_on > filed_on:
        raise UnableToAct(_("วันที่ได้รับแจ้งคำสั่งต้องไม่หลังวันที่ยื่นอุทธรณ์"))
    since = in_force_since("information.appeal")
    if told_on < since:
        told = {"day": long_date(since)}
        raise UnableToAct(_("กฎหมายข้อมูลข่าวสารใช้บังคับตั้งแต่วันที่ %(day)s โปรดตรวจวันที่ได้รับแจ้งอีกครั้ง") % told)


def set_told_on(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, told_on: date, words: str
) -> Event:
    """Record when the appellant learned of the order, and by which paper: the last day is counted anew from it."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุหลักฐานที่ใช้"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        appeal = Appeal.objects.get(pk=matter_id)
        check_told_on(told_on, legal_date(appeal.filed_at))
        last = last_day_of_appeal(told_on, kind="own" if act.matter.kind == OWN else "general")
        facts = {"told_on": told_on.isoformat(), "last_day": last.isoformat()}
        event = act.move("set_told_on", facts=facts, body={"words": words})
        appeal.told_on, appeal.last_day = told_on, last
        appeal.save(update_fields=["told_on", "last_day"])
        return event


def admit(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str = "") -> Event:
    """Take an appeal up. Raises: UnableToAct for one that is late, or of unknown date, without the reason why."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        appeal = Appeal.objects.get(pk=matter_id)
        late = is_late(appeal.filed_at, appeal.last_day)
        if late is not False and not words.strip():
            raise UnableToAct(_(NEEDS_REASON[late]))
        event = act.move("admit", facts={"late": late}, body={"words": words} if words else None)
        appeal.late_words = words if late is not False else ""
        appeal.save(update_fields=["late_words"])
        tell(act, "appeal_admitted")
        return event


def not_admit(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, reason: str, words: str) -> Event:
    """Do not take an appeal up, for a reason that the appellant is told. Raises: UnableToAct.

    The ground `late` stands only for an appeal that is late by the days that are kept.
    """
    if reason not in dict(NOT_ADMITTED) or not words.strip():
        raise UnableToAct(_("โปรดเลือกเหตุและระบุเหตุผล"))
    with transaction.atomic(), acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        appeal = Appeal.objects.get(pk=matter_id)
        if reason == "late" and not is_late(appeal.filed_at, appeal.last_day):
            raise UnableToAct(_("ตามวันที่บันทึกไว้ คำอุทธรณ์นี้ยื่นภายในกำหนด"))
        event = act.move("not_admit", facts={"reason": reason}, body={"to_petitioner": words})
        appeal.refused_for = reason
        appeal.save(update_fields=["refused_for"])
        act.matter.closing = "not_admitted"
        letters.draft([act], wording.not_admitted(act.matter, appeal, words, at), submit=True, by_system=True)
        end_without_ruling(act, appeal)
        tell(act, "appeal_not_admitted")
        return event


def add_words(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    text: str,
    files: Sequence[tuple[int, str]] = (),
) -> Event:
    """Say more of what is wrong with the order. Raises: UnableToAct."""
    if not text.strip() and not files:
        raise UnableToAct(_("โปรดเขียนข้อความหรือแนบไฟล์"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        rows = [
            attachment(matter_id=matter_id, file_id=file_id, name=name, origin="petitioner", at=at)
            for file_id, name in files
        ]
        act.add(*rows)
        facts = {"attachments": [row.pk for row in rows]} if rows else {}
        return act.move("add_words", facts=facts, body={"from_petitioner": text})


def withdraw_appeal(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    words: str = "",
    way: str = "",
    asked_on: date | None = None,
) -> Event:
    """Withdraw an appeal: by the appellant, or recorded by an official with how and when it was asked."""
    facts = how_it_was_asked(by=by, at=at, way=way, words=words, asked_on=asked_on)
    with transaction.atomic(), acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("withdraw_appeal", facts=facts, body={"from_petitioner": words} if words else None)
        act.matter.closing = "withdrawn"
        end_without_ruling(act, Appeal.objects.get(pk=matter_id))
        return event


def write_to_appellant(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Write to the appellant on the tracking page."""
    if not words.strip():
        raise UnableToAct(_("โปรดเขียนข้อความถึงผู้อุทธรณ์"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("write_to_appellant", body={"to_petitioner": words})
        tell(act, "appeal_message")
        return event
