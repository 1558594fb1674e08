"""By which act someone may open who a petitioner is, and which of the sealed fields that act opens."""

from dataclasses import dataclass

from palat.duties.petitions.models import Petition
from palat.duties.petitions.procedure.words import REFERRAL
from palat.kernel.identities.procedure import NAMES
from palat.kernel.identities.queries import fields_given
from palat.kernel.matters.queries.file import MatterFile

OPEN_IDENTITY, OPEN_ADDRESS, OPEN_FOR_AGENCY = "open_identity", "open_address", "open_identity_agency"
OPENINGS = (OPEN_IDENTITY, OPEN_ADDRESS, OPEN_FOR_AGENCY)
POSTING = "answer"  # the one purpose for which an address is opened to who sends the post
ON_ENVELOPE = frozenset({*NAMES, "address", "postcode"})
ACCUSING = frozenset({"accusation", "tip_off"})

# What a petitioner may ask to have concealed, and the sealed fields that it covers.
CONCEALS = {
    "name": ("title", "given_name", "family_name", "full_name", "monk_name", "national_id", "passport"),
    "phone": ("phone", "phone2", "line_id"),
    "address": ("address", "postcode"),
    "email": ("email",),
}


@dataclass(frozen=True)
class Opening:
    """An act that opens a seal: which, on which track, and the fields that it opens."""

    move: str
    track_id: int
    fields: tuple[str, ...]

    @property
    def only_for_post(self) -> bool:
        """Whether it serves the envelope alone, and asks for no purpose."""
        return self.move == OPEN_ADDRESS


def opened_by(move: str, row: Petition, kind: str) -> tuple[str, ...]:
    """Return the sealed fields that an act opens: an agency never what is concealed, the post only name and address."""
    given = fields_given(row.person_id) if row.person_id is not None else frozenset()
    if move == OPEN_ADDRESS:
        given = given & ON_ENVELOPE
    elif move == OPEN_FOR_AGENCY:
        concealed = {field for code in row.conceal for field in CONCEALS.get(code, ())}
        given = frozenset() if kind in ACCUSING else given - concealed
    return tuple(sorted(given))


def opening_for(file: MatterFile, row: Petition) -> Opening | None:
    """Return the act by which the viewer may open the seal now, or None: it is then not offered."""
    for move, track_id in _ways(file):
        fields = opened_by(move, row, file.matter.kind)
        if fields:
            return Opening(move, track_id, fields)
    return None


def _ways(file: MatterFile) -> list[tuple[str, int]]:
    """Return the acts that the viewer has authority for, the one that opens most first."""
    if file.matter.destroyed_under:
        return []
    ways = [(move, 0) for move in (OPEN_IDENTITY, OPEN_ADDRESS) if file.may_make(move)]
    kind, move = file.procedure.move(OPEN_FOR_AGENCY)
    for view in file.others:
        track = view.track
        if track.type == REFERRAL and move.leads_from(kind.state(track.state)) and file.may_make(move.code, track.pk):
            ways.append((move.code, track.pk))
    return ways
