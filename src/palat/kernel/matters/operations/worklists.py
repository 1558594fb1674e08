"""The maintained worklist: one row for each open track, written in the act that moves it."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection

from palat.kernel.matters.models import Clock, Matter, Track, WorkItem
from palat.kernel.matters.operations.clocks import NEVER
from palat.kernel.matters.procedure import Procedure, State
from palat.kernel.matters.queries.worklists import queue_of, waits
from palat.kernel.writing import Part

PLACE = """
INSERT INTO matters_workitem (track_id, matter_id, queue, priority, due_at, state, category)
SELECT * FROM unnest(
  %s::bigint[], %s::bigint[], %s::varchar[], %s::smallint[], %s::timestamptz[], %s::varchar[], %s::varchar[]
)
ON CONFLICT (track_id) DO UPDATE SET queue = excluded.queue, priority = excluded.priority,
  due_at = excluded.due_at, state = excluded.state, category = excluded.category
"""
TAKE_OFF = "DELETE FROM matters_workitem WHERE track_id = ANY(%s)"


def place(*, tracks: Sequence[Track], items: Sequence[WorkItem]) -> None:
    """Put each track where it now belongs (`items`), or take it off the worklists."""
    with connection.cursor() as cursor:
        for text, values in placing(tracks=tracks, items=items):
            cursor.execute(text, values)


def placing(*, tracks: Sequence[Track], items: Sequence[WorkItem]) -> list[Part]:
    """Return the statements of `place`, for an act to run together with its own."""
    placed = {item.track_id for item in items}
    gone = [track.pk for track in tracks if track.pk not in placed]
    parts: list[Part] = [(TAKE_OFF, [gone])] if gone else []
    if items:
        parts.append((PLACE, [list(column) for column in zip(*map(_values, items), strict=True)]))
    return parts


def _values(item: WorkItem) -> tuple[Any, ...]:
    return item.track_id, item.matter_id, item.queue, item.priority, item.due_at, item.state, item.category


def items_for(
    *,
    matter: Matter,
    procedure: Procedure,
    tracks: Sequence[Track],
    running: Iterable[Clock],
    step_role: str | None = None,
    open_types: Collection[str] = (),
) -> list[WorkItem]:
    """Return the unsaved worklist rows of these tracks; `open_types` are the types of the matter's open tracks."""
    soonest: dict[int, Clock] = {}
    for clock in running:
        best = soonest.get(clock.track_id)
        if best is None or clock.due_at < best.due_at:
            soonest[clock.track_id] = clock
    items = []
    for track in tracks:
        state: State = procedure.track(track.type).state(track.state)
        clock = soonest.get(track.pk)
        waiting = waits(state, open_types, timed=clock is not None)
        queue = queue_of(matter=matter, track=track, state=state, step_role=step_role, waiting=waiting)
        if queue is None:
            continue
        items.append(
            WorkItem(
                track_id=track.pk,
                matter_id=matter.pk,
                queue=queue,
                priority=matter.urgency,
                due_at=clock.due_at if clock else NEVER,
                state=track.state,
                category=matter.category,
            )
        )
    return items
