"""What a peer tells of a letter: it arrived, was given a number, was sent back, or the number that we told is wrong."""

from datetime import datetime

from django.utils.translation import gettext as _

from palat.kernel.egif.models import Message
from palat.kernel.egif.operations import sent_back
from palat.kernel.egif.operations.telling import become, tell
from palat.kernel.egif.procedure import ACCEPT, IN, INVALID_ACCEPT, KINDS, LETTER, OUT, SENT_BACK
from palat.kernel.egif.wire.said import Notifier, UnableToRead
from palat.kernel.incoming.models import Item
from palat.kernel.letters.models import Letter
from palat.kernel.letters.operations.locking import locked, record
from palat.kernel.matters.authority import SYSTEM
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.notices.operations.telling import tell_official


def hear(message: Message, said: Notifier, *, at: datetime) -> None:
    """Take what is told of a letter, in the present transaction. Raises: UnableToRead where there is no such letter.

    A word that comes late or again is kept and changes nothing.
    """
    letter = _told_of(message, said)
    if letter is None:
        _unknown(message, said, at)
        return
    message.about = letter
    if said.kind == ACCEPT and not said.accept_id:
        message.save(force_insert=True)
        _wrong_number(message, said, at)
        return
    message.save(force_insert=True)
    if not become(letter, KINDS[said.kind].state, at=at):
        return
    if said.kind == ACCEPT:
        letter.their_number, letter.their_day = said.accept_id, said.accept_on
    else:
        letter.why = said.why
    letter.save(update_fields=["state", "state_at", "their_number", "their_day", "why"])
    _pass_on(letter, said, at)


def _told_of(message: Message, said: Notifier) -> Message | None:
    """Return the letter that is meant: the newest of its number; a wrong number of acceptance is told of theirs."""
    direction = IN if said.kind == INVALID_ACCEPT else OUT
    found = Message.objects.select_for_update(of=("self",)).select_related("peer")
    letters = found.filter(peer=message.peer, key=message.key, direction=direction, kind=LETTER).order_by("-id")
    return (letters.filter(on=said.on).first() if said.on else None) or letters.first()


def _unknown(message: Message, said: Notifier, at: datetime) -> None:
    if said.kind != ACCEPT:
        raise UnableToRead("unknown_letter")
    message.save(force_insert=True)
    _wrong_number(message, said, at)


def _wrong_number(message: Message, said: Notifier, at: datetime) -> None:
    """Say that a number of acceptance is of no letter of ours, or is none."""
    tell(INVALID_ACCEPT, message, at=at, accept_id=said.accept_id or "-")


def _pass_on(letter: Message, said: Notifier, at: datetime) -> None:
    """Write what was told on the matters of the letter, and let those know who must do something about it."""
    if letter.direction == IN:
        item = Item.objects.get(pk=letter.item_id) if letter.item_id else None
        if item is not None and item.entered_by_id:
            subject = _("ผู้ส่งแจ้งว่าเลขรับของหนังสือ %(number)s ผิด") % {"number": letter.number}
            _tell(item.entered_by_id, subject, letter, at)
        return
    if letter.letter_id is None:
        return
    office_letter = locked(letter.letter_id)
    if said.kind == ACCEPT:
        _accepted(office_letter, said.accept_id, at)
    elif letter.state in SENT_BACK:
        sent_back.begin(office_letter, why=said.why, at=at)
        if office_letter.drafted_by_id:
            subject = _("หนังสือ %(number)s ถูกส่งคืนทางระบบแลกเปลี่ยน") % {"number": letter.number}
            _tell(office_letter.drafted_by_id, subject, letter, at)


def _accepted(letter: Letter, number: str, at: datetime) -> None:
    """Write it into the history of each matter; where a duty has no such move it stands on the letter alone."""
    try:
        record(letter, "letter_accepted", by=SYSTEM, at=at, body={"number": number})
    except UnableToAct:
        return


def _tell(official_id: int, subject: str, letter: Message, at: datetime) -> None:
    tell_official(official_id=official_id, subject=subject, link=f"/desk/exchange/{letter.pk}/", at=at)
