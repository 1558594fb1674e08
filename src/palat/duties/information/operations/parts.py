"""What is asked for, part by part: split, searched for, decided upon; nothing here lets anything out."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from palat.duties.information.models import Part
from palat.duties.information.operations.intake import LONGEST_SUBJECT, MOST_PARTS
from palat.duties.information.procedure.words import DECISIONS, PART, REFUSING
from palat.duties.information.queries.catalogue import grounds_on
from palat.duties.information.queries.gate import lost_by_objection, was_released
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, Event, UnableToAct, acting
from palat.kernel.pages.text import subject_of

UNDER_WORK = frozenset({"received", "considering"})


@dataclass(frozen=True)
class Decision:
    """What is decided of one part, as an officer proposes it."""

    decision: str
    grounds: tuple[str, ...] = ()
    kind_words: str = ""
    reasons: str = ""
    withheld: str = ""
    holding: str = ""
    agency_id: int | None = None


def split_part(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Add parts to a request, a line each, as its words turn out to ask for more. Raises: UnableToAct."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if not lines:
        raise UnableToAct(_("โปรดระบุรายการ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        last = Part.objects.filter(matter_id=matter_id).aggregate(last=Max("number"))["last"] or 0
        if last + len(lines) > MOST_PARTS:
            raise UnableToAct(_("แยกได้ไม่เกิน %(most)d รายการ") % {"most": MOST_PARTS})
        event = act.move("split_part", facts={"parts": len(lines)}, body={"words": "\n".join(lines)})
        for number, line in enumerate(lines, start=last + 1):
            track = act.open_track(PART, label=subject_of(line)[:LONGEST_SUBJECT])
            act.add(Part(track_id=track.pk, matter_id=matter_id, number=number, words=line))
        return event


def decide_part(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, decision: Decision
) -> Event:
    """Give an opinion on one part: what may be known of it, by which ground it may not, and why, as s.15 demands.

    It may be changed until the order is signed. Raises: UnableToAct.
    """
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track, part = act.track(track_id), _part(track_id)
        if act.matter.state not in UNDER_WORK:
            raise UnableToAct(_("ทำความเห็นได้เฉพาะขณะที่คำขออยู่ระหว่างค้นหาและพิจารณา"))
        said = _whole(decision, act)
        if was_released(part):
            raise UnableToAct(_("รายการนี้ส่งมอบไปแล้ว แก้ไขความเห็นไม่ได้"))
        if said.decision == "full" and lost_by_objection(part):
            raise UnableToAct(_("มีคำคัดค้านที่รับฟังแล้วในรายการนี้ จะเปิดเผยทั้งหมดไม่ได้"))
        event = act.move(
            "decide_part",
            track=track,
            to=said.decision,
            facts={"decision": said.decision, "grounds": list(said.grounds)},
            body={"reasons": said.reasons} if said.reasons else None,
        )
        track.result, track.agency_id = said.decision, None
        part.grounds, part.kind_words, part.reasons = list(said.grounds), said.kind_words, said.reasons
        part.withheld, part.holding, part.agency_id = said.withheld, said.holding, said.agency_id
        part.save()
        return event


def _whole(said: Decision, act: Act) -> Decision:
    """Return a decision with all that the Act demands of it. Raises: UnableToAct where something is missing."""
    if said.decision not in dict(DECISIONS):
        raise UnableToAct(_("โปรดเลือกผลการพิจารณา"))
    known = {one.code for one in grounds_on(legal_date(act.at))}
    grounds = tuple(dict.fromkeys(one for one in said.grounds if one in known))
    if said.decision == "monarchy":
        grounds = ("s14",)
    if said.decision in REFUSING and not (grounds and said.kind_words.strip() and said.reasons.strip()):
        raise UnableToAct(_("คำสั่งมิให้เปิดเผยต้องระบุประเภทของข้อมูลข่าวสาร เหตุตามกฎหมาย และเหตุผล"))
    if said.decision == "refused" and "s14" in grounds:
        raise UnableToAct(_("ข้อมูลข่าวสารตามมาตรา 14 ให้เลือกผล “มิให้เปิดเผย (มาตรา 14)”"))
    if said.decision == "partial" and not said.withheld.strip():
        raise UnableToAct(_("โปรดระบุส่วนที่ลบหรือตัดทอน"))
    if said.decision == "not_held" and not said.reasons.strip():
        raise UnableToAct(_("โปรดระบุว่าค้นหาที่ใด อย่างไร"))
    if said.decision == "sent_on" and said.agency_id is None:
        raise UnableToAct(_("โปรดเลือกหน่วยงานที่ครอบครองข้อมูลข่าวสาร"))
    return Decision(
        decision=said.decision,
        grounds=grounds if said.decision in REFUSING else (),
        kind_words=said.kind_words if said.decision in REFUSING else "",
        reasons=said.reasons if said.decision != "full" else "",
        withheld=said.withheld if said.decision == "partial" else "",
        holding=said.holding,
        agency_id=said.agency_id if said.decision == "sent_on" else None,
    )


def reopen_part(*, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Take up a part again before the order, or after a ruling. Raises: UnableToAct."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        if act.matter.state not in UNDER_WORK:
            raise UnableToAct(_("ทำความเห็นได้เฉพาะขณะที่คำขออยู่ระหว่างค้นหาและพิจารณา"))
        return act.move("reopen_part", track=act.track(track_id))


def _part(track_id: int) -> Part:
    part = Part.objects.filter(pk=track_id).first()
    if part is None:
        raise UnableToAct(_("ไม่พบรายการนี้ในเรื่อง"))
    return part
