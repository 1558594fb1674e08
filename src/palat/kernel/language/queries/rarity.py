"""How much a word tells: the fewer documents of the index have it, the more."""

from collections.abc import Iterable

from palat.kernel.language.lexemes import lexeme
from palat.kernel.language.likeness import Rarity, telling
from palat.kernel.language.models import Document, Word
from palat.kernel.organisation.kept import kept

SECONDS = 600  # counts change slowly; a process reads them anew after so long
MOST_WORDS = 200_000
FEWEST = 200  # documents from which counts tell anything; in an index of three all words are common


class _Counts:
    """What was read of the counts, word by word as they are asked for."""

    def __init__(self) -> None:
        many = Document.objects.count()
        self.many = many if many >= FEWEST else 0
        self._telling: dict[str, float] = {}
        self._most = telling(0, self.many)

    def read(self, words: Iterable[str]) -> None:
        """Read how many documents have each word, as far as it is not known yet."""
        wanted = {one for word in words if (one := lexeme(word)) not in self._telling} if self.many else set()
        if not wanted:
            return
        if len(self._telling) > MOST_WORDS:
            self._telling.clear()
        having = dict(Word.objects.filter(pk__in=wanted).values_list("word", "documents"))
        self._telling.update({word: telling(having.get(word, 0), self.many) for word in wanted})

    def of(self, word: str) -> float:
        """Return how much a word tells; one that no document has tells most."""
        return self._telling.get(lexeme(word), self._most)


def rarity_of(words: Iterable[str]) -> Rarity:
    """Return how much each of these words tells, with one statement at most; any other word is taken for new."""
    counts = kept(("language.counts",), _Counts, seconds=SECONDS)
    counts.read(words)
    return counts.of
