"""What a peer brings: believed only as far as its signature goes, taken once, and answered by what became of it.

The peer is known by the address that it was given. One transaction under its lock takes a message, with everything
that comes of it; what comes again, whole or under another number, is answered as before and makes nothing new.
"""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.egif.models import Message, Peer, Refusal
from palat.kernel.egif.operations.hearing import hear
from palat.kernel.egif.operations.peers import certificates_in
from palat.kernel.egif.operations.telling import become, tell
from palat.kernel.egif.procedure import FLAWS, IN, INVALID, KINDS, LETTER, RECEIVE, SENT_BACK, UNKNOWN
from palat.kernel.egif.queries.peers import key_of
from palat.kernel.egif.wire import reading, signing
from palat.kernel.egif.wire.said import Binary, Letter, Said, UnableToRead
from palat.kernel.files.operations import UnableToStore, store, store_made
from palat.kernel.files.procedure import BY_CONTENT_TYPE
from palat.kernel.history import ids
from palat.kernel.incoming.operations.exchanging import Exchanged, FileSent, take_exchanged
from palat.kernel.pages.dates import display_moment

log = structlog.get_logger(__name__)
KEPT = timedelta(days=90)
MOST_REFUSALS = 500  # kept of one peer a day; more are only counted in the log


@dataclass(frozen=True)
class Taken:
    """What a message became here: our number for it; empty: it only asked, and nothing waits."""

    process_id: str
    is_new: bool = False


@dataclass(frozen=True)
class _Came:
    """A message on its way in: what it says, its bytes, who signed."""

    said: Said
    content: bytes
    signed_by: str


def receive(*, peer: Peer, content: bytes, at: datetime, declared: str = "") -> Taken:
    """Take a message from a peer, once. Raises: UnableToRead for what is not taken, which is noted; NoRegister."""
    try:
        came = _read(peer, content, at, declared)
        with transaction.atomic():
            return _take(came, peer, at)
    except UnableToRead as refused:
        note_refusal(peer, refused.code, size=len(content), sha256=hashlib.sha256(content).hexdigest(), at=at)
        raise


def note_refusal(peer: Peer, why: str, *, size: int, sha256: str = "", at: datetime) -> None:
    """Note that something at a peer's address was refused, and never what it said."""
    log.warning("exchange_refused", peer=peer.pk, why=why, size=size)
    today = Refusal.objects.filter(peer=peer, at__gt=at - timedelta(days=1))
    if today[:MOST_REFUSALS].count() < MOST_REFUSALS:
        Refusal.objects.create(id=ids.take(), peer=peer, at=at, why=why, size=size, sha256=sha256)


def forget_refusals(*, at: datetime) -> int:
    """Forget what was refused long ago. Returns how much."""
    return Refusal.objects.filter(at__lt=at - KEPT).delete()[0]


def _read(peer: Peer, content: bytes, at: datetime, declared: str) -> _Came:
    root = reading.parsed(content, declared=declared)
    certificates = certificates_in(peer.certificate)
    if not certificates:
        return _Came(reading.read(root, profile=peer.dialect), content, "")
    signed = signing.verified(root, by=certificates, at=at)
    return _Came(reading.read(root, profile=peer.dialect, signed=signed.part), content, signed.by)


def _take(came: _Came, peer: Peer, at: datetime) -> Taken:
    peer = Peer.objects.select_for_update(of=("self",)).get(pk=peer.pk)
    if peer.stopped_at is not None:
        raise UnableToRead("stopped")
    says = came.said.says
    if says is None:
        return Taken("")
    came = replace(came, said=replace(came.said, message_id=_number(came.said)))
    before = _known(came.said, peer)
    if before is not None:
        return Taken(str(before.pk))
    if not says.number:
        raise UnableToRead("no_number")
    if isinstance(says, Letter):
        return _take_letter(says, came, peer, at)
    message = _message(came, peer, at)
    message.said = {"accept_id": says.accept_id, "why": says.why}
    hear(message, says, at=at)
    return Taken(str(message.pk), is_new=True)


def _number(said: Said) -> str:
    """Return a message's number; one without any, as an older sender leaves it, is known by what it says."""
    return said.message_id[:200] or f"digest:{said.digest}"


def _known(said: Said, peer: Peer) -> Message | None:
    """Return the message as it came before. Raises: UnableToRead where its number stood over something else.

    Where the signature does not cover the number, what was said once is not taken again under another.
    """
    mine = Message.objects.filter(peer=peer, direction=IN)
    found = mine.filter(message_id=said.message_id).first()
    if found is not None and found.digest != said.digest:
        raise UnableToRead("number_reused")
    if found is None and not said.bound:
        found = mine.filter(key=key_of(said.says.number if said.says else ""), digest=said.digest).first()
    return found


def _message(came: _Came, peer: Peer, at: datetime) -> Message:
    says = came.said.says
    assert says is not None  # noqa: S101 - a question is no message
    return Message(
        id=ids.take(),
        peer=peer,
        direction=IN,
        kind=LETTER if isinstance(says, Letter) else says.kind,
        message_id=came.said.message_id,
        number=says.number,
        key=key_of(says.number),
        on=says.on,
        subject=says.subject,
        digest=came.said.digest,
        signed_by=came.signed_by,
        process_id=came.said.process_id[:120],
        at=at,
    )


def _take_letter(letter: Letter, came: _Came, peer: Peer, at: datetime) -> Taken:
    _require_parties(letter, peer)
    message = _message(came, peer, at)
    message.said = {**_told(letter), **_hashes(letter)}
    flaw, notes = _flaw(letter), list[str]()
    standing = [] if flaw else _standing(message)
    for one in standing:
        if _whole(one) == _whole(message):
            return Taken(str(one.pk))
    if any(_words(one) == _words(message) for one in standing):
        notes.append(_said_before(standing[0]))
    elif standing:
        flaw = "other_letter"
    message.file = store_made(content=came.content, kind="txt", at=at)
    if flaw:
        return _send_back(message, _(FLAWS[flaw]), at)
    try:
        files = _files(letter, at)
    except UnableToStore as refused:
        return _send_back(message, str(refused)[:500], at)
    notes += _notes(letter, files, signed=bool(came.signed_by))
    message.item = take_exchanged(_exchanged(letter, peer, files, notes), at=at)
    become(message, KINDS[RECEIVE].state, at=at)
    message.save(force_insert=True)
    tell(RECEIVE, message, at=at)
    return Taken(str(message.pk), is_new=True)


def _standing(message: Message) -> list[Message]:
    """Return the letters of the same number and day that came before and were not sent back, the newest first."""
    earlier = Message.objects.filter(peer=message.peer, direction=IN, kind=LETTER, key=message.key, on=message.on)
    return list(earlier.exclude(state__in=SENT_BACK).order_by("-id"))


def _words(message: Message) -> tuple[object, ...]:
    """Return by what two messages are known to bring the same letter."""
    return message.subject, message.said.get("paper")


def _whole(message: Message) -> tuple[object, ...]:
    """Return by what two messages are known to bring the same letter with the same enclosures."""
    return *_words(message), message.said.get("enclosed")


def _hashes(letter: Letter) -> dict[str, object]:
    """Return the hashes of a letter's files; that of a broken one is of nothing."""
    paper = letter.paper.content if letter.paper else b""
    enclosed = [hashlib.sha256(one.content).hexdigest() for one in letter.attachments]
    return {"paper": hashlib.sha256(paper).hexdigest() if paper else "", "enclosed": enclosed}


def _said_before(earlier: Message) -> str:
    """Tell the clerk that a letter came before with other enclosures, so that one of the two is set aside."""
    words = _("หนังสือเลขที่และวันที่นี้เคยส่งมาแล้วเมื่อ %(when)s ครั้งนี้สิ่งที่ส่งมาด้วยต่างไป โปรดเทียบกับฉบับก่อน แล้วแยกฉบับที่ไม่ใช้ไว้")
    return words % {"when": display_moment(earlier.at)}


def _send_back(message: Message, why: str, at: datetime) -> Taken:
    """Tell a sender what is wrong in a letter; nothing of it reaches the registry's box."""
    become(message, KINDS[INVALID].state, at=at)
    message.why = why
    message.save(force_insert=True)
    tell(INVALID, message, at=at, why=why)
    return Taken(str(message.pk), is_new=True)


def _require_parties(letter: Letter, peer: Peer) -> None:
    """Refuse what says that it is from another department than the peer's, or for another than ours.

    Senders are seen to leave the ministry's code wrong, so that it is not asked for.
    """
    pairs = ((letter.sender.department, peer.department), (letter.receiver.department, settings.EGIF_DEPARTMENT))
    if any(said and known and said != known for said, known in pairs):
        raise UnableToRead("other_party")


def _flaw(letter: Letter) -> str:
    if not letter.subject:
        return "no_subject"
    if letter.on is None:
        return "no_date"
    return "no_paper" if letter.paper is None or letter.paper.flaw else ""


def _told(letter: Letter) -> dict[str, object]:
    """Return what a letter says besides number, day and subject, for its page."""
    return {
        "secrecy": letter.secrecy,
        "urgency": letter.urgency,
        "sender": asdict(letter.sender),
        "receiver": asdict(letter.receiver),
        "signer": asdict(letter.signer),
        "references": [one.subject or one.number for one in letter.references],
        "enclosures": letter.enclosures,
        "description": letter.description,
        "files": len(letter.attachments),
    }


def _files(letter: Letter, at: datetime) -> list[FileSent]:
    """Keep the files of a letter; what of the attachments is refused is told to the clerk.

    Raises: UnableToStore for the letter itself.
    """
    assert letter.paper is not None  # noqa: S101 - `_flaw` has seen it
    name = _name(_("หนังสือ"), letter.paper)
    kept = [FileSent(name, store(upload=io.BytesIO(letter.paper.content), name=name, at=at).pk)]
    for place, one in enumerate(letter.attachments, start=1):
        name = _name(_("สิ่งที่ส่งมาด้วย %(place)s") % {"place": place}, one)
        if one.flaw:
            kept.append(FileSent(name, refused=_("“%(name)s”: ไฟล์เสียหายระหว่างส่ง") % {"name": name}))
            continue
        try:
            kept.append(FileSent(name, store(upload=io.BytesIO(one.content), name=name, at=at).pk))
        except UnableToStore as refused:
            kept.append(FileSent(name, refused=str(refused)))
    return kept


def _name(words: str, binary: Binary) -> str:
    kind = BY_CONTENT_TYPE.get(binary.mime.lower())
    return f"{words}.{kind.extensions[0]}" if kind else words


def _notes(letter: Letter, files: Sequence[FileSent], *, signed: bool) -> list[str]:
    """Tell the clerk what to look at: who sent it is not proved, what could not be read, what was left out."""
    notes = [] if signed else [_("ข้อความนี้ไม่ได้ลงลายมือชื่อดิจิทัล โปรดตรวจว่ามาจากหน่วยงานนั้นจริง")]
    if letter.secrecy == UNKNOWN:
        notes.append(_("ไม่รู้จักรหัสชั้นความลับที่ผู้ส่งใช้ จึงถือว่ามีชั้นความลับไว้ก่อน"))
    if letter.unread:
        words = _("สิ่งที่ส่งมาด้วยเกิน %(most)d ไฟล์ อีก %(more)d ไฟล์อยู่ในข้อความต้นฉบับเท่านั้น")
        notes.append(words % {"most": len(letter.attachments), "more": letter.unread})
    return [*notes, *(one.refused for one in files if one.refused)]


def _exchanged(letter: Letter, peer: Peer, files: Sequence[FileSent], notes: Sequence[str]) -> Exchanged:
    return Exchanged(
        subject=letter.subject,
        sender=peer.agency.name_th,
        told={
            "paper_number": letter.number,
            "paper_date": letter.on.isoformat() if letter.on else "",
            "subject": letter.subject,
            "sender": peer.agency.name_th,
            "addressee": letter.receiver.title or letter.receiver.name,
            "urgency": letter.urgency if letter.urgency != UNKNOWN else "",
            "secrecy": letter.secrecy if letter.secrecy != UNKNOWN else "",
            "references": [one.subject or one.number for one in letter.references],
        },
        files=files,
        text=letter.description,
        classified=bool(letter.secrecy),
        notes=notes,
    )
