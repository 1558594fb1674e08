"""Taking messages out of a mailbox: each once, with what it became, or not at all."""

import hashlib
import io
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from django.db import transaction

from palat.kernel.files.operations import UnableToStore, store
from palat.kernel.history import ids
from palat.kernel.mailbox.claims import NotClaimed, claimed
from palat.kernel.mailbox.models import Mailbox, Message
from palat.kernel.mailbox.procedure import Kept, Mail, Part, Read
from palat.kernel.mailbox.reading import read, unreadable, with_flaw

log = structlog.get_logger(__name__)
MOST_TRIES = 10  # a poll a minute: what passes by itself has passed by then


class UnableToTake(Exception):
    """A message cannot be taken now: which, and by what kind of fault, never what it says."""


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
            box.uid_validity, box.last_uid, box.stuck_uid, box.tries = uid_validity, 0, 0, 0
        box.asked_at = box.answered_at = at
        box.failure = ""
        box.save()
    return box.last_uid


def note_failure(name: str, *, why: str, at: datetime) -> None:
    """Note that a mailbox did not answer, and why."""
    Mailbox.objects.get_or_create(name=name)
    Mailbox.objects.filter(name=name).update(asked_at=at, failure=why[:300])


def take_in(
    fetched: Fetched, *, mailbox: str, uid_validity: int, at: datetime, own: frozenset[str] = frozenset()
) -> Message | None:
    """Take one message; after some tries without what of it may be at fault, or it would stand before all others.

    It then reaches the registry's box bare, and says that it is to be looked up in the mailbox itself.
    Raises: UnableToTake, and the number up to which the mailbox was read stays before it.
    """
    try:
        return take(fetched, mailbox=mailbox, uid_validity=uid_validity, at=at, own=own)
    except Exception as fault:  # whatever it is, the message must not be lost, nor hold up the others unseen
        tries, trouble = _note_tries(mailbox, fetched.uid), _refused(fetched, fault)
        if tries < MOST_TRIES:
            raise trouble from fault
    try:
        return take(fetched, mailbox=mailbox, uid_validity=uid_validity, at=at, own=own, bare=True)
    except Exception as fault:
        raise _refused(fetched, fault) from fault


def _note_tries(mailbox: str, uid: int) -> int:
    """Note that a message could not be taken. Returns how often that was."""
    with transaction.atomic():
        box = Mailbox.objects.select_for_update().get(name=mailbox)
        box.tries = box.tries + 1 if box.stuck_uid == uid else 1
        box.stuck_uid = uid
        box.save(update_fields=["stuck_uid", "tries"])
    return box.tries


def _refused(fetched: Fetched, fault: Exception) -> UnableToTake:
    why = str(fault) if isinstance(fault, NotClaimed) else type(fault).__name__
    log.error("mail_not_taken", uid=fetched.uid, kind=why)
    return UnableToTake(f"UID {fetched.uid}: {why}")


@transaction.atomic
def take(
    fetched: Fetched,
    *,
    mailbox: str,
    uid_validity: int,
    at: datetime,
    own: frozenset[str] = frozenset(),
    bare: bool = False,
) -> Message | None:
    """Take one message, with everything that comes of it. None: it was taken before. Raises: NotClaimed.

    The number up to which the mailbox was read is written with the rows that came of the message. A crash before the
    commit leaves neither, so the message is fetched again; after it both stand, so it is not. `bare`: nothing of it is
    read.
    """
    box = Mailbox.objects.select_for_update().get(name=mailbox)
    if box.uid_validity != uid_validity or fetched.uid <= box.last_uid:
        return None
    box.last_uid, box.stuck_uid, box.tries = fetched.uid, 0, 0
    box.save(update_fields=["last_uid", "stuck_uid", "tries"])
    found = unreadable() if bare else read(fetched.content, own=own, whole=fetched.is_whole)
    digest = hashlib.sha256(fetched.content).hexdigest()
    key = hashlib.sha256((found.mail.message_id or digest).encode()).hexdigest()
    before = list(Message.objects.select_for_update().filter(mailbox=box, key=key))
    same = next((one for one in before if found.mail.digest == one.said or digest == one.sha256), None)
    if same is not None:
        same.again += 1
        same.save(update_fields=["again"])
        return None
    mail = _whole(with_flaw(found, "again_other") if before else found, at)
    taker = claimed(mail, at=at)
    return Message.objects.create(
        id=ids.take(),
        mailbox=box,
        uid_validity=uid_validity,
        uid=fetched.uid,
        key=key,
        sha256=digest,
        said=mail.digest,
        size=fetched.size,
        kind=mail.kind,
        flaws=list(mail.flaws),
        taken_at=at,
        claim=taker.by,
        ref=taker.ref,
    )


def _whole(found: Read, at: datetime) -> Mail:
    """Return a message with its files kept."""
    return replace(found.mail, files=tuple(_kept(part, at) for part in found.parts))


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
