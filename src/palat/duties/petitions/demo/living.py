"""Living cases forward in time: their threads of events run side by side until now.

A thread is a generator: it acts, and yields how long it waits (`Wait`); `spawn` starts another thread of the same case,
so that several agencies answer each in their own time. What would come after now does not happen, so the state in
which a case stands today is nobody's choice, except for a scene that stops it where it is wanted.
"""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from palat.duties.petitions.demo.case import Case


@dataclass(frozen=True)
class Wait:
    """How long a thread waits, in days; `work` when its next act needs an open office."""

    days: float
    work: bool = True
    post: bool = False  # a letter is on its way: it goes on where a scene halts the rest


Thread = Iterator[Wait]
Fate = Callable[[Case, "Spawn"], Thread]
Spawn = Callable[[Thread], None]
Halt = Callable[[Case], bool]


def work(case: Case, low: float, high: float, *, post: bool = False) -> Wait:
    """Wait for an open office."""
    return Wait(case.rng.uniform(low, high), post=post)


def life(case: Case, low: float, high: float) -> Wait:
    """Wait as people wait, at any hour."""
    return Wait(case.rng.uniform(low, high), work=False)


@dataclass
class Lived:
    """A case among those that live side by side, and whether it was halted where it was wanted."""

    case: Case
    halt: Halt | None
    halted: bool = False
    letters_too: bool = False  # the halt was wanted for a letter

    def stands(self) -> bool:
        """Look whether it has come where it is wanted; from then on it rests."""
        self.halted = self.halted or bool(self.halt and self.halt(self.case))
        return self.halted


class Lives:
    """Cases that live side by side in one time: what they share, the numbers of letters, follows the days."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        self._waiting: list[tuple[datetime, int, Lived, Thread, Wait]] = []
        self._started = 0

    def begin(
        self, case: Case, fate: Fate, *, received_at: datetime, halt: Halt | None = None, letters_too: bool = True
    ) -> Lived:
        """Let a case be received and begin to live by its fate.

        `letters_too`: once it is halted, its letters rest as well; otherwise they are signed and sent out.
        """
        one = Lived(case, halt, letters_too=letters_too)
        case.receive(received_at)
        if not one.stands():
            spawn = partial(self._start, one)
            spawn(fate(case, spawn))
        return one

    def run(self) -> None:
        """Let all of them live until now, or until each halts."""
        while self._waiting:
            at, number, one, thread, wait = heapq.heappop(self._waiting)
            if at > self.until:
                return
            if one.halted and (one.letters_too or not wait.post):
                continue
            one.case.at = at
            self._go_on(one, number, thread)
            one.stands()

    def _start(self, one: Lived, thread: Thread) -> None:
        self._started += 1
        self._go_on(one, self._started, thread)

    def _go_on(self, one: Lived, number: int, thread: Thread) -> None:
        wait = next(thread, None)
        if wait is not None:
            at = one.case.at + timedelta(days=wait.days)
            if wait.work:
                at = one.case.office.at_work(at, one.case.hours)
            heapq.heappush(self._waiting, (at, number, one, thread, wait))


def live(case: Case, fate: Fate, *, received_at: datetime, until: datetime, halt: Halt | None = None) -> bool:
    """Let one case live by its fate. Returns whether it halted where it was wanted."""
    lives = Lives(until)
    one = lives.begin(case, fate, received_at=received_at, halt=halt)
    lives.run()
    return one.halted
