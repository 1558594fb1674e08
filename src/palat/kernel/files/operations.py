"""Taking files in, holding them for a form, keeping and destroying them by schedule."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol

from django.conf import settings
from django.core import signing
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils.translation import gettext as _

from palat.kernel.files.checking import Checked, check, limit_for
from palat.kernel.files.models import Held, StoredFile
from palat.kernel.files.procedure import (
    HELD,
    HOLD_HOURS,
    KEPT,
    KINDS,
    MEGABYTE,
    NAMELESS,
    REFUSALS,
    UnableToAccept,
    clean_name,
    clean_text,
)
from palat.kernel.files.sniffing import HEAD_BYTES
from palat.kernel.history import ids
from palat.kernel.history.operations import append
from palat.kernel.writing import copy_many

CHUNK = 1 << 16
SALT = "palat.files.held"
ORPHAN_HOURS = 24


class UnableToStore(Exception):
    """A file is not taken. The message names the file, why, and what to do; `code` is one of REFUSALS."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


class UnableToClaim(Exception):
    """A held upload is gone or its token is not ours: it must be attached again."""


class Readable(Protocol):
    """What can be read piece by piece: Django's uploads, open files, streams."""

    def read(self, size: int = ..., /) -> bytes:
        """Return up to `size` bytes, none at the end."""


class Claimed(NamedTuple):
    """A held upload that its form has taken."""

    file_id: int
    name: str


def store(*, upload: Readable, name: str, at: datetime) -> StoredFile:
    """Check a file and keep what may be kept of it.

    It is read once, in pieces, onto the disk: memory does not grow with its size, and reading
    stops as soon as the limit is passed. Raises: UnableToStore.
    """
    return _store(upload, name, at, {})


def _store(upload: Readable, name: str, at: datetime, retention: dict[str, Any]) -> StoredFile:
    with tempfile.TemporaryDirectory(prefix="palat-upload-") as folder:
        received, scratch = Path(folder) / "received", Path(folder) / "written"
        try:
            with received.open("wb") as into:
                original = _receive(upload, name, into)
            checked = check(received, name, scratch)
        except UnableToAccept as refusal:
            raise _explained(refusal, name) from refusal
        return _keep(checked, original, at, retention)


def _explained(refusal: UnableToAccept, name: str) -> UnableToStore:
    reason = _(REFUSALS[refusal.code]) % refusal.values if refusal.values else _(REFUSALS[refusal.code])
    called = clean_text(name)[:60] or _(NAMELESS)
    return UnableToStore(refusal.code, _("“%(name)s”: %(reason)s") % {"name": called, "reason": reason})


def _receive(upload: Readable, name: str, into: BinaryIO) -> str:
    """Write an upload to disk piece by piece. Returns the hash of what came in."""
    digest, size, limit = hashlib.sha256(), 0, 0
    head = b""
    while chunk := upload.read(CHUNK):
        head = head if limit else (head + chunk)[:HEAD_BYTES]
        size += len(chunk)
        if not limit and len(head) == HEAD_BYTES:
            limit = limit_for(head, name, settings.UPLOAD_LIMIT_BYTES)
        if limit and size > limit:
            raise UnableToAccept("too_large", limit=limit // MEGABYTE)
        digest.update(chunk)
        into.write(chunk)
    if size == 0:
        raise UnableToAccept("empty")
    return digest.hexdigest()


def _keep(checked: Checked, original: str, at: datetime, retention: dict[str, Any]) -> StoredFile:
    with checked.path.open("rb") as bytes_:
        sha256 = hashlib.file_digest(bytes_, "sha256").hexdigest()
        size = checked.path.stat().st_size
        bytes_.seek(0)
        with transaction.atomic():
            return StoredFile.objects.create(
                id=ids.take(),
                sha256=sha256,
                original_sha256=original,
                size=size,
                content_type=checked.kind.content_type,
                storage_name=_keep_bytes(sha256, size, File(bytes_)),
                encrypted=checked.encrypted,
                notes=list(checked.notes),
                created_at=at,
                **retention,
            )


def _keep_bytes(sha256: str, size: int, content: "File[bytes]") -> str:
    """Put the bytes under their hash unless they are there whole. Returns the name in the storage."""
    _lock(_name_of(sha256))
    return _write_bytes(sha256, size, content)


def _name_of(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def _write_bytes(sha256: str, size: int, content: "File[bytes]") -> str:
    """Write bytes whose name is locked, unless they are there whole."""
    name = _name_of(sha256)
    if default_storage.exists(name):
        if default_storage.size(name) == size:
            return name
        default_storage.delete(name)  # a write that a crash cut short
    return default_storage.save(name, content)


def _lock(name: str) -> None:
    """Let nobody else store or destroy these bytes until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def store_made(*, content: bytes, kind: str, at: datetime) -> StoredFile:
    """Keep a file that the house itself made (a letter, a report); `kind` is a code of KINDS. Not checked."""
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        return StoredFile.objects.create(
            id=ids.take(),
            sha256=sha256,
            original_sha256=sha256,
            size=len(content),
            content_type=KINDS[kind].content_type,
            storage_name=_keep_bytes(sha256, len(content), ContentFile(content)),
            created_at=at,
        )


@transaction.atomic
def store_many_made(*, contents: Sequence[bytes], kind: str, at: datetime) -> list[StoredFile]:
    """Keep many files that the house itself made, in their order; see `store_made`."""
    hashes = [hashlib.sha256(content).hexdigest() for content in contents]
    names = sorted({_name_of(sha256) for sha256 in hashes})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(%s::text[]) AS name", [names]
        )
    files = [
        StoredFile(
            id=ids.take(),
            sha256=sha256,
            original_sha256=sha256,
            size=len(content),
            content_type=KINDS[kind].content_type,
            storage_name=_write_bytes(sha256, len(content), ContentFile(content)),
            created_at=at,
        )
        for sha256, content in zip(hashes, contents, strict=True)
    ]
    copy_many(files)
    return files


def hold(*, upload: Readable, name: str, at: datetime) -> str:
    """Check and hold an upload until its form is accepted. Returns the token to put into the form.

    Whoever has the token can claim the file, for 48 hours; so that a form that comes back with
    errors, or is sent again after signing in, keeps its files. Raises: UnableToStore.
    """
    expires = at + timedelta(hours=HOLD_HOURS)
    with transaction.atomic():
        file = _store(upload, name, at, {"retention": HELD, "destroy_after": expires})
        kind = next(kind for kind in KINDS.values() if kind.content_type == file.content_type)
        held = Held.objects.create(id=ids.take(), file=file, name=clean_name(name, kind), expires_at=expires)
    return signing.dumps(held.pk, salt=SALT)


def held_number(token: str) -> int:
    """Return the number that a token carries. Raises: UnableToClaim when it was not given by us."""
    try:
        return int(signing.loads(token, salt=SALT))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise UnableToClaim(_("ไม่พบไฟล์ที่แนบไว้ โปรดแนบใหม่")) from error


@transaction.atomic
def claim(*, token: str, at: datetime) -> Claimed:
    """Take a held upload into the act that needs it, in that act's transaction.

    Claiming again, as a double click does, gives the same file. Raises: UnableToClaim.
    """
    held = Held.objects.filter(pk=held_number(token), expires_at__gt=at).first()
    file = StoredFile.objects.select_for_update().get(pk=held.file_id) if held else None
    if held is None or file is None or file.destroyed_at:
        raise UnableToClaim(_("ไฟล์ที่แนบไว้หมดเวลาเก็บแล้ว โปรดแนบใหม่"))
    if file.retention == HELD:
        file.retention, file.destroy_after = KEPT, None
        file.save(update_fields=["retention", "destroy_after"])
    return Claimed(file.pk, held.name)


def set_retention(*, file_ids: Iterable[int], retention: str, destroy_after: datetime | None) -> int:
    """Put files under a class of the retention schedule; without a moment they are kept until told.

    Returns how many.
    """
    files = StoredFile.objects.filter(pk__in=list(file_ids), destroyed_at=None)
    return files.update(retention=retention, destroy_after=destroy_after)


def destroy_expired(*, at: datetime, limit: int = 200) -> int:
    """Destroy files whose time is over, and record each. Returns how many; call again until it returns 0.

    The bytes go after the transaction, and only when no other file needs them.
    """
    with transaction.atomic():
        Held.objects.filter(expires_at__lte=at).delete()
        due = StoredFile.objects.select_for_update(skip_locked=True).filter(destroyed_at=None, destroy_after__lte=at)
        files = list(due.order_by("destroy_after")[:limit])
        for file in files:
            _destroy(file, at=at, actor="system", facts={"retention": file.retention})
    return len(files)


@transaction.atomic
def destroy(*, file_ids: Iterable[int], under: str, at: datetime, actor: str, basis: str) -> int:
    """Destroy files under a list of things to be destroyed, and record each. Returns how many.

    Where another reception of the same bytes is still kept, the bytes stay for it.
    """
    kept = StoredFile.objects.select_for_update().filter(pk__in=list(file_ids), destroyed_at=None)
    files = list(kept.order_by("pk"))
    for file in files:
        _destroy(file, at=at, actor=actor, basis=basis, facts={"list": under})
    return len(files)


def _destroy(file: StoredFile, *, at: datetime, actor: str, facts: dict[str, Any], basis: str = "") -> None:
    file.destroyed_at = at
    file.save(update_fields=["destroyed_at"])
    told = {"file": file.pk, "sha256": file.sha256, **facts}
    append(chain="files", kind="file_destroyed", at=at, actor=actor, basis=basis, facts=told)
    transaction.on_commit(partial(_remove_bytes, file.storage_name))


@transaction.atomic
def _remove_bytes(name: str) -> bool:
    _lock(name)
    if StoredFile.objects.filter(storage_name=name, destroyed_at=None).exists():
        return False
    default_storage.delete(name)
    return True


def sweep(*, at: datetime) -> int:
    """Remove bytes that belong to no file: left when an act was rolled back or a process died. Returns how many.

    Bytes younger than a day are left, since their act may still be open.
    """
    removed = 0
    for name in _stored_names():
        young = default_storage.get_modified_time(name) > at - timedelta(hours=ORPHAN_HOURS)
        removed += 0 if young else _remove_bytes(name)
    return removed


def _stored_names(folder: str = "") -> Iterator[str]:
    """Yield the names of stored bytes: files that lie two folders deep, whatever else the storage holds."""
    if not default_storage.exists(folder or "."):
        return
    folders, files = default_storage.listdir(folder)
    if folder.count("/") == 1:
        yield from (f"{folder}/{name}" for name in files)
        return
    for name in sorted(folders):
        if len(name) == 2:
            yield from _stored_names(f"{folder}/{name}" if folder else name)
