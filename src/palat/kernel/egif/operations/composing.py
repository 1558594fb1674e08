"""A message of ours as bytes: the letter with its paper, or what is told of one; signed where the Office has a key."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from lxml import etree

from palat.kernel.egif.models import Enclosure, Message, Peer
from palat.kernel.egif.procedure import LETTER
from palat.kernel.egif.wire import reading, signing, writing
from palat.kernel.egif.wire.said import Binary, Letter, Notifier, Party, Reference, UnableToWrite
from palat.kernel.files.models import StoredFile
from palat.kernel.files.queries import UnableToRead as Gone
from palat.kernel.files.queries import open_file
from palat.kernel.incoming.suggesting import numbers_in
from palat.kernel.jobs.operations import enqueue
from palat.kernel.letters.models import Letter as OfficeLetter
from palat.kernel.letters.models import PaperSignature
from palat.kernel.letters.paper.sealing import key_at
from palat.kernel.registers.procedure import plain


class NotFinished(Exception):
    """The paper of a letter is not set yet."""


@dataclass(frozen=True)
class Composed:
    """A whole message: its bytes, the hash of what it says, whose certificate signed it."""

    content: bytes
    digest: str
    signed_by: str


def composed(message: Message, *, at: datetime) -> Composed:
    """Write and sign a message. Raises: UnableToWrite, NotFinished, UnableToSeal."""
    says = _letter(message) if message.kind == LETTER else _notifier(message)
    profile = message.peer.dialect
    key = key_at(at) if profile.signs else None
    envelope = writing.message(
        says, message_id=message.message_id, to=message.peer.url, profile=profile, signed=key is not None
    )
    digest = reading.read(envelope, profile=profile).digest
    if key is None:
        return Composed(writing.as_bytes(envelope), digest, "")
    signed = signing.sign(envelope, key=key[0], chain=key[1])
    return Composed(writing.as_bytes(signed), digest, signing.name_of(key[1][0]))


def question(peer: Peer, *, message_id: str, at: datetime, taken: str = "") -> bytes:
    """Return the question whether a message waits for us; or the word that the one of a number was `taken`."""
    profile = peer.dialect
    key = key_at(at) if profile.signs else None
    told: dict[str, Any] = {"message_id": message_id, "to": peer.url, "profile": profile, "signed": key is not None}
    envelope: etree._Element = writing.deleting(taken, **told) if taken else writing.asking(**told)
    return writing.as_bytes(signing.sign(envelope, key=key[0], chain=key[1]) if key else envelope)


def ourselves() -> Party:
    """Return the Office by its codes."""
    return Party(ministry=settings.EGIF_MINISTRY, department=settings.EGIF_DEPARTMENT)


def _letter(message: Message) -> Letter:
    letter = _finished(message.letter_id or 0)
    codes = vars(ourselves())
    signer = Party(**{**codes, **_signer(letter)})
    return Letter(
        number=letter.number,
        on=letter.on,
        subject=letter.subject,
        secrecy=letter.secrecy,
        urgency=letter.urgency,
        sender=signer,
        receiver=Party(title=letter.addressee, ministry=message.peer.ministry, department=message.peer.department),
        signer=signer,
        references=tuple(_references(letter)),
        enclosures="\n".join(letter.enclosures),
        sent_at=message.at,
        paper=_paper(letter),
        attachments=tuple(_binary(one.file) for one in _enclosures(message)),
    )


def _enclosures(message: Message) -> list[Enclosure]:
    return list(Enclosure.objects.filter(message=message).order_by("place").select_related("file"))


def _finished(letter_id: int) -> OfficeLetter:
    """Return a letter whose paper is set, waiting for the job that sets it just now.

    It is not set here: its matters would be held for as long as the other side takes to answer. Raises: NotFinished.
    """
    found = OfficeLetter.objects.select_for_update(of=("self",), no_key=True).select_related("signed_by")
    letter = found.get(pk=letter_id)
    if letter.file_id is None:
        enqueue("letters.finish", letter_id=letter_id)  # once more, should it have been lost
        raise NotFinished
    return letter


def _signer(letter: OfficeLetter) -> dict[str, str]:
    if letter.signed_by is None:
        return {}
    return {
        "given_name": letter.signed_by.given_name,
        "family_name": letter.signed_by.family_name,
        "title": " ".join(letter.signature[1:]),
    }


def _references(letter: OfficeLetter) -> list[Reference]:
    """Return what the letter refers to: its number where the words hold one, else the words themselves."""
    found = []
    for words in letter.references:
        numbers = numbers_in(str(words))
        found.append(Reference(numbers[0] if numbers else plain(str(words))[:120], None, str(words)[:300]))
    return [one for one in found if one.number]


def _paper(letter: OfficeLetter) -> Binary:
    """Return the paper that leaves: of what was signed by pen its scan, else the sealed file.

    Raises: UnableToWrite where there is none to be had.
    """
    file = letter.file
    if letter.signed_way == "paper":
        record = PaperSignature.objects.filter(letter=letter, confirmed_at__isnull=False).order_by("-pk").first()
        file = record.scan if record else file
    if file is None or letter.person_id is not None:
        raise UnableToWrite("MainLetterBinaryObject")
    return _binary(file)


def _binary(file: StoredFile) -> Binary:
    try:
        with open_file(file) as kept:
            return Binary(file.content_type, bytes(kept.read()))
    except Gone as gone:
        raise UnableToWrite("MainLetterBinaryObject") from gone


def _notifier(message: Message) -> Notifier:
    said = message.said
    accepted = said.get("accept_on")
    return Notifier(
        kind=message.kind,
        number=message.number,
        on=message.on,
        subject=message.subject,
        accept_id=said.get("accept_id", ""),
        accept_on=date.fromisoformat(accepted) if accepted else None,
        why=said.get("why", ""),
    )
