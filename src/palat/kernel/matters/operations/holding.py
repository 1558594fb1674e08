"""Who holds matters: giving one out, and handing over all that a person holds."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.acts import UnableToAct, acting_on_many
from palat.kernel.organisation.queries import unit_of_official


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

    Raises: UnableToAct if the officer holds no post in a unit today.
    """
    unit_id = unit_of_official(officer_id, on=at)
    if unit_id is None:
        raise UnableToAct(_("เจ้าหน้าที่คนนี้ไม่ได้ดำรงตำแหน่งในหน่วยงานใดในวันนี้"))
    with acting_on_many(matter_ids=matter_ids, by=by, at=at, seen=seen) as acts:
        for act in acts:
            if any(bar.official_id == officer_id for bar in act.bars()):
                raise UnableToAct(_("เจ้าหน้าที่คนนี้มีส่วนได้เสียในเรื่องที่เลือก จ่ายเรื่องให้ไม่ได้"))
            act.move(
                "assign",
                facts={"officer": officer_id, "unit": unit_id, "before": act.matter.officer_id},
                body={"reason": reason} if reason else None,
            )
            act.hold(unit_id=unit_id, officer_id=officer_id)
    return len(acts)


def hand_over(*, from_officer_id: int, to_officer_id: int, by: Actor, at: datetime, reason: str) -> int:
    """Hand all open matters of one officer to another. Returns how many."""
    held = list(Matter.objects.filter(officer_id=from_officer_id, closed_at=None).values_list("pk", flat=True))
    if not held:
        return 0
    return assign(matter_ids=held, officer_id=to_officer_id, by=by, at=at, reason=reason)
