"""Who sits on an appeal: set by a person on a proposal of the load; a member with an interest leaves it at once."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Appeal, Panelist
from palat.duties.information.queries.appealing.panel import may_sit, panel_of, quorum
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting
from palat.kernel.matters.operations.bars import bar_official


def set_panel(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    member_ids: Sequence[int],
    chair_id: int,
) -> Event:
    """Set who sits on an appeal, and who presides. Raises: UnableToAct for fewer than a quorum.

    Nobody sits whose term is over, who is barred, or who comes from the agency concerned.
    """
    today, wanted = legal_date(at), set(member_ids)
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        act.require("set_panel")
        appeal = Appeal.objects.select_related("matter", "branch").get(pk=matter_id)
        least = quorum(today)
        if len(wanted) < least or chair_id not in wanted:
            raise UnableToAct(_("องค์คณะต้องมีกรรมการอย่างน้อย %(least)d คน และประธานต้องเป็นหนึ่งในนั้น") % {"least": least})
        if not wanted <= {one.official_id for one in may_sit(appeal, today)}:
            raise UnableToAct(_("มีผู้ที่นั่งพิจารณาเรื่องนี้ไม่ได้ เพราะพ้นวาระ มีส่วนได้เสีย หรือมาจากหน่วยงานที่เกี่ยวข้อง"))
        event = act.move("set_panel", facts={"members": sorted(wanted), "chair": chair_id})
        now = {one.official_id: one for one in panel_of(matter_id)}
        Panelist.objects.filter(appeal=appeal, left_at=None).exclude(official__in=wanted).update(left_at=at)
        Panelist.objects.filter(appeal=appeal, left_at=None).update(role="member")
        for number in sorted(wanted - set(now)):
            Panelist.objects.create(id=ids.take(), appeal=appeal, official_id=number, since=at)
        Panelist.objects.filter(appeal=appeal, left_at=None, official=chair_id).update(role="chair")
        enqueue("information.tell_panel", matter_id=matter_id, official_ids=sorted(wanted - set(now)))
        return event


def declare_conflict(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Declare that one has an interest in an appeal: one sees it no more, and another is to be put in one's place."""
    if not words.strip() or by.official_id is None:
        raise UnableToAct(_("โปรดระบุส่วนได้เสีย"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("declare_conflict", facts={"official": by.official_id}, body={"words": words})
        Panelist.objects.filter(appeal=matter_id, official=by.official_id, left_at=None).update(left_at=at)
        bar_official(act, official_id=by.official_id, reason="interest")
        enqueue("information.tell_secretary", matter_id=matter_id, what="conflict")
        return event
