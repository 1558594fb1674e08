"""Acts of every duty that leave a matter where it is: a note, urgency, a class of secrecy, links with others."""

from datetime import datetime

from django.utils.translation import gettext as _

from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations import links
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting
from palat.kernel.matters.procedure import SECRECIES, URGENCIES
from palat.kernel.matters.queries.finding import find_matter


def write_note(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Write an internal note; neither the citizen nor the agencies ever see it."""
    if not words.strip():
        raise UnableToAct(_("โปรดเขียนบันทึก"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("write_note", body={"words": words})


def change_secrecy(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, secrecy: int, words: str
) -> Event:
    """Change the class of secrecy, with the reason; at once, whoever is not cleared for it no longer sees the matter.

    Raises: UnableToAct without a reason, for the class that stands, or for one above the actor's own clearance.
    """
    if secrecy not in dict(SECRECIES) or not words.strip():
        raise UnableToAct(_("โปรดเลือกชั้นความลับและระบุเหตุผล"))
    if by.authority is not None and secrecy > by.authority.clearance():
        raise UnableToAct(_("กำหนดชั้นความลับสูงกว่าที่คุณเข้าถึงได้ไม่ได้ โปรดเสนอผู้บังคับบัญชา"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        if act.matter.secrecy == secrecy:
            raise UnableToAct(_("เรื่องนี้อยู่ในชั้นนี้แล้ว"))
        event = act.move(
            "change_secrecy", facts={"before": act.matter.secrecy, "after": secrecy}, body={"words": words}
        )
        act.matter.secrecy = secrecy
        act.reorder()
        return event


def change_urgency(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, urgency: int) -> Event:
    """Change the urgency. Raises: UnableToAct for a degree that there is not."""
    if urgency not in dict(URGENCIES):
        raise UnableToAct(_("โปรดเลือกชั้นความเร็ว"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("change_urgency", facts={"before": act.matter.urgency, "after": urgency})
        act.matter.urgency = urgency
        act.reorder()
        return event


def link_to_code(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, code: str, kind: str) -> Event:
    """Link a matter with another that the actor may see. Raises: UnableToAct when the code names none."""
    found = find_matter(code, by=by)
    if len(found) != 1:
        raise UnableToAct(_("ไม่พบเรื่องตามรหัสหรือเลขทะเบียนนี้"))
    return links.add(matter_id=matter_id, target_id=found[0].pk, kind=kind, by=by, at=at, seen=seen)


def end_link(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, link_id: int, words: str = ""
) -> Event:
    """End a link; the history keeps that it stood."""
    return links.end(matter_id=matter_id, link_id=link_id, by=by, at=at, seen=seen, words=words)
