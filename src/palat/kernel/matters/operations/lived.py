"""A matter that is given its past move by move, under the rules of the living engine, in memory.

    life = begin(procedure="petition", kind=…, subject=…, at=…, by=…, unit_id=…, facts=…, body=…)
    life.turn(by=officer, at=…)
    life.move("accept", facts={…})
    …
    copy_many(life.rows())

`Life` is the engine's own act, one for all moves of the matter: states, guards, authority, clocks, history and
worklists are those of the procedure, so a past that could not have happened is refused. Only the database is left
out: what an act looks up there is here looked up in what was built. Letters, notices and jobs are not made.
For states that are known without a history (imports) see `past`.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Model

from palat.kernel.calendar.counting import legal_date
from palat.kernel.history.operations import Event
from palat.kernel.history.queries import Told
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Clock, Pause, Submission, Track, WorkItem
from palat.kernel.matters.operations.acts import Act
from palat.kernel.matters.operations.receiving import Received, build_matter


class OutOfOrder(ValueError):
    """A past was told backwards: an act lies before the one that came before it."""


class Life(Act):
    """A matter with everything that happened to it, not yet written."""

    def __init__(self, received: Received, *, by: Actor, at: datetime) -> None:
        rows = received.rows
        super().__init__(
            matter=received.matter,
            tracks=[row for row in rows if isinstance(row, Track)],
            running=[row for row in rows if isinstance(row, Clock)],
            bars=(),
            by=by,
            at=at,
            seen=None,
        )
        self.new = [row for row in rows if not isinstance(row, WorkItem)]

    def turn(self, *, by: Actor, at: datetime) -> None:
        """Let the next moves be made by someone, at a moment. Raises: OutOfOrder."""
        if at < self.at:
            raise OutOfOrder(f"{at} < {self.at}")
        self.by, self.at, self.basis = by, at, ""

    def built(self, kind: type[Model]) -> Iterator[Any]:
        """Yield the rows of a kind that were built so far, oldest first."""
        return (row for row in self.new if isinstance(row, kind))

    def open_submission(self) -> Submission | None:
        return next((row for row in self.built(Submission) if row.decided_at is None), None)

    def told(self, *, after: int = 0) -> list[Told]:
        return [_bare(row) for row in self.built(Event) if row.seq > after]

    def end_pause(self, clock: Clock) -> None:
        for pause in self.built(Pause):
            if pause.clock_id == clock.pk and pause.to_date is None:
                pause.to_date = legal_date(self.at)

    def rows(self) -> list[Model]:
        """Return all rows of the matter as it now stands, the matter first, its places in the worklists last."""
        self.changed()
        submission = self.open_submission()
        self.step_role = submission.role if submission else None
        self.reorder()
        return [*self.new, *self.items()]


def _bare(event: Event) -> Told:
    """Return an event without its body, which no rule looks at."""
    return Told(
        id=event.pk,
        seq=event.seq,
        kind=event.kind,
        at=event.at,
        actor=event.actor,
        basis=event.basis,
        public=event.public,
        facts=json.loads(event.facts),
    )


def begin(*, by: Actor, at: datetime, **matter: Any) -> Life:
    """Receive a matter as `receiving.build_matter` does, to give it a past."""
    return Life(build_matter(by=by, at=at, **matter), by=by, at=at)
