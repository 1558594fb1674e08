"""What becomes of a letter that was entered: given to a unit and taken, moved, copied for information, given back."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.history import ids
from palat.kernel.identities.operations import reveal
from palat.kernel.incoming.models import Copy, Item, Original, Stay
from palat.kernel.incoming.operations.entering import given_words, kept_item
from palat.kernel.incoming.operations.receiving import receive_into
from palat.kernel.incoming.operations.taking import UnableToTake, record
from palat.kernel.incoming.procedure import ASIDE, ENTERED, WAITING
from palat.kernel.incoming.queries.items import visible_items
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.organisation.queries import units_below
from palat.kernel.registers.operations.entries import put_about, put_action

EVERY = (WAITING, ENTERED, ASIDE)


def _seen(item_id: int, by: Actor) -> Item:
    """Return an entered letter that someone may see, under lock. Raises: UnableToTake."""
    found = visible_items(by).filter(pk=item_id, state=ENTERED).values_list("pk", flat=True).first()
    if found is None or by.official_id is None:
        raise UnableToTake(_("ไม่พบหนังสือนี้ หรือยังไม่ได้ลงรับ"))
    return Item.objects.select_for_update(of=("self",)).get(pk=found)


def in_units_of(unit_id: int | None, by: Actor) -> bool:
    """Say whether a unit is one of someone's own, or below one of them."""
    if by.authority is None or unit_id is None:
        return False
    return any(unit_id in units_below(own) for own in by.authority.unit_ids())


@transaction.atomic
def give(*, item_id: int, unit_id: int, by: Actor, at: datetime) -> None:
    """Give an entered letter to a unit (จ่ายเรื่อง), or to another one than before; the register says so.

    Raises: NotKeeper; UnableToTake.
    """
    item, basis = kept_item(item_id, by, states=(ENTERED,))
    if item.unit_id == unit_id:
        raise UnableToTake(_("จ่ายหน่วยนี้อยู่แล้ว"))
    before = item.unit_id
    item.unit_id, item.given_at, item.taken_at = unit_id, at, None
    item.save(update_fields=["unit", "given_at", "taken_at"])
    put_action(
        register=item.register_id,
        year=item.year or 0,
        running=item.running or 0,
        before=given_words(before) if before else "",
        action=given_words(unit_id),
        by=by.ref,
        at=at,
    )
    record(item.pk, "item_given", actor=by.ref, at=at, basis=basis, unit=unit_id, before=before)


@transaction.atomic
def take(*, item_id: int, by: Actor, at: datetime) -> None:
    """Take a letter that was given to one's unit: from now on it is there. Raises: UnableToTake."""
    item = _seen(item_id, by)
    if not in_units_of(item.unit_id, by):
        raise UnableToTake(_("หนังสือนี้ไม่ได้จ่ายให้หน่วยของคุณ"))
    if item.taken_at:
        raise UnableToTake(_("หน่วยรับหนังสือนี้แล้ว"))
    item.taken_at = at
    item.save(update_fields=["taken_at"])
    record(item.pk, "item_taken", actor=by.ref, at=at, unit=item.unit_id)


@transaction.atomic
def move(*, item_ids: Collection[int], where: str, by: Actor, at: datetime) -> int:
    """Record where papers lie now; where they lay before stays in their history. Returns how many were moved.

    By the registry's keeper, and by whoever is of the unit that has the letter. Raises: UnableToTake.
    """
    words = " ".join(where.split())[:200]
    if not words:
        raise UnableToTake(_("โปรดระบุว่าเอกสารอยู่ที่ใด"))
    moved = 0
    for item_id in sorted(set(item_ids)):
        item = _seen(item_id, by)
        if not in_units_of(item.unit_id, by):
            kept_item(item_id, by, states=EVERY)
        if item.where == words:
            continue
        item.where = words
        item.save(update_fields=["where"])
        Stay.objects.create(id=ids.take(), item=item, where=words, since=at, by_id=by.official_id or 0)
        moved += 1
    return moved


@transaction.atomic
def send_copies(*, item_id: int, units: Collection[int], by: Actor, at: datetime) -> int:
    """Send copies for information (สำเนาเพื่อทราบ) to units. Returns to how many that had none."""
    item, basis = kept_item(item_id, by, states=(ENTERED,))
    had = set(Copy.objects.filter(item=item).values_list("unit_id", flat=True)) | {item.unit_id}
    new = [unit for unit in dict.fromkeys(units) if unit not in had]
    if not new:
        raise UnableToTake(_("หน่วยที่เลือกมีหนังสือนี้อยู่แล้ว"))
    Copy.objects.bulk_create(Copy(id=ids.take(), item=item, unit_id=unit, sent_at=at) for unit in new)
    record(item.pk, "item_copied", actor=by.ref, at=at, basis=basis, units=new)
    return len(new)


@transaction.atomic
def see_copy(*, item_id: int, by: Actor, at: datetime) -> None:
    """Say that one's unit has seen its copy (ทราบ). Raises: UnableToTake."""
    item = _seen(item_id, by)
    open_ones = Copy.objects.select_for_update().filter(item=item, seen_at=None)
    mine = [one for one in open_ones if in_units_of(one.unit_id, by)]
    if not mine:
        raise UnableToTake(_("ไม่มีสำเนาของหน่วยคุณที่รอรับทราบ"))
    for one in mine:
        one.seen_at, one.seen_by_id = at, by.official_id
        one.save(update_fields=["seen_at", "seen_by"])
    record(item.pk, "copy_seen", actor=by.ref, at=at, units=[one.unit_id for one in mine])


@transaction.atomic
def keep_original(*, item_id: int, what: str, by: Actor, at: datetime) -> Original:
    """Note an original that came with a letter and is in the Office's custody. Raises: NotKeeper; UnableToTake."""
    item, basis = kept_item(item_id, by, states=(ENTERED,))
    words = " ".join(what.split())[:200]
    if not words:
        raise UnableToTake(_("โปรดระบุว่าต้นฉบับคืออะไร"))
    one = Original.objects.create(id=ids.take(), item=item, what=words, kept_in=item.where, taken_at=at)
    record(item.pk, "original_kept", actor=by.ref, at=at, basis=basis, original=one.pk, body={"what": words})
    return one


@transaction.atomic
def return_original(*, original_id: int, how: str, by: Actor, at: datetime) -> None:
    """Record that an original left custody: by whom it was taken, or by which post. Raises: NotKeeper; UnableToTake."""
    one = Original.objects.select_for_update().get(pk=original_id)
    item, basis = kept_item(one.item_id, by, states=(ENTERED,))
    words = " ".join(how.split())[:200]
    if one.returned_at or not words:
        raise UnableToTake(_("โปรดระบุวิธีที่คืน ต้นฉบับที่คืนแล้วคืนซ้ำไม่ได้"))
    one.returned_at, one.returned_how, one.returned_by_id = at, words, by.official_id
    one.save(update_fields=["returned_at", "returned_how", "returned_by"])
    record(item.pk, "original_returned", actor=by.ref, at=at, basis=basis, original=one.pk, body={"how": words})


@transaction.atomic
def put_into_matter(*, item_id: int, matter_id: int, wants_answer: bool, by: Actor, at: datetime) -> None:
    """Put an entered letter into the matter it belongs to, which was not known when it was entered.

    What was owed to its sender stays owed. Raises: NotKeeper; UnableToTake where it has one, or where an answer is
    asked for to what was answered already; UnableToAct.
    """
    item, basis = kept_item(item_id, by, states=(ENTERED,))
    if item.matter_id is not None:
        raise UnableToTake(_("หนังสือนี้อยู่ในเรื่องแล้ว"))
    if wants_answer and item.answered_at is not None:
        raise UnableToTake(_("ตอบผู้ส่งฉบับนี้ไปแล้ว จึงไม่เริ่มนับเวลาตอบอีก โปรดไม่เลือก “ต้องตอบผู้ส่ง”"))
    item.matter_id, item.wants_answer = matter_id, item.wants_answer or wants_answer
    receive_into(item, by=by, at=at)
    item.save(update_fields=["matter", "wants_answer", "answer_due_on"])
    write_matter(item, by, at)
    record(item.pk, "item_put_into_matter", actor=by.ref, at=at, basis=basis, matter=matter_id)


def write_matter(item: Item, by: Actor, at: datetime) -> None:
    """Say in the line of the register to which matter a letter belongs, if any: who may read one may read the other."""
    put_about(
        register=item.register_id,
        year=item.year or 0,
        running=item.running or 0,
        about=f"matter:{item.matter_id}" if item.matter_id else "",
        by=by.ref,
        at=at,
    )


@transaction.atomic
def open_sender(*, item_id: int, by: Actor, at: datetime) -> dict[str, str]:
    """Open who wrote an e-mail, to register them as petitioner: a recorded reveal. Nothing where nobody is sealed.

    Raises: UnableToTake for those who may not see the letter; UnableToReveal.
    """
    item = _seen(item_id, by)
    if item.person_id is None:
        return {}
    return reveal(
        person_id=item.person_id,
        fields=("email", "full_name"),
        by_official_id=by.official_id or 0,
        purpose="contact",
        at=at,
        matter=f"incoming:{item.pk}",
    )


@transaction.atomic
def became(*, item_id: int, matter_id: int, by: Actor, at: datetime) -> None:
    """Receive an entered letter into the matter that was begun from it, in the act that begins it.

    Whoever may begin the matter need not be one who may receive letters into it, nor cleared for it: the system does.
    Raises: UnableToTake.
    """
    item = _seen(item_id, by)
    if item.matter_id is not None:
        raise UnableToTake(_("หนังสือนี้อยู่ในเรื่องแล้ว"))
    item.matter_id = matter_id
    receive_into(item, by=SYSTEM, at=at)
    item.save(update_fields=["matter", "answer_due_on"])
    write_matter(item, by, at)
    record(item.pk, "item_became_matter", actor=by.ref, at=at, matter=matter_id)
