"""Thai words: a dictionary, and the cutting of texts by it.

The cutting is newmm of nlpo3 (maximal matching, compiled). It takes time in proportion to the text: what is long is
cut in parts, and nlpo3 itself holds a text of one letter to a bounded time.
"""

import csv
import hashlib
import re
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

import nlpo3

from palat.kernel.language.normalising import normalise

PART = 10_000  # letters given to nlpo3 at once
MOST_SHAPES = 200_000  # how many different words are kept with their form in one process
COMPOUND, LONG = 6, 9  # letters from which a word may be made of others; from which also of short ones
SHORTEST_PART = 3  # letters of a part of a word that is not long: in shorter ones too many words fall apart by chance
RULES = "2"  # of cutting; with them, as with the words, changes what texts are found under
SHORTEST_TERM = 4  # names of fewer letters are words of their own too often: นา, ใน, ปง
_WORDLIKE = re.compile(r"[^\W_]")
_THAI_LETTER = re.compile(r"[\u0e01-\u0e2e]")
_TRIM = " .,:;!?\"'()[]{}<>/\\|-_ฯๆ๏๚๛"
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_HERE = Path(__file__).parent / "data"


class UnableToCut(Exception):
    """The dictionary could not be given to nlpo3."""


class Dictionary:
    """A list of words by which texts are cut; the same list always cuts alike, and has the same `version`."""

    def __init__(self, terms: Iterable[str] = ()) -> None:
        """Take the words of PyThaiNLP, the spellings of our table and the terms given."""
        listed = sorted(_base() | {term for term in map(normalise, terms) if _is_a_term(term)})
        written = "\n".join(listed)
        self.version = hashlib.sha256(f"{RULES}\n{written}".encode()).hexdigest()[:12]
        self._name = f"palat-{self.version}"
        self._shapes = _Shapes()
        _load(self._name, written)

    def words(self, text: str | bytes) -> list[str]:
        """Return the index words of a text, in their order; a word that occurs twice stands there twice.

        Never raises for any text; empty for a text without a letter or digit.
        """
        shapes = self._shapes
        return [word for piece in self.pieces(normalise(text)) if (word := shapes[piece])]

    def pieces(self, normalised: str) -> list[str]:
        """Cut a normalised text; the pieces joined are that text."""
        if len(normalised) <= PART:
            return nlpo3.rust_segment(normalised, self._name, False, False) if normalised else []
        cut: list[str] = []
        for part in _parts(normalised):
            cut += nlpo3.rust_segment(part, self._name, False, False)
        return cut

    def inside(self, word: str) -> tuple[str, ...]:
        """Return the words that a word is made of (การไฟฟ้านครหลวง: การ, ไฟฟ้า, นครหลวง; น้ำประปา: น้ำ, ประปา)."""
        return _inside(word) if len(word) >= COMPOUND else ()

    def word(self, piece: str) -> str:
        """Return the index word of one piece; empty where it is none (a space, a sign, a lone letter)."""
        return self._shapes[piece]


@lru_cache(maxsize=50_000)
def _inside(word: str) -> tuple[str, ...]:
    below, shortest = (LONG, 2) if len(word) >= LONG else (COMPOUND, SHORTEST_PART)
    pieces = nlpo3.rust_segment(word, _words_below(below), False, False)
    made_of_words = len(pieces) > 1 and all(len(piece) >= shortest and piece in _base() for piece in pieces)
    return tuple(dict.fromkeys(pieces)) if made_of_words else ()


@cache
def _words_below(letters: int) -> str:
    """Make the dictionary of words of fewer letters; return its name."""
    name = f"palat-below-{letters}"
    _load(name, "\n".join(sorted(word for word in _base() if len(word) < letters)))
    return name


class _Shapes(dict[str, str]):
    """Remembers the index word of each piece."""

    def __missing__(self, piece: str) -> str:
        if len(self) >= MOST_SHAPES:
            self.clear()
        word = self[piece] = _shape(piece)
        return word


def _shape(piece: str) -> str:
    known = _spellings()
    if piece in known:
        return known[piece]
    word = piece.strip(_TRIM)
    if not _WORDLIKE.search(word) or (len(word) == 1 and _THAI_LETTER.match(word)):
        return ""
    if _NUMBER.fullmatch(word):
        word = word.replace(",", "")
    return known.get(word, word)


def _parts(text: str) -> Iterator[str]:
    """Part a long text at a space where there is one near, else within a word."""
    start = 0
    while start < len(text):
        end = start + PART
        if end < len(text):
            space = max(text.rfind(" ", start + PART // 2, end), text.rfind("\n", start + PART // 2, end))
            end = space + 1 if space > 0 else end
        yield text[start:end]
        start = end


def _is_a_term(term: str) -> bool:
    return SHORTEST_TERM <= len(term) <= 60 and not any(letter.isspace() for letter in term)


@cache
def _base() -> frozenset[str]:
    from pythainlp.corpus import thai_words  # a large library: not for every process

    words = {normalise(word) for word in thai_words()} | set(_spellings()) | set(_spellings().values())
    return frozenset(word for word in words if word and not any(letter.isspace() for letter in word))


@cache
def _spellings() -> dict[str, str]:
    """The table of spellings and abbreviations: what is written, and the word that it is found under."""
    with (_HERE / "spellings.csv").open(encoding="utf-8", newline="") as rows:
        return {normalise(row["written"]): normalise(row["word"]) for row in csv.DictReader(rows)}


def _load(name: str, written: str) -> None:
    """Give a dictionary to nlpo3, which reads it from a file, once a process."""
    with tempfile.TemporaryDirectory(prefix="palat-words-") as folder:
        path = Path(folder) / "words.txt"
        path.write_text(written, encoding="utf-8")
        told, loaded = nlpo3.load_dict(str(path), name)
    if not loaded and "exist" not in told:
        raise UnableToCut(told)


@cache
def plain_dictionary() -> Dictionary:
    """Return the dictionary without the Office's terms: for texts of nobody's installation, and for tests."""
    return Dictionary()
