"""Orders in the margin of a letter (เกษียนสั่งการ): kept verbatim, with who wrote them and when; pen ones with a scan."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.models import Letter, MarginOrder
from palat.kernel.letters.operations.locking import locked, record, require_state
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.procedure import ROLES, Authority, signature_of
from palat.kernel.organisation.queries import authority_of_official

BEARING = ("submitted", "on_paper", "signed", "dispatched")  # states in which a letter lies before someone or has lain
LONGEST = 4000


@dataclass(frozen=True)
class Penned:
    """An order as it stands on the paper: who wrote it, on which day, and its scan."""

    by_id: int
    on: date
    scan_id: int


def order(*, letter_id: int, by: Actor, at: datetime, words: str) -> MarginOrder:
    """Write an order on a letter oneself, here. Raises: UnableToAct without words."""
    with transaction.atomic():
        letter = _before(letter_id, words)
        if by.authority is None:
            raise UnableToAct(_("ผู้สั่งการต้องเป็นเจ้าหน้าที่"))
        basis = record(letter, "letter_margin_order", by=by, at=at, body={"words": words})
        return _keep(
            letter, by.authority, basis, words=words, on=legal_date(at), recorder=by.authority.official_id, at=at
        )


def record_order(*, letter_id: int, by: Actor, at: datetime, words: str, penned: Penned) -> MarginOrder:
    """Take down an order that a decider wrote by pen, verbatim; a second person confirms it.

    Raises: UnableToAct without words, for a day to come, one's own order, or someone who decides nothing.
    """
    with transaction.atomic():
        letter = _before(letter_id, words)
        if penned.on > legal_date(at):
            raise UnableToAct(_("วันที่เกษียนต้องไม่หลังวันนี้"))
        if by.official_id is None or by.official_id == penned.by_id:
            raise UnableToAct(_("ผู้บันทึกต้องเป็นคนละคนกับผู้เกษียน ผู้เกษียนเองสั่งการในระบบได้"))
        author = authority_of_official(penned.by_id, on=penned.on)
        basis = _deciding(author)
        record(
            letter,
            "letter_record_order",
            by=by,
            at=at,
            facts={"of": penned.by_id, "relied": basis, "on": penned.on.isoformat(), "scan": penned.scan_id},
            body={"words": words},
        )
        return _keep(
            letter, author, basis, words=words, on=penned.on, recorder=by.official_id, at=at, scan_id=penned.scan_id
        )


def confirm_order(*, letter_id: int, order_id: int, by: Actor, at: datetime) -> MarginOrder:
    """Confirm, as a second person who looked at the scan, that an order was written so."""
    with transaction.atomic():
        letter, waiting = _waiting(letter_id, order_id)
        if by.official_id == waiting.recorded_by_id:
            raise UnableToAct(_("ผู้ยืนยันต้องเป็นเจ้าหน้าที่อีกคนหนึ่ง ไม่ใช่ผู้บันทึกเอง (หลักสองคนตรวจ)"))
        record(letter, "letter_confirm_order", by=by, at=at, facts={"of": waiting.ordered_by_id, "order": waiting.pk})
        waiting.confirmed_at, waiting.confirmed_by_id = at, by.official_id
        waiting.save(update_fields=["confirmed_at", "confirmed_by"])
        return waiting


def refuse_order(*, letter_id: int, order_id: int, by: Actor, at: datetime, words: str) -> MarginOrder:
    """Refuse what was taken down of an order, with the reason. The record stays, marked."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุที่ไม่ยืนยัน"))
    with transaction.atomic():
        letter, waiting = _waiting(letter_id, order_id)
        facts = {"of": waiting.ordered_by_id, "order": waiting.pk}
        record(letter, "letter_refuse_order", by=by, at=at, facts=facts, body={"words": words})
        waiting.refused_at, waiting.refused_by_id, waiting.refused_words = at, by.official_id, words[:2000]
        waiting.save(update_fields=["refused_at", "refused_by", "refused_words"])
        return waiting


def _before(letter_id: int, words: str) -> Letter:
    if not words.strip():
        raise UnableToAct(_("โปรดบันทึกถ้อยคำที่สั่งการให้ครบถ้วนตามจริง"))
    if len(words) > LONGEST:
        raise UnableToAct(_("ถ้อยคำยาวเกินไป"))
    letter = locked(letter_id)
    require_state(letter, BEARING)
    return letter


def _waiting(letter_id: int, order_id: int) -> tuple[Letter, MarginOrder]:
    letter = locked(letter_id)
    found = MarginOrder.objects.select_for_update().filter(pk=order_id, letter=letter).first()
    if found is None or found.confirmed_at is not None or found.refused_at is not None:
        raise UnableToAct(_("ไม่มีคำสั่งนี้ให้ยืนยัน"))
    return letter, found


def _deciding(author: Authority) -> str:
    """Return the post in which someone decides. Raises: UnableToAct for who holds none that day."""
    for held in author.held:
        if ROLES[held.role].decider or held.role == "group_head":
            return f"holding:{held.holding_id}"
    raise UnableToAct(_("ผู้ที่เลือกไม่ได้ดำรงตำแหน่งที่สั่งการได้ในวันนั้น"))


def _keep(
    letter: Letter,
    author: Authority,
    basis: str,
    *,
    words: str,
    on: date,
    recorder: int,
    at: datetime,
    scan_id: int | None = None,
) -> MarginOrder:
    """Keep an order: one with a scan was written by pen, and waits for a second person."""
    return MarginOrder.objects.create(
        letter=letter,
        words=words,
        ordered_by_id=author.official_id,
        basis=basis,
        signature=list(signature_of(author, basis)),
        on=on,
        scan_id=scan_id,
        recorded_at=at,
        recorded_by_id=recorder,
        confirmed_at=None if scan_id else at,
    )
