"""Living a case forward in time: its threads of events run side by side until now.

A thread is a generator: it acts, and yields how long it waits (`Wait`); `spawn` starts another thread of the same case,
so that several agencies answer each in their own time. What would come after now does not happen, so the state in
which a case stands today is nobody's choice, except for a scene that stops it where it is wanted.
"""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from palat.duties.petitions.demo.case import Case


@dataclass(frozen=True)
class Wait:
    """How long a thread waits, in days; `work` when its next act needs an open office."""

    days: float
    work: bool = True


Thread = Iterator[Wait]
Fate = Callable[[Case, "Spawn"], Thread]
Spawn = Callable[[Thread], None]


def live(
    case: Case, fate: Fate, *, received_at: datetime, until: datetime, halt: Callable[[Case], bool] | None = None
) -> bool:
    """Let a case be received and live by its fate. Returns whether it halted where it was wanted."""
    case.receive(received_at)
    if halt and halt(case):
        return True
    waiting: list[tuple[datetime, int, Thread]] = []
    started = 0

    def spawn(thread: Thread) -> None:
        nonlocal started
        started += 1
        _go_on(thread, started)

    def _go_on(thread: Thread, number: int) -> None:
        wait = next(thread, None)
        if wait is not None:
            at = case.at + timedelta(days=wait.days)
            if wait.work:
                at = case.office.at_work(at, case.hours)
            heapq.heappush(waiting, (at, number, thread))

    spawn(fate(case, spawn))
    while waiting:
        at, number, thread = heapq.heappop(waiting)
        if at > until:
            return False
        case.at = at
        _go_on(thread, number)
        if halt and halt(case):
            return True
    return False
