"""Third parties that let the time to object pass: noted by the system, each in an act of its own."""

from datetime import datetime

from palat.duties.information.operations.third_parties import note_silence
from palat.duties.information.procedure.words import PARTY
from palat.kernel.matters.authority import SYSTEM
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.tracks import overdue_tracks


def note_all(*, at: datetime) -> int:
    """Note every third party whose time to object is over. Returns how many; one moved meanwhile is left out."""
    noted = 0
    for matter_id, track_id in overdue_tracks(at, type=PARTY, states=("notified",), clocks=("object",), again=""):
        try:
            note_silence(matter_id=matter_id, track_id=track_id, by=SYSTEM, at=at)
        except UnableToAct:
            continue
        noted += 1
    return noted
