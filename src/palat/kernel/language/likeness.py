"""Which texts speak of the same thing: keys under which candidates are found, and an exact comparison.

Keys are integers for one array under a GIN index: bands of a MinHash (near-identical texts, wherever and whenever),
words joined with district and season (the same trouble told in other words), the square on the map, and codes of
tickets (what a follow-up names).
"""

import math
import re
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from palat.kernel.language.dictionary import plain_dictionary

LONGEST_TEXT = 4_000
BANDS, IN_BAND = 20, 3  # texts that share half of their shingles share a band with 93 % likelihood
PLACE_WORDS = 16  # the longest words of a text: Thai words that are long are rare
SHORTEST_WORD = 4
SEASON_DAYS = 120
MOST_CODES = 5
SQUARES = 1_000  # to a degree
WORKING = 0.72  # from this score on two matters are shown as perhaps the same
_CODE = re.compile(r"\b20\d{2}-[A-Za-z0-9]{5,8}\b|\b[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2,5}\b|นร\s?\d{11}")
_RANDOM = np.random.default_rng(1932)
_TIMES = _RANDOM.integers(1, 2**31, (BANDS * IN_BAND, 1), dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_PLUS = _RANDOM.integers(0, 2**63, (BANDS * IN_BAND, 1), dtype=np.uint64)

Rarity = Callable[[str], float]


@dataclass(frozen=True)
class Told:
    """A text as it is compared: its words, where and when it was told, what it names."""

    words: tuple[str, ...]
    district: str = ""
    subdistrict: str = ""
    day: date | None = None
    spot: tuple[float, float] | None = None  # degrees of latitude and longitude
    codes: frozenset[str] = frozenset()
    own_code: str = ""


@dataclass(frozen=True)
class Alike:
    """How alike two matters are, and the parts of it."""

    score: float
    same_words: float
    subdistrict: bool
    metres: int | None
    days: int | None
    named: bool


def told(text: str, **known: object) -> Told:
    """Read a text for comparing. Any text has an answer, in bounded time."""
    words = tuple(plain_dictionary().words(text[:LONGEST_TEXT]))
    codes = frozenset(_plain(code) for code in _CODE.findall(text[:LONGEST_TEXT])[:MOST_CODES])
    return Told(words, codes=codes, **known)  # type: ignore[arg-type]


def keys_of(one: Told, *, looking: bool = False) -> list[int]:
    """Return the keys of a text; one that is looked for also asks for the seasons before and after its own."""
    keys = _bands(one.words)
    season = one.day.toordinal() // SEASON_DAYS if one.day else None
    if one.district and season is not None:
        long = sorted({word for word in one.words if len(word) >= SHORTEST_WORD}, key=lambda word: (-len(word), word))
        seasons = (season - 1, season, season + 1) if looking else (season,)
        keys += [_hash(f"{one.district} {word} {when}") for word in long[:PLACE_WORDS] for when in seasons]
    keys += _spots(one.spot, looking)
    own = [_plain(one.own_code)] if one.own_code else []
    return list(dict.fromkeys([*keys, *(_hash(f"code {code}") for code in [*one.codes, *own])]))


def _spots(spot: tuple[float, float] | None, looking: bool) -> list[int]:
    """Return the square of some hundred metres that a spot lies in; for looking, those around it as well."""
    if spot is None or not all(map(math.isfinite, spot)):
        return []
    north, east = math.floor(spot[0] * SQUARES), math.floor(spot[1] * SQUARES)
    around = (-1, 0, 1) if looking else (0,)
    return [_hash(f"spot {north + up} {east + aside}") for up in around for aside in around]


def compare(one: Told, other: Told, rarity: Rarity) -> Alike:
    """Compare two texts exactly: rare words weigh more; nearness in place and time, and a code that is named, add."""
    same = _same_words(set(one.words), set(other.words), rarity)
    named = bool(one.own_code and _plain(one.own_code) in other.codes) or bool(
        other.own_code and _plain(other.own_code) in one.codes
    )
    days = abs((one.day - other.day).days) if one.day and other.day else None
    metres = _metres(one.spot, other.spot)
    within = bool(one.subdistrict) and one.subdistrict == other.subdistrict
    lately = math.exp(-days / 21) if days is not None else 0.0
    if metres is None:
        score = 0.85 * same + 0.07 * within + 0.08 * lately
    else:
        score = 0.43 * same + 0.43 * math.exp(-metres / 80) + 0.03 * within + 0.11 * lately
    return Alike(min(1.0, max(score, 0.95 if named else 0.0)), same, within, metres, days, named)


def plain_rarity(word: str) -> float:
    """Return how much a word tells where nothing was counted: long words tell more, numbers and short ones little."""
    return min(len(word), 12) / 4


def counted_rarity(texts: Iterable[tuple[str, ...]]) -> Rarity:
    """Return how much each word tells among texts: the fewer have it the more."""
    having: dict[str, int] = {}
    many = 1
    for many, words in enumerate(texts, 1):  # noqa: B007 - the last number is how many there are
        for word in set(words):
            having[word] = having.get(word, 0) + 1
    return lambda word: math.log((many + 1) / (having.get(word, 0) + 1)) + 0.1


def _same_words(one: set[str], other: set[str], rarity: Rarity) -> float:
    if not one or not other:
        return 0.0
    both = sum(rarity(word) ** 2 for word in one & other)
    lengths = math.sqrt(sum(rarity(word) ** 2 for word in one) * sum(rarity(word) ** 2 for word in other))
    return both / lengths if lengths else 0.0


def _bands(words: tuple[str, ...]) -> list[int]:
    """Return the bands of the MinHash of a text's pairs of words; none for fewer than three words."""
    if len(words) < 3:
        return []
    pairs = {zlib.crc32(f"{words[n]} {words[n + 1]}".encode("utf-8", "replace")) for n in range(len(words) - 1)}
    hashed = np.fromiter(pairs, dtype=np.uint64, count=len(pairs))
    least = ((hashed[None, :] * _TIMES + _PLUS) >> np.uint64(32)).min(1).reshape(BANDS, IN_BAND)
    return [_hash(f"band {number} {row.tobytes().hex()}") for number, row in enumerate(least)]


def _hash(key: str) -> int:
    """Return a signed number of 32 bits, as PostgreSQL's integer."""
    number = zlib.crc32(key.encode("utf-8", "replace"))
    return number - (1 << 32) if number >= 1 << 31 else number


def _plain(code: str) -> str:
    return re.sub(r"[\s-]", "", code).upper()


def _metres(one: tuple[float, float] | None, other: tuple[float, float] | None) -> int | None:
    if one is None or other is None:
        return None
    north = (one[0] - other[0]) * 111_200
    east = (one[1] - other[1]) * 111_200 * math.cos(math.radians(one[0]))
    return round(math.hypot(north, east))
