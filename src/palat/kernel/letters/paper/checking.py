"""Whether a paper in someone's hand is the one that the Office issued, and whether its signature holds."""

import hashlib
from typing import Any

from palat.kernel.files.queries import UnableToRead, open_file
from palat.kernel.letters.models import Letter
from palat.kernel.letters.moves import NUMBERED
from palat.kernel.letters.paper.sealing import Verdict, judged


def is_as_issued(letter: Letter, upload: Any) -> bool:
    """Say whether a file is to the byte the paper that left; it is read piece by piece, and nothing of it is kept."""
    found = hashlib.sha256()
    for chunk in upload.chunks():
        found.update(chunk)
    return bool(letter.sha256) and found.hexdigest() == letter.sha256


def verdict_of(letter: Letter) -> Verdict:
    """Say whether the signature by certificate holds on the paper that the Office keeps.

    Of a petitioner's letter no paper is kept: its signature was made when it left, and stands recorded alone.
    """
    if not letter.certificate or letter.file is None or letter.person_id is not None or letter.state not in NUMBERED:
        return "none"
    try:
        with open_file(letter.file) as kept:
            return judged(bytes(kept.read()))
    except UnableToRead:
        return "none"
