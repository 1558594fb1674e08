"""Working on a request: taking it up, asking the requester, telling when it will be finished."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Request
from palat.duties.information.operations import drafting
from palat.duties.information.procedure.complaint_words import CHECK, COMPLAINT
from palat.kernel.calendar.counting import legal_date
from palat.kernel.jobs.operations import enqueue
from palat.kernel.letters.operations import drafting as letters
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations import holding
from palat.kernel.matters.operations.acts import Act, Event, UnableToAct, acting

# Of a complaint other words are used than of a request.
NEWS_OF = {COMPLAINT: "complaint_", CHECK: "complaint_"}


def tell(act: Act, what: str) -> None:
    """Let the requester be told, once this act is written, that there is news."""
    enqueue("information.tell_requester", matter_id=act.matter.pk, what=NEWS_OF.get(act.matter.procedure, "") + what)


def take_up(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Take a request up oneself."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        if by.official_id is None:
            return act.move("take_up")
        return holding.give(act, holding.receiver(by.official_id, at), move="take_up")


def ask_requester(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, question: str) -> Event:
    """Ask the requester which information is meant; the Office's clocks rest until the answer comes."""
    if not question.strip():
        raise UnableToAct(_("โปรดระบุสิ่งที่ต้องการให้ชี้แจง"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("ask_requester", body={"to_petitioner": question})
        tell(act, "ask_requester")
        return event


def promise_finish(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, due_on: date, words: str
) -> Event:
    """Tell the requester when it will be finished, and why not sooner; the reason is kept.

    The reply clock is kept by it: the resolution asks for an answer or a finish date. A second promise puts the
    day off, and says why anew. Raises: UnableToAct without a reason, or for a day that is not to come.
    """
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุที่ยังให้ข้อมูลข่าวสารไม่ได้ในกำหนด"))
    if due_on <= legal_date(at):
        raise UnableToAct(_("กำหนดวันแล้วเสร็จต้องเป็นวันหลังจากวันนี้"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("promise_finish", facts={"due_on": due_on.isoformat()}, body={"to_petitioner": words})
        if any(clock.code == "finish" and clock.track_id == act.main.pk for clock in act.running):
            act.put_off(act.main, "finish", due_on)
        else:
            act.start_clock("finish", "information.finish", act.main, due_on=due_on)
        request = Request.objects.get(pk=matter_id)
        request.promised_on = due_on
        request.save(update_fields=["promised_on"])
        if request.answer_by == "post" and request.person_id is not None:
            letters.draft([act], drafting.promise(act.matter, request, due_on, words, at), submit=True, by_system=True)
        tell(act, "promised")
        return event


def write_to_requester(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Write to the requester on the tracking page; nothing rests."""
    if not words.strip():
        raise UnableToAct(_("โปรดเขียนข้อความถึงผู้ขอ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("write_to_requester", body={"to_petitioner": words})
        tell(act, "message")
        return event
