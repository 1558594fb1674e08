"""The one step that someone should take next on a matter, chosen by a duty's table; the other acts in groups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from palat.kernel.matters.queries.decisions import OpinionLine
from palat.kernel.matters.queries.file import Doable, TrackView
from palat.kernel.pages.language import name_of

Groups = Sequence[tuple[object, Sequence[str]]]  # what acts are for, and their codes


def always(_now: Any) -> bool:
    """Hold however the matter stands."""
    return True


@dataclass(frozen=True)
class Step:
    """A row of a duty's table: the state of a track, the act, why it is next, and when it is."""

    state: str
    move: str
    why: object
    when: Callable[[Any], bool] = always


@dataclass(frozen=True)
class Next:
    """The next step as the page shows it: the act, on which track, and why; without an act, what is waited for."""

    why: str
    doable: Doable | None = None
    track_id: int = 0
    track: str = ""
    came_back: OpinionLine | None = None


@dataclass(frozen=True)
class Group:
    """Acts that belong together, as the page shows them."""

    label: str
    doable: list[Doable]


def first_step(table: Sequence[Step], view: TrackView, now: Any, *, on_track: bool = False) -> Next | None:
    """Return the first row of a table that fits where a track stands and that the viewer may take."""
    may = {one.move.code: one for one in view.doable}
    for step in table:
        if step.state == view.track.state and step.move in may and step.when(now):
            track = view.track
            name = (name_of(track.agency) or track.label) if on_track else ""
            return Next(str(step.why), may[step.move], track.pk if on_track else 0, name)
    return None


def groups_by(groups: Groups, doable: Sequence[Doable], after: Next | None, *, rest: int) -> list[Group]:
    """Return the acts besides the next step by what they are for; one without a group goes to the group `rest`."""
    left = [one for one in doable if after is None or one is not after.doable]
    named = {code for _label, codes in groups for code in codes}
    found = []
    for place, (label, codes) in enumerate(groups):
        known = [one for code in codes for one in left if one.move.code == code]
        other = [one for one in left if one.move.code not in named] if place == rest else []
        if known or other:
            found.append(Group(str(label), [*known, *other]))
    return found
