"""Many letters by one act: begun by an official, then done piece by piece; what is refused stands beside its reason.

Each piece is a transaction of its own: a job that is cut off goes on where it was. The authority is that of whoever
began it, as it is on the day of each piece, and is checked inside the acts on every matter.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.jobs.operations import enqueue
from palat.kernel.letters.models import Batch, BatchItem
from palat.kernel.letters.moves import BATCH_ACTS, KINDS
from palat.kernel.letters.operations.pieces import drafted, issued, signed
from palat.kernel.letters.queries import signs_alone, to_sign
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.visibility import visible
from palat.kernel.organisation.queries import authority_of_official
from palat.kernel.writing import rewrite_fields

logger = logging.getLogger(__name__)
PIECE = 50  # letters of one transaction: the register waits no longer than for these
MOST = 5_000  # letters of one batch
TO_PETITIONER = ("acknowledgement", "result", "refusal", "letter", "stamped_letter", "certificate")
PIECES: Mapping[str, Callable[[Batch, Sequence[BatchItem], Actor, datetime], list[int]]] = {
    "draft": drafted,
    "issue": issued,
    "sign": signed,
}


def begin_letters(
    *, kind: str, matter_ids: Iterable[int], by: Actor, at: datetime, subject: str = "", text: str = ""
) -> Batch:
    """Begin to draft a letter of a kind on each of many matters, to the petitioner of each.

    Kinds that need a signature are laid before the signers; those that need none are issued. `subject` and `text` are
    what plain letters have in common; `{รหัสเรื่อง}`, `{วันที่รับ}` and `{เลขรับ}` in them are each matter's own.
    Raises: UnableToAct for another kind, no matters, too many, or a plain letter without words.
    """
    if kind not in TO_PETITIONER:
        raise UnableToAct(_("หนังสือชนิดนี้ออกเป็นชุดไม่ได้"))
    if KINDS[kind].plain and not (subject.strip() and text.strip()):
        raise UnableToAct(_("โปรดพิมพ์เรื่องและข้อความของหนังสือ"))
    seen = list(visible(by).filter(pk__in=set(matter_ids)).order_by("pk").values_list("pk", flat=True)[: MOST + 1])
    items = [BatchItem(id=number, matter_id=pk) for number, pk in zip(_numbers(seen), seen, strict=True)]
    act = "draft" if KINDS[kind].signed else "issue"
    return _begun(act, kind, {"subject": subject.strip(), "text": text.strip()}, items, by, at)


def begin_signing(*, letter_ids: Iterable[int], by: Actor, at: datetime) -> Batch:
    """Begin to sign many letters that wait for someone, but for those that are to be read and signed one by one."""
    waiting = to_sign(by).filter(pk__in=set(letter_ids))
    seen = [one.pk for one in waiting[: MOST + 1] if not signs_alone(one)]
    items = [BatchItem(id=number, letter_id=pk) for number, pk in zip(_numbers(seen), seen, strict=True)]
    return _begun("sign", "", {}, items, by, at)


def _numbers(rows: Sequence[int]) -> list[int]:
    return ids.take_many(len(rows)) if rows else []


@transaction.atomic
def _begun(act: str, kind: str, words: Mapping[str, str], items: Sequence[BatchItem], by: Actor, at: datetime) -> Batch:
    if act not in BATCH_ACTS or by.official_id is None:
        raise UnableToAct(_("ออกหนังสือเป็นชุดได้เฉพาะเจ้าหน้าที่"))
    if not items:
        raise UnableToAct(_("ไม่มีหนังสือที่ทำได้ในรายการที่เลือก"))
    if len(items) > MOST:
        raise UnableToAct(_("ทำได้ครั้งละไม่เกิน %(most)s ฉบับ โปรดกรองรายการให้แคบลง") % {"most": f"{MOST:,}"})
    batch = Batch.objects.create(
        id=ids.take(), act=act, kind=kind, words=dict(words), by_id=by.official_id, begun_at=at, total=len(items)
    )
    for one in items:
        one.batch_id = batch.pk
    BatchItem.objects.bulk_create(items, batch_size=1000)
    enqueue("letters.batch", batch_id=batch.pk)
    return batch


@transaction.atomic
def stop(*, batch_id: int, by: Actor, at: datetime) -> None:
    """Stop a batch: what was done stays done, what waits is left. Raises: UnableToAct for another's, or one ended."""
    stopped = Batch.objects.filter(pk=batch_id, by_id=by.official_id, ended_at=None, stopped_at=None).update(
        stopped_at=at
    )
    if not stopped:
        raise UnableToAct(_("งานชุดนี้จบแล้ว หรือไม่ใช่งานของคุณ"))


def next_piece(*, batch_id: int, at: datetime) -> list[int] | None:
    """Do the next piece of a batch. Returns the letters that got their number; None when nothing is left to do.

    A fault in one letter (not a refusal) is recorded on that letter; the others of its piece are done.
    """
    try:
        return _piece(batch_id, at, PIECE)
    except Exception:
        logger.exception("letters.batch_piece_failed", extra={"batch": batch_id})
    return _one_by_one(batch_id, at)


def _one_by_one(batch_id: int, at: datetime) -> list[int]:
    """Do a piece letter by letter, so that only the one with the fault stays undone."""
    made: list[int] = []
    waiting = list(_waiting(batch_id)[:PIECE].values_list("pk", flat=True))
    for number in waiting:
        try:
            made += _piece(batch_id, at, 1) or []
        except UnableToAct as refused:
            _refuse(number, str(refused))
        except Exception:
            logger.exception("letters.batch_item_failed", extra={"batch": batch_id, "item": number})
            _refuse(number, _("ระบบขัดข้องขณะทำหนังสือฉบับนี้ โปรดทำรายฉบับหรือแจ้งผู้ดูแลระบบ"))
    return made


def _refuse(number: int, why: str) -> None:
    BatchItem.objects.filter(pk=number, state="waiting").update(state="refused", why=why[:500])


def _waiting(batch_id: int) -> QuerySet[BatchItem]:
    return BatchItem.objects.filter(batch_id=batch_id, state="waiting").order_by("id")


@transaction.atomic
def _piece(batch_id: int, at: datetime, size: int) -> list[int] | None:
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    items = [] if batch.stopped_at else list(_waiting(batch_id)[:size])
    if not items:
        return None
    by = Actor("official", authority_of_official(batch.by_id, on=legal_date(at)))
    made = PIECES[batch.act](batch, items, by, at)
    rewrite_fields(items, ("state", "why", "letter"))
    return made


def end(*, batch_id: int, at: datetime) -> None:
    """Record that nothing of a batch is left to do."""
    Batch.objects.filter(pk=batch_id, ended_at=None).update(ended_at=at)
