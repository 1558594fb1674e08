"""The whole check of one file: what it is, whether it is taken, and what of it is kept."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from palat.kernel.files import archives, pictures, recordings
from palat.kernel.files.procedure import KINDS, Kind, UnableToAccept
from palat.kernel.files.sniffing import HEAD_BYTES, kind_of

CHUNK = 1 << 16


@dataclass(frozen=True)
class Checked:
    """A file that is taken: its kind, where the bytes to keep lie, and what was done to it."""

    kind: Kind
    path: Path
    notes: tuple[str, ...] = ()

    @property
    def encrypted(self) -> bool:
        """Whether it is locked with a password, so that nobody looked inside."""
        return "encrypted" in self.notes


def limit_for(head: bytes, name: str, most: int) -> int:
    """Return how many bytes a file that begins so may have. Raises: UnableToAccept when it is not taken at all."""
    code = kind_of(head, name)
    kind = KINDS.get(code)
    return min(most, kind.limit_bytes) if kind else most


def check(path: Path, name: str, scratch: Path) -> Checked:
    """Check a file at rest; what must be written anew is written to `scratch`.

    Raises: UnableToAccept with the reason.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    code = kind_of(head, name)
    if code == "zip":
        code = archives.office_kind(path)
    kind = KINDS[code]
    if code in pictures.MOST_PIXELS:
        reduced = pictures.rewrite(path, scratch, code)
        return Checked(kind, scratch, ("location_removed", "reduced") if reduced else ("location_removed",))
    if code == "pdf":
        from palat.kernel.files import documents  # loads a large library: not for every process

        changed, locked = documents.neutralise(path, scratch)
        if locked:
            return Checked(kind, path, ("encrypted",))
        return Checked(kind, scratch, ("actions_removed",)) if changed else Checked(kind, path)
    if code in {"mp4", "m4a"} and recordings.without_place(path, scratch):
        return Checked(kind, scratch, ("location_removed",))
    if code in {"txt", "csv"}:
        _check_text(path)
    return Checked(kind, path)


def _check_text(path: Path) -> None:
    """A text is text to its end: no program hides behind a readable beginning."""
    with path.open("rb") as file:
        first = file.read(2)
        if first in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
            _decode(path, "utf-16")
            return
        file.seek(0)
        while chunk := file.read(CHUNK):
            if b"\0" in chunk:
                raise UnableToAccept("unknown")


def _decode(path: Path, encoding: str) -> None:
    try:
        with path.open(encoding=encoding) as file:
            while file.read(CHUNK):
                pass
    except UnicodeError as error:
        raise UnableToAccept("damaged") from error
