"""Persons called to a sitting of a tribunal (มาตรา 32): by which letter, whether they came, what they said.

What was said stands in no event and on no page but to the branch and its secretariat.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Appeal, Called, Hearing
from palat.duties.information.operations.appealing import wording
from palat.duties.information.procedure.appeal_words import CALLED, CALLED_AS, CALLED_STATES, EXCUSED
from palat.duties.information.queries.appealing.panel import in_circle
from palat.kernel.history import ids
from palat.kernel.letters.operations import drafting as letters
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, Event, NotAuthorised, UnableToAct, acting


def call_person(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    capacity: str,
    who: str = "",
    words: str,
    agency_id: int | None = None,
) -> Event:
    """Call somebody to the sitting on whose list the appeal stands. The letters wait to be signed.

    The appellant and third parties are known from the seal; everybody else is called by post through an agency: the
    one concerned, or another that is named. Raises: UnableToAct without a sitting to come, a question, or a post.
    """
    if capacity not in dict(CALLED_AS) or not words.strip():
        raise UnableToAct(_("โปรดระบุว่าเรียกในฐานะใด และให้ถ้อยคำหรือนำสิ่งใดมา"))
    if capacity not in wording.KNOWN and not who.strip():
        raise UnableToAct(_("โปรดระบุตำแหน่งของผู้ที่เรียก ไม่ใช่ชื่อ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        appeal = _within(act, by)
        hearing = Hearing.objects.select_related("sitting").filter(appeal=appeal, state="set").first()
        if hearing is None or hearing.sitting.starts_at <= at:
            raise UnableToAct(_("โปรดนัดประชุมพิจารณาเรื่องนี้ก่อน แล้วจึงเรียกผู้ให้ถ้อยคำ"))
        one = Called(id=ids.take(), hearing=hearing, capacity=capacity, who=" ".join(who.split())[:200], words=words)
        event = act.move("call_person", facts={"called": one.pk, "as": capacity, "sitting": hearing.sitting_id})
        act.add(one)
        for draft in wording.summonses(act.matter, appeal, one, agency_id, at):
            letters.draft([act], draft, submit=True, by_system=True)
        return event


def record_statement(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    called_id: int,
    state: str,
    words: str,
) -> Event:
    """Record whether somebody who was called came and what was said, or that nobody need come any more.

    A record may be mended until the ruling is confirmed. Raises: UnableToAct before the sitting, unless the call is
    taken back; without words.
    """
    if state not in dict(CALLED_STATES) or state == CALLED or not words.strip():
        raise UnableToAct(_("โปรดเลือกผล และบันทึกถ้อยคำหรือเหตุ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        appeal = _within(act, by)
        one = Called.objects.select_related("hearing__sitting").filter(pk=called_id, hearing__appeal=appeal).first()
        if one is None:
            raise UnableToAct(_("ไม่พบผู้ที่เรียกนี้ในเรื่อง"))
        if state != EXCUSED and one.hearing.sitting.starts_at > at:
            raise UnableToAct(_("ยังไม่ถึงเวลาประชุม บันทึกได้เพียงว่าไม่ต้องมาแล้ว"))
        event = act.move("record_statement", facts={"called": one.pk, "state": state})
        one.state, one.record = state, words
        one.save(update_fields=["state", "record"])
        return event


def _within(act: Act, by: Actor) -> Appeal:
    appeal = Appeal.objects.select_related("matter", "branch").get(pk=act.matter.pk)
    if not in_circle(appeal, by):
        raise NotAuthorised(_("ทำได้เฉพาะองค์คณะและฝ่ายเลขานุการของเรื่องนี้"))
    return appeal
