"""Minutes of talks and of joint meetings: who was there by post, what was said, who promised what by when."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from palat.duties.petitions.models import Meeting, Promise
from palat.duties.petitions.operations.groups import require_our_words
from palat.duties.petitions.procedure.promise import PROMISE, PROMISE_CLOCK
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, Event, UnableToAct, acting
from palat.kernel.matters.operations.agencies import in_its_place
from palat.kernel.matters.operations.receiving import attachment

MOST_PROMISES = 20
# Which act of a matter's procedure records which kind of meeting.
MOVES = {"talks": "record_talks", "joint": "hold_meeting"}


@dataclass(frozen=True)
class Promised:
    """One promise or resolution: what, by whom (an agency, a post, or both), by when."""

    words: str
    due_on: date
    agency_id: int | None = None
    owner_post: str = ""


@dataclass(frozen=True)
class Minutes:
    """Minutes in clean values; those present are named by post, one to a line."""

    kind: str
    at: datetime
    place: str
    attendees: Sequence[str]
    words: str
    agenda: str = ""
    promises: Sequence[Promised] = ()
    files: tuple[tuple[int, str], ...] = field(default=())


def record_meeting(*, matter_id: int, minutes: Minutes, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Record minutes and open a track with a clock for each promise.

    Raises: UnableToAct for minutes without words or people, of a time to come, or a promise without owner or day.
    """
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event, entrusted = minute(act, minutes)
        if entrusted:
            enqueue("petitions.tell_promises", track_ids=entrusted)
        return event


def minute(act: Act, minutes: Minutes) -> tuple[Event, list[int]]:
    """Record minutes, within an act that is already open. Returns the promises of which agencies are to be told."""
    _check(minutes, act.at)
    event = act.move(
        MOVES[minutes.kind],
        facts={"promises": len(minutes.promises), "present": len(minutes.attendees), "files": len(minutes.files)},
        body={"words": minutes.words},
    )
    meeting = _meeting(act, minutes)
    sent = [_promise(act, meeting, one) for one in minutes.promises]
    return event, [track_id for track_id in sent if track_id]


def _check(minutes: Minutes, at: datetime) -> None:
    if not minutes.words.strip() or not minutes.attendees:
        raise UnableToAct(_("โปรดบันทึกผู้เข้าร่วม (ตำแหน่ง) และสาระของการหารือ"))
    if minutes.at > at:
        raise UnableToAct(_("เวลาที่หารือต้องไม่อยู่ในอนาคต"))
    if minutes.kind == "joint" and not minutes.agenda.strip():
        raise UnableToAct(_("โปรดระบุระเบียบวาระการประชุม"))
    if len(minutes.promises) > MOST_PROMISES:
        raise UnableToAct(_("บันทึกได้ครั้งละไม่เกิน %(most)s ข้อ") % {"most": MOST_PROMISES})
    require_our_words(minutes.words, minutes.agenda, *minutes.attendees, *(one.words for one in minutes.promises))
    for one in minutes.promises:
        if not one.words.strip() or not (one.agency_id or one.owner_post.strip()):
            raise UnableToAct(_("แต่ละข้อต้องมีข้อความ ผู้รับผิดชอบ (หน่วยงานหรือตำแหน่ง) และวันที่กำหนด"))
        if one.due_on < legal_date(minutes.at):
            raise UnableToAct(_("วันที่กำหนดต้องไม่ก่อนวันที่หารือ"))


def _meeting(act: Act, minutes: Minutes) -> Meeting:
    if act.by.official_id is None:
        raise UnableToAct(_("ผู้บันทึกต้องเป็นเจ้าหน้าที่"))
    files = [
        attachment(matter_id=act.matter.pk, file_id=file_id, name=name, origin="office", at=act.at)
        for file_id, name in minutes.files
    ]
    meeting = Meeting(
        id=ids.take(),
        matter_id=act.matter.pk,
        kind=minutes.kind,
        at=minutes.at,
        place=minutes.place,
        agenda=minutes.agenda,
        attendees=list(minutes.attendees),
        words=minutes.words,
        recorded_by_id=act.by.official_id,
        recorded_at=act.at,
        files=[one.pk for one in files],
    )
    act.add(*files, meeting)
    return meeting


def _promise(act: Act, meeting: Meeting, one: Promised) -> int:
    """Open a promise's track; returns it where an agency is to be told, else 0."""
    agency_id = in_its_place(one.agency_id, on=act.at).pk if one.agency_id else None
    track = act.open_track(
        PROMISE, state="entrusted" if agency_id else "followed", agency_id=agency_id, label=one.words[:300]
    )
    act.start_clock(PROMISE_CLOCK.code, PROMISE_CLOCK.limit, track, due_on=one.due_on)
    act.add(
        Promise(
            track_id=track.pk,
            meeting_id=meeting.pk,
            words=one.words,
            owner_post=one.owner_post.strip(),
            agency_id=agency_id,
            due_on=one.due_on,
            first_due_on=one.due_on,
        )
    )
    return track.pk if agency_id else 0
