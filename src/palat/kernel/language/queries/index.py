"""Reading the index. It knows numbers of documents only: who may see them is asked where they live."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from palat.kernel.language.models import Document, Mark, Synonym, Word
from palat.kernel.language.searching import Phrase, Sought, rarest, understand
from palat.kernel.language.spelling import MOST_LETTERS, changes_allowed, nearest, stretches
from palat.kernel.language.terms import dictionary
from palat.kernel.organisation.kept import kept

SYNONYM_SECONDS = 30
MOST_CUTS = 6  # ways of parting a stretch that are tried
MOST_CANDIDATES = 4000


def sought(typed: str) -> Sought:
    """Understand what was typed, with the Office's terms and synonyms."""
    return understand(typed, dictionary(), kept(("language.synonyms",), _synonyms, seconds=SYNONYM_SECONDS))


def at_most(wanted: Sought) -> int | None:
    """Return how many documents at most match, as far as the counts of words tell; None where they tell nothing."""
    return rarest(wanted, _counts)


def matching(wanted: Sought, *, since: datetime | None = None, before: datetime | None = None) -> QuerySet[Document]:
    """Return the documents that match, the newest first."""
    found = Document.objects.filter(words__matches=wanted.tsquery).order_by("-received_at", "-id")
    if since:
        found = found.filter(received_at__gte=since)
    return found.filter(received_at__lt=before) if before else found


def those_of(ids: Collection[int], wanted: Sought) -> set[int]:
    """Return which of some documents match."""
    return set(Document.objects.filter(pk__in=ids, words__matches=wanted.tsquery).values_list("pk", flat=True))


def meant(typed: str, wanted: Sought) -> str:
    """Return what was typed with unknown words put right from the index; empty where nothing is near.

    Each stretch between blanks is tried whole first: a mistyped word falls apart into pieces that mean nothing.
    """
    reads = dictionary()
    chunks = [(one, tuple(reads.words(one))) for one in typed.split() if one[0] not in '-"“”']
    pieces = [("".join(clause.phrases[0]), clause.phrases[0]) for clause in wanted.wanted]
    for parts in (chunks, pieces):
        better = typed
        for part, words in parts:
            near = None if _all_known(words) else _near(part)
            better = better.replace(part, near) if near else better
        if better != typed:
            return better
    for part, _words in chunks:
        if near := _near_beside_a_known(part):
            return typed.replace(part, near)
    return ""


def _near_beside_a_known(chunk: str) -> str:
    """Return a stretch of two words put right where one is known and the other nearly: ไฟฟา|ดับ, น้ำ|ปะปา.

    The longest known part is tried first: it is the likeliest to be what was meant.
    """
    cuts = [(chunk[:place], chunk[place:]) for place in range(2, min(len(chunk) - 1, MOST_LETTERS))]
    known = _counts({chunk, *(part for cut in cuts for part in cut)})
    if chunk in known:
        return ""
    sides = [(len(left), left, right, False) for left, right in cuts if left in known]
    sides += [(len(right), right, left, True) for left, right in cuts if right in known]
    for _length, whole, other, is_last in sorted(sides, reverse=True)[:MOST_CUTS]:
        near = _near(other)
        if near:
            return near + whole if is_last else whole + near
    return ""


def _all_known(words: Iterable[str]) -> bool:
    sought = set(words)
    return len(_counts(sought)) == len(sought)


def synonyms() -> QuerySet[Synonym]:
    """Return the groups of words that stand for one another."""
    return Synonym.objects.order_by("words")


def mark(name: str) -> Mark | None:
    """Return how far an index is; nothing before it was first made."""
    return Mark.objects.filter(name=name).first()


def is_empty() -> bool:
    """Say whether there is nothing in the index."""
    return not Document.objects.exists()


def older_than(version: str, *, most: int) -> list[int]:
    """Return some documents that were read with another dictionary."""
    return list(Document.objects.exclude(version=version).order_by("pk").values_list("pk", flat=True)[:most])


def _counts(words: set[str]) -> Mapping[str, int]:
    return dict(Word.objects.filter(pk__in=words, documents__gt=0).values_list("word", "documents"))


def _near(word: str) -> str | None:
    """Return the word of the index nearest to one that is not in it."""
    if not 2 < len(word) <= MOST_LETTERS or Word.objects.filter(pk=word, documents__gt=0).exists():
        return None
    parts = Q()
    for part in stretches(word):
        parts |= Q(word__contains=part)
    near_length = (max(1, len(word) - changes_allowed(word)), len(word) + changes_allowed(word))
    rows = (
        Word.objects.filter(parts, letters__range=near_length, documents__gt=0)
        .order_by("-documents")
        .values_list("word", "documents")[:MOST_CANDIDATES]
    )
    return nearest(word, list(rows))


def _synonyms() -> Mapping[Phrase, Sequence[Phrase]]:
    reads = dictionary()
    known: dict[Phrase, list[Phrase]] = {}
    for words in Synonym.objects.values_list("words", flat=True):
        phrases = _phrases(tuple(reads.words(one)) for one in words.split(","))
        for phrase in phrases:
            known.setdefault(phrase, []).extend(one for one in phrases if one != phrase)
    return known


def _phrases(found: Iterable[Phrase]) -> list[Phrase]:
    return [phrase for phrase in dict.fromkeys(found) if phrase]
