"""What was merged into a matter follows it into a case, and comes back with it: told in each of their histories."""

from collections.abc import Collection, Sequence

from palat.kernel.history import ids
from palat.kernel.history.queries import Told
from palat.kernel.matters.models import Link, Matter
from palat.kernel.matters.operations.acts import Act

MERGED_INTO = "merged_into"
FOLLOWED, RETURNED = "merge_followed", "merge_returned"


def merged_into_any(matter_ids: Collection[int]) -> set[int]:
    """Return what lies in one of these matters now, and goes where it goes."""
    return set(Matter.objects.filter(merged_into_id__in=matter_ids).values_list("pk", flat=True))


def once_merged_into_any(matter_ids: Collection[int]) -> set[int]:
    """Return what may have followed one of these matters into a case: its own history says whether it did."""
    links = Link.objects.filter(target_id__in=matter_ids, kind=MERGED_INTO, ended_at__isnull=False)
    return set(links.filter(source__merged_into__isnull=False).values_list("source_id", flat=True))


def follow(followers: Sequence[Act], case: Act, leaders: Sequence[Act]) -> None:
    """Let what lies in matters that join a case follow them there, by the same authority."""
    basis = {act.matter.pk: act.basis for act in leaders}
    for act in followers:
        leader = act.matter.merged_into_id
        if leader in basis:
            _move(act, case.matter.pk, FOLLOWED, leader=leader, basis=basis[leader])


def come_back(followers: Sequence[Act], leader: Act, case_id: int | None) -> None:
    """Let what followed a matter into a case come back to it as it leaves, by the same authority."""
    for act in followers:
        if act.matter.merged_into_id == case_id and leader.matter.pk in _followed(act.told()):
            _move(act, leader.matter.pk, RETURNED, leader=leader.matter.pk, basis=leader.basis)


def _move(act: Act, to: int, kind: str, *, leader: int, basis: str) -> None:
    act.basis = basis
    act.record(kind, facts={"into": to, "from_case": act.matter.merged_into_id, "with": leader})
    standing = Link.objects.filter(source_id=act.matter.pk, kind=MERGED_INTO, ended_at=None)
    standing.update(ended_at=act.at)
    act.matter.merged_into_id = to
    act.add(Link(id=ids.take(), source_id=act.matter.pk, target_id=to, kind=MERGED_INTO, at=act.at))


def _followed(events: Sequence[Told]) -> list[int]:
    """Return the matters that one followed since it was merged, and has not come back with, in order."""
    followed: list[int] = []
    for event in events:
        if event.kind in {"merge", "unmerge"}:
            followed = []
        elif event.kind == FOLLOWED:
            followed.append(event.facts["with"])
        elif event.kind == RETURNED and event.facts["with"] in followed:
            followed = followed[: followed.index(event.facts["with"])]
    return followed
