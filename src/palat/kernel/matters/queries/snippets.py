"""What is shown of a matter that was found: the place where the words stand, as far as the viewer may read."""

from collections.abc import Collection
from dataclasses import dataclass

from palat.kernel.language.queries import index
from palat.kernel.language.searching import Sought
from palat.kernel.language.snippets import Piece, snippet
from palat.kernel.language.terms import dictionary
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter
from palat.kernel.matters.queries.visibility import reads_as_office
from palat.kernel.matters.searched import texts_of

WHOLE = 400  # a subject is no longer


@dataclass(frozen=True)
class Said:
    """What is shown of a matter: its subject, and the place in its texts."""

    title: list[Piece]
    snippet: list[Piece]


def understood(typed: str) -> Sought:
    """Understand what someone typed into the search box."""
    return index.sought(typed)


def did_you_mean(typed: str, sought: Sought) -> str:
    """Return what was typed with mistakes put right, from the words of the index; empty where there is none near."""
    return index.meant(typed, sought)


def snippets(matters: Collection[Matter], words: frozenset[str], *, by: Actor) -> dict[int, Said]:
    """Return what is shown of each matter, the words marked, personal data masked."""
    office = by.kind == "system" or (by.authority is not None and reads_as_office(by.authority))
    texts = texts_of([(one.pk, one.procedure, one.subject) for one in matters])
    read = dictionary()
    said = {}
    for number, one in texts.items():
        readable = (*one.common[1:], *one.inner) if office else one.common[1:]
        title = snippet(one.common[:1], words, read, length=WHOLE)
        said[number] = Said(title, snippet(readable, words, read))
    return said
