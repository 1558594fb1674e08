"""Emptying letters that were destroyed under a list: number, day, addressee's agency, signer and hash stay."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from palat.kernel.history.remains import Remains
from palat.kernel.letters.models import (
    Batch,
    BatchItem,
    Initial,
    Letter,
    LetterMatter,
    MarginOrder,
    PaperSignature,
    Remark,
    Wording,
)
from palat.kernel.letters.moves import NUMBERED

# What a letter loses; the file's hash stays, so that a paper in somebody's hand can still be checked.
EMPTY: dict[str, object] = {
    "content": [],
    "references": [],
    "enclosures": [],
    "copies_to": [],
    "particulars": {},
    "addressee": "",
    "returned_words": "",
    "post_code": "",
    "person": None,
    "file": None,
}


def empty_letters(
    *, matter_ids: Collection[int] = (), letter_ids: Collection[int] = (), words: str, at: datetime, remains: Remains
) -> set[int]:
    """Empty letters, those of matters only where no other matter needs them any more. Returns which."""
    about = LetterMatter.objects.filter(letter=OuterRef("pk"))
    needed = about.exclude(matter__in=matter_ids).filter(matter__destroyed_under="")
    of_matters = Q(Exists(about.filter(matter__in=matter_ids))) & ~Q(Exists(needed))
    letters = Letter.objects.filter(of_matters | Q(pk__in=letter_ids), erased_at=None)
    numbers = set(letters.values_list("pk", flat=True))
    if not numbers:
        return numbers
    _gather(numbers, remains)
    Letter.objects.filter(pk__in=numbers).update(subject=words, erased_at=at, **EMPTY)
    unsent = Letter.objects.filter(pk__in=numbers).exclude(state__in=NUMBERED)
    unsent.update(state="cancelled")  # so that it is nobody's work any more
    Initial.objects.filter(letter__in=numbers, given_at=None, closed_at=None).update(closed_at=at)
    Wording.objects.filter(letter__in=numbers).delete()  # the database lets them go with an erased letter alone
    Remark.objects.filter(letter__in=numbers).delete()
    PaperSignature.objects.filter(letter__in=numbers).delete()
    MarginOrder.objects.filter(letter__in=numbers).update(words="", refused_words="", scan=None)
    items = BatchItem.objects.filter(letter__in=numbers)
    Batch.objects.filter(pk__in=items.values("batch"), ended_at__isnull=False).update(words={})
    items.update(why="")
    return numbers


def _gather(numbers: Collection[int], remains: Remains) -> None:
    for person, file in Letter.objects.filter(pk__in=numbers).values_list("person_id", "file_id"):
        remains.add(persons=[person], files=[file])
    remains.add(files=PaperSignature.objects.filter(letter__in=numbers).values_list("scan_id", flat=True))
    remains.add(files=MarginOrder.objects.filter(letter__in=numbers).values_list("scan_id", flat=True))
