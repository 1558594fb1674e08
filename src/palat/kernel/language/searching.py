"""What someone types into the search box, understood: words, "quoted phrases", -exclusions. Plain functions."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from palat.kernel.language.dictionary import Dictionary
from palat.kernel.language.lexemes import OPEN, lexeme, quoted, sign
from palat.kernel.language.normalising import readable

MOST_TYPED = 500  # letters that are read; a longer text is no search
MOST_CLAUSES = 24
_TYPED = re.compile(r'(-?)(?:["“”„]([^"“”„]*)["“”„]|([^\s"“”„]+))')

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Clause:
    """One thing wanted: any of several phrases; the first is what was typed, the others mean the same."""

    phrases: tuple[Phrase, ...]


@dataclass(frozen=True)
class Sought:
    """What is sought: all of these, none of those; signs narrow by any of each group."""

    wanted: tuple[Clause, ...] = ()
    unwanted: tuple[Clause, ...] = ()
    signs: tuple[tuple[str, ...], ...] = ()
    common_only: bool = False  # only in texts that all may read who may open the document

    def __bool__(self) -> bool:
        """Say whether words are sought at all."""
        return bool(self.wanted or self.unwanted)

    def narrowed(self, *groups: Sequence[str]) -> "Sought":
        """Return the same, narrowed by any of each group of signs."""
        return replace(self, signs=(*self.signs, *(tuple(group) for group in groups if group)))

    @property
    def tsquery(self) -> str:
        """What is sought in PostgreSQL's writing."""
        weight = f":{OPEN}" if self.common_only else ""
        parts = [_either(clause, weight) for clause in self.wanted]
        parts += [f"!{_either(clause, weight)}" for clause in self.unwanted]
        parts += ["(" + " | ".join(quoted(sign(one)) for one in group) + ")" for group in self.signs]
        return " & ".join(parts)

    @property
    def shown(self) -> frozenset[str]:
        """The words to mark where they are found."""
        return frozenset(word for clause in self.wanted for phrase in clause.phrases for word in phrase)


def understand(typed: str, dictionary: Dictionary, synonyms: Mapping[Phrase, Sequence[Phrase]] | None = None) -> Sought:
    """Understand what was typed; nothing wanted where there is no word in it."""
    wanted: list[Clause] = []
    unwanted: list[Clause] = []
    known = synonyms or {}
    for found in _TYPED.finditer(readable(typed)[:MOST_TYPED]):
        minus, phrase, plain = found.groups()
        words = tuple(word for one in dictionary.words(phrase or plain or "") if (word := lexeme(one)))
        if not words:
            continue
        together = phrase is not None or bool(minus) or words in known
        clauses = [words] if together else [(word,) for word in words]
        said = [Clause((one, *(() if phrase is not None else known.get(one, ())))) for one in clauses]
        (unwanted if minus else wanted).extend(said)
    return Sought(_once(wanted), _once(unwanted))


def rarest(sought: Sought, documents: Callable[[set[str]], Mapping[str, int]]) -> int | None:
    """Return how many documents at most can match, as far as the counts of single words and signs tell; None: any."""
    groups = [[list(phrase) for phrase in clause.phrases] for clause in sought.wanted]
    groups += [[[sign(one)] for one in group] for group in sought.signs]
    if not groups:
        return None
    counts = documents({word for group in groups for phrase in group for word in phrase})
    return min(sum(min(counts.get(word, 0) for word in phrase) for phrase in group) for group in groups)


def _once(clauses: list[Clause]) -> tuple[Clause, ...]:
    return tuple(dict.fromkeys(clauses))[:MOST_CLAUSES]


def _either(clause: Clause, weight: str) -> str:
    said = ["(" + " <-> ".join(quoted(word) + weight for word in phrase) + ")" for phrase in clause.phrases]
    return "(" + " | ".join(said) + ")"
