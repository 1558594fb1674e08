"""The order on a request: proposed, signed, made known; served at once where all may be known; closed."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from palat.duties.information.models import Part, Request
from palat.duties.information.operations import drafting
from palat.duties.information.operations.handling import tell
from palat.duties.information.procedure.words import DISCLOSING, PART, PARTY, REFUSING
from palat.duties.information.queries.gate import lost_by_objection, was_released
from palat.duties.information.queries.times import last_day_of_appeal
from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.operations import drafting as letters
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, Event, UnableToAct, acting


def propose_order(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str = "") -> Event:
    """Lay the opinions on all parts before those who sign. Raises: UnableToAct where they do not fit together."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        act.require("propose_order")
        _require_consistent(matter_id)
        return act.move("propose_order", body={"words": words} if words else None)


def return_order(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Give a proposed order back to be mended."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุสิ่งที่ต้องแก้ไข"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("return_order", body={"words": words})


def sign_order(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Make the order as proposed; who gave a name gets it as a letter. Raises: UnableToAct."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        act.require("sign_order")
        _require_consistent(matter_id)
        event = act.move("sign_order", facts={"decisions": decisions_of(matter_id)})
        request = Request.objects.get(pk=matter_id)
        if request.person_id is not None:
            words = drafting.decision(act.matter, request, at)
            letters.draft([act], words, submit=True, by_system=True)
        return event


def serve_at_once(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Give at once what may be known in full: on the day of the request, where that can be. Raises: UnableToAct."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุว่าข้อมูลข่าวสารเปิดเผยอยู่แล้วที่ใด หรือเหตุที่ให้ได้ทันที"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        act.require("serve_at_once")
        _require_consistent(matter_id)
        event = act.move("serve_at_once", facts={"decisions": decisions_of(matter_id)}, body={"words": words})
        _made_known(act, legal_date(at))
        return event


def notify_order(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, told_on: date, way: str) -> Event:
    """Record that the requester was told of the order: on the page, by hand, by the letter's receipt.

    The appeal counts from that day. Raises: UnableToAct for a day before the order or after today.
    """
    if told_on > legal_date(at):
        raise UnableToAct(_("วันที่ได้รับแจ้งต้องไม่เกินวันนี้"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        if told_on < legal_date(act.main.since):
            raise UnableToAct(_("วันที่ได้รับแจ้งต้องไม่ก่อนวันที่ออกคำสั่ง"))
        event = act.move("notify_order", facts={"told_on": told_on.isoformat(), "way": way})
        _made_known(act, told_on)
        return event


def _made_known(act: Act, day: date) -> None:
    made = {one["decision"] for one in decisions_of(act.matter.pk)}
    if made & DISCLOSING:
        act.count_from(act.main, "collect", "information.collect", legal_date(act.at))  # anew after a ruling
    refused = bool(made & REFUSING)
    until = last_day_of_appeal(day, kind=act.matter.kind) if refused else None
    Request.objects.filter(pk=act.matter.pk).update(told_on=day, appeal_until=until)
    tell(act, "decided")


def decisions_of(matter_id: int) -> list[dict[str, Any]]:
    """Return what was decided of each part, without its words: number, decision, grounds."""
    parts = Part.objects.filter(matter_id=matter_id).select_related("track").order_by("number")
    return [{"part": one.number, "decision": one.track.state, "grounds": one.grounds} for one in parts]


def _require_consistent(matter_id: int) -> None:
    """Refuse an order by which something would be given in full that an upheld objection bars."""
    for part in Part.objects.filter(matter_id=matter_id).select_related("track"):
        if part.track.state == "full" and lost_by_objection(part):
            raise UnableToAct(_("รายการที่ %(number)d มีคำคัดค้านที่รับฟังแล้ว จะเปิดเผยทั้งหมดไม่ได้") % {"number": part.number})


def close(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Close a request of which all that may leave was handed over. Raises: UnableToAct while something waits."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        waits = [track for track in act.tracks.values() if track.type == PARTY and not track.final]
        if waits:
            raise UnableToAct(_("ยังมีผู้มีประโยชน์ได้เสียที่รอพ้นกำหนดอุทธรณ์หรือคำวินิจฉัย"))
        event = act.move("close")
        act.matter.closing = "delivered"
        return event


def close_undelivered(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Close a request of which nothing is given: refused, or not held."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("close_undelivered")
        refused = any(one["decision"] in REFUSING for one in decisions_of(matter_id))
        act.matter.closing = "refused" if refused else "not_held"
        return event


def close_waiting(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Close a request whose requester neither answers nor collects, once the time for it has passed.

    Raises: UnableToAct before it has, or without a reason.
    """
    if not words.strip():
        raise UnableToAct(_("โปรดระบุว่าติดต่อผู้ขอทางใด เมื่อใดบ้าง"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        clarifying = act.matter.state == "clarifying"
        event = act.move("close_waiting", body={"words": words}, ran_out=_waited_enough(act, clarifying=clarifying))
        act.matter.closing = "unclarified" if clarifying else "uncollected"
        drop_the_rest(act)
        return event


def _waited_enough(act: Act, *, clarifying: bool) -> bool:
    code = "clarify" if clarifying else "collect"
    mine = [one for one in act.running if one.track_id == act.main.pk and one.code == code]
    return any(one.due_at < act.at for one in mine)


def drop_the_rest(act: Act) -> None:
    """Let what was still open of a request that ends be considered no more."""
    for track in list(act.tracks.values()):
        if not track.final and track.type in {PART, PARTY}:
            act.follow("drop_part" if track.type == PART else "drop_party", track=track)


def reopen(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Consider a request again as a ruling says: what was refused is open once more, what was given stays given.

    What was to be given, but may not be given whole since a third party won, is open once more too.
    """
    if not words.strip():
        raise UnableToAct(_("โปรดระบุคำวินิจฉัยที่ให้พิจารณาใหม่"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("reopen", body={"words": words})
        act.matter.closing = ""
        parts = Part.objects.filter(matter_id=matter_id).select_related("track")
        barred = {one.pk for one in parts if lost_by_objection(one) and not was_released(one)}
        for track in list(act.tracks.values()):
            if track.type == PART and (track.state in REFUSING or track.pk in barred):
                act.follow("reopen_part", track=track)
        return event
