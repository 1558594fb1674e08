"""Marks: put over what is withheld, one by one or wherever words stand; taken back together as they were made."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from palat.kernel.files.procedure import clean_text
from palat.kernel.history import ids
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.redaction.models import Mark, Source
from palat.kernel.redaction.operations.sets import Preparing, preparing
from palat.kernel.redaction.procedure import MOST_MARKS, READY, Box

Spot = tuple[int, int, Box]  # document, page, where on it


def mark(*, set_id: int, spots: Sequence[Spot], ground: str, words: str = "", by: Actor, at: datetime) -> list[Mark]:
    """Put boxes over places of documents of a set, on one ground. Raises: UnableToAct."""
    with preparing(set_id=set_id, by=by, at=at) as work:
        work.ground(ground)
        if not spots:
            raise UnableToAct(_("โปรดเลือกที่ที่จะปกปิดอย่างน้อยหนึ่งแห่ง"))
        sources = {number: work.source(number) for number in {spot[0] for spot in spots}}
        batch, said = ids.take(), clean_text(words)[:300]
        made = [
            _made(sources[number], page, box, work, ground=ground, words=said, batch=batch)
            for number, page, box in spots
        ]
        for source in sources.values():
            if source.marks.filter(taken_back_at=None).count() + len(made) > MOST_MARKS:
                raise UnableToAct(_("เอกสารฉบับหนึ่งมีเครื่องหมายได้ไม่เกิน %(most)d แห่ง") % {"most": MOST_MARKS})
        Mark.objects.bulk_create(made)
        work.changed()
        return made


def _made(source: Source, page: int, box: Box, work: Preparing, *, ground: str, words: str, batch: int) -> Mark:
    if source.state != READY:
        raise UnableToAct(_("เอกสารนี้ยังทำเครื่องหมายไม่ได้"))
    if not 1 <= page <= source.pages:
        raise UnableToAct(_("เอกสารนี้ไม่มีหน้า %(page)d") % {"page": page})
    if not box.is_sound:
        raise UnableToAct(_("กรอบต้องอยู่ในหน้า ด้านซ้ายน้อยกว่าด้านขวา ด้านบนน้อยกว่าด้านล่าง"))
    return Mark(
        id=ids.take(),
        source=source,
        page=page,
        left=box.left,
        top=box.top,
        right=box.right,
        bottom=box.bottom,
        ground=ground,
        words=words,
        batch=batch,
        made_at=work.at,
        made_by_id=work.official_id,
    )


def take_back(*, set_id: int, mark_id: int, by: Actor, at: datetime, together: bool = False) -> int:
    """Take back a mark, or all that were made together with it. Returns how many. Raises: UnableToAct."""
    with preparing(set_id=set_id, by=by, at=at) as work:
        standing = Mark.objects.filter(source__release_set=work.release_set, taken_back_at=None)
        found = standing.filter(pk=mark_id).first()
        if found is None:
            raise UnableToAct(_("เครื่องหมายนี้ถูกเลิกไปแล้ว"))
        wanted = standing.filter(batch=found.batch) if together else standing.filter(pk=mark_id)
        count = wanted.update(taken_back_at=at, taken_back_by_id=work.official_id)
        work.changed()
        return count
