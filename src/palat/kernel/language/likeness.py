"""Which texts speak of the same thing: keys under which candidates are found, and an exact comparison.

Keys are integers for one array under a GIN index: bands of a MinHash (near-identical texts, wherever and whenever),
rare words joined with district and season (the same trouble told in other words), the square on the map, and codes of
tickets (what a follow-up names). How much a word tells is counted in one way everywhere: by how many documents have
it (`telling`); the file that is evaluated and the database differ only in where the counts stand.
"""

import math
import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from palat.kernel.language.dictionary import Dictionary

LONGEST_TEXT = 4_000
BANDS, IN_BAND = 20, 3  # texts that share half of their shingles share a band with 93 % likelihood
PLACE_WORDS = 16  # the rarest words of a text that are joined with its district
RAREST = 5  # of them that are looked for by themselves first
TELLING_LITTLE = 2.0  # of a word that more than an eighth of all documents have
SHORTEST_WORD = 2
SEASON_DAYS = 120
MOST_CODES = 5
SQUARES = 1_000  # to a degree
LOOKED_AT = 200  # candidates of each step of a look-up: enough for any text but a campaign's
COMPARED = 40  # of those the ones whose shared keys weigh most are compared exactly
BAND, SQUARE, SQUARE_BESIDE, CODE = 1.0, 6.0, 3.0, 50.0  # weights of shared keys; that of a word is up to four
# The chance that two matters are the same, fitted on half of known pairs (docs/proposing-and-likeness.md).
WITHOUT_SPOT = {"alike": 4.8, "lately": 3.5, "within": 3.4, "alike lately": -2.7, "rarest": 2.5, "": -10.9}
WITH_SPOT = {"alike": 8.3, "lately": 0.3, "within": 2.4, "rarest": 1.7, "": -13.1} | {
    "beside": 0.75,
    "near": 5.5,
    "beside lately": 2.2,
    "alike near": -6.5,
}
LATELY_DAYS, BESIDE_METRES, NEAR_METRES = 21, 40, 200
PLACE_UNKNOWN = 0.6  # of one of the two the place is not known: less than the same, more than another
LONG, LONG_ALIKE = 12, 0.8  # words from which, and likeness at which, two texts are the same wherever they come from
WORKING = 0.3  # from this chance on two matters are shown as perhaps the same
_CODE = re.compile(r"\b20\d{2}-[A-Za-z0-9]{5,8}\b|\b[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2,5}\b|นร\s?\d{11}")
_RANDOM = np.random.default_rng(1932)
_TIMES = _RANDOM.integers(1, 2**63, (BANDS * IN_BAND, 1), dtype=np.uint64) * np.uint64(2) + np.uint64(1)
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


def told(text: str, dictionary: Dictionary, **known: object) -> Told:
    """Read a text for comparing. Any text has an answer, in bounded time."""
    words = tuple(dictionary.words(text[:LONGEST_TEXT]))
    codes = frozenset(_plain(code) for code in _CODE.findall(text[:LONGEST_TEXT])[:MOST_CODES])
    return Told(words, codes=codes, **known)  # type: ignore[arg-type]


def telling(having: int, many: int) -> float:
    """Return how much a word tells that so many of so many documents have; alike for all where nothing was counted."""
    return max(0.0, math.log((many + 1) / (having + 1))) + 0.1


def counted_rarity(texts: Iterable[tuple[str, ...]], dictionary: Dictionary) -> Rarity:
    """Return how much each word tells among texts, counted as the index does: a long word stands for its parts too."""
    having: dict[str, int] = {}
    many = 0
    for words in texts:
        many += 1
        for one in {part for word in words for part in (word, *dictionary.inside(word))}:
            having[one] = having.get(one, 0) + 1
    weights = {word: telling(count, many) for word, count in having.items()}
    most = telling(0, many)
    return lambda word: weights.get(word, most)


def keys_of(one: Told, rarity: Rarity) -> list[int]:
    """Return the keys under which a text is found."""
    return list({**_place_keys(one, _rare(one, rarity), rarity, (0,)), **_strong_keys(one, looking=False)})


Weighed = dict[int, float]  # keys, and how much it says that another text has them


def tiers_of(one: Told, rarity: Rarity) -> tuple[Weighed, Weighed, Weighed]:
    """Return the keys to look for in three steps, so that what says most is never crowded out by what says less.

    Near-identical, near and named texts; those with the rarest words of the place; all keys. The season before and
    the one after are looked for too.
    """
    strong, words = _strong_keys(one, looking=True), _rare(one, rarity)
    seasons = (-1, 0, 1)
    rarest = _place_keys(one, words[:RAREST], rarity, seasons)
    return strong, rarest, {**_place_keys(one, words, rarity, seasons), **strong}


def _strong_keys(one: Told, *, looking: bool) -> Weighed:
    own = [_plain(one.own_code)] if one.own_code else []
    named = {_hash(f"code {code}"): CODE for code in [*one.codes, *own]}
    return {**dict.fromkeys(band_keys(one), BAND), **_squares(one.spot, looking), **named}


def _place_keys(one: Told, words: Sequence[str], rarity: Rarity, seasons: Sequence[int]) -> Weighed:
    if not one.district or one.day is None:
        return {}
    season, most = one.day.toordinal() // SEASON_DAYS, rarity("")
    return {
        _hash(f"{one.district} {word} {season + step}"): (2 * rarity(word) / most) ** 2
        for word in words
        for step in seasons
    }


def _rare(one: Told, rarity: Rarity) -> list[str]:
    """Return the rarest words of a text; what very many have is left out where anything else is there."""
    weighed = sorted(
        ((rarity(word), len(word), word) for word in set(one.words) if len(word) >= SHORTEST_WORD), reverse=True
    )
    rare = [word for weight, _length, word in weighed if weight >= TELLING_LITTLE]
    return (rare or [word for _weight, _length, word in weighed])[:PLACE_WORDS]


def _squares(spot: tuple[float, float] | None, looking: bool) -> Weighed:
    """Return the square of some hundred metres that a spot lies in; for looking, those around it as well."""
    if spot is None or not all(map(math.isfinite, spot)):
        return {}
    north, east = math.floor(spot[0] * SQUARES), math.floor(spot[1] * SQUARES)
    around = (-1, 0, 1) if looking else (0,)
    return {
        _hash(f"spot {north + up} {east + aside}"): SQUARE_BESIDE if up or aside else SQUARE
        for up in around
        for aside in around
    }


def compare(one: Told, other: Told, rarity: Rarity) -> Alike:
    """Compare two texts exactly: rare words weigh more; nearness in place and time, and a code that is named, add."""
    mine, theirs = set(one.words), set(other.words)
    alike = _telling_words(mine, theirs, rarity)
    days = abs((one.day - other.day).days) if one.day and other.day else None
    metres = _metres(one.spot, other.spot)
    known = bool(one.subdistrict and other.subdistrict)
    parts = {
        "": 1.0,
        "alike": alike,
        "lately": math.exp(-days / LATELY_DAYS) if days is not None else 0.0,
        "within": float(one.subdistrict == other.subdistrict) if known else PLACE_UNKNOWN,
        "rarest": max((rarity(word) for word in mine & theirs), default=0.0) / rarity(""),
    }
    chance = _chance(parts, metres)
    if alike >= LONG_ALIKE and min(len(mine), len(theirs)) >= LONG:
        chance = max(chance, 0.5 + alike - LONG_ALIKE)
    named = _names(one, other)
    within = known and one.subdistrict == other.subdistrict
    return Alike(max(chance, 0.95 if named else 0.0), same_words(one, other), within, metres, days, named)


def _chance(parts: dict[str, float], metres: int | None) -> float:
    weights = WITHOUT_SPOT
    if metres is not None:
        weights = WITH_SPOT
        parts = {**parts, "beside": math.exp(-metres / BESIDE_METRES), "near": math.exp(-metres / NEAR_METRES)}
    total = sum(weight * math.prod(parts[name] for name in names.split() or [""]) for names, weight in weights.items())
    return 1 / (1 + math.exp(-total))


def _names(one: Told, other: Told) -> bool:
    """Say whether one of two texts names the code of the other."""
    return any(
        bool(mine.own_code) and _plain(mine.own_code) in their.codes for mine, their in ((one, other), (other, one))
    )


def same_words(one: Told, other: Told) -> float:
    """Return which share of two texts' words is the same, each word counting alike."""
    mine, theirs = set(one.words), set(other.words)
    return len(mine & theirs) / math.sqrt(len(mine) * len(theirs)) if mine and theirs else 0.0


def _telling_words(one: set[str], other: set[str], rarity: Rarity) -> float:
    if not one or not other:
        return 0.0
    both = sum(rarity(word) ** 2 for word in one & other)
    lengths = math.sqrt(sum(rarity(word) ** 2 for word in one) * sum(rarity(word) ** 2 for word in other))
    return both / lengths if lengths else 0.0


def band_keys(one: Told) -> list[int]:
    """Return the bands of the MinHash of a text's pairs of words; none for fewer than three words."""
    words = one.words
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
    if one is None or other is None or not all(map(math.isfinite, (*one, *other))):
        return None
    north = (one[0] - other[0]) * 111_200
    east = (one[1] - other[1]) * 111_200 * math.cos(math.radians(one[0]))
    return round(math.hypot(north, east))
