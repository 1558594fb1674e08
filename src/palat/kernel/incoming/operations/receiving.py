"""A letter received into its matter: a document of it, a line of its history, a clock until it is answered."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from palat.kernel.calendar.counting import last_day
from palat.kernel.calendar.queries import calendar_around, limit
from palat.kernel.incoming.models import Item, ItemFile
from palat.kernel.incoming.operations.taking import UnableToTake, record
from palat.kernel.incoming.procedure import CLOCK, ENTERED, LIMIT_TO_ANSWER, WAITING
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.models import Attachment, Matter
from palat.kernel.matters.operations.acts import Act, UnableToAct, acting
from palat.kernel.matters.operations.receiving import attachment
from palat.kernel.matters.queries.visibility import is_named
from palat.kernel.notices.operations.telling import tell_official
from palat.kernel.organisation.procedure import Authority
from palat.kernel.registers.models import RegisterLine
from palat.kernel.registers.operations.entries import NotKeeper, kept_register
from palat.kernel.registers.operations.numbers import UnableToVoid
from palat.kernel.registers.procedure import Number, spaced


def receive_into(item: Item, *, by: Actor, at: datetime) -> None:
    """Receive a letter into its matter. Raises: UnableToAct where the matter takes no letters from this person;
    UnableToTake for a classified letter and a matter that is not.

    The matter's clock counts from the received stamp of the letter that is to be answered first. A closed matter takes
    the letter and no clock; who holds it is told either way. Files that the matter has already are not added again.
    """
    files = list(ItemFile.objects.filter(item=item, file__isnull=False).order_by("place"))
    item.answer_due_on = answer_day(item.received_on) if item.wants_answer else None
    with acting(matter_id=item.matter_id or 0, by=by, at=at) as act:
        if not any(move.code == "letter_receive" for move in act.procedure.main.moves):
            raise UnableToAct(_("เรื่องชนิดนี้ยังรับหนังสือเข้าเรื่องจากงานสารบรรณไม่ได้"))
        if item.register.secret and not act.matter.secrecy:
            raise UnableToTake(_("หนังสือในทะเบียนลับรับเข้าเรื่องที่ไม่มีชั้นความลับไม่ได้ เพราะผู้เห็นเรื่องจะเห็นหนังสือด้วย"))
        act.move("letter_receive", facts={"incoming": item.pk, "files": len(files)})
        here = set(Attachment.objects.filter(matter=act.matter).values_list("file_id", flat=True))
        act.add(
            *(
                attachment(matter_id=act.matter.pk, file_id=one.file_id or 0, name=one.name, origin="office", at=at)
                for one in files
                if one.file_id not in here
            )
        )
        set_clock(act, item, owes=item.wants_answer and item.answered_at is None)
        holder, code = act.matter.officer_id, act.matter.code
    if holder and holder != by.official_id:
        with override("th"):
            subject = _("มีหนังสือเข้าในเรื่อง %(code)s") % {"code": spaced(code)}
        tell_official(official_id=holder, subject=subject, link=f"/desk/incoming/{item.pk}/", at=at)


def set_clock(act: Act, changed: Item, *, owes: bool) -> None:
    """Let the clock of a matter run for the letter that is to be answered first, or stop it where none is.

    `changed`: the letter that the act is about; `owes`: whether it waits for an answer once the act is done.
    """
    found = Item.objects.filter(matter=act.matter, state=ENTERED, wants_answer=True, answered_at=None)
    owed = [*found.exclude(pk=changed.pk), *([changed] if owes else [])]
    if not owed:
        act.stop_clocks(act.main, (CLOCK,))
    elif not act.main.final:
        first = min(owed, key=lambda one: (one.answer_due_on or answer_day(one.received_on), one.pk))
        act.count_from(act.main, CLOCK, LIMIT_TO_ANSWER, first.received_on)


def answer_day(received: date) -> date:
    """Return the last day on which what was received on a day is answered, by the limit in force then."""
    law = limit(LIMIT_TO_ANSWER, on=received)
    return last_day(received, law.amount, law.unit, calendar_around(received))


def answered(*, item_id: int, number: str, by: Actor, at: datetime) -> None:
    """Record that the sender of a letter was answered, and by which letter; the clock stops with the last one owed.

    By hand where the answer went out on paper or by telephone; by the system when a letter of ours is dispatched.
    Raises: UnableToTake; NotKeeper.
    """
    with transaction.atomic():
        item = Item.objects.select_for_update(of=("self",)).select_related("register").get(pk=item_id)
        if item.state != ENTERED or not item.wants_answer or item.answered_at:
            raise UnableToTake(_("ฉบับนี้ไม่รอคำตอบ หรือตอบไปแล้ว"))
        if not number.strip():
            raise UnableToTake(_("โปรดระบุเลขที่หนังสือที่ตอบ หรือวิธีที่ตอบ"))
        _require_may_answer(item, by)
        item.answered_at, item.answer = at, number.strip()[:80]
        item.save(update_fields=["answered_at", "answer"])
        record(item.pk, "item_answered", actor=by.ref, at=at, body={"answer": item.answer})
        if item.matter_id is not None:
            _tell_answered(item, by, at)


def _require_may_answer(item: Item, by: Actor) -> None:
    """The registry's keeper, the unit that has it, or whoever works on its matter (judged by the matter itself)."""
    if by.kind == "system" or item.matter_id is not None:
        return
    if by.authority is not None and item.unit_id in by.authority.unit_ids():
        return
    if by.authority is None:
        raise NotKeeper(_("คุณไม่มีหน้าที่ตอบหนังสือนี้"))
    kept_register(item.register_id, by.authority)


def _tell_answered(item: Item, by: Actor, at: datetime) -> None:
    """Tell the matter; its clock runs on for the letter that is to be answered next, if there is one."""
    with acting(matter_id=item.matter_id or 0, by=by, at=at) as act:
        act.move("letter_answered", facts={"incoming": item.pk})
        set_clock(act, item, owes=False)


def number_voided(number: Number, *, by: Authority, at: datetime) -> None:
    """Put the thing whose number is void back among what waits: nobody is owed an answer by a number that is none.

    It stays in its matter, which is told, and whatever lay in custody or was copied stays as it was.
    Raises: UnableToVoid where it was destroyed under a list, or belongs to a matter that names the keeper.
    """
    _require_not_named(number, by)
    found = Item.objects.select_for_update(of=("self",)).filter(
        register=number.register, year=number.year, running=number.running
    )
    item = found.first()
    if item is None:
        return
    if item.erased_at is not None:
        raise UnableToVoid(_("หนังสือของเลขนี้ถูกทำลายตามบัญชีหนังสือขอทำลายแล้ว จึงยกเลิกเลขไม่ได้"))
    item.state, item.year, item.running, item.entered_at, item.entered_by = WAITING, None, None, None, None
    item.given_at = item.taken_at = item.answer_due_on = None
    item.save()
    facts: dict[str, Any] = {"register": number.register, "year": number.year, "running": number.running}
    record(item.pk, "item_number_voided", actor=f"official:{by.official_id}", at=at, matter=item.matter_id, **facts)
    if item.matter_id is not None:
        with acting(matter_id=item.matter_id, by=SYSTEM, at=at) as act:
            act.move("letter_unentered", facts={"incoming": item.pk})
            set_clock(act, item, owes=False)


def _require_not_named(number: Number, by: Authority) -> None:
    """Let nobody take the number from a paper of a matter that names them. Raises: UnableToVoid."""
    line = RegisterLine.objects.filter(
        entry__register=number.register, entry__year=number.year, entry__running=number.running
    ).first()
    kind, _colon, row = (line.about if line else "").partition(":")
    if kind == "matter" and Matter.objects.filter(is_named(by, "pk"), pk=int(row)).exists():
        raise UnableToVoid(_("คุณดำเนินการกับเลขนี้ไม่ได้ ต้องเป็นเจ้าหน้าที่คนอื่น"))


def letter_dispatched(*, letter_id: int, at: datetime) -> int:
    """Mark as answered what a dispatched letter of ours answers. Returns how many letters that were.

    What it may answer without saying so is offered to a person on the page of the letter that waits.
    """
    from palat.kernel.incoming.queries.answers import answered_by  # reads letters: kept apart

    found = answered_by(letter_id)
    for item_id, number in found:
        answered(item_id=item_id, number=number, by=SYSTEM, at=at)
    return len(found)
