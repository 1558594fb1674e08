"""Remarks on a draft: bound to a field or a piece of its text, settled by whoever changes the draft."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from palat.kernel.letters.drafts.places import places
from palat.kernel.letters.models import Letter, Remark
from palat.kernel.matters.operations.acts import UnableToAct

LONGEST = 2000
MOST = 100  # remarks of one reading


@dataclass(frozen=True)
class Said:
    """What is to be changed, and where."""

    place: str
    words: str


def require_said(letter: Letter, said: Sequence[Said]) -> list[Said]:
    """Return remarks without empty ones. Raises: UnableToAct for a place that the draft does not have."""
    there = {one.code for one in places(letter.form, letter.content)}
    found = [Said(one.place, one.words.strip()) for one in said if one.words.strip()]
    if any(one.place not in there for one in found):
        raise UnableToAct(_("ข้อสังเกตชี้ไปยังส่วนที่ไม่มีในร่างแล้ว โปรดเปิดหน้าใหม่อีกครั้ง"))
    if len(found) > MOST or any(len(one.words) > LONGEST for one in found):
        raise UnableToAct(_("ข้อสังเกตยาวหรือมากเกินไป โปรดสรุปให้สั้นลง"))
    return found


def told(said: Sequence[Said]) -> list[dict[str, str]]:
    """Return remarks as the history keeps them."""
    return [{"place": one.place, "words": one.words} for one in said]


def write(letter: Letter, said: Sequence[Said], *, official_id: int, at: datetime) -> None:
    """Write remarks on the wording that was read."""
    Remark.objects.bulk_create(
        Remark(letter=letter, revision=letter.revision, place=one.place, words=one.words, by_id=official_id, at=at)
        for one in said
    )


def settle(letter: Letter, remark_ids: Collection[int], *, official_id: int | None, at: datetime) -> dict[str, Any]:
    """Mark remarks as seen to by a change of the draft; return what the event tells of it."""
    if not remark_ids:
        return {}
    open_ones = Remark.objects.filter(letter=letter, pk__in=remark_ids, settled_at=None)
    settled = sorted(open_ones.values_list("pk", flat=True))
    open_ones.update(settled_at=at, settled_by_id=official_id)
    return {"settled": settled} if settled else {}
