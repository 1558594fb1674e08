"""Asking an agency to explain: by letter and through its own door; what it answers, and what if it does not."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.information.models import Complaint
from palat.duties.information.operations.complaints import drafting
from palat.duties.information.procedure.complaint_words import EXPLANATION
from palat.kernel.calendar.counting import legal_date
from palat.kernel.jobs.operations import enqueue
from palat.kernel.letters.operations import drafting as letters
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.operations import chasing
from palat.kernel.matters.operations.acts import Act, Event, Track, UnableToAct, acting
from palat.kernel.matters.operations.agencies import in_its_place, take_on, tell_progress
from palat.kernel.matters.operations.receiving import attachment

Files = Sequence[tuple[int, str]]


def ask_agency(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    agency_id: int | None = None,
    words: str,
    due_on: date | None = None,
) -> Event:
    """Ask an agency to explain: the one complained of, or another that may know. Its letter waits to be signed.

    Raises: UnableToAct without a question, for a day gone by, or an agency that is being asked already.
    """
    if not words.strip():
        raise UnableToAct(_("โปรดระบุสิ่งที่ขอให้ชี้แจง"))
    if due_on is not None and due_on <= legal_date(at):
        raise UnableToAct(_("กำหนดให้ชี้แจงต้องเป็นวันหลังจากวันนี้"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        row = Complaint.objects.get(pk=matter_id)
        agency = in_its_place(agency_id or row.agency_id, on=at)
        owing = [one for one in act.tracks.values() if one.type == EXPLANATION and not one.final]
        if any(one.agency_id == agency.pk for one in owing):
            raise UnableToAct(_("ขอให้ %(agency)s ชี้แจงอยู่แล้ว") % {"agency": agency.name_th})
        event = act.move("ask_agency", facts={"agency": agency.pk}, body={"words": words})
        track = act.open_track(EXPLANATION, agency_id=agency.pk, label=drafting.first_line(words))
        act.start_clock("explain", "information.explain", track, due_on=due_on)
        draft = drafting.ask(act.matter, row, agency.pk, words, _last_day(act, track), at)
        letters.draft([act], draft, tracks={matter_id: [track.pk]}, submit=True, by_system=True)
        enqueue("information.tell_agency", track_id=track.pk, what="ask")
        return event


def _last_day(act: Act, track: Track) -> date | None:
    return next((one.due_on for one in act.running if one.track_id == track.pk), None)


agency_accept = partial(take_on, move="agency_accept")
agency_progress = partial(tell_progress, move="agency_progress")


def agency_report(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str, files: Files = ()
) -> Event:
    """The agency explains. Raises: UnableToAct without words."""
    if not words.strip():
        raise UnableToAct(_("โปรดเขียนคำชี้แจง"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return answered(act, act.track(track_id), "agency_report", words, files)


def record_explanation(
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
    """Record what an agency explained by letter, with the day on which it came. Raises: UnableToAct."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return recorded(act, act.track(track_id), "record_explanation", words, came_on, files)


def recorded(act: Act, track: Track, move: str, words: str, came_on: date, files: Files) -> Event:
    """Take down an agency's answer that came by letter. Raises: UnableToAct for a day before it was asked."""
    if not words.strip():
        raise UnableToAct(_("โปรดสรุปคำตอบของหน่วยงาน"))
    if not legal_date(track.opened_at) <= came_on <= legal_date(act.at):
        raise UnableToAct(_("วันที่ได้รับคำตอบต้องไม่ก่อนวันที่ขอและไม่เกินวันนี้"))
    return answered(act, track, move, words, files, came_on=came_on)


def answered(act: Act, track: Track, move: str, words: str, files: Files, *, came_on: date | None = None) -> Event:
    """Keep what an agency answered on its track."""
    track.answer = words
    facts = {"files": len(files), "came_on": (came_on or legal_date(act.at)).isoformat()}
    matter_id = act.matter.pk
    act.add(
        *(
            attachment(matter_id=matter_id, file_id=file_id, name=name, origin="agency", at=act.at, track_id=track.pk)
            for file_id, name in files
        )
    )
    return act.move(move, track=track, facts=facts, body={"words": words})


def accept_explanation(*, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Take an agency's explanation as given; once all are in, the complaint is considered."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("accept_explanation", track=act.track(track_id))
        _go_on(act)
        return event


def return_explanation(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str
) -> Event:
    """Ask for more than an agency explained; its time counts again."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุสิ่งที่ให้ชี้แจงเพิ่ม"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("return_explanation", track=act.track(track_id), body={"words": words})
        enqueue("information.tell_agency", track_id=track_id, what="return")
        return event


def go_without(*, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Go on without what an agency does not explain, with the reason. Raises: UnableToAct while its time runs."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุว่าติดตามทางใด เมื่อใดบ้าง"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track = act.track(track_id)
        act.require("go_without", track)
        if not any(one.track_id == track_id and one.code == "explain" and one.due_at < at for one in act.running):
            raise UnableToAct(_("ยังไม่พ้นกำหนดที่ให้หน่วยงานชี้แจง"))
        event = act.move("go_without", track=track, body={"words": words})
        _go_on(act)
        enqueue("information.tell_agency", track_id=track_id, what="recall")
        return event


def _go_on(act: Act) -> None:
    """Let a complaint be considered once nothing more is waited for."""
    if all(one.final for one in act.tracks.values() if one.type == EXPLANATION):
        act.follow("resume", track=act.main)


def recall_explanation(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str
) -> Event:
    """Tell an agency that it need not explain any more, with the reason."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผล"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("recall_explanation", track=act.track(track_id), body={"words": words})
        _go_on(act)
        enqueue("information.tell_agency", track_id=track_id, what="recall")
        return event


@transaction.atomic
def chase(
    *, matter_id: int, track_id: int, at: datetime, by: Actor = SYSTEM, seen: int | None = None, of: str = EXPLANATION
) -> Event:
    """Follow up what an agency owes past its day: an explanation, or what it is to carry out."""
    move, clock = {EXPLANATION: ("chase_explanation", "explain")}.get(of, ("chase_compliance", "comply"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = chasing.chase(act, act.track(track_id), move=move, clock=clock, law="information.reminder")
        enqueue("information.tell_agency", track_id=track_id, what="late")
        return event
