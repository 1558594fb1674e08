"""Orders: what a decider orders, item by item, until each is carried out and verified."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations import decisions
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting
from palat.kernel.matters.operations.decisions import OrderItem

# Where a decider names agencies but no day; a setting of the desk, not a limit of law.
USUAL_DAYS = 30


def decide(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    decision: str,
    words: str,
    agency_ids: Sequence[int] = (),
    due_on: date | None = None,
    entrust_to: str = "",
) -> Event:
    """Decide on a petition that lies before the actor; each agency named gets an item with a day."""
    event = decisions.decide(
        matter_id=matter_id,
        by=by,
        at=at,
        seen=seen,
        decision=decision,
        words=words,
        items=_items(words, agency_ids, due_on, at),
        entrust_to=entrust_to,
    )
    enqueue("petitions.send_orders", matter_id=matter_id)
    return event


def confirm(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    agency_ids: Sequence[int] = (),
    due_on: date | None = None,
) -> Event:
    """Confirm a decision that a secretary recorded; it takes effect."""
    items = _items(_("ตามข้อสั่งการ"), agency_ids, due_on, at)
    event = decisions.confirm_decision(matter_id=matter_id, by=by, at=at, seen=seen, items=items)
    enqueue("petitions.send_orders", matter_id=matter_id)
    return event


def _items(words: str, agency_ids: Sequence[int], due_on: date | None, at: datetime) -> list[OrderItem]:
    today = legal_date(at)
    if due_on is not None and due_on < today:
        raise UnableToAct(_("วันครบกำหนดผ่านไปแล้ว"))
    day = due_on or today + timedelta(days=USUAL_DAYS)
    return [OrderItem(words or _("ดำเนินการตามที่เสนอ"), agency_id, day) for agency_id in agency_ids]


def acknowledge(*, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """The agency acknowledges an item of an order."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("order_acknowledge", track=act.track(track_id))


def report(*, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """The agency reports what it did about an item."""
    if not words.strip():
        raise UnableToAct(_("โปรดรายงานผลการปฏิบัติ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track = act.track(track_id)
        track.answer = words
        return act.move("order_report", track=track, body={"words": words})


def verify(*, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """The Office verifies that an item was carried out."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("order_verify", track=act.track(track_id))


def send_back(*, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """The Office finds an item not carried out in full; its clock runs on."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("order_send_back", track=act.track(track_id), body={"words": words})


def lift(*, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Lift an item of an order, with the reason."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("order_lift", track=act.track(track_id), body={"words": words})
