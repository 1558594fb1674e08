"""Links between matters, and merging many into one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from palat.kernel.history import ids
from palat.kernel.history.operations import Event
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Link
from palat.kernel.matters.operations.acts import Act, UnableToAct, acting, acting_on_many, lock_together
from palat.kernel.matters.operations.following import come_back, follow, merged_into_any, once_merged_into_any
from palat.kernel.matters.operations.receiving import Received
from palat.kernel.matters.queries.visibility import visible


def link(*, source_id: int, target_id: int, kind: str, by: Actor, at: datetime) -> None:
    """Link two matters; the source's history tells it. Linking twice changes nothing."""
    with acting(matter_id=source_id, by=by, at=at) as act:
        if source_id == target_id:
            raise UnableToAct(_("เชื่อมเรื่องกับตัวเองไม่ได้"))
        _require_visible(target_id, by)
        if Link.objects.filter(source_id=source_id, target_id=target_id, kind=kind, ended_at=None).exists():
            return
        act.require("write_note")
        act.record("linked", facts={"kind": kind, "target": target_id})
        act.add(Link(id=ids.take(), source_id=source_id, target_id=target_id, kind=kind, at=at))


def link_at_receipt(received: Received, *, target_id: int, kind: str, at: datetime) -> Link:
    """Return the link of a matter that is being received to another; what was received tells it."""
    return Link(id=ids.take(), source_id=received.matter.pk, target_id=target_id, kind=kind, at=at)


def _require_visible(matter_id: int, by: Actor) -> None:
    """Raises: UnableToAct, in the same words for a matter that is not there and one that may not be known."""
    if not visible(by).filter(pk=matter_id).exists():
        raise UnableToAct(_("ไม่พบเรื่องที่ระบุ"))


def tie(act: Act, *, target_ids: Collection[int], kind: str) -> list[int]:
    """Link the matter under an act to others where it is not yet; the act itself tells it. Returns the new ones."""
    linked = set(
        Link.objects.filter(source_id=act.matter.pk, kind=kind, ended_at=None).values_list("target_id", flat=True)
    )
    new = sorted(set(target_ids) - linked - {act.matter.pk})
    act.add(*(Link(id=ids.take(), source_id=act.matter.pk, target_id=one, kind=kind, at=act.at) for one in new))
    return new


def untie(act: Act, *, target_id: int, kind: str) -> bool:
    """End a link of the matter under an act. Returns whether there was one."""
    found = Link.objects.filter(source_id=act.matter.pk, target_id=target_id, kind=kind, ended_at=None)
    return bool(found.update(ended_at=act.at))


def add(*, matter_id: int, target_id: int, kind: str, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Link a matter with another, as an act of its own. Raises: UnableToAct for itself, for
    what the actor may not know of, or what stands already.
    """
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        if matter_id == target_id:
            raise UnableToAct(_("เชื่อมเรื่องกับตัวเองไม่ได้"))
        _require_visible(target_id, by)
        if Link.objects.filter(source_id=matter_id, target_id=target_id, kind=kind, ended_at=None).exists():
            raise UnableToAct(_("เชื่อมโยงไว้แล้ว"))
        event = act.move("add_link", facts={"kind": kind, "target": target_id})
        act.add(Link(id=ids.take(), source_id=matter_id, target_id=target_id, kind=kind, at=at))
        return event


def end(*, matter_id: int, link_id: int, by: Actor, at: datetime, seen: int | None = None, words: str = "") -> Event:
    """End a link of a matter. Raises: UnableToAct for none, or for one that merging made."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        standing = Link.objects.filter(Q(source_id=matter_id) | Q(target_id=matter_id), pk=link_id, ended_at=None)
        found = standing.exclude(kind="merged_into").first()
        if found is None:
            raise UnableToAct(_("ไม่พบการเชื่อมโยงนี้"))
        event = act.move(
            "end_link", facts={"kind": found.kind, "link": link_id}, body={"words": words} if words else None
        )
        found.ended_at = at
        act.alter(found)
        return event


@transaction.atomic
def merge(
    *,
    matter_ids: Collection[int],
    into_id: int,
    by: Actor,
    at: datetime,
    reason: str,
    seen: Mapping[int, int] | None = None,
) -> int:
    """Merge matters into one case: one decision, many replies. Returns how many were merged.

    Each keeps its code, its petitioner and its history; what is already merged into one of
    them follows along. Raises: UnableToAct if the case is itself merged or among them.
    """
    wanted = set(matter_ids) - {into_id}
    lock_together(wanted | {into_id})  # from here on nothing more is merged into any of them
    behind = merged_into_any(wanted) - wanted - {into_id}
    with acting_on_many(matter_ids=wanted | {into_id} | behind, by=by, at=at, seen=seen) as acts:
        case = next(act for act in acts if act.matter.pk == into_id)
        joining = [act for act in acts if act.matter.pk in wanted]
        if case.matter.merged_into_id or case.main.final:
            raise UnableToAct(_("เรื่องหลักต้องยังเปิดอยู่และไม่ถูกรวมเข้ากับเรื่องอื่น"))
        _require_visible(into_id, by)
        if not joining:
            raise UnableToAct(_("โปรดเลือกเรื่องที่จะรวมอย่างน้อยหนึ่งเรื่อง"))
        join(joining, case, reason=reason)
        follow([act for act in acts if act.matter.pk in behind], case, joining)
    return len(joining)


def join(joining: Sequence[Act], case: Act, *, reason: str) -> None:
    """Merge matters into a case, within acts that are already open."""
    into = case.matter.pk
    for act in joining:
        act.move("merge", facts={"into": into}, body={"reason": reason})
        act.matter.merged_into_id = into
        act.add(Link(id=ids.take(), source_id=act.matter.pk, target_id=into, kind="merged_into", at=act.at))
    case.record("merged_in", facts={"count": len(joining), "first": [act.matter.pk for act in joining[:50]]})


@transaction.atomic
def unmerge(
    *, matter_ids: Collection[int], by: Actor, at: datetime, reason: str, seen: Mapping[int, int] | None = None
) -> int:
    """Take matters out of the case they were merged into; each goes on by itself, with what followed it there."""
    wanted = set(matter_ids)
    lock_together(wanted)
    behind = once_merged_into_any(wanted) - wanted
    with acting_on_many(matter_ids=wanted | behind, by=by, at=at, seen=seen) as acts:
        leaving = [act for act in acts if act.matter.pk in wanted]
        for act in leaving:
            case_id = act.matter.merged_into_id
            act.move("unmerge", facts={"from_case": case_id}, body={"reason": reason})
            act.matter.merged_into_id = None
            come_back([other for other in acts if other.matter.pk in behind], act, case_id)
        Link.objects.filter(source_id__in=list(matter_ids), kind="merged_into", ended_at=None).update(ended_at=at)
    return len(leaving)
