"""Handing a shift over: written by one shift leader, acknowledged by the next."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Handover, HandoverItem
from palat.duties.petitions.procedure.contacts import EDITORS
from palat.duties.petitions.queries.contacts import OnShift, counts_between
from palat.kernel.history.operations import append
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.matters.operations.acts import NotAuthorised

MOST_ITEMS = 50


class UnableToHandOver(Exception):
    """The handover cannot be written or acknowledged so; the message says why."""


def _require_leader(by: Actor) -> int:
    if not EDITORS & held_roles(by.authority) or by.official_id is None:
        raise NotAuthorised(_("เฉพาะหัวหน้าเวรและหัวหน้ากลุ่มเท่านั้นที่ส่งและรับเวร"))
    return by.official_id


@transaction.atomic
def hand_over(*, shift: OnShift, words: str, items: list[str], by: Actor, at: datetime) -> Handover:
    """Write the handover of a shift: what happened, what stays open; the counts are those of the contacts till now.

    Raises: NotAuthorised; UnableToHandOver when it was handed over already, has not begun, or nothing is said.
    """
    writer = _require_leader(by)
    if shift.begins_at > at:
        raise UnableToHandOver(_("เวรนี้ยังไม่เริ่ม"))
    if not words.strip():
        raise UnableToHandOver(_("โปรดเขียนสรุปเหตุการณ์ในเวร หากไม่มีให้เขียนว่า “เหตุการณ์ปกติ”"))
    if Handover.objects.filter(shift=shift.shift, begins_at=shift.begins_at).exists():
        raise UnableToHandOver(_("เวรนี้ส่งมอบแล้ว"))
    try:
        handover = Handover.objects.create(
            shift=shift.shift,
            begins_at=shift.begins_at,
            ends_at=shift.ends_at,
            written_by_id=writer,
            written_at=at,
            words=words,
            counts=counts_between(shift.begins_at, min(shift.ends_at, at)),
        )
    except IntegrityError as error:
        raise UnableToHandOver(_("เวรนี้ส่งมอบแล้ว")) from error
    HandoverItem.objects.bulk_create(
        HandoverItem(handover=handover, words=one[:500]) for one in items[:MOST_ITEMS] if one.strip()
    )
    append(chain=f"handover:{handover.pk}", kind="shift_handed_over", at=at, actor=by.ref, facts={"shift": shift.key})
    return handover


@transaction.atomic
def acknowledge(*, handover_id: int, by: Actor, at: datetime, words: str = "") -> Handover:
    """Acknowledge a handover, as another person than its writer. Raises: NotAuthorised, UnableToHandOver."""
    reader = _require_leader(by)
    handover = Handover.objects.select_for_update().get(pk=handover_id)
    if handover.acknowledged_by_id is not None:
        raise UnableToHandOver(_("มีผู้รับเวรนี้แล้ว"))
    if handover.written_by_id == reader:
        raise UnableToHandOver(_("ผู้ส่งเวรรับเวรของตนเองไม่ได้"))
    handover.acknowledged_by_id, handover.acknowledged_at, handover.acknowledged_words = reader, at, words
    handover.save(update_fields=["acknowledged_by", "acknowledged_at", "acknowledged_words"])
    append(chain=f"handover:{handover.pk}", kind="shift_acknowledged", at=at, actor=by.ref)
    return handover


@transaction.atomic
def finish_item(*, item_id: int, by: Actor, at: datetime) -> HandoverItem:
    """Say that something an earlier shift left open is done. Saying it twice changes nothing."""
    reader = _require_leader(by)
    item = HandoverItem.objects.select_for_update().get(pk=item_id)
    if item.done_at is None:
        item.done_at, item.done_by_id = at, reader
        item.save(update_fields=["done_at", "done_by"])
    return item
