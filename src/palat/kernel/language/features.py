"""What a classifier looks at: words and pairs of words, where, when and how a matter came, hashed into columns.

Only numpy is needed here, so that a suggestion on a page costs no heavy import.
"""

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from palat.kernel.language.dictionary import plain_dictionary

COLUMNS = 1 << 19
LONGEST_TEXT = 6_000  # letters of a text that are looked at; what a long letter is about stands at its beginning
LONGEST_ADDRESS = 300
_SPACES = re.compile(r"\s+")
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_PRIME = np.uint64(1_000_003)

Numbers = npt.NDArray[Any]


@dataclass(frozen=True)
class Case:
    """What is known of a matter when it comes in; nothing that only an officer's later acts could tell."""

    text: str
    place: tuple[str, ...] = ()  # names of subdistrict, district, province, in that order
    address: str = ""  # the place in words
    channel: str = ""
    period: str = ""  # year and month of receipt, 2024-03; a year alone where no more is known


@dataclass(frozen=True)
class Shape:
    """How much each part of what is known weighs, and the periods from which words are read apart."""

    weights: dict[str, float] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Looked:
    """Cells of a sparse matrix in order of their rows."""

    rows: Numbers
    columns: Numbers
    values: Numbers
    height: int


class _Hashes(dict[str, int]):
    """Remembers the number of each word; bounded."""

    def __missing__(self, word: str) -> int:
        if len(self) > 300_000:
            self.clear()
        raw = word.encode("utf-8", "replace")
        number = self[word] = zlib.crc32(raw) | (len(raw) & 0xFFFF) << 32
        return number


_hashes = _Hashes()


def looked_at(cases: Sequence[Case], shape: Shape) -> dict[str, Looked]:
    """Return the cells of every part that the shape weighs, each counted once per case with its frequency."""
    read = plain_dictionary().words
    said = [read(case.text[:LONGEST_TEXT]) for case in cases]
    numbers, rows = _flat(said)
    raw = {"word": (numbers, rows), "pair": _pairs(numbers, rows)}
    raw["around"] = _flat([_around(case) for case in cases])
    raw["apart"] = _apart(cases, numbers, rows, shape.apart)
    if shape.weights.get("street"):
        streets = _flat([_street(case.address[:LONGEST_ADDRESS]) for case in cases])
        raw["street"] = (_mixed(streets[0], 11), streets[1])
        raw["street_pair"] = _pairs(*raw["street"])
    return {
        part: _counted(_mixed(raw[part][0], salt), raw[part][1], len(cases))
        for salt, part in enumerate(("word", "pair", "around", "apart", "street", "street_pair"), 1)
        if part in raw and shape.weights.get(part)
    }


def _street(address: str) -> list[str]:
    """Return the words of an address, cut part by part: the names of districts come again and again."""
    return [word for part in address.split() for word in _words_of_part(part)]


@lru_cache(maxsize=100_000)
def _words_of_part(part: str) -> tuple[str, ...]:
    return tuple(plain_dictionary().words(part))


def column_of(word: str, other: str = "") -> int:
    """Return the column of a word, or of a pair of neighbouring words."""
    first = np.array([_hashes[word]], dtype=np.uint64)
    if not other:
        return int(_mixed(first, 1)[0] % np.uint64(COLUMNS))
    pair = _pairs(np.array([_hashes[word], _hashes[other]], dtype=np.uint64), np.zeros(2, dtype=np.int64))[0]
    return int(_mixed(pair, 2)[0] % np.uint64(COLUMNS))


def periods(period: str) -> list[str]:
    """Return the year and the quarter that a month lies in, as far as it is known."""
    year, month = period[:4], period[5:7]
    if not year.isdecimal():
        return []
    return [year, f"{year}/{(int(month) + 2) // 3}"] if month.isdecimal() else [year]


def _around(case: Case) -> list[str]:
    """Return what is known besides the words: the place, the channel, the time, the length."""
    length = f"length {min(12, len(case.text).bit_length())}"
    channel = f"by {case.channel}"
    whole = [length, channel, *(f"in {when}" for when in periods(case.period)), f"month {case.period[:7]}"]
    return [*whole, *(f"{level} {name}" for level, name in enumerate(case.place) if name), f"{channel} {length}"]


def _apart(cases: Sequence[Case], numbers: Numbers, rows: Numbers, apart: frozenset[str]) -> tuple[Numbers, Numbers]:
    """Return the words of cases from a period or channel that speaks differently, each joined with that period."""
    found_numbers, found_rows = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.int64)]
    marks = [[mark for mark in marks_of(case) if mark in apart] for case in cases]
    for place in range(max((len(some) for some in marks), default=0)):
        of_case = np.array([_hashes[some[place]] if place < len(some) else 0 for some in marks], dtype=np.uint64)
        of_word = of_case[rows]
        kept = of_word > 0
        found_numbers.append((numbers * _PRIME + of_word * np.uint64(7919))[kept])
        found_rows.append(rows[kept])
    return np.concatenate(found_numbers), np.concatenate(found_rows)


def marks_of(case: Case) -> list[str]:
    """Return by what a case may be read apart from the rest: its year, its quarter, its channel."""
    return [*periods(case.period), *([f"by {case.channel}"] if case.channel else [])]


def _flat(lists: Sequence[Sequence[str]]) -> tuple[Numbers, Numbers]:
    lengths = np.fromiter((len(one) for one in lists), dtype=np.int64, count=len(lists))
    numbers: Iterable[int] = (_hashes[word] for one in lists for word in one)
    return np.fromiter(numbers, dtype=np.uint64, count=int(lengths.sum())), np.repeat(np.arange(len(lists)), lengths)


def _pairs(numbers: Numbers, rows: Numbers) -> tuple[Numbers, Numbers]:
    beside = rows[1:] == rows[:-1]
    return (numbers[:-1] * _PRIME + numbers[1:])[beside], rows[1:][beside]


def _mixed(numbers: Numbers, salt: int) -> Numbers:
    mixed = numbers + np.uint64(salt * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF)
    for _round in range(2):
        mixed = (mixed ^ (mixed >> np.uint64(33))) * _MIX
    return mixed ^ (mixed >> np.uint64(33))


def _counted(numbers: Numbers, rows: Numbers, height: int) -> Looked:
    """Gather what stands in one cell; a word that comes often counts by the logarithm."""
    columns = (numbers % np.uint64(COLUMNS)).astype(np.int64)
    cells, counts = np.unique(rows * COLUMNS + columns, return_counts=True)
    values = (1 + np.log(counts)).astype(np.float32)
    return Looked(cells // COLUMNS, cells % COLUMNS, values, height)


def weighed(parts: dict[str, Looked], rarity: dict[str, Numbers], shape: Shape) -> Looked:
    """Return all parts as one matrix: each weighed by rarity, brought to length one, and by the shape."""
    done = []
    for part, looked in parts.items():
        values = looked.values * rarity[part][looked.columns]
        lengths = np.sqrt(np.bincount(looked.rows, values * values, minlength=looked.height))
        scale = shape.weights[part] / np.where(lengths == 0, 1, lengths)
        done.append((looked.rows, looked.columns, (values * scale[looked.rows]).astype(np.float32)))
    rows, columns, values = (np.concatenate([one[place] for one in done]) for place in range(3))
    kept = values != 0
    order = np.argsort(rows[kept], kind="stable")
    height = next(iter(parts.values())).height
    return Looked(rows[kept][order], columns[kept][order], values[kept][order], height)


def rarity_of(looked: Looked) -> Numbers:
    """Return how much each column tells: the fewer cases have it the more, and nothing where only one has."""
    having = np.bincount(looked.columns, minlength=COLUMNS)
    return np.where(having >= 2, np.log(looked.height / np.maximum(having, 1)) + 1, 0).astype(np.float32)
