"""Looking through a file before everybody may open it: what hides in it, and the copy that leaves."""

import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from palat.duties.information.models import Looked
from palat.duties.information.procedure.publication import ASKS, CLEAN, STOPPED, UNSEEN
from palat.kernel.files.bounding import OutOfBounds, at_hand
from palat.kernel.files.operations import StoredFile, store_made
from palat.kernel.files.procedure import BY_CONTENT_TYPE
from palat.kernel.files.queries import file as file_of
from palat.kernel.files.queries import open_file
from palat.kernel.history import ids
from palat.kernel.jobs.operations import enqueue
from palat.kernel.redaction import reading
from palat.kernel.redaction.procedure import STOPS, Finding, as_plain

WAITED = 20  # seconds


@dataclass(frozen=True)
class Found:
    """What hides in a file, and the copy of it in which nothing hides, where one could be made."""

    findings: tuple[Finding, ...]
    copy: StoredFile | None = None


def bring(*, file_id: int, name: str, at: datetime) -> Looked:
    """Take a file in that is to be opened to everybody; a job looks through it."""
    looked = Looked.objects.create(id=ids.take(), file_id=file_id, name=name[:200])
    enqueue("information.look_through", looked_id=looked.pk)
    return looked


def bring_copy(*, source: StoredFile, name: str, at: datetime) -> Looked:
    """Take in a copy of a kept file: it stays when the matter that it comes from is destroyed."""
    with open_file(source) as content:
        copy = store_made(content=content.read(), kind=BY_CONTENT_TYPE[source.content_type].code, at=at)
    return bring(file_id=copy.pk, name=name, at=at)


def made_here(*, content: bytes, kind: str, name: str, at: datetime) -> Looked:
    """Keep a file that the house made itself: nothing is hidden in it."""
    file = store_made(content=content, kind=kind, at=at)
    return Looked.objects.create(id=ids.take(), file=file, open_file=file, name=name, state=CLEAN, looked_at=at)


def look_through(*, looked_id: int, at: datetime) -> None:
    """Look through a file, and say what was found. Doing it again changes nothing."""
    looked = Looked.objects.select_related("file").filter(pk=looked_id, state=UNSEEN).first()
    if looked is not None:
        note_look(looked_id=looked_id, found=_look(looked.file, looked.name, at), at=at)


def note_look(*, looked_id: int, found: Found, at: datetime) -> None:
    """Note what a look found: nothing, what a person must answer for, or what stops the file."""
    looked = Looked.objects.get(pk=looked_id)
    stopped = any(one.gravity == STOPS for one in found.findings)
    if stopped:
        state, copy = STOPPED, None
    elif found.copy is not None:
        state, copy = CLEAN, found.copy  # nothing of what was found is in the copy
    else:
        state, copy = (ASKS if found.findings else CLEAN), looked.file
    looked.state, looked.open_file, looked.looked_at = state, copy, at
    looked.findings = as_plain(found.findings)
    looked.save(update_fields=["state", "open_file", "looked_at", "findings"])


def before_leaving(*, file_id: int, name: str, at: datetime) -> Found:
    """Look through a document that is to leave on a request: at once, while the officer waits.

    A copy is made only where something is to be taken out; one that takes longer goes by a set of documents.
    """
    with at_hand(file_of(file_id)) as path:
        seen = reading.inspect(path, name, seconds=WAITED)
        return _with_copy(path, seen, at) if seen.findings else Found(())


def _look(file: StoredFile, name: str, at: datetime) -> Found:
    with at_hand(file) as path:
        return _with_copy(path, reading.inspect(path, name), at)


def _with_copy(path: Path, seen: reading.Inspected, at: datetime) -> Found:
    if any(one.gravity == STOPS for one in seen.findings) or seen.kind not in {"pdf", "picture"}:
        return Found(seen.findings)
    try:
        return Found(seen.findings, _copy(path, seen, at))
    except OutOfBounds:
        return Found((*seen.findings, Finding("damaged")))


def _copy(path: Path, seen: reading.Inspected, at: datetime) -> StoredFile:
    """Return the copy that leaves: the pages as they are seen and nothing else, pictures painted anew."""
    with tempfile.TemporaryDirectory(prefix="palat-public-") as folder:
        base, into = Path(folder) / "base", Path(folder) / "copy"
        if seen.kind == "picture":
            kind = reading.redact(path, "picture", into, ())
            return store_made(content=into.read_bytes(), kind=kind, at=at)
        reading.clean(path, base)
        if seen.drawn:
            reading.redact(base, "pdf", into, (), seen.drawn)
            return store_made(content=into.read_bytes(), kind="pdf", at=at)
        return store_made(content=base.read_bytes(), kind="pdf", at=at)
