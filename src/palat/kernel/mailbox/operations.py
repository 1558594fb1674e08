"""Taking messages out of a mailbox: each once, with what it became, or not at all."""

import hashlib
import io
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from palat.kernel.files.operations import UnableToStore, store
from palat.kernel.history import ids
from palat.kernel.mailbox.claims import claimed
from palat.kernel.mailbox.models import Mailbox, Message
from palat.kernel.mailbox.procedure import Kept, Mail, Part
from palat.kernel.mailbox.reading import read


@dataclass(frozen=True)
class Fetched:
    """A message as the server gave it: its number there, its size, and its bytes or only the first of them."""

    uid: int
    size: int
    content: bytes

    @property
    def is_whole(self) -> bool:
        """Whether all of it was fetched."""
        return len(self.content) >= self.size


def begin(name: str, *, uid_validity: int, at: datetime) -> int:
    """Note that a mailbox answered. Returns the last message that was taken: 0 where the server numbered it anew."""
    with transaction.atomic():
        Mailbox.objects.get_or_create(name=name)
        box = Mailbox.objects.select_for_update().get(name=name)
        if box.uid_validity != uid_validity:
            box.uid_validity, box.last_uid = uid_validity, 0
        box.asked_at = box.answered_at = at
        box.failure = ""
        box.save()
    return box.last_uid


def note_failure(name: str, *, why: str, at: datetime) -> None:
    """Note that a mailbox did not answer, and why."""
    Mailbox.objects.get_or_create(name=name)
    Mailbox.objects.filter(name=name).update(asked_at=at, failure=why[:300])


@transaction.atomic
def take(
    fetched: Fetched, *, mailbox: str, uid_validity: int, at: datetime, own: frozenset[str] = frozenset()
) -> Message | None:
    """Take one message, with everything that comes of it. None: it was taken before.

    The number up to which the mailbox was read is written with the rows that came of the message. A crash before the
    commit leaves neither, so the message is fetched again; after it both stand, so it is not.
    """
    box = Mailbox.objects.select_for_update().get(name=mailbox)
    if box.uid_validity != uid_validity or fetched.uid <= box.last_uid:
        return None
    box.last_uid = fetched.uid
    box.save(update_fields=["last_uid"])
    found = read(fetched.content, own=own, whole=fetched.is_whole)
    digest = hashlib.sha256(fetched.content).hexdigest()
    key = hashlib.sha256((found.mail.message_id or digest).encode()).hexdigest()
    before = Message.objects.select_for_update().filter(mailbox=box, key=key).first()
    if before is not None:
        before.again += 1
        before.differs = before.differs or before.sha256 != digest
        before.save(update_fields=["again", "differs"])
        return None
    mail = replace(found.mail, files=tuple(_kept(part, at) for part in found.parts))
    taker = claimed(mail, at=at)
    return Message.objects.create(
        id=ids.take(),
        mailbox=box,
        uid_validity=uid_validity,
        uid=fetched.uid,
        key=key,
        sha256=digest,
        size=fetched.size,
        kind=mail.kind,
        flaws=list(mail.flaws),
        taken_at=at,
        claim=taker.by if taker else "",
        ref=taker.ref if taker else "",
    )


def _kept(part: Part, at: datetime) -> Kept:
    """Check a file and keep it; one that is refused leaves its name and the reason."""
    try:
        stored = store(upload=io.BytesIO(part.content), name=part.name, at=at)
    except UnableToStore as refused:
        return Kept(part.name, refused=str(refused))
    return Kept(part.name, stored.pk)


def as_mail(content: bytes) -> Mail:
    """Return what would be read of a message; nothing of it is kept."""
    return read(content).mail
