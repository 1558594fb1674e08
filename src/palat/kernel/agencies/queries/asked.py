"""What an agency reads before it answers, and what the Office and it said to each other on its track."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from palat.kernel.history.queries import Told
from palat.kernel.matters.queries.file import MatterFile, TrackView, event_label
from palat.kernel.pages.shapes import Fact


@dataclass(frozen=True)
class Said:
    """One thing that the Office or the agency said on a track."""

    label: str
    words: str
    at: datetime
    by_office: bool


@dataclass(frozen=True)
class AskedOf:
    """What an agency reads before it answers: only what may leave the Office."""

    text: str
    heading: str = ""
    wanted: str = ""
    about: str = ""  # of an order: the petition on which it was given
    facts: list[Fact] = field(default_factory=list)
    message: str = ""
    said: list[Said] = field(default_factory=list)
    contact_url: str = ""  # where an official of the agency opens how to reach the petitioner, as a recorded act
    contact_from_officer: bool = False  # behind a link: it is asked of the officer how to reach the petitioner


def said_on(
    file: MatterFile,
    view: TrackView,
    events: Sequence[Told],
    *,
    by_office: Collection[str],
    by_agency: Collection[str],
    words: Callable[[Told], str],
) -> list[Said]:
    """Return what was said on a track by these moves, the newest first: questions, answers, why a report came back."""
    own = [event for event in events if event.facts.get("track") == view.track.pk]
    return [
        Said(event_label(file.procedure, event.kind), words(event), event.at, event.kind in by_office)
        for event in reversed(own)
        if event.kind in by_office or event.kind in by_agency
    ]
