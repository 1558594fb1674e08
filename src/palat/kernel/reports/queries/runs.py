"""When the clocks of a code ran on matters: from which day, until which, kept or not."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min, Q, QuerySet

from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.models import Clock, Track
from palat.kernel.reports.parts import clock_timing, tracks_with_agencies

PUT_OFF = "set_day"


@dataclass(frozen=True)
class Run:
    """One run of a clock."""

    started_on: date
    stopped_on: date | None
    kept: bool
    put_off: bool  # its last day was set by a person

    @property
    def timing(self) -> str:
        """Whether it was kept, kept by the day to which it was put off, or missed; empty while it runs."""
        if self.stopped_on is None:
            return ""
        return ("extended" if self.put_off else "kept") if self.kept else "late"


def runs_of(code: str, matters: QuerySet[Any]) -> dict[int, list[Run]]:
    """Return the runs of the clocks of a code on matters, by matter, in the order in which they began."""
    found: dict[int, list[Run]] = defaultdict(list)
    rows = Clock.objects.filter(code=code, matter__in=matters).order_by("started_at", "pk")
    for matter_id, started, stopped, kept, unit in rows.values_list(
        "matter_id", "started_on", "stopped_at", "kept", "unit"
    ):
        found[matter_id].append(Run(started, legal_date(stopped) if stopped else None, bool(kept), unit == PUT_OFF))
    return found


@dataclass(frozen=True)
class AskedTrack:
    """What an agency was asked on a track, and when it first answered."""

    id: int
    agency_id: int
    state: str
    asked_on: date
    answered_on: date | None
    timing: str


def asked_tracks(
    *, procedures: Collection[str], type: str, clock: str, first: date, last: date, without: Collection[str]
) -> list[AskedTrack]:
    """Return the tracks of a type that were opened between two days, but for some states; an answer stops the clock.

    Secret and restricted matters are left out.
    """
    found: list[AskedTrack] = []
    for procedure in procedures:
        tracks: QuerySet[Track] = tracks_with_agencies(procedure=procedure, type=type).exclude(state__in=without)
        stopped = Min("clocks__stopped_at", filter=Q(clocks__code=clock))
        rows = tracks.annotate(t_answered=stopped, t_timing=clock_timing(clock))
        for pk, agency_id, state, opened, answered, answer, timing in rows.order_by("pk").values_list(
            "pk", "agency_id", "state", "opened_at", "t_answered", "answer", "t_timing"
        ):
            asked_on = legal_date(opened)
            if first <= asked_on <= last and agency_id is not None:
                came = legal_date(answered) if answered and answer else None
                found.append(AskedTrack(pk, agency_id, state, asked_on, came, timing))
    return found
