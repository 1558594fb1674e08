"""What a procedure is: states, moves, who may make them, clocks. Frozen data, plain Python.

A duty writes its procedure with these words in its own `procedure.py`; the engine
discovers and interprets it. A matter pins the version it began under.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

MAIN = "main"
NEVER = datetime(9999, 12, 31, tzinfo=UTC)  # the due moment of what has no due day, so that it sorts last


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


@dataclass(frozen=True)
class Who:
    """Who may make a move: a role, and how near it must be to the matter.

    Scopes: `holder` (the official who holds the matter), `unit` (the unit that holds it, or
    one below), `house` (as `unit`, also where the track lies with another unit), `office` (anyone of
    that role), `unheld` (anyone of that role, while nobody holds the matter), `agency` (the agency of
    the track), `in_hand` (those of that agency to whom it gave the track), `step` (the post before
    which the matter lies in the decision queue), `self` (the citizen concerned), `system` (clocks and jobs).
    """

    role: str
    scope: str = "office"

    @classmethod
    def read(cls, text: str) -> "Who":
        """Read `role@scope`."""
        role, _at, scope = text.partition("@")
        return cls(role, scope or "office")


@dataclass(frozen=True)
class Situation:
    """What guards may look at: the matter as it stands, its tracks, and facts the duty adds."""

    kind: str
    state: str
    secrecy: int
    urgency: int
    tracks: tuple[tuple[str, str, bool], ...] = ()  # type, state, final
    facts: Mapping[str, Any] = field(default_factory=dict)
    running: frozenset[str] = frozenset()  # codes of the clocks that run on the track, or rest

    def open_tracks(self, type: str) -> int:
        """Count the tracks of a type that are not final."""
        return sum(1 for kind, _state, final in self.tracks if kind == type and not final)


@dataclass(frozen=True)
class Guard:
    """A condition of a move, and the words with which it refuses."""

    code: str
    holds: Callable[[Situation], bool]
    refusal: str


@dataclass(frozen=True)
class ClockStart:
    """A clock that a move starts: its code on the matter, and the code of the limit in law."""

    code: str
    limit: str


@dataclass(frozen=True)
class State:
    """Where a track can stand, and in whose queue it then lies."""

    code: str
    label: str
    queue: str = "officer"  # officer | unit | agency | role:<code> | step | none
    waits_for: str = ""  # while tracks of this type are open and no clock runs, it merely waits for them
    final: bool = False
    public: str = ""  # what the citizen reads; empty: as the label
    phase: str = ""  # step of the public stepper
    taken_back: bool = False  # the agency of the track reads the matter no longer


@dataclass(frozen=True)
class Move:
    """An official act: from which states, to which, by whom, with which consequences."""

    code: str
    label: str
    by: tuple[str, ...]
    frm: tuple[str, ...] = ()  # empty: any state that is not final
    to: str | None = None  # None: the state stays, or the act chooses among `or_to`
    or_to: tuple[str, ...] = ()  # states the act may choose instead
    track: str = MAIN
    guards: tuple[Guard, ...] = ()
    starts: tuple[ClockStart, ...] = ()
    stops: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    public: str = ""  # words of the public event; empty: not shown to the citizen
    public_by: tuple[tuple[str, str], ...] = ()  # other words of it, by the `decision` in its facts
    conflicts: tuple[str, ...] | None = None  # None: any move of the same track that changed its state
    not_by_maker_of: tuple[str, ...] = ()  # four eyes: another person than the maker of these moves
    from_final: bool = False  # may be made when the track is final (reopening, rating)
    bulk: bool = False
    style: str = ""  # "primary" or "danger" on screen
    answers: str = ""  # what it is among an agency's answers: accept, return, ask, progress, report
    on_bar: str = ""  # made by rule where the agency of its track is barred; the job that then tells the agency
    own_page: bool = False  # made on a page of its own, not offered among the acts of the matter

    @property
    def targets(self) -> tuple[str, ...]:
        """The states it may lead to."""
        return (*((self.to,) if self.to else ()), *self.or_to)

    @property
    def who(self) -> tuple[Who, ...]:
        """Those who may make it."""
        return tuple(Who.read(text) for text in self.by)

    def leads_from(self, state: State) -> bool:
        """Say whether it can be made from a state."""
        if state.final and not self.from_final:
            return False
        return not self.frm or state.code in self.frm


@dataclass(frozen=True)
class TrackType:
    """A kind of track: its states and moves, and where it begins."""

    code: str
    label: str
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    initial: str

    def state(self, code: str) -> State:
        """Return a state by its code. Raises: KeyError."""
        return next((state for state in self.states if state.code == code), None) or _missing(code)

    def move(self, code: str) -> Move:
        """Return a move by its code. Raises: KeyError."""
        return next((move for move in self.moves if move.code == code), None) or _missing(code)


def _missing(code: str) -> Any:
    raise KeyError(code)


CITIZEN = "ผู้ร้อง"  # what officials call who brought a matter, where a procedure says nothing else


@dataclass(frozen=True)
class Procedure:
    """A procedure of a duty, in one version."""

    code: str
    version: int
    duty: str
    label: str
    tracks: tuple[TrackType, ...]
    starts: tuple[ClockStart, ...] = ()  # clocks that receipt starts
    phases: tuple[tuple[str, str], ...] = ()  # code and words of the public stepper
    page: str = ""  # name of the address of its page at the desk, which takes the code
    public_page: str = ""  # the same on the portal; empty: the public follows it nowhere
    closed: bool = False  # read in the unit that holds it and above, not by every official of the Office
    own_clocks: tuple[str, ...] = ()  # clocks of the Office's own work, of which the public page tells nothing
    citizen: str = CITIZEN

    def track(self, code: str) -> TrackType:
        """Return a track type by its code. Raises: KeyError."""
        return next((track for track in self.tracks if track.code == code), None) or _missing(code)

    @property
    def main(self) -> TrackType:
        """The track that every matter of this procedure has."""
        return self.track(MAIN)

    def move(self, code: str) -> tuple[TrackType, Move]:
        """Return a move and the track type it belongs to. Raises: KeyError."""
        for track in self.tracks:
            for move in track.moves:
                if move.code == code:
                    return track, move
        raise KeyError(code)


def defects(procedure: Procedure) -> Iterator[str]:
    """Yield what is wrong with a procedure: unknown states, unreachable ones, states without a way out."""
    codes = [move.code for track in procedure.tracks for move in track.moves]
    yield from (f"move {code} stands twice" for code in set(codes) if codes.count(code) > 1)
    for track in procedure.tracks:
        known = {state.code for state in track.states}
        for move in track.moves:
            yield from (f"{move.code}: unknown state {code}" for code in {*move.frm, *move.targets} - known)
        if track.initial not in known:
            yield f"{track.code}: unknown initial state {track.initial}"
            continue
        reached = _reachable(track, track.initial)
        yield from (f"{track.code}.{code} is never reached" for code in sorted(known - reached))
        final = {state.code for state in track.states if state.final}
        for code in sorted(known - final):
            if not _reachable(track, code) & final:
                yield f"{track.code}.{code} can never close"


def _reachable(track: TrackType, start: str) -> set[str]:
    seen, todo = {start}, [start]
    while todo:
        state = track.state(todo.pop())
        for move in track.moves:
            for target in move.targets if move.leads_from(state) else ():
                if target not in seen:
                    seen.add(target)
                    todo.append(target)
    return seen


# Degrees that every duty shares. The smaller the urgency number, the sooner.
URGENCIES = (
    (0, _("อันตรายต่อชีวิต")),
    (1, _("ด่วนที่สุด")),
    (2, _("ด่วนมาก")),
    (3, _("ด่วน")),
    (4, _("ปกติ")),
)
SECRECIES = ((0, _("ทั่วไป")), (1, _("ลับ")), (2, _("ลับมาก")), (3, _("ลับที่สุด")))

LINKS = (
    ("arises_from", _("สืบเนื่องจาก")),
    ("merged_into", _("รวมเข้ากับ")),
    ("implements", _("ดำเนินการตาม")),
    ("appeals", _("ขอให้ทบทวนผลของ")),
    ("repeats", _("ร้องซ้ำกับ")),
    ("amends", _("แก้ไข")),
    ("related", _("เกี่ยวข้องกับ")),
)

PURPOSES = (
    ("inform", _("เพื่อทราบ")),
    ("consider", _("เพื่อพิจารณา")),
    ("sign", _("เพื่อลงนาม")),
    ("order", _("เพื่อสั่งการ")),
)

# Why someone may neither see nor act on a matter.
BAR_REASONS = (
    ("accused", _("เป็นผู้ถูกร้องเรียน")),
    ("family", _("เป็นบุคคลในครอบครัวหรือญาติของผู้เกี่ยวข้อง")),
    ("own_office", _("เรื่องร้องเรียนหน่วยงานของตน")),
    ("interest", _("มีส่วนได้เสีย")),
)
