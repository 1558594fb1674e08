"""Reading stored files."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from palat.kernel.files.models import Held, StoredFile
from palat.kernel.files.procedure import BY_CONTENT_TYPE, NOTES
from palat.kernel.history.queries import events_of


class UnableToRead(Exception):
    """The bytes of a file cannot be had: destroyed by schedule, or missing from the storage."""


@dataclass(frozen=True)
class Fault:
    """A stored file whose bytes are not what was stored."""

    file_id: int
    what: str


def file(file_id: int) -> StoredFile:
    """Return a file's record. Raises: UnableToRead when there is none."""
    found = StoredFile.objects.filter(pk=file_id).first()
    if found is None:
        raise UnableToRead(_("ไม่พบไฟล์นี้"))
    return found


def open_file(stored: StoredFile) -> "File[bytes]":
    """Open the bytes for reading. Raises: UnableToRead."""
    if stored.destroyed_at:
        raise UnableToRead(_("ไฟล์นี้ถูกทำลายตามกำหนดเวลาเก็บรักษาแล้ว"))
    try:
        return default_storage.open(stored.storage_name)
    except FileNotFoundError as error:
        raise UnableToRead(_("ไม่พบไฟล์ในที่เก็บ โปรดแจ้งผู้ดูแลระบบ")) from error


def destroyed_under() -> dict[str, int]:
    """Return how many files were destroyed under each list, by the list's number."""
    counts: dict[str, int] = {}
    for one in events_of("files"):
        if under := one.facts.get("list"):
            counts[under] = counts.get(under, 0) + 1
    return counts


def may_show(stored: StoredFile) -> bool:
    """Say whether a file may open inside the browser; a locked PDF, which nobody could check, may not."""
    kind = BY_CONTENT_TYPE.get(stored.content_type)
    return kind is not None and kind.shown and not stored.encrypted


def notes_of(stored: StoredFile) -> list[str]:
    """Return in words what was done to a file when it came in."""
    return [_(NOTES[code]) for code in stored.notes]


def held_files(numbers: Iterable[int], *, at: datetime) -> list[Held]:
    """Return the uploads still held, for a form that comes back; the numbers are those the tokens carry."""
    return list(Held.objects.filter(pk__in=list(numbers), expires_at__gt=at).select_related("file").order_by("pk"))


def faults() -> Iterator[Fault]:
    """Yield every file whose bytes are missing or altered. Reads all bytes once, in constant memory."""
    for stored in StoredFile.objects.filter(destroyed_at=None).order_by("pk").iterator(chunk_size=1000):
        try:
            with open_file(stored) as bytes_:
                found = hashlib.file_digest(bytes_, "sha256").hexdigest()
        except UnableToRead as error:
            yield Fault(stored.pk, str(error))
            continue
        if found != stored.sha256:
            yield Fault(stored.pk, _("เนื้อไฟล์ไม่ตรงกับค่าแฮชที่บันทึกไว้"))
