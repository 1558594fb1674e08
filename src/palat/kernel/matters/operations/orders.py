"""What was ordered, item by item, until each is carried out and verified: acts on the track of an order."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.history.operations import Event
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.deciding import ORDER
from palat.kernel.matters.operations import chasing
from palat.kernel.matters.operations.acts import Act, NotAuthorised, UnableToAct, acting
from palat.kernel.matters.queries.orders import ordered_by
from palat.kernel.organisation.procedure import ROLES
from palat.kernel.organisation.queries import unit_and_above


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
    """Lift an item of an order, with the reason: whoever ordered it, or a level above.

    Raises: UnableToAct without a reason; NotAuthorised for a level below the one that ordered.
    """
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผล"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track = act.track(track_id)
        event = act.move("order_lift", track=track, body={"words": words})
        ordered = ordered_by(track)
        if ordered and _level(act) < ROLES[ordered].level:
            raise NotAuthorised(_("ผู้ยกเลิกข้อสั่งการได้คือผู้ที่สั่ง หรือผู้บังคับบัญชาที่สูงกว่า"))
        return event


def _level(act: Act) -> int:
    """Return how high the actor stands on this matter, by the posts and delegations that the act may rest upon."""
    authority = act.by.authority
    if authority is None:
        return 0
    who = {one.role: one.scope for one in act.procedure.move("order_lift")[1].who}
    units = unit_and_above(act.matter.unit_id)
    places = [(one.role, one.unit_id) for one in authority.held]
    places += [(one.role, one.unit_id) for one in authority.delegated if not one.acts or "order_lift" in one.acts]
    levels = [
        ROLES[role].level
        for role, unit_id in places
        if who.get(role) == "office" or (who.get(role) == "unit" and unit_id in units)
    ]
    return max(levels, default=0)


@transaction.atomic
def chase(
    *, tracks: Sequence[tuple[int, int]], at: datetime, by: Actor = SYSTEM, seen: Mapping[int, int] | None = None
) -> list[int]:
    """Chase items of orders (ติดตาม/เร่งรัดข้อสั่งการ ครั้งที่ n) whose day has passed. Returns their tracks.

    `tracks` are pairs of matter and track. The next reminder comes when the clock started here has run out.
    """
    for matter_id, track_id in sorted(tracks):
        with acting(matter_id=matter_id, by=by, at=at, seen=(seen or {}).get(matter_id)) as act:
            chasing.chase(act, act.track(track_id), move="order_chase", clock=ORDER, law="order.reminder")
    return [track_id for _matter, track_id in tracks]
