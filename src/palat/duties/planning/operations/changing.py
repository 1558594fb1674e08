"""Changing an agreement that runs: asked for with a reason, approved by another person; weights stay a hundred."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from palat.duties.planning.models import ChangeRequest, Item, Report
from palat.duties.planning.operations.agreeing import require_whole
from palat.duties.planning.procedure.words import CHANGE
from palat.duties.planning.queries.definitions import live_items
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, Event, UnableToAct, acting

Changes = Mapping[
    str, Mapping[str, Any] | None
]  # by number of the item: weight, target, thresholds as text; None drops


def request_change(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, changes: Changes, reason: str
) -> Event:
    """Ask to change weights, targets or thresholds, or to drop an indicator. Raises: UnableToAct as a proposal does."""
    if not reason.strip():
        raise UnableToAct(_("โปรดระบุเหตุผลที่ขอเปลี่ยนแปลง"))
    if not changes:
        raise UnableToAct(_("ไม่มีสิ่งใดเปลี่ยนแปลง"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        act.require("request_change")
        if any(one.type == CHANGE and not one.final for one in act.tracks.values()):
            raise UnableToAct(_("มีคำขอเปลี่ยนแปลงที่ยังไม่ได้พิจารณา"))
        require_whole(changed(matter_id, changes))
        event = act.move(
            "request_change", facts={"items": sorted(changes)}, body={"reason": reason, "changes": changes}
        )
        track = act.open_track(CHANGE, label=reason[:200])
        act.add(ChangeRequest(track=track, changes=dict(changes), reason=reason, asked_by_id=by.official_id))
        return event


def changed(matter_id: int, changes: Changes) -> list[Item]:
    """Return the indicators as they would be, unsaved. Raises: UnableToAct for one of another agreement."""
    items = {str(one.pk): one for one in live_items(matter_id)}
    if changes.keys() - items.keys():
        raise UnableToAct(_("ตัวชี้วัดไม่อยู่ในคำรับรองนี้"))
    for number, change in changes.items():
        item = items[number]
        if change is None:
            item.dropped = True
            continue
        item.weight = Decimal(change.get("weight", item.weight))
        item.target = Decimal(change["target"]) if change.get("target") else item.target
        item.thresholds = list(change.get("thresholds", item.thresholds))
    return [one for one in items.values() if not one.dropped]


def approve_change(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str = ""
) -> Event:
    """Approve a change: it holds from now on. Raises: UnableToAct for who asked, or where it fits no longer."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track = act.track(track_id)
        act.require("approve_change", track)
        require_other_asker(act)
        asked = ChangeRequest.objects.get(pk=track_id)
        kept = changed(matter_id, asked.changes)
        require_whole(kept)
        event = act.move("approve_change", track=track, body={"words": words, "changes": asked.changes})
        for item in kept:
            act.alter(item)
        dropped = [int(number) for number, change in asked.changes.items() if change is None]
        Item.objects.filter(pk__in=dropped).update(dropped=True)
        for track_of in Report.objects.filter(item__in=dropped).values_list("pk", flat=True):
            act.follow("drop_report", track=act.track(track_of))
        return event


def require_other_asker(act: Act) -> None:
    """Refuse whoever asked for the change. Raises: UnableToAct."""
    for event in reversed(act.told()):
        if event.kind == "request_change":
            if event.actor == act.by.ref:
                raise UnableToAct(_("ผู้ขอเปลี่ยนแปลงอนุมัติคำขอของตนเองไม่ได้"))
            return


def refuse_change(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str
) -> Event:
    """Refuse a change, with the reason."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผล"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("refuse_change", track=act.track(track_id), body={"words": words})
