"""Who holds matters: giving one out, and handing over all that a person holds."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.history.operations import Event
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, UnableToAct, acting_on_many
from palat.kernel.matters.queries.visibility import is_cleared, visible
from palat.kernel.organisation.procedure import Authority
from palat.kernel.organisation.queries import authority_of_official, division_of, unit_and_above, unit_of_official


def assign(
    *,
    matter_ids: Collection[int],
    officer_id: int,
    by: Actor,
    at: datetime,
    reason: str = "",
    seen: Mapping[int, int] | None = None,
) -> int:
    """Give matters to an officer (จ่ายเรื่อง / มอบหมาย). Returns how many.

    Raises: UnableToAct if the officer holds no post in a unit today, or lacks clearance for one of them.
    """
    to = receiver(officer_id, at)
    with acting_on_many(matter_ids=matter_ids, by=by, at=at, seen=seen) as acts:
        for act in acts:
            give(act, to, reason=reason)
    return len(acts)


class NotCleared(UnableToAct):
    """The receiver's clearance does not open a matter."""


@dataclass(frozen=True)
class Receiver:
    """Who is to hold matters: the official, the unit of the post, and what it opens."""

    officer_id: int
    unit_id: int
    authority: Authority


def receiver(officer_id: int, at: datetime) -> Receiver:
    """Return who is to hold matters. Raises: UnableToAct for someone without a post in a unit today."""
    unit_id = unit_of_official(officer_id, on=at)
    if unit_id is None:
        raise UnableToAct(_("เจ้าหน้าที่คนนี้ไม่ได้ดำรงตำแหน่งในหน่วยงานใดในวันนี้"))
    return Receiver(officer_id, unit_id, authority_of_official(officer_id, on=legal_date(at)))


def give(act: Act, to: Receiver, *, move: str = "assign", reason: str = "") -> Event:
    """Give a matter to an officer by a move, within an act that is open: the one way in which anyone comes to hold it.

    Raises: UnableToAct for someone barred from the matter, NotCleared for its class of secrecy or queue.
    """
    if any(bar.official_id == to.officer_id for bar in act.bars):
        raise UnableToAct(_("เจ้าหน้าที่คนนี้มีส่วนได้เสียในเรื่องที่เลือก จ่ายเรื่องให้ไม่ได้"))
    if not is_cleared(to.authority, act.matter.secrecy, act.matter.restricted):
        raise NotCleared(_("ผู้รับไม่มีสิทธิเข้าถึงชั้นความลับของเรื่องหนึ่งที่เลือก โปรดเลือกผู้รับที่มีสิทธิ หรือแยกเรื่องนั้นไว้"))
    if act.procedure.closed and division_of(to.unit_id) != division_of(act.matter.unit_id):
        raise UnableToAct(_("เรื่องนี้จ่ายให้เจ้าหน้าที่นอกหน่วยงานเจ้าของเรื่องไม่ได้"))
    unit_id = _unit_after(act, to)
    event = act.move(
        move,
        facts={"officer": to.officer_id, "unit": unit_id, "before": act.matter.officer_id},
        body={"reason": reason} if reason else None,
    )
    act.hold(unit_id=unit_id, officer_id=to.officer_id)
    return event


def _unit_after(act: Act, to: Receiver) -> int | None:
    """Return where a matter lies once given: of a closed procedure it stays in a unit below the receiver's.

    Who reads it is said by where it lies: a tribunal's appeal held by its secretary is the tribunal's still.
    """
    stays = act.procedure.closed and to.unit_id in unit_and_above(act.matter.unit_id)
    return act.matter.unit_id if stays else to.unit_id


@dataclass(frozen=True)
class HandedOver:
    """How many matters went to the other officer, and how many of those the actor knows of stayed; never which."""

    moved: int
    stayed: int


def hand_over(*, from_officer_id: int, to_officer_id: int, by: Actor, at: datetime, reason: str) -> HandedOver:
    """Hand the open matters of one officer to another, as far as the actor may see and assign them.

    What the actor may not know of, or the receiver is barred from, stays where it is for someone with the
    authority, and holds up nothing else. Raises: UnableToAct if none can be moved; NotCleared, moving nothing, if
    the receiver's clearance does not open one of those that would go.
    """
    to = receiver(to_officer_id, at)
    known = visible(by).filter(officer_id=from_officer_id, closed_at=None).values_list("pk", flat=True)
    moved, refused = 0, None
    with acting_on_many(matter_ids=list(known), by=by, at=at) as acts:
        for act in acts:
            try:
                give(act, to, reason=reason)
                moved += 1
            except NotCleared:
                raise
            except UnableToAct as error:
                refused = error
        if refused and not moved:
            raise refused
    return HandedOver(moved, len(acts) - moved)
