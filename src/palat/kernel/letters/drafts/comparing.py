"""Two wordings of a draft compared, place by place, the changed words marked; Thai is cut by the house's dictionary."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal

from palat.kernel.language.dictionary import plain_dictionary
from palat.kernel.letters.drafts.places import TEXT, fields_of, text_at
from palat.kernel.letters.shapes import SHAPES
from palat.kernel.letters.text.words import lines_of

Change = Literal["same", "gone", "new"]
MOST_WORDS = 4_000  # a piece of more words is shown changed as a whole: comparing takes time by the square
ALIKE = 0.4  # pieces that share less are not the same piece reworded


@dataclass(frozen=True)
class Run:
    """Words that stand in both wordings, in the older alone, or in the newer alone."""

    change: Change
    text: str


@dataclass(frozen=True)
class Pair:
    """A piece in both wordings. `runs` tell it in one line of reading; each side leaves out what is only in the other.

    `label`: the field; empty for a piece of the text.
    """

    label: str
    runs: tuple[Run, ...]

    @property
    def changed(self) -> bool:
        """Whether the two differ."""
        return any(one.change != "same" for one in self.runs)

    @property
    def before(self) -> list[Run]:
        """The older wording."""
        return [one for one in self.runs if one.change != "new"]

    @property
    def after(self) -> list[Run]:
        """The newer wording."""
        return [one for one in self.runs if one.change != "gone"]


def compared(form: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Pair]:
    """Return every field and piece of text of two wordings of a letter, in the order of the paper.

    A field that is empty in both is left out.
    """
    found = [
        Pair(spot.label, tuple(marked(text_at(before, spot.code), text_at(after, spot.code))))
        for spot in fields_of(form)
    ]
    if SHAPES[form].circular and before["circular"] != after["circular"]:
        found.append(Pair(CIRCULAR, tuple(marked(*("ว" if one["circular"] else "" for one in (before, after))))))
    return [*(one for one in found if one.runs), *_texts(_pieces(before), _pieces(after))]


CIRCULAR = "หนังสือเวียน (ว)"


def changes(pairs: Iterable[Pair]) -> int:
    """Count the places that differ."""
    return sum(one.changed for one in pairs)


def _pieces(words: Mapping[str, Any]) -> list[str]:
    return ["\n".join(lines_of(one)) for one in words[TEXT]]


def _texts(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    """Yield the pieces of two texts: what was reworded side by side, what came or went by itself."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for what, first, last, other_first, other_last in matcher.get_opcodes():
        older, newer = before[first:last], after[other_first:other_last]
        if what == "equal":
            yield from (Pair("", (Run("same", one),)) for one in older)
        else:
            yield from _reworded(older, newer)


def _reworded(older: Sequence[str], newer: Sequence[str]) -> Iterator[Pair]:
    for one, other in zip_longest(older, newer, fillvalue=""):
        runs = marked(one, other)
        if one and other and not _is_alike(runs, one, other):
            yield Pair("", (Run("gone", one),))
            yield Pair("", (Run("new", other),))
        else:
            yield Pair("", tuple(runs))


def _is_alike(runs: Iterable[Run], one: str, other: str) -> bool:
    shared = sum(len(run.text.strip()) for run in runs if run.change == "same")
    return shared >= ALIKE * min(len(one), len(other))


def marked(before: str, after: str) -> list[Run]:
    """Return two texts as one line of reading, in which words that went and words that came are marked."""
    if before == after:
        return [Run("same", before)] if before else []
    older, newer = cut(before), cut(after)
    if max(len(older), len(newer)) > MOST_WORDS:
        return [one for one in (Run("gone", before), Run("new", after)) if one.text]
    runs: list[Run] = []
    matcher = difflib.SequenceMatcher(None, older, newer, autojunk=False)
    for what, first, last, other_first, other_last in matcher.get_opcodes():
        if what == "equal":
            runs.append(Run("same", "".join(older[first:last])))
            continue
        gone, new = "".join(older[first:last]), "".join(newer[other_first:other_last])
        runs += [one for one in (Run("gone", gone), Run("new", new)) if one.text]
    return runs


SPACED = re.compile(r"\s+|[^\s]+")


def cut(text: str) -> list[str]:
    """Cut a text into words and what stands between them; joined they are the text."""
    words = plain_dictionary().pieces(text)
    return words if "".join(words) == text else SPACED.findall(text)
