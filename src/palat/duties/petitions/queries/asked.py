"""What an agency is asked on its own track, whatever the procedure."""

from dataclasses import dataclass

from palat.duties.petitions.queries.petition import petition_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.file import MatterFile, TrackView


@dataclass(frozen=True)
class AskedOf:
    """The words that an agency reads before it answers."""

    text: str
    wanted: str


def asked_of(file: MatterFile, view: TrackView, by: Actor) -> AskedOf:
    """Return what is asked: a petition as far as the agency may read it, else the words of the track."""
    if file.procedure.code == "petition":
        petition = petition_of(file, by)
        return AskedOf(petition.text, petition.wanted)
    return AskedOf(view.track.label, "")
