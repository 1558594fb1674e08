"""The opinion on a complaint: proposed, signed, sent to both sides; whether the agency carries it out; the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.utils.translation import gettext as _

from palat.duties.information.models import Complaint
from palat.duties.information.operations.complaints import drafting
from palat.duties.information.operations.complaints.explanations import answered, recorded
from palat.duties.information.operations.handling import tell
from palat.duties.information.procedure.complaint_words import COMPLIANCE, findings_of
from palat.kernel.calendar.counting import legal_date
from palat.kernel.jobs.operations import enqueue
from palat.kernel.letters.operations import drafting as letters
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, Event, UnableToAct, acting
from palat.kernel.matters.operations.agencies import take_on, tell_progress

Files = Sequence[tuple[int, str]]
MOST_DAYS = 90


@dataclass(frozen=True)
class Opinion:
    """What is found and thought of a complaint, and what the agency is to do."""

    found: str
    facts_found: str
    opinion: str
    demands: str = ""
    comply_days: int | None = None
    meeting: str = ""


def propose_opinion(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, opinion: Opinion) -> Event:
    """Lay an opinion before those who sign. Raises: UnableToAct without facts, words, or a finding of its kind."""
    if not opinion.facts_found.strip() or not opinion.opinion.strip():
        raise UnableToAct(_("โปรดระบุข้อเท็จจริงที่ได้และความเห็น"))
    if opinion.comply_days is not None and not 1 <= opinion.comply_days <= MOST_DAYS:
        raise UnableToAct(_("กำหนดให้ปฏิบัติต้องอยู่ระหว่าง 1 ถึง %(most)d วัน") % {"most": MOST_DAYS})
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        if opinion.found not in dict(findings_of(act.matter.procedure)):
            raise UnableToAct(_("โปรดเลือกผลการพิจารณา"))
        body = {"findings": opinion.facts_found, "words": opinion.opinion, "next": opinion.demands}
        event = act.move("propose_opinion", facts={"found": opinion.found}, body=body)
        Complaint.objects.filter(pk=matter_id).update(
            found=opinion.found,
            facts_found=opinion.facts_found,
            opinion=opinion.opinion,
            demands=opinion.demands.strip(),
            comply_days=opinion.comply_days,
            meeting=opinion.meeting,
        )
        return event


def return_opinion(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Give a proposed opinion back to be mended."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุสิ่งที่ต้องแก้ไข"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("return_opinion", body={"words": words})


def sign_opinion(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Give the opinion as proposed: letters to the agency and the complainant wait to be signed; compliance begins."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        row = Complaint.objects.get(pk=matter_id)
        facts = {"found": row.found, "demands": bool(row.demands)}
        event = act.move("sign_opinion", to="complying" if row.demands else "opined", facts=facts)
        row.opined_on = legal_date(at)
        row.save(update_fields=["opined_on"])
        tracks = _begin_compliance(act, row) if row.demands else {}
        due = next((one.due_on for one in act.running if one.code == "comply"), None)
        letters.draft([act], drafting.opinion(act.matter, row, due, at), tracks=tracks, submit=True, by_system=True)
        if row.person_id is not None:
            letters.draft([act], drafting.told(act.matter, row, at), submit=True, by_system=True)
        tell(act, "opinion")
        return event


def _begin_compliance(act: Act, row: Complaint) -> dict[int, list[int]]:
    track = act.open_track(COMPLIANCE, agency_id=row.agency_id, label=drafting.first_line(row.demands))
    due_on = legal_date(act.at) + timedelta(days=row.comply_days) if row.comply_days else None
    act.start_clock("comply", "information.comply", track, due_on=due_on)
    enqueue("information.tell_agency", track_id=track.pk, what="comply")
    return {act.matter.pk: [track.pk]}


comply_accept = partial(take_on, move="comply_accept")
comply_progress = partial(tell_progress, move="comply_progress")


def comply_report(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str, files: Files = ()
) -> Event:
    """The agency reports what it did. Raises: UnableToAct without words."""
    if not words.strip():
        raise UnableToAct(_("โปรดรายงานผลการปฏิบัติ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return answered(act, act.track(track_id), "comply_report", words, files)


def record_compliance(
    *,
    matter_id: int,
    track_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    words: str,
    came_on: date,
    files: Files = (),
) -> Event:
    """Record what an agency reported by letter, with the day on which it came. Raises: UnableToAct."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return recorded(act, act.track(track_id), "record_compliance", words, came_on, files)


def accept_compliance(*, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Find that the agency did all that the opinion asks."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("accept_compliance", track=act.track(track_id))
        tell(act, "message")
        return event


def return_compliance(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str
) -> Event:
    """Find that something is still to be done; the agency's time counts again."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุสิ่งที่ยังไม่ครบ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("return_compliance", track=act.track(track_id), body={"words": words})
        enqueue("information.tell_agency", track_id=track_id, what="return")
        return event


def note_defiance(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str
) -> Event:
    """Record that the agency does not do as the opinion asks, and what was tried; it stands in the yearly report."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุว่าติดตามอย่างไร และหน่วยงานให้เหตุผลใด"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("note_defiance", track=act.track(track_id), body={"words": words})
        tell(act, "message")
        return event


def close(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str = "") -> Event:
    """Close a complaint on which there is an opinion, once its compliance was followed to the end."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("close", body={"words": words} if words else None)
        followed = [one.state for one in act.tracks.values() if one.type == COMPLIANCE]
        act.matter.closing = "advised" if not followed else "complied" if followed[-1] == "complied" else "not_complied"
        return event
