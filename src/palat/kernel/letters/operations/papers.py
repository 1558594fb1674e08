"""Setting and keeping the papers of many letters: each set in a process of its own, kept set-based with its event.

First each paper that leaves is set and its hash recorded; the masked copies of letters to petitioners, which wait for
nobody, are set and kept afterwards.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.operations import store_many_made
from palat.kernel.identities.operations import open_many_for_dispatch
from palat.kernel.identities.procedure import address_in_letter, name_in_letter
from palat.kernel.letters.layout import Template, UnableToLayOut, render
from palat.kernel.letters.models import BatchItem, Letter, LetterMatter
from palat.kernel.letters.moves import NUMBERED
from palat.kernel.letters.operations.sending import certificate_of, finished
from palat.kernel.letters.paper.sealing import UnableToSeal, sealed
from palat.kernel.letters.procedure import LetterData
from palat.kernel.letters.queries import letter_data
from palat.kernel.letters.templating.queries import template_of
from palat.kernel.matters.authority import SYSTEM
from palat.kernel.matters.operations.acts import acting_on_many
from palat.kernel.writing import rewrite_fields


@dataclass(frozen=True)
class Paper:
    """A letter ready to be set. `named`: a petitioner's name stands on it, so its bytes are kept nowhere.

    `signed_at`: when it was signed, where it leaves with the Office's certificate on it.
    """

    letter_id: int
    data: LetterData
    template: Template
    named: bool
    signed_at: datetime | None = None


@dataclass(frozen=True)
class SetPaper:
    """A letter as set, or why it could not be."""

    letter_id: int
    pdf: bytes = b""
    named: bool = False
    trouble: str = ""


def unfinished(batch_id: int, *, most: int) -> list[int]:
    """Return numbered letters of a batch whose paper was not set yet, and may still be."""
    return _numbers(_done(batch_id).filter(letter__sha256=""), most)


def without_copy(batch_id: int, *, most: int) -> list[int]:
    """Return letters of a batch that left, and of which the Office has no copy yet."""
    return _numbers(_done(batch_id).exclude(letter__sha256="").filter(letter__file=None), most)


def _done(batch_id: int) -> QuerySet[BatchItem]:
    return BatchItem.objects.filter(batch_id=batch_id, state="done", why="", letter__state__in=NUMBERED)


def _numbers(items: QuerySet[BatchItem], most: int) -> list[int]:
    return list(items.order_by("id").values_list("letter_id", flat=True)[:most])


def prepare(letter_ids: Iterable[int], *, at: datetime) -> list[Paper]:
    """Read letters that have their number, and open the names that stand on the papers that leave: recorded.

    Of several letters to one person the first is taken; the others come in a later turn.
    """
    first: dict[int, Letter] = {}
    for one in _letters(letter_ids).filter(sha256=""):
        first.setdefault(one.person_id or -one.pk, one)
    matters = {one.person_id: f"letter:{one.pk}" for one in first.values() if one.person_id is not None}
    opened = open_many_for_dispatch(matters, purpose="letter", at=at) if matters else {}
    return [_paper(one, _named(opened.get(one.person_id or 0)), legal_date(at)) for one in first.values()]


def prepare_copies(letter_ids: Iterable[int], *, at: datetime) -> list[Paper]:
    """Read letters whose copies the Office is to keep: the names stay masked, nothing is opened."""
    lacking = _letters(letter_ids).exclude(sha256="").filter(file=None)
    return [replace(_paper(one, "", legal_date(at)), signed_at=None) for one in lacking]


def _letters(letter_ids: Iterable[int]) -> QuerySet[Letter]:
    wanted = Letter.objects.filter(pk__in=list(letter_ids), state__in=NUMBERED)
    # The files of a template are many times as long as a letter, and the same for all: `template_of` has them at hand.
    return wanted.select_related("person", "signed_by", "template").defer("template__files").order_by("pk")


def _named(opened: tuple[str, dict[str, str]] | None) -> str:
    if opened is None:
        return ""
    kind, fields = opened
    return name_in_letter(kind, fields) or address_in_letter(kind, fields)


def _paper(letter: Letter, name: str, today: date) -> Paper:
    day = letter.on or today
    data, template = letter_data(letter, today=day, name=name), template_of(letter, today=day)
    signed_at = letter.signed_at if letter.signed_way != "paper" else None
    return Paper(letter.pk, data, template, named=bool(name), signed_at=signed_at)


def set_together(papers: Iterable[Paper], presses: Executor) -> "list[Future[SetPaper]]":
    """Begin to set papers, as many at once as there are presses."""
    return [presses.submit(_set, one) for one in papers]


def _set(paper: Paper) -> SetPaper:
    try:
        pdf = render(paper.data, paper.template)
        return SetPaper(paper.letter_id, sealed(pdf, at=paper.signed_at) if paper.signed_at else pdf, paper.named)
    except (UnableToLayOut, UnableToSeal) as broken:
        return SetPaper(paper.letter_id, trouble=str(broken))


@transaction.atomic
def keep(papers: Sequence[SetPaper], *, at: datetime) -> int:
    """Record the hash of each paper that leaves, with an event on every matter that it is about. Returns how many.

    A paper without a petitioner's name is the Office's copy too, and kept. One that could not be set keeps its number;
    the trouble is told beside it, and nothing else waits for it.
    """
    set_ones = _without_trouble(papers)
    locked = Letter.objects.select_for_update(of=("self",)).filter(pk__in=set_ones, state__in=NUMBERED, sha256="")
    letters = {one.pk: one for one in locked.order_by("pk")}
    for letter in letters.values():
        letter.sha256 = hashlib.sha256(set_ones[letter.pk].pdf).hexdigest()
        letter.certificate = certificate_of(letter)
    _store([one for one in letters.values() if not set_ones[one.pk].named], set_ones, at)
    about = LetterMatter.objects.filter(letter__in=letters).values_list("matter_id", "letter_id").distinct()
    of_matter: dict[int, list[Letter]] = defaultdict(list)
    for matter_id, letter_id in about.order_by("letter_id"):
        of_matter[matter_id].append(letters[letter_id])
    with acting_on_many(matter_ids=of_matter, by=SYSTEM, at=at) as acts:
        for act in acts:
            for letter in of_matter[act.matter.pk]:
                act.move("letter_finish", facts=_facts(letter))
    rewrite_fields(list(letters.values()), ("file", "sha256", "certificate"))
    return len(letters)


@transaction.atomic
def keep_copies(papers: Sequence[SetPaper], *, at: datetime) -> int:
    """Keep the masked copies of papers that left (สำเนาคู่ฉบับ). Returns how many."""
    set_ones = _without_trouble(papers)
    letters = list(
        Letter.objects.select_for_update(of=("self",))
        .filter(pk__in=set_ones, file=None)
        .exclude(sha256="")
        .order_by("pk")
    )
    _store(letters, set_ones, at)
    rewrite_fields(letters, ("file",))
    return len(letters)


def _without_trouble(papers: Sequence[SetPaper]) -> dict[int, SetPaper]:
    """Return the papers that were set, by letter; tell the trouble of the others beside them."""
    for one in papers:
        if one.trouble:
            BatchItem.objects.filter(letter_id=one.letter_id, state="done").update(why=one.trouble[:500])
    return {one.letter_id: one for one in papers if not one.trouble}


def _store(letters: Sequence[Letter], papers: Mapping[int, SetPaper], at: datetime) -> None:
    files = store_many_made(contents=[papers[one.pk].pdf for one in letters], kind="pdf", at=at) if letters else []
    for letter, file in zip(letters, files, strict=True):
        letter.file = file


def _facts(letter: Letter) -> dict[str, object]:
    return {"letter": letter.pk, "letter_kind": letter.kind, **finished(letter)}
