"""The one step that someone should take next on a matter, chosen by a duty's table; the other acts in groups."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from palat.kernel.matters.queries.decisions import OpinionLine
from palat.kernel.matters.queries.file import Doable, MatterFile, TrackView
from palat.kernel.pages.language import name_of

Groups = Sequence[tuple[object, Sequence[str]]]  # what acts are for, and their codes
OTHER_ACTS: Groups = ((gettext_lazy("ดำเนินการ"), ()),)


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
class Wait:
    """A row of a duty's table: in a state of the matter, what others must do first, and when that is so."""

    state: str
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


def as_shown(_file: MatterFile, shown: Any) -> Any:
    """Let the tables look at what the duty shows of the matter."""
    return shown


def none_idle(_view: TrackView) -> Container[str]:
    """Leave no act out."""
    return ()


@dataclass(frozen=True)
class Steps:
    """A duty's tables of what comes next, each in the order of urgency, and its acts by what they are for.

    What came in on a track is looked at before the matter itself; who has no step is told what is waited for.
    `standing` makes of a file and what the duty shows of it what the `when` of a row looks at. An act without a group
    goes to the one at place `rest`.
    """

    on_matter: Sequence[Step] = ()
    on_tracks: Sequence[Step] = ()
    waits: Sequence[Wait] = ()
    groups: Groups = OTHER_ACTS
    rest: int = 0
    standing: Callable[[MatterFile, Any], Any] = as_shown

    def next(
        self, file: MatterFile, shown: Any = None, idle: Callable[[TrackView], Container[str]] = none_idle
    ) -> Next | None:
        """Return the one step that the viewer should take next, or what is waited for.

        An act that is idle for the viewer is not proposed, and nothing else in its stead.
        """
        now, main = self.standing(file, shown), file.main
        found = self._on_tracks(file, now, idle) or first_step(self.on_matter, main, now)
        if found is not None and not (found.track_id == 0 and found.doable and found.doable.move.code in idle(main)):
            return found
        waits = (one for one in self.waits if one.state == main.track.state and one.when(now))
        return next((Next(str(one.why)) for one in waits), None)

    def _on_tracks(self, file: MatterFile, now: Any, idle: Callable[[TrackView], Container[str]]) -> Next | None:
        for step in self.on_tracks:
            for view in file.others:
                found = None if step.move in idle(view) else first_step((step,), view, now, on_track=True)
                if found is not None:
                    return found
        return None

    def others(self, doable: Sequence[Doable], after: Next | None) -> list[Group]:
        """Return the acts besides the next step by what they are for."""
        return groups_by(self.groups, doable, after, rest=self.rest)


NO_STEPS = Steps()
