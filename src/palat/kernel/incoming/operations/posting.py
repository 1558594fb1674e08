"""What becomes of a letter that was posted: its number, the card that came back, the letter that came back itself."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.incoming.models import Posting
from palat.kernel.incoming.operations.taking import UnableToTake
from palat.kernel.incoming.procedure import (
    CLOCK_RETURNED,
    DELIVERED,
    LIMIT_RETURNED,
    POSTED,
    RETURNED,
    SETTLED,
    SETTLEMENTS,
    WHY_RETURNED,
)
from palat.kernel.incoming.queries.postings import letters_posted, was_sent_again
from palat.kernel.letters.models import Letter
from palat.kernel.letters.queries import matter_ids
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, acting_on_many
from palat.kernel.notices.operations.telling import tell_official
from palat.kernel.registers.postal import BadPostalNumber, parse_postal_number
from palat.kernel.registers.procedure import spaced


def posted(*, letter_id: int) -> Posting | None:
    """Take up a dispatched letter whose number of the post is a sound one; None for any other. Twice is once."""
    letter = Letter.objects.filter(pk=letter_id, state="dispatched", way="post").first()
    if letter is None or letter.dispatched_at is None:
        return None
    try:
        code = parse_postal_number(letter.post_code)
    except BadPostalNumber:
        return None
    day = legal_date(letter.dispatched_at)
    Posting.objects.bulk_create([_new(letter, code, day)], ignore_conflicts=True)
    return Posting.objects.filter(code=code, letter=letter).first()


def _new(letter: Letter, code: str | None, day: date, *, receipt: bool = False) -> Posting:
    return Posting(id=ids.take(), letter=letter, code=code, posted_on=day, receipt=receipt)


def record_posting(*, letter_id: int, code: str, on: date, receipt: bool, by: Actor, at: datetime) -> Posting:
    """Record that a dispatched letter was posted, or posted again: under a number, or without one as ordinary mail.

    Raises: UnableToTake for a wrong number, one of another letter, a letter not dispatched, a day before its dispatch
    or to come, a receipt of ordinary mail; UnableToAct.
    """
    letter = _dispatched(letter_id, by)
    number = _number(code)
    if number is None and receipt:
        raise UnableToTake(_("ไปรษณีย์ธรรมดาไม่มีใบตอบรับ โปรดระบุเลขไปรษณีย์"))
    _require_sent(letter, on, at)
    with transaction.atomic():
        _on_matters(letter, by, at, "letter_posted", {"numbered": number is not None})
        if number and Posting.objects.filter(code=number).exists():
            raise UnableToTake(_("เลขไปรษณีย์นี้บันทึกไว้กับหนังสืออื่นหรือบันทึกไปแล้ว"))
        posting = _new(letter, number, on, receipt=receipt)
        posting.save(force_insert=True)
        return posting


def _dispatched(letter_id: int, by: Actor) -> Letter:
    letter = letters_posted(by).filter(pk=letter_id, state="dispatched").first()
    if letter is None or letter.dispatched_at is None:
        raise UnableToTake(_("หนังสือนี้ยังไม่ได้ส่งออก"))
    return letter


def _number(code: str) -> str | None:
    """Read a number of the post; None for ordinary mail, which has none. Raises: UnableToTake."""
    if not code.strip():
        return None
    try:
        return parse_postal_number(code)
    except BadPostalNumber as wrong:
        raise UnableToTake(_(str(wrong))) from wrong


def _require_sent(letter: Letter, on: date, at: datetime) -> None:
    if on > legal_date(at):
        raise UnableToTake(_("วันที่ส่งต้องไม่เกินวันนี้"))
    if letter.dispatched_at is not None and on < legal_date(letter.dispatched_at):
        raise UnableToTake(_("วันที่ต้องไม่ก่อนวันที่ส่งหนังสือออก"))


@transaction.atomic
def returned_unnumbered(*, letter_id: int, on: date, why: str, words: str = "", by: Actor, at: datetime) -> Posting:
    """Record that a letter came back which went as ordinary mail: without a number nothing was recorded of it before.

    Raises: UnableToTake, also where it stands at the post under a number: there it is recorded; UnableToAct.
    """
    letter = _dispatched(letter_id, by)
    Letter.objects.select_for_update().get(pk=letter.pk)
    waiting = list(Posting.objects.filter(letter=letter, state=POSTED).order_by("pk"))
    if any(one.code for one in waiting):
        raise UnableToTake(_("หนังสือนี้ส่งโดยมีเลขไปรษณีย์ โปรดบันทึกที่รายการของเลขนั้น"))
    _require_sent(letter, on, at)
    if not waiting:
        if letter.way != "post":
            raise UnableToTake(_("หนังสือนี้ไม่ได้ส่งทางไปรษณีย์"))
        if Posting.objects.filter(letter=letter, state=RETURNED).exists():
            raise UnableToTake(_("หนังสือนี้ตีกลับและรอจัดการอยู่แล้ว"))
        waiting = [_new(letter, None, legal_date(letter.dispatched_at or at))]
        waiting[0].save(force_insert=True)
    return returned(posting_id=waiting[0].pk, on=on, why=why, words=words, by=by, at=at)


def _on_matters(letter: Letter, by: Actor, at: datetime, move: str, facts: Mapping[str, Any]) -> list[Act]:
    """Make a move on every matter of a letter. Raises: UnableToAct."""
    with acting_on_many(matter_ids=matter_ids(letter), by=by, at=at) as acts:
        for act in acts:
            act.move(move, facts={"letter": letter.pk, **facts})
            if move == "mail_returned" and not act.main.final:
                if all(one.code != CLOCK_RETURNED for one in act.running):
                    act.start_clock(CLOCK_RETURNED, LIMIT_RETURNED, act.main)
            elif move == "mail_settled" and not _another_waits(act.matter.pk):
                act.stop_clocks(act.main, (CLOCK_RETURNED,))
        return list(acts)


def _another_waits(matter_id: int) -> bool:
    """Say whether another returned letter of a matter still waits."""
    return Posting.objects.filter(state=RETURNED, letter__about__matter=matter_id).exists()


def _locked(posting_id: int, *states: str) -> Posting:
    posting = Posting.objects.select_for_update(of=("self",)).select_related("letter").get(pk=posting_id)
    if posting.state not in states:
        raise UnableToTake(_("รายการไปรษณีย์นี้มีผู้บันทึกผลไปแล้ว"))
    return posting


def _require_day(posting: Posting, on: date, at: datetime) -> None:
    if not posting.posted_on <= on <= legal_date(at):
        raise UnableToTake(_("วันที่ต้องไม่ก่อนวันที่ส่ง และไม่เกินวันนี้"))


@transaction.atomic
def delivered(*, posting_id: int, on: date, words: str = "", by: Actor, at: datetime) -> Posting:
    """Record that the card (ใบตอบรับ) came back, with the day of delivery on it. Raises: UnableToTake; UnableToAct."""
    posting = _locked(posting_id, POSTED)
    if posting.code is None:
        raise UnableToTake(_("ไปรษณีย์ธรรมดาไม่มีใบตอบรับ โปรดระบุเลขไปรษณีย์"))
    _require_day(posting, on, at)
    posting.state, posting.ended_on, posting.words = DELIVERED, on, " ".join(words.split())[:300]
    posting.save(update_fields=["state", "ended_on", "words"])
    _on_matters(posting.letter, by, at, "letter_delivered", {"delivered": on.isoformat()})
    return posting


@transaction.atomic
def returned(*, posting_id: int, on: date, why: str, words: str = "", by: Actor, at: datetime) -> Posting:
    """Record that a letter came back: each open matter of it gets a clock, and who holds it is told.

    Raises: UnableToTake; UnableToAct.
    """
    posting = _locked(posting_id, POSTED)
    if why not in WHY_RETURNED:
        raise UnableToTake(_("โปรดเลือกเหตุที่ตีกลับ"))
    _require_day(posting, on, at)
    posting.state, posting.ended_on, posting.why = RETURNED, on, why
    posting.words = " ".join(words.split())[:300]
    posting.save(update_fields=["state", "ended_on", "why", "words"])
    for act in _on_matters(posting.letter, by, at, "mail_returned", {"why": why}):
        holder = act.matter.officer_id
        if holder and holder != by.official_id:
            with override("th"):
                subject = _("หนังสือในเรื่อง %(code)s ถูกตีกลับ") % {"code": spaced(act.matter.code)}
            link = f"/desk/incoming/post/{posting.pk}/"
            tell_official(official_id=holder, subject=subject, link=link, at=at)
    return posting


@transaction.atomic
def settle(*, posting_id: int, how: str, words: str = "", by: Actor, at: datetime) -> Posting:
    """Settle a returned letter: sent again, told otherwise, or the addressee cannot be reached.

    Sent again is only what was recorded as sent. The clock stops once no other returned letter of the matter waits.
    Raises: UnableToTake; UnableToAct.
    """
    posting = _locked(posting_id, RETURNED)
    if how not in SETTLEMENTS:
        raise UnableToTake(_("โปรดเลือกว่าจัดการอย่างไร"))
    if how == "sent_again" and not was_sent_again(posting):
        raise UnableToTake(_("ยังไม่มีบันทึกว่าส่งอีกครั้ง โปรดบันทึกการส่งไปรษณีย์ครั้งใหม่ หรือส่งหนังสือฉบับใหม่ถึงผู้รับก่อน"))
    posting.state, posting.settlement, posting.settled_at = SETTLED, how, at
    posting.words = " ".join(words.split())[:300] or posting.words
    posting.save(update_fields=["state", "settlement", "settled_at", "words"])
    _on_matters(posting.letter, by, at, "mail_settled", {"how": how})
    return posting
