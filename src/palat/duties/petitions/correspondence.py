"""What petitions bring to letters: first words, and what a signature sets going. The kernel discovers it."""

from collections.abc import Sequence
from datetime import datetime

from palat.duties.petitions.operations import drafting, referrals
from palat.kernel.letters.moves import Draft
from palat.kernel.letters.queries import SignedLetter
from palat.kernel.matters.queries.file import MatterFile


class Correspondence:
    """Letters of petitions."""

    sets_going = frozenset({"referral"})

    def read_ahead(self, files: Sequence[MatterFile]) -> None:
        """Read the petitions of many matters at once."""
        drafting.read_ahead(files)

    def first_draft(self, kind: str, *, file: MatterFile, agency_id: int | None, at: datetime) -> Draft:
        """Return the first words of a letter on a petition."""
        return drafting.first_draft(kind, file=file, agency_id=agency_id, at=at)

    def person_of(self, file: MatterFile) -> int | None:
        """Return the petitioner of a petition who gave a name and an address."""
        return drafting.petitioner_of(file)

    def on_signed(self, letter: SignedLetter, *, at: datetime) -> None:
        """Send the petition when its letter of referral is signed."""
        if letter.kind != "referral" or letter.agency_id is None:
            return
        for matter_id, track_id in letter.about:
            referrals.send_signed(
                matter_id=matter_id, agency_id=letter.agency_id, letter_id=letter.id, instead_of=track_id, at=at
            )
