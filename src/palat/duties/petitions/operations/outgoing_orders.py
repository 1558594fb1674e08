"""Overdue items of orders: chased by the clock, told to the agency, and to the secretary of whoever ordered."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.duties.petitions.operations.outgoing import tell_track
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import limit
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import SYSTEM, Actor, presents_for
from palat.kernel.matters.operations import orders
from palat.kernel.matters.operations.acts import Event, UnableToAct
from palat.kernel.matters.queries.orders import Escalated, escalated, orders_to_chase
from palat.kernel.matters.queries.tracks import tracks_by_id
from palat.kernel.matters.queries.visibility import barred_officials
from palat.kernel.notices.operations.telling import tell_official
from palat.kernel.organisation.queries import authority_of_official, officials_holding
from palat.kernel.pages.pieces import spaced


def chase(*, at: datetime) -> int:
    """Chase every item of an order whose day has passed. Returns how many.

    Each is a transaction of its own, together with its message: one that cannot be chased holds up no other.
    Raises: UnableToAct after the others, so that the job comes again for the one that was refused.
    """
    due = orders_to_chase(at)
    refused: UnableToAct | None = None
    for pair in due:
        try:
            chase_one(*pair, at=at)
        except UnableToAct as error:
            refused = error
    if refused:
        raise refused
    return len(due)


@transaction.atomic
def chase_one(matter_id: int, track_id: int, *, at: datetime, by: Actor = SYSTEM, seen: int | None = None) -> None:
    """Chase one item of an order; its message is enqueued with it."""
    known = {matter_id: seen} if seen is not None else None
    chased = orders.chase(tracks=[(matter_id, track_id)], at=at, by=by, seen=known)
    enqueue("petitions.tell_late_orders", track_ids=chased)


@transaction.atomic
def send_back(*, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Find an item not carried out in full, and tell its agency: with a new link where it has no account."""
    event = orders.send_back(matter_id=matter_id, track_id=track_id, by=by, at=at, seen=seen, words=words)
    enqueue("petitions.tell_agency", track_id=track_id, what="send_back")
    return event


@transaction.atomic
def tell_late(*, track_ids: Sequence[int], at: datetime) -> None:
    """Tell the agencies; and, of what was chased to no avail, the secretary of whoever ordered it."""
    for track in tracks_by_id(track_ids):
        tell_track(track, "late_order", at, time=str(track.chased))
    times = limit("order.escalate", on=legal_date(at)).amount
    for item in escalated(track_ids, times=times):
        for secretary in _secretaries(item, at):
            tell_official(
                official_id=secretary,
                subject=_("ข้อสั่งการเกินกำหนดและยังไม่มีรายงาน %(code)s") % {"code": spaced(item.code)},
                link=f"{reverse('petition_orders')}?late=1",
                at=at,
            )


def _secretaries(item: Escalated, at: datetime) -> list[int]:
    """Return who presents files to the decider of an item, may know of the matter and has no part in it."""
    today, barred = legal_date(at), barred_officials(item.matter_id)
    found = []
    for holding in officials_holding("decider_secretary", on=today):
        authority = authority_of_official(holding.official_id, on=today)
        cleared = item.secrecy <= authority.clearance()
        if item.role in presents_for(authority) and cleared and holding.official_id not in barred:
            found.append(holding.official_id)
    return sorted(set(found))
