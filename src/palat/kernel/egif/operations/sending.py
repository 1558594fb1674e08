"""What goes to a peer: put into the one outbox in the act that owes it, written and signed when it is sent, kept so.

    dispatch of a letter ─┐
    a notifier of ours   ─┴▶ Message + Notice (channel exchange) ─▶ the outbox's own states, tries and never twice

The bytes are made once. What is sent again under one number is those bytes.
"""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import BANGKOK
from palat.kernel.egif.models import Enclosure, Message, Peer
from palat.kernel.egif.operations import sent_back
from palat.kernel.egif.operations.composing import NotFinished, composed
from palat.kernel.egif.operations.peers import is_identified
from palat.kernel.egif.operations.posting import post
from palat.kernel.egif.procedure import LETTER, OUT, SENT_BACK
from palat.kernel.egif.queries.peers import key_of, peer_for
from palat.kernel.egif.wire.reading import process_id
from palat.kernel.egif.wire.said import UnableToWrite
from palat.kernel.files.models import StoredFile
from palat.kernel.files.operations import store_made
from palat.kernel.files.queries import open_file
from palat.kernel.history import ids
from palat.kernel.letters.models import Letter
from palat.kernel.letters.operations.locking import locked, record
from palat.kernel.letters.paper.sealing import UnableToSeal
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.notices.channels.going import Going, Refused, Taken, Unavailable, Unknown
from palat.kernel.notices.models import Notice
from palat.kernel.notices.operations import outcomes
from palat.kernel.notices.operations.outcomes import UnableToChangeNotice
from palat.kernel.notices.operations.telling import put
from palat.kernel.notices.procedure import TROUBLE

CHANNEL = "exchange"
ROOM = 0.7  # of the largest message: the rest is for the letter itself


Files = Sequence[tuple[int, str]]


def carry(letter: Letter, *, files: Files = (), at: datetime) -> Message:
    """Set a dispatched letter going to its agency's system, with its enclosures. Raises: UnableToAct."""
    peer = peer_for(letter)
    if peer is None:
        raise UnableToAct(_("หน่วยงานผู้รับไม่ได้เชื่อมต่อทางนี้ โปรดเลือกทางอื่น"))
    whole = sum(StoredFile.objects.filter(pk__in=[one for one, _name in files]).values_list("size", flat=True))
    if whole * 4 / 3 > settings.EGIF_LIMIT_BYTES * ROOM:
        raise UnableToAct(_("ไฟล์แนบรวมกันใหญ่เกินกว่าที่ส่งทางนี้ได้ โปรดแนบไฟล์ที่เล็กลงหรือส่งทางอื่น"))
    return _put_letter(letter, peer, files, at)


def _put_letter(letter: Letter, peer: Peer, files: Files, at: datetime, again: Message | None = None) -> Message:
    message = Message(
        peer=peer, kind=LETTER, number=letter.number, on=letter.on, subject=letter.subject, letter=letter, again=again
    )
    put_message(message, at=at)
    Enclosure.objects.bulk_create(
        Enclosure(message=message, file_id=file, name=name[:200], place=place)
        for place, (file, name) in enumerate(files, start=1)
    )
    return message


def put_message(message: Message, *, at: datetime) -> Message:
    """Put a message of ours into the outbox, in the present transaction."""
    message.pk, message.direction, message.at = ids.take(), OUT, at
    message.key = key_of(message.number)
    message.message_id = _new_number(message.peer, at)
    message.notice = put(
        Notice(
            id=ids.take(),
            kind=f"exchange.{message.kind}",
            channel=CHANNEL,
            about=f"letter:{message.letter_id}" if message.letter_id else f"incoming:{message.about_id}",
            subject=message.peer.name,
            body=f'{{"message": {message.pk}}}',
            made_at=at,
        )
    )
    message.save(force_insert=True)
    return message


def _new_number(peer: Peer, at: datetime) -> str:
    """Return a number for a message in the form that the peer knows, never given to it before."""
    if peer.dialect.numbering == "urn":
        return f"urn:uuid:{uuid.uuid4()}"
    stamp = at.astimezone(BANGKOK).strftime("%Y%m%d.%H%M%S")
    for thousandth in range(at.microsecond // 1000, at.microsecond // 1000 + 1000):
        number = f"{stamp}{thousandth % 1000:03d}"
        if not Message.objects.filter(peer=peer, direction=OUT, message_id=number).exists():
            return number
    raise UnableToAct(_("ส่งพร้อมกันมากเกินไป โปรดส่งอีกครั้งในอีกครู่หนึ่ง"))


def remembers(event: Mapping[str, Any]) -> bool:
    """Say whether the peer of a message that was cut off takes it once under its number."""
    found = Message.objects.select_related("peer").filter(pk=event.get("message", 0)).first()
    return found is not None and found.peer.dialect.remembers


def send(going: Going) -> Taken:
    """Send one message, as the outbox asks. Raises: Refused, Unavailable, Unknown."""
    message = Message.objects.select_related("peer").get(pk=going.event["message"])
    peer = message.peer
    if peer.stopped_at is not None or not is_identified():
        raise Refused("not_set_up")
    content = bytes_of(message)
    try:
        answer = post(peer, content)
    except Unknown as lost:
        if peer.dialect.remembers:
            raise Unavailable("unavailable", lost.status) from lost
        raise
    message.process_id = process_id(answer.root)[:120]
    message.save(update_fields=["process_id"])
    return Taken(message.process_id, answer.status)


def bytes_of(message: Message) -> bytes:
    """Return the bytes of a message of ours: made and signed when it is first sent, afterwards those that were kept.

    Raises: Refused where it lacks what the peer must be told; Unavailable while its paper cannot be set.
    """
    if message.file is not None:
        with open_file(message.file) as kept:
            return bytes(kept.read())
    now = timezone.now()
    try:
        made = composed(message, at=now)
    except UnableToWrite as lacking:
        raise Refused("incomplete", str(lacking)[:40]) from lacking
    except (NotFinished, UnableToSeal) as trouble:
        raise Unavailable("unavailable", type(trouble).__name__[:40]) from trouble
    message.file = store_made(content=made.content, kind="txt", at=now)
    message.digest, message.signed_by = made.digest, made.signed_by
    message.save(update_fields=["file", "digest", "signed_by"])
    return made.content


def _send_anew(message: Message, letter: Letter, by: Actor, at: datetime, facts: Mapping[str, Any]) -> Message:
    """Send what was sent back as a new message; it is dealt with thereby. Raises: UnableToAct."""
    peer = peer_for(letter)
    if peer is None:
        raise UnableToAct(_("หน่วยงานผู้รับไม่ได้เชื่อมต่อทางนี้ โปรดเลือกทางอื่น"))
    sent_back.end(letter, "letter_dispatch", by=by, at=at, facts=facts)
    message.settled_at = at
    message.save(update_fields=["settled_at"])
    files = list(message.enclosures.order_by("place").values_list("file_id", "name"))
    return _put_letter(letter, peer, files, at, again=message)


@transaction.atomic
def send_again(*, message_id: int, by: Actor, at: datetime) -> Message:
    """Send a letter again: a new message after it was sent back, the same one after it did not arrive.

    Raises: UnableToAct where it is on its way, was taken, or was sent again already; for who may not dispatch it.
    """
    message = Message.objects.select_for_update(of=("self",)).select_related("peer").get(pk=message_id)
    if message.direction != OUT or message.letter_id is None or message.notice_id is None or by.authority is None:
        raise UnableToAct(_("ส่งอีกครั้งได้เฉพาะหนังสือที่ส่งออก"))
    if Message.objects.filter(again=message).exists():
        raise UnableToAct(_("ส่งอีกครั้งไปแล้ว"))
    letter = locked(message.letter_id)
    again = message.state in SENT_BACK and message.settled_at is None
    notice = Notice.objects.get(pk=message.notice_id)
    if not again and notice.state not in TROUBLE:
        raise UnableToAct(_("หนังสือนี้กำลังส่งหรือส่งถึงแล้ว จึงไม่ต้องส่งอีก"))
    facts = {"way": CHANNEL, "again": True}
    if again:
        return _send_anew(message, letter, by, at, facts)
    record(letter, "letter_dispatch", by=by, at=at, facts=facts)
    try:
        outcomes.send_again(notice_id=notice.pk, by=by.authority, at=at, roles=by.authority.roles())
    except UnableToChangeNotice as refused:
        raise UnableToAct(str(refused)) from refused
    return message
