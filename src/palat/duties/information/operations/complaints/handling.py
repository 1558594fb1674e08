"""Working on a complaint: its time put off with reasons, not admitted, withdrawn, taken up anew."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Complaint
from palat.duties.information.operations.complaints import drafting
from palat.duties.information.operations.complaints.measures import drop_measures
from palat.duties.information.operations.handling import tell
from palat.duties.information.operations.requesters import how_it_was_asked
from palat.duties.information.procedure.complaint_words import EXPLANATION, NOT_ADMITTED
from palat.duties.information.queries.complaints.times import last_day_of_considering
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.thai_dates import long_date
from palat.kernel.jobs.operations import enqueue
from palat.kernel.letters.operations import drafting as letters
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, Event, UnableToAct, acting


def resume(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str = "") -> Event:
    """Go on considering, whatever was waited for."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("resume", body={"words": words} if words else None)


def extend(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, until: date, words: str) -> Event:
    """Put the last day of considering off, with the reason that the law demands; never beyond the longest time.

    Raises: UnableToAct without a reason, for a day that is not later, or one too late.
    """
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผลที่ขยายเวลา กฎหมายกำหนดให้แสดงเหตุผล"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        clock = next((one for one in act.running if one.track_id == act.main.pk and one.code == "consider"), None)
        act.require("extend")
        if clock is None or clock.due_on is None or until <= max(clock.due_on, legal_date(at)):
            raise UnableToAct(_("วันที่ขยายถึงต้องหลังกำหนดเดิมและหลังวันนี้"))
        latest = last_day_of_considering(clock.started_on)
        if until > latest:
            raise UnableToAct(_("ขยายได้ไม่เกินวันที่ %(day)s รวมเวลาทั้งหมดตามมาตรา 13") % {"day": long_date(latest)})
        facts = {"before": clock.due_on.isoformat(), "until": until.isoformat()}
        event = act.move("extend", facts=facts, body={"to_petitioner": words})
        act.put_off(act.main, "consider", until)
        tell(act, "extended")
        return event


def not_admit(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, reason: str, words: str) -> Event:
    """Do not admit a complaint, with the reason; who gave a name gets it as a letter. Raises: UnableToAct."""
    if reason not in dict(NOT_ADMITTED) or not words.strip():
        raise UnableToAct(_("โปรดเลือกเหตุและระบุเหตุผลที่แจ้งผู้ร้องเรียน"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("not_admit", facts={"reason": reason}, body={"to_petitioner": words})
        act.matter.closing = "not_admitted"
        row = Complaint.objects.get(pk=matter_id)
        row.not_admitted = reason
        row.save(update_fields=["not_admitted"])
        if row.person_id is not None:
            letters.draft([act], drafting.not_admitted(act.matter, row, words, at), submit=True, by_system=True)
        drop_what_is_open(act)
        tell(act, "not_admitted")
        return event


def withdraw(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    words: str = "",
    way: str = "",
    asked_on: date | None = None,
) -> Event:
    """Withdraw a complaint: by the complainant, or recorded by an official with how and when it was asked.

    Raises: UnableToAct where an official does not say how, when and in which words.
    """
    facts = how_it_was_asked(by=by, at=at, way=way, words=words, asked_on=asked_on)
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("withdraw", facts=facts, body={"from_petitioner": words} if words else None)
        act.matter.closing = "withdrawn"
        drop_what_is_open(act)
        return event


def reopen(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Take up again what was not admitted or closed, with the reason; the time of the law counts anew."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผลที่รับกลับมาพิจารณา"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("reopen", body={"to_petitioner": words})
        act.matter.closing = ""
        Complaint.objects.filter(pk=matter_id).update(not_admitted="")
        tell(act, "message")
        return event


def drop_what_is_open(act: Act) -> None:
    """Let agencies explain no more, and nobody come or be visited, of a complaint that ends."""
    for track in list(act.tracks.values()):
        if track.type == EXPLANATION and not track.final:
            act.follow("recall_explanation", track=track)
            enqueue("information.tell_agency", track_id=track.pk, what="recall")
    drop_measures(act)
