"""The place in a text where what was sought stands, with the hits marked. Plain functions."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from palat.kernel.language.dictionary import Dictionary
from palat.kernel.language.normalising import as_read, to_index

LENGTH = 180
BEFORE = 50
READ = 20_000  # letters of a text that are looked through


@dataclass(frozen=True)
class Piece:
    """A stretch of a snippet; a hit is marked."""

    text: str
    hit: bool = False


def snippet(texts: Iterable[str], words: Collection[str], dictionary: Dictionary, length: int = LENGTH) -> list[Piece]:
    """Return some `length` letters around the first hit, or the beginning of the first text where nothing is hit."""
    first: str | None = None
    for text in texts:
        shown = " ".join(as_read(text[:READ]).split())
        if not shown:
            continue
        first = shown if first is None else first
        hits = list(_hits(shown, words, dictionary))
        if hits:
            return list(_around(shown, hits, length))
    if not first:
        return []
    return [Piece(first[:length] + ("…" if len(first) > length else ""))]


def _hits(shown: str, words: Collection[str], dictionary: Dictionary) -> Iterator[tuple[int, int]]:
    at = 0
    for piece in dictionary.pieces(to_index(shown)):
        word = dictionary.word(piece)
        if word and (word in words or any(part in words for part in dictionary.inside(word))):
            yield at, at + len(piece)
        at += len(piece)


def _around(shown: str, hits: list[tuple[int, int]], length: int) -> Iterator[Piece]:
    start = max(0, hits[0][0] - BEFORE) if len(shown) > length else 0
    space = shown.find(" ", start, hits[0][0])
    start = space + 1 if start and space >= 0 else start
    end = min(len(shown), start + length)
    at = start
    if start:
        yield Piece("…")
    for first, past in hits:
        if first >= end or first < at:
            continue
        if first > at:
            yield Piece(shown[at:first])
        yield Piece(shown[first:past], hit=True)
        at = past
    if at < end:
        yield Piece(shown[at:end])
    if end < len(shown):
        yield Piece("…")
