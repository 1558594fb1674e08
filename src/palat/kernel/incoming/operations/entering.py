"""What a clerk does with what waits: enter it, set it aside, hand it to the registrar."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.incoming.models import Copy, Item, Original, Stay
from palat.kernel.incoming.operations.receiving import answer_day, receive_into
from palat.kernel.incoming.operations.taking import UnableToTake, record
from palat.kernel.incoming.procedure import (
    ASIDE,
    BY_CLERK,
    BY_EXCHANGE,
    ENTERED,
    FORWARDERS,
    JOINED,
    REJECTED,
    URGENCIES,
    WAITING,
)
from palat.kernel.incoming.queries.cuts import pieces_of
from palat.kernel.incoming.queries.items import secret_box, void_number_of
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.visibility import is_named
from palat.kernel.organisation.queries import unit_name
from palat.kernel.registers.operations.entries import Line, NotKeeper, cover, enter, kept_register
from palat.kernel.registers.procedure import Number


@dataclass(frozen=True)
class Entry:
    """What a clerk confirms of a thing that came in. `line.about`: the matter that it belongs to."""

    on: date
    line: Line
    late_reason: str = ""
    postmarked_on: date | None = None
    summary: str = ""
    urgency: str = ""
    forwarder: str = ""
    wants_answer: bool = False
    unit_id: int | None = None
    where: str = ""
    originals: Sequence[str] = ()
    copies: Collection[int] = field(default=())

    @property
    def matter_id(self) -> int | None:
        """The matter that it belongs to, if it is one of ours."""
        kind, _colon, number = self.line.about.partition(":")
        return int(number) if kind == "matter" else None


def kept_item(item_id: int, by: Actor, *, states: Collection[str]) -> tuple[Item, str]:
    """Return a thing of a register that someone keeps, under lock, and the post by which.

    Raises: NotKeeper, also where it belongs to a matter that names the keeper; UnableToTake where it is not in one of
    these states.
    """
    item = Item.objects.select_for_update(of=("self",)).select_related("register").get(pk=item_id)
    if by.authority is None:
        raise UnableToTake(_("คุณไม่มีหน้าที่รับหนังสือ"))
    _register, basis = kept_register(item.register_id, by.authority)
    if item.matter_id and Item.objects.filter(is_named(by.authority, "matter_id"), pk=item_id).exists():
        raise NotKeeper(_("คุณดำเนินการกับหนังสือนี้ไม่ได้ ต้องเป็นเจ้าหน้าที่คนอื่น"))
    if item.state not in states:
        raise UnableToTake(_("มีผู้ดำเนินการกับฉบับนี้แล้ว โปรดเปิดดูอีกครั้ง"))
    return item, basis


@transaction.atomic
def enter_item(*, item_id: int, entry: Entry, by: Actor, at: datetime) -> Number:
    """Enter a thing in its register (ลงรับ): the number comes last, after everything that it sets going.

    It is given to a unit; of its matter, it becomes a document, and starts the clock by which an answer is owed.
    Raises: NotKeeper; UnableToTake; UnableToNumber; UnableToAct where the matter does not take it.
    """
    item, basis = kept_item(item_id, by, states=(WAITING,))
    _require_sound(entry)
    if item.matter_id and entry.matter_id not in (None, item.matter_id):
        raise UnableToTake(_("หนังสือนี้ยังเป็นเอกสารของอีกเรื่องหนึ่ง โปรดนำหนังสือออกจากเรื่องนั้นก่อน"))
    assert by.authority is not None  # noqa: S101 - kept_item has seen it
    item.unit_id, item.given_at = entry.unit_id, at if entry.unit_id else None
    item.postmarked_on, item.received_on = entry.postmarked_on, entry.on
    item.summary, item.urgency, item.forwarder = entry.summary.strip()[:300], entry.urgency, entry.forwarder
    item.wants_answer, item.matter_id = entry.wants_answer and item.answered_at is None, entry.matter_id
    item.answer_due_on = answer_day(entry.on) if item.wants_answer else None
    _lay(item, entry, by, at)
    if item.matter_id is not None:
        receive_into(item, by=by, at=at)
    number = enter(
        register=item.register_id,
        on=entry.on,
        line=_with_action(entry),
        by=by.authority,
        at=at,
        late_reason=entry.late_reason,
    )
    item.state, item.year, item.running = ENTERED, number.year, number.running
    item.entered_at, item.entered_by_id = at, by.official_id
    item.save()
    facts = {"register": number.register, "year": number.year, "running": number.running, "unit": entry.unit_id}
    record(item.pk, "item_entered", actor=by.ref, at=at, basis=basis, matter=item.matter_id, **facts)
    if item.channel == BY_EXCHANGE:
        enqueue("egif.item_entered", item_id=item.pk)  # its sender is told the number
    return number


def _require_sound(entry: Entry) -> None:
    if entry.urgency not in URGENCIES or (entry.forwarder and entry.forwarder not in FORWARDERS):
        raise UnableToTake(_("โปรดเลือกจากรายการ"))
    if entry.postmarked_on and entry.postmarked_on > entry.on:
        raise UnableToTake(_("วันที่ประทับตราต้องไม่หลังวันที่รับ"))


def _with_action(entry: Entry) -> Line:
    """Return the columns; to which unit it was given stands under การปฏิบัติ unless the clerk wrote something."""
    line = entry.line
    if line.action.strip() or entry.unit_id is None:
        return line
    return Line(**{**vars(line), "action": given_words(entry.unit_id)})


def given_words(unit_id: int) -> str:
    """Say under การปฏิบัติ to which unit a paper was given: a register is kept in Thai, whoever writes in it."""
    with override("th"):
        words = _("จ่าย%(unit)s") % {"unit": unit_name(unit_id)}
    return words[:200]


def _lay(item: Item, entry: Entry, by: Actor, at: datetime) -> None:
    """Write where the paper lies, what of it are originals, who gets a copy."""
    official = by.official_id or 0
    if entry.where.strip() and entry.where.strip()[:200] != item.where:
        item.where = entry.where.strip()[:200]
        Stay.objects.create(id=ids.take(), item=item, where=item.where, since=at, by_id=official)
    Original.objects.bulk_create(
        Original(id=ids.take(), item=item, what=what.strip()[:200], kept_in=item.where, taken_at=at)
        for what in entry.originals
        if what.strip()
    )
    units = [one for one in dict.fromkeys(entry.copies) if one != entry.unit_id]
    had = set(Copy.objects.filter(item=item).values_list("unit_id", flat=True))  # before its number was void
    Copy.objects.bulk_create(
        Copy(id=ids.take(), item=item, unit_id=unit, sent_at=at) for unit in units if unit not in had
    )


@transaction.atomic
def set_aside(*, item_id: int, why: str, by: Actor, at: datetime) -> None:
    """Set a thing aside: it gets no number, stays where it can be found, and may be brought back."""
    if why not in BY_CLERK:
        raise UnableToTake(_("โปรดเลือกเหตุที่แยกไว้"))
    item, basis = kept_item(item_id, by, states=(WAITING,))
    item.state, item.aside = ASIDE, why
    item.save(update_fields=["state", "aside"])
    record(item.pk, "item_set_aside", actor=by.ref, at=at, basis=basis, why=why)


@transaction.atomic
def bring_back(*, item_id: int, by: Actor, at: datetime) -> None:
    """Bring a thing that was set aside back among what waits."""
    item, basis = kept_item(item_id, by, states=(ASIDE,))
    if item.aside == REJECTED:
        raise UnableToTake(_("ผู้ส่งได้รับแจ้งปฏิเสธไปแล้ว ต้องให้ผู้ส่งส่งมาใหม่"))
    if item.erased_at is not None:
        raise UnableToTake(_("ถ้อยคำและไฟล์ของฉบับนี้ถูกทำลายตามบัญชีหนังสือขอทำลายแล้ว"))
    if item.aside == JOINED:
        raise UnableToTake(_("หน้าของฉบับนี้อยู่กับฉบับอื่นในชุดสแกนแล้ว โปรดเลิกการรวมหรือการแยกที่ฉบับนั้น"))
    item.state, item.aside = WAITING, ""
    item.save(update_fields=["state", "aside"])
    record(item.pk, "item_brought_back", actor=by.ref, at=at, basis=basis)


@transaction.atomic
def hand_to_registrar(*, item_id: int, by: Actor, at: datetime) -> None:
    """Hand a classified paper to its registrar (นายทะเบียนข้อมูลข่าวสารลับ): from now on only they see it.

    What was joined into it goes along; the line of a number that it had in an open register says nothing of it any
    more. Raises: NotKeeper; UnableToTake, also while it is a document of a matter.
    """
    item, basis = kept_item(item_id, by, states=(WAITING,))
    if item.matter_id is not None:
        raise UnableToTake(_("หนังสือนี้ยังเป็นเอกสารของเรื่อง ผู้เห็นเรื่องจึงยังเห็นหนังสือ โปรดนำหนังสือออกจากเรื่องก่อน"))
    box = secret_box(item.register, on=legal_date(at))
    if item.register.secret or box is None:
        raise UnableToTake(_("ฉบับนี้อยู่ในความดูแลของนายทะเบียนแล้ว หรือยังไม่มีทะเบียนหนังสือรับ (ลับ)"))
    item.register = box
    item.save(update_fields=["register"])
    Item.objects.filter(pk__in=pieces_of([item.pk])).update(register=box)
    if number := void_number_of(item.pk):
        register, year, running = number
        with override("th"):
            words = _("ย้ายไป%(register)s") % {"register": box.name_th}
        cover(register=register, year=year, running=running, words=words, by=by.ref, at=at)
    record(item.pk, "item_handed_to_registrar", actor=by.ref, at=at, basis=basis)
