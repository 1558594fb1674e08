"""The small grammar in which the demo's sentences are written.

A pattern is Thai text with three signs:

- ``[ก|ข|ค]``  one of the alternatives, at random; an alternative may be empty, and may hold further signs;
- ``{name}``   a slot: a value given by the composer, or a random phrase of that name from the vocabulary.
  Within one text a slot keeps its value, so a lane named in the subject is the same lane in the body;
- ``{name:lo-hi}`` or ``{name:lo-hi/step}``  a number, written with thousands separated, remembered under its name;
  the name ``_`` remembers nothing.

Patterns are compiled once and kept; the same `random.Random` state gives the same text, always.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

_SLOT = re.compile(r"(?P<name>[a-z_]+[0-9]?)(?::(?P<low>\d+)-(?P<high>\d+)(?:/(?P<step>\d+))?)?")
_SIGNS = re.compile(r"[\[\]|{}]")
_SPACES = re.compile(r"[ \u00a0]{2,}")
_SPACE_AT_BREAK = re.compile(r" *\n *")
_DIGITS_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


class PatternError(ValueError):
    """A pattern of the vocabulary is badly written."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a pattern to be filled: by name, or by a number between bounds."""

    name: str
    bounds: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives, of which one is taken."""

    branches: tuple["Node", ...]


Node = tuple[str | Slot | Choice, ...]
Lexicon = Mapping[str, Sequence[str]]


@cache
def compiled(pattern: str) -> Node:
    """Return the pattern as a tree. Raises PatternError for unbalanced signs."""
    node, end = _sequence(pattern, 0, inside=False)
    if end != len(pattern):
        raise PatternError(f"วงเล็บไม่ครบคู่: {pattern}")
    return node


def _sequence(pattern: str, start: int, *, inside: bool) -> tuple[Node, int]:
    parts: list[str | Slot | Choice] = []
    at = start
    while at < len(pattern):
        sign = pattern[at]
        if sign == "[":
            choice, at = _choice(pattern, at + 1)
            parts.append(choice)
        elif sign == "{":
            slot, at = _slot(pattern, at + 1)
            parts.append(slot)
        elif sign in "|]":
            if inside:
                break
            raise PatternError(f"เครื่องหมาย {sign} อยู่นอกวงเล็บ: {pattern}")
        else:
            following = _SIGNS.search(pattern, at)
            end = following.start() if following else len(pattern)
            parts.append(pattern[at:end])
            at = end
    return tuple(parts), at


def _choice(pattern: str, start: int) -> tuple[Choice, int]:
    branches: list[Node] = []
    at = start
    while True:
        node, at = _sequence(pattern, at, inside=True)
        branches.append(node)
        if at >= len(pattern):
            raise PatternError(f"ไม่พบวงเล็บปิด: {pattern}")
        at += 1
        if pattern[at - 1] == "]":
            return Choice(tuple(branches)), at


def _slot(pattern: str, start: int) -> tuple[Slot, int]:
    end = pattern.find("}", start)
    found = _SLOT.fullmatch(pattern[start:end]) if end > 0 else None
    if found is None:
        raise PatternError(f"ช่องว่างในแบบข้อความเขียนไม่ถูกต้อง: {pattern}")
    bounds = None
    if found["low"] is not None:
        bounds = (int(found["low"]), int(found["high"]), int(found["step"] or 1))
    return Slot(found["name"], bounds), end + 1


@dataclass(slots=True)
class Writer:
    """Fills patterns for one text: the source of chance, the words at hand, and what has been said so far."""

    rng: random.Random
    lexicon: Lexicon
    said: dict[str, str] = field(default_factory=dict)

    def write(self, pattern: str) -> str:
        """Return the pattern with every sign filled."""
        out: list[str] = []
        self._fill(compiled(pattern), out)
        return "".join(out)

    def pick(self, name: str) -> str:
        """Return a random phrase of the vocabulary, filled; two calls may give two phrases."""
        return self.write(self._one_of(self.lexicon[name]))

    def chance(self, probability: float) -> bool:
        """Return True with this probability."""
        return self.rng.random() < probability

    def some(self, phrases: Sequence[str], count: int) -> list[str]:
        """Return up to `count` of the phrases, filled, in their own order."""
        take = min(count, len(phrases))
        return [self.write(phrases[i]) for i in sorted(self.rng.sample(range(len(phrases)), take))]

    def _one_of(self, options: Sequence[str]) -> str:
        return options[int(self.rng.random() * len(options))]

    def _fill(self, node: Node, out: list[str]) -> None:
        for part in node:
            if isinstance(part, str):
                out.append(part)
            elif isinstance(part, Choice):
                self._fill(part.branches[int(self.rng.random() * len(part.branches))], out)
            else:
                out.append(self._value(part))

    def _value(self, slot: Slot) -> str:
        known = self.said.get(slot.name)
        if known is not None:
            return known
        if slot.bounds is not None:
            low, high, step = slot.bounds
            value = f"{low + step * int(self.rng.random() * ((high - low) // step + 1)):,}"
        elif slot.name in self.lexicon:
            value = self.pick(slot.name)
        else:
            raise PatternError(f"ไม่มีคำสำหรับช่อง {{{slot.name}}}")
        if slot.name != "_":
            self.said[slot.name] = value
        return value


def tidy(text: str) -> str:
    """Return the text with single spaces, no space at line ends, and nothing loose at either end."""
    return _SPACES.sub(" ", _SPACE_AT_BREAK.sub("\n", text)).strip()


def with_thai_digits(text: str) -> str:
    """Return the text with Thai digits, as many people write letters."""
    return text.translate(_DIGITS_TO_THAI)
