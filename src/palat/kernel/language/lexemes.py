"""Words as PostgreSQL keeps and looks for them: the text of a tsvector and of a tsquery, written here.

No parser of PostgreSQL touches Thai: its own would cut words at vowels. Plain functions.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from palat.kernel.language.dictionary import Dictionary

OPEN = "A"  # the weight of places in texts that all may read who may open the document
SIGN = "§"  # begins the signs by which documents are narrowed; no word of a text can begin so
LONGEST = 100  # letters of a lexeme
MOST_WORDS = 12_000  # of one document; what follows is not searched
MOST_PLACES = 64  # PostgreSQL keeps at most 256 places of one word
GAP = 10  # between two texts of a document: no phrase goes across


@dataclass(frozen=True)
class Entry:
    """What goes into the index for one document."""

    vector: str
    words: frozenset[str]


def entry(common: Sequence[str], inner: Sequence[str], signs: Iterable[str], dictionary: Dictionary) -> Entry:
    """Return the index entry of texts; a long word stands for its parts too, in the same place.

    Places in the common texts carry the weight A, by which they can be sought alone.
    """
    places: dict[str, list[str]] = defaultdict(list)
    at = 0
    for text, weight in (*((text, OPEN) for text in common), *((text, "") for text in inner)):
        for word in dictionary.words(text):
            if at >= MOST_WORDS:
                break
            at += 1
            for one in (word, *dictionary.inside(word)):
                found = places[lexeme(one)]
                if len(found) < MOST_PLACES:
                    found.append(f"{at}{weight}")
        at += GAP
    places.pop("", None)
    marks = [sign(one) for one in signs]
    said = [f"{quoted(word)}:{','.join(found)}" for word, found in places.items()]
    return Entry(" ".join([*said, *map(quoted, marks)]), frozenset([*places, *marks]))


def lexeme(word: str) -> str:
    """Return a word as it is kept."""
    return word.replace(SIGN, "").replace("\x00", "")[:LONGEST]


def sign(text: str) -> str:
    """Return a sign (`duty:petitions`) as it is kept."""
    return SIGN + text[:LONGEST]


def quoted(word: str) -> str:
    """Return a lexeme in quotes."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
