"""What a decider rules on a petition, with its orders item by item; letters and notices of them follow."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.briefs import Proposed
from palat.kernel.matters.operations import decisions
from palat.kernel.matters.operations.acts import Event, UnableToAct
from palat.kernel.matters.operations.decisions import OrderItem

# Where a decider names an agency but no day; a setting of the desk, not a limit of law.
USUAL_DAYS = 30


def decide(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    decision: str,
    words: str,
    items: Sequence[Proposed] = (),
    entrust_to: str = "",
) -> Event:
    """Decide on a petition that lies before the actor; each agency gets its own words and its own day."""
    event = decisions.decide(
        matter_id=matter_id,
        by=by,
        at=at,
        seen=seen,
        decision=decision,
        words=words,
        items=order_items(items, at),
        entrust_to=entrust_to,
    )
    enqueue("petitions.send_orders", matter_id=matter_id)
    return event


def record(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    decision: str,
    words: str,
    way: str,
    items: Sequence[Proposed] = (),
    entrust_to: str = "",
    scans: Sequence[tuple[int, str]] = (),
) -> Event:
    """Take down a decider's pen or word, verbatim; a second person confirms it before it takes effect."""
    spoken = decisions.Spoken(decision, words, way, tuple(scans), order_items(items, at), entrust_to)
    return decisions.record_decision(matter_id=matter_id, by=by, at=at, seen=seen, spoken=spoken)


def confirm(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Confirm a decision that a secretary recorded; it takes effect."""
    event = decisions.confirm_decision(matter_id=matter_id, by=by, at=at, seen=seen)
    enqueue("petitions.send_orders", matter_id=matter_id)
    return event


def order_items(items: Sequence[Proposed], at: datetime) -> tuple[OrderItem, ...]:
    """Return the items of an order, each with a day. Raises: UnableToAct for a day gone by, or without words."""
    today = legal_date(at)
    if any(item.due_on is not None and item.due_on < today for item in items):
        raise UnableToAct(_("วันครบกำหนดผ่านไปแล้ว"))
    if any(not item.words.strip() for item in items):
        raise UnableToAct(_("โปรดระบุสิ่งที่ให้หน่วยงานปฏิบัติ"))
    usual = today + timedelta(days=USUAL_DAYS)
    return tuple(OrderItem(item.words, item.agency_id, item.due_on or usual) for item in items)
