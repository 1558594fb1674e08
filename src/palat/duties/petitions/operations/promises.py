"""Following promises up: entrusting, hearing, checking, putting off, chasing."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Promise
from palat.duties.petitions.procedure.promise import PROMISE
from palat.kernel.calendar.counting import legal_date
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.operations import chasing
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting
from palat.kernel.matters.operations.agencies import in_its_place


def _said(words: str) -> str:
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผลหรือผลการดำเนินการ"))
    return words


def entrust(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, agency_id: int
) -> Event:
    """Give a promise that a post made to the agency that is to carry it out."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track = act.track(track_id)
        track.agency_id = in_its_place(agency_id, on=at).pk
        event = act.move("promise_entrust", track=track, facts={"agency": track.agency_id})
        Promise.objects.filter(pk=track_id).update(agency_id=track.agency_id)
        enqueue("petitions.tell_promises", track_ids=[track_id])
        return event


def report(*, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """The agency tells what it did about a promise."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track = act.track(track_id)
        track.answer = _said(words)
        return act.move("promise_report", track=track, body={"words": words})


def keep(*, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Find, after looking, that a promise was kept."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track = act.track(track_id)
        track.answer = track.answer or _said(words)
        return act.move("promise_keep", track=track, body={"words": words} if words else None)


def send_back(*, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Find that a promise was not kept in full; its clock has run on all the while."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("promise_return", track=act.track(track_id), body={"words": _said(words)})
        enqueue("petitions.tell_agency", track_id=track_id, what="send_back")
        return event


def put_off(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, due_on: date, words: str
) -> Event:
    """Set another day for a promise, with the reason; the day first agreed stays on record.

    Raises: UnableToAct for a day that has passed or is not later.
    """
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        promise = Promise.objects.select_for_update().get(pk=act.track(track_id).pk)
        if due_on <= promise.due_on or due_on < legal_date(at):
            raise UnableToAct(_("วันที่กำหนดใหม่ต้องช้ากว่าวันเดิมและยังไม่ผ่านไป"))
        facts = {"due": due_on.isoformat(), "before": promise.due_on.isoformat()}
        event = act.move("promise_extend", track=act.track(track_id), facts=facts, body={"words": _said(words)})
        act.put_off(act.track(track_id), "promise", due_on)
        promise.due_on = due_on
        promise.save(update_fields=["due_on"])
        return event


def lift(*, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Lift a promise, with the reason."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("promise_lift", track=act.track(track_id), body={"words": _said(words)})


@transaction.atomic
def chase(
    *, tracks: Sequence[tuple[int, int]], at: datetime, by: Actor = SYSTEM, seen: Mapping[int, int] | None = None
) -> int:
    """Chase overdue promises (ติดตาม ครั้งที่ n): the agency and the case officer are told. Returns how many."""
    for matter_id, track_id in sorted(tracks):
        with acting(matter_id=matter_id, by=by, at=at, seen=(seen or {}).get(matter_id)) as act:
            chasing.chase(act, act.track(track_id), move="promise_chase", clock=PROMISE, law="referral.reminder")
    if tracks:
        enqueue("petitions.tell_promises", track_ids=[track_id for _matter, track_id in tracks], late=True)
    return len(tracks)
