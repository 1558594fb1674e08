"""What we tell the sender of a letter that came: it arrived, its number here, sent back and why, or not sound."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.egif.models import Message
from palat.kernel.egif.operations.sending import put_message
from palat.kernel.egif.procedure import (
    ACCEPT,
    IN,
    INVALID_ACCEPT,
    KINDS,
    LETTER,
    RECEIVE,
    REJECT,
    may_become,
)
from palat.kernel.incoming.models import Item
from palat.kernel.incoming.operations.exchanging import reject_item
from palat.kernel.incoming.operations.taking import UnableToTake
from palat.kernel.incoming.procedure import ENTERED
from palat.kernel.matters.authority import Actor
from palat.kernel.registers.operations.entries import kept_register


def tell(kind: str, of: Message, *, at: datetime, **said: str) -> Message | None:
    """Put a notifier of a letter that came into the outbox. None: this peer wants none of that kind."""
    if kind == RECEIVE and not of.peer.dialect.receipts:
        return None
    told = Message(peer=of.peer, kind=kind, number=of.number, on=of.on, subject=of.subject, about=of, said=said)
    return put_message(told, at=at)


def become(message: Message, state: str, *, at: datetime) -> bool:
    """Let a letter come into a state, if it may. False: the word comes late, or again."""
    if not may_become(message.state, state):
        return False
    message.state, message.state_at = state, at
    return True


def item_entered(*, item_id: int, at: datetime) -> Message | None:
    """Tell the sender of an entered letter its number here (หนังสือแจ้งเลขรับ). Telling twice is the same as once."""
    with transaction.atomic():
        message = _letter_of(item_id)
        item = Item.objects.get(pk=item_id)
        if message is None or item.state != ENTERED or not become(message, KINDS[ACCEPT].state, at=at):
            return None
        if message.their_number:  # told before
            return None
        return _tell_number(message, item, at)


def _letter_of(item_id: int) -> Message | None:
    found = Message.objects.select_for_update(of=("self",)).select_related("peer")
    return found.filter(item=item_id, direction=IN, kind=LETTER).first()


def _tell_number(message: Message, item: Item, at: datetime) -> Message | None:
    number = f"{item.running}/{item.year}"
    message.their_number, message.their_day = number, item.received_on
    message.save(update_fields=["state", "state_at", "their_number", "their_day"])
    return tell(ACCEPT, message, at=at, accept_id=number, accept_on=item.received_on.isoformat())


@transaction.atomic
def tell_number_again(*, message_id: int, by: Actor, at: datetime) -> Message | None:
    """Tell the number of an entered letter again, after its sender said that it was wrong.

    Raises: UnableToTake; NotKeeper.
    """
    message = Message.objects.select_for_update(of=("self",)).select_related("peer").get(pk=message_id)
    item = Item.objects.filter(pk=message.item_id or 0, state=ENTERED).first()
    if item is None or by.authority is None or message.state != KINDS[INVALID_ACCEPT].state:
        raise UnableToTake(_("แจ้งเลขรับอีกครั้งได้เมื่อผู้ส่งแจ้งว่าเลขรับผิด"))
    kept_register(item.register_id, by.authority)
    become(message, KINDS[ACCEPT].state, at=at)
    return _tell_number(message, item, at)


@transaction.atomic
def reject(*, item_id: int, words: str, by: Actor, at: datetime) -> Message:
    """Send a letter back to its sender, who is told why. Raises: NotKeeper; UnableToTake."""
    item = reject_item(item_id=item_id, words=words, by=by, at=at)
    message = _letter_of(item.pk)
    if message is None or not become(message, KINDS[REJECT].state, at=at):
        raise UnableToTake(_("ผู้ส่งได้รับคำตอบของหนังสือนี้ไปแล้ว"))
    message.why = " ".join(words.split())[:500]
    message.save(update_fields=["state", "state_at", "why"])
    told = tell(REJECT, message, at=at, why=message.why)
    assert told is not None  # noqa: S101 - only receipts may be unwanted
    return told
