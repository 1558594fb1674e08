"""What one act changes on a matter, gathered until it is written: tracks, events, clocks, places in worklists."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.history.chain import Head
from palat.kernel.history.operations import Event, build
from palat.kernel.history.queries import Told, events_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Bar, Clock, Matter, Pause, Submission, Track, WorkItem
from palat.kernel.matters.operations import clocks, worklists
from palat.kernel.matters.procedure import MAIN, Move, Procedure, TrackType
from palat.kernel.matters.registry import procedure as procedure_of


def chain_of(matter_id: int) -> str:
    """Return the name of a matter's chain in the history."""
    return f"matter:{matter_id}"


class Changes:
    """A matter as it was read, and everything that has become of it since. Nothing here asks who may."""

    def __init__(
        self,
        *,
        matter: Matter,
        tracks: Iterable[Track],
        running: Iterable[Clock],
        bars: Iterable[Bar],
        by: Actor,
        at: datetime,
        seen: int | None,
    ) -> None:
        self.matter = matter
        self.tracks = {track.pk: track for track in tracks}
        self.by, self.at, self.seen = by, at, seen
        self.procedure: Procedure = procedure_of(matter.procedure, matter.version)
        self.head = Head(matter.head_seq, bytes(matter.head_hash))
        self.running, self.bars = list(running), list(bars)
        self.basis = ""
        self.step_role: str | None = None
        self.new: list[Model] = []
        self._changed: dict[int, Model] = {}
        self._touched: set[int] = set()
        self._all_touched = False

    @property
    def main(self) -> Track:
        """The track that every matter has."""
        return next(track for track in self.tracks.values() if track.type == MAIN)

    def record(
        self,
        kind: str,
        *,
        facts: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
        public: bool = False,
    ) -> Event:
        """Append an event to the matter's chain."""
        entry = build(
            chain=chain_of(self.matter.pk),
            head=self.head,
            kind=kind,
            at=self.at,
            actor=self.by.ref,
            basis=self.basis,
            public=public,
            facts=facts,
            body=body,
        )
        self.head = entry.head
        self.new.extend(entry.rows)
        return entry.event

    def open_track(self, type: str, *, state: str | None = None, **fields: Any) -> Track:
        """Open another track on the matter (a referral, an item of an order)."""
        kind = self.procedure.track(type)
        track = Track(
            id=ids.take(),
            matter_id=self.matter.pk,
            type=type,
            state=state or kind.initial,
            since=self.at,
            opened_at=self.at,
            **fields,
        )
        self.tracks[track.pk] = track
        self.new.append(track)
        self._touched.add(track.pk)
        return track

    def start_clock(
        self, code: str, limit: str, track: Track, *, due_on: date | None = None, counts_from: date | None = None
    ) -> None:
        """Start a clock on a track, by the limit in force today (an agency's own before the general one).

        A decider may set the last day (`due_on`) instead of the limit; `counts_from` is the day of a received stamp.
        """
        clock = clocks.begin(
            code=code,
            limit_code=limit,
            track=track,
            at=self.at,
            seq=self.head.seq,
            agency_id=track.agency_id,
            counts_from=counts_from,
        )
        if due_on is not None:
            clocks.set_last_day(clock, due_on)
        self.running.append(clock)
        self.new.append(clock)
        self._touched.add(track.pk)

    def put_off(self, track: Track, code: str, day: date) -> None:
        """Let a running clock of a track end on a day that people agreed anew."""
        for clock in self.running:
            if clock.track_id == track.pk and clock.code == code:
                clocks.set_last_day(clock, day)
                self._changed[id(clock)] = clock
                self._touched.add(track.pk)

    def count_from(self, track: Track, code: str, limit: str, day: date) -> None:
        """Let the running clock of a code count from a day, whether it ran from another or not at all."""
        clock = next((one for one in self.running if one.track_id == track.pk and one.code == code), None)
        if clock is None:
            self.start_clock(code, limit, track, counts_from=day)
        elif clock.started_on != day:
            clocks.count_from(clock, day, limit_code=limit, agency_id=track.agency_id)
            self._changed[id(clock)] = clock
            self._touched.add(track.pk)

    def stop_clocks(self, track: Track, codes: tuple[str, ...] | None = None) -> None:
        """Stop running clocks of a track; all of them when no codes are given."""
        for clock in list(self.running):
            if clock.track_id == track.pk and (codes is None or clock.code in codes):
                if clocks.resume(clock, at=self.at):  # judged by the day on which it would have run out
                    self.end_pause(clock)
                clocks.stop(clock, at=self.at, seq=self.head.seq)
                self.running.remove(clock)
                self._changed[id(clock)] = clock
                self._touched.add(track.pk)

    def pause_clocks(self, track: Track, codes: tuple[str, ...], reason: str) -> None:
        """Let clocks of a track rest (`*`: all of them), for a reason that is kept."""
        for clock in self.running:
            if clock.track_id == track.pk and ("*" in codes or clock.code in codes):
                self.new.extend(clocks.pause(clock, at=self.at, reason=reason))
                self._changed[id(clock)] = clock
                self._touched.add(track.pk)

    def resume_clocks(self, track: Track, codes: tuple[str, ...]) -> None:
        """Let resting clocks of a track run on."""
        for clock in self.running:
            if clock.track_id == track.pk and ("*" in codes or clock.code in codes):
                if clocks.resume(clock, at=self.at):
                    self.end_pause(clock)
                self._changed[id(clock)] = clock
                self._touched.add(track.pk)

    def end_pause(self, clock: Clock) -> None:
        """Let the rest of a clock that runs on again end today, also one that began in this very act."""
        clocks.end_pause(clock, at=self.at)
        for row in self.new:
            if isinstance(row, Pause) and row.clock_id == clock.pk and row.to_date is None:
                row.to_date = legal_date(self.at)

    def add(self, *rows: Model) -> None:
        """Write further unsaved rows together with the act."""
        self.new.extend(rows)

    def alter(self, row: Model) -> None:
        """Write a row that stood before, as it now is, together with the act."""
        self._changed[id(row)] = row

    def hold(self, *, unit_id: int | None, officer_id: int | None) -> None:
        """Give the matter to a unit and, within it, an officer."""
        self.matter.unit_id, self.matter.officer_id = unit_id, officer_id
        self._all_touched = True

    def reorder(self) -> None:
        """Recompute the place of every track in the worklists (urgency or restriction changed)."""
        self._all_touched = True

    def changed(self) -> list[Model]:
        """Return the rows that stood before and that the act changed, the matter first."""
        self.matter.head_seq, self.matter.head_hash = self.head.seq, self.head.hash
        self.matter.state = self.main.state
        fresh = {id(row) for row in self.new}
        rows = {id(track): track for track in self.touched()} | self._changed
        return [self.matter, *(row for key, row in rows.items() if key not in fresh)]

    def touched(self) -> list[Track]:
        """Return the tracks whose place in the worklists may have changed.

        The main one may wait for any other, so it is among them.
        """
        touched = [track for pk, track in self.tracks.items() if self._all_touched or pk in self._touched]
        waits = touched and self.procedure.main.state(self.main.state).waits_for
        return [*touched, self.main] if waits and self.main not in touched else touched

    def items(self) -> list[WorkItem]:
        """Return the worklist rows of the touched tracks that are still open."""
        if self.step_role is None and self.procedure.main.state(self.main.state).queue == "step":
            lies = self.open_submission()
            self.step_role = lies.role if lies else None
        return worklists.items_for(
            matter=self.matter,
            procedure=self.procedure,
            tracks=self.touched(),
            running=self.running,
            step_role=self.step_role,
            open_types={track.type for track in self.tracks.values() if not track.final},
        )

    def _enter(self, kind: TrackType, track: Track, state: str) -> None:
        track.state, track.since = state, self.at
        entered = kind.state(state)
        if entered.final and not track.final:
            track.final, track.closed_at = True, self.at
            self.stop_clocks(track)
        elif not entered.final and track.final:
            track.final, track.closed_at = False, None
        if track.type == MAIN:
            self.matter.closed_at = track.closed_at

    def _clocks(self, move: Move, track: Track) -> None:
        if move.stops:
            self.stop_clocks(track, move.stops)
        if move.pauses:
            self.pause_clocks(track, move.pauses, _(move.label))
        if move.resumes:
            self.resume_clocks(track, move.resumes)
        for start in move.starts:
            self.start_clock(start.code, start.limit, track)

    def open_submission(self) -> Submission | None:
        """Return the submission that lies open on the matter, if there is one."""
        return Submission.objects.filter(matter_id=self.matter.pk, decided_at=None).first()

    def told(self, *, after: int = 0) -> list[Told]:
        """Return the matter's events after one, oldest first."""
        return events_of(chain_of(self.matter.pk), after=after)
