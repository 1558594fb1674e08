"""Screening a petition, and what officers change on it while they hold it."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations.by_letter import draft_for_petitioner
from palat.duties.petitions.operations.danger import put_on_top, take_from_top
from palat.duties.petitions.procedure.words import KINDS, LIFE
from palat.duties.petitions.queries.catalogue import categories_on, grounds_on
from palat.kernel.calendar.counting import legal_date
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations import bars, holding
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting


def accept(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, officer_id: int | None = None) -> Event:
    """Take a petition up, and give it to an officer where one is named. Raises: as `holding.give`."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        if officer_id:
            return holding.give(act, holding.receiver(officer_id, at), move="accept")
        return act.move("accept")


def ask_petitioner(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, question: str) -> Event:
    """Ask the petitioner for facts; the Office's clocks rest until they come."""
    if not question.strip():
        raise UnableToAct(_("โปรดระบุข้อเท็จจริงที่ต้องการ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("ask_petitioner", body={"to_petitioner": question})
        enqueue("petitions.tell_petitioner", matter_id=matter_id, what="ask_petitioner")
        return event


def propose_refusal(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, ground: str, words: str
) -> Event:
    """Propose not to accept a petition, on a ground in force today, with reasons for the letter."""
    if not grounds_on(legal_date(at)).filter(code=ground).exists():
        raise UnableToAct(_("โปรดเลือกเหตุที่ไม่รับเรื่องซึ่งใช้บังคับในวันนี้"))
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผลที่จะแจ้งผู้ร้อง"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("propose_refusal", facts={"ground": ground}, body={"words": words})
        Petition.objects.filter(pk=matter_id).update(ground=ground, answer_reasons=words)
        return event


def approve_refusal(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Approve, as another person than the proposer, that a petition is not accepted."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        petition = Petition.objects.get(pk=matter_id)
        event = act.move(
            "approve_refusal",
            facts={"ground": petition.ground},
            body={"to_petitioner": petition.answer_reasons},
        )
        act.matter.closing = "not_accepted"
        Petition.objects.filter(pk=matter_id).update(told_at=at)
        draft_for_petitioner(act, "refusal")
        enqueue("petitions.tell_petitioner", matter_id=matter_id, what="not_accepted")
        return event


def decline_refusal(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Do not approve the refusal: the petition is taken up."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("decline_refusal", body={"words": words} if words else None)
        Petition.objects.filter(pk=matter_id).update(ground="", answer_reasons="")
        return event


def note(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str = "") -> Event:
    """Take note of a petition that asks for nothing to be done."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        act.matter.closing = "noted"
        return act.move("note", body={"words": words} if words else None)


def answer_at_once(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str, reasons: str
) -> Event:
    """Answer the petitioner at once: what was explained is the answer, and the reasons are owed with it."""
    if not words.strip() or not reasons.strip():
        raise UnableToAct(_("โปรดระบุสิ่งที่ชี้แจงผู้ร้องพร้อมเหตุผล"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        act.matter.closing = "explained"
        event = act.move("answer_at_once", body={"to_petitioner": words, "reasons": reasons})
        Petition.objects.filter(pk=matter_id).update(answer_found=words, answer_reasons=reasons, told_at=at)
        enqueue("petitions.tell_petitioner", matter_id=matter_id, what="answered")
        return event


def write_to_petitioner(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Write to the petitioner on the tracking page, where also someone who stays anonymous reads it; nothing rests."""
    if not words.strip():
        raise UnableToAct(_("โปรดเขียนข้อความถึงผู้ร้อง"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("write_to_petitioner", body={"to_petitioner": words})
        enqueue("petitions.tell_petitioner", matter_id=matter_id, what="message")
        return event


def coordinate(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    agency_id: int | None,
    spoke_with: str,
    words: str,
) -> Event:
    """Record a coordination by telephone: with whom, when, what was said."""
    if not words.strip() or not spoke_with.strip():
        raise UnableToAct(_("โปรดระบุผู้ที่ประสานและสิ่งที่ตกลงกัน"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("coordinate", facts={"agency": agency_id}, body={"spoke_with": spoke_with, "words": words})
        act.stop_clocks(act.main, (LIFE,))
        return event


def change_urgency(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, urgency: int, words: str = ""
) -> Event:
    """Change the urgency; danger to life starts its own clock.

    Raises: UnableToAct where danger to life is taken off without what was found.
    """
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        if act.matter.urgency == 0 and urgency and not words.strip():
            raise UnableToAct(_("โปรดระบุว่าตรวจอย่างไรจึงพบว่าไม่มีอันตรายต่อชีวิต"))
        event = act.move(
            "change_urgency",
            facts={"before": act.matter.urgency, "after": urgency},
            body={"words": words} if words else None,
        )
        if urgency:
            take_from_top(act, urgency)
        else:
            put_on_top(act)
        return event


def classify(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    category: str,
    kind: str,
    area_id: str | None = None,
    accused_agency_id: int | None = None,
) -> Event:
    """Correct the category, kind, place and accused agency of a petition; a place left out stays, "" clears it.

    The accused agency is barred at once, and what it has of the petition is taken back; whoever was named before is not
    barred any longer. Raises: UnableToAct for a category not in use today, an unknown kind.
    """
    _check_class(category, kind, area_id, legal_date(at))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        petition = Petition.objects.get(pk=matter_id)
        accused_before = petition.accused_agency_id
        area = act.matter.area_id if area_id is None else area_id or None
        before = {
            "category": act.matter.category,
            "kind": act.matter.kind,
            "area": act.matter.area_id,
            "accused_agency": accused_before,
        }
        now = {"category": category, "kind": kind, "area": area, "accused_agency": accused_agency_id}
        event = act.move("classify", facts={"before": before, **now})
        act.matter.category, act.matter.kind, act.matter.area_id = category, kind, area
        Petition.objects.filter(pk=matter_id).update(accused_agency_id=accused_agency_id)
        bars.bar_accused(act, before=accused_before, after=accused_agency_id)
        act.reorder()
        return event


def _check_class(category: str, kind: str, area_id: str | None, today: date) -> None:
    if category and not categories_on(today).filter(code=category).exists():
        raise UnableToAct(_("ไม่พบประเภทเรื่องนี้"))
    if kind not in dict(KINDS):
        raise UnableToAct(_("ไม่พบชนิดของเรื่องนี้"))


def suspend(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Suspend a petition by the committee's rules; every clock rests."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุที่ระงับ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("suspend", body={"words": words})


def take_up(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str = "") -> Event:
    """Take a suspended petition up again."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("take_up", body={"words": words} if words else None)


def close_suspended(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Close a suspended petition whose petitioner was told or cannot be reached."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        petition = Petition.objects.get(pk=matter_id)
        return act.move("close_suspended", told=petition.told_at is not None, untraceable=petition.untraceable)
