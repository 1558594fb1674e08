"""Reading the words of notices: which are in force, which were, what changed between two versions."""

import difflib
from dataclasses import dataclass
from typing import Literal

from django.db.models import QuerySet

from palat.kernel.notices.models import WordingVersion
from palat.kernel.notices.registry import kinds
from palat.kernel.notices.wording import Kind, Words


@dataclass(frozen=True)
class InForce:
    """The words of a kind today, and the version that they are of; none: those that came with the program."""

    words: Words
    version_id: int | None
    number: int


def kind_of(code: str) -> Kind | None:
    """Return a kind of news, or None for an unknown one."""
    return kinds().get(code)


def words_in_force(code: str) -> InForce:
    """Return the words of a kind today. Raises: KeyError for an unknown kind."""
    kind = kinds()[code]
    held = versions(code).first()
    return InForce(held.words, held.pk, held.number) if held else InForce(kind.words, None, 0)


def versions(code: str) -> QuerySet[WordingVersion]:
    """Return every version of a kind's words, the newest first."""
    return WordingVersion.objects.filter(kind=code).select_related("made_by").order_by("-number")


def version(code: str, number: int) -> WordingVersion | None:
    """Return one version of a kind's words."""
    return versions(code).filter(number=number).first()


def newest_by_kind() -> dict[str, WordingVersion]:
    """Return the newest version of each kind that the Office has changed."""
    return {one.kind: one for one in WordingVersion.objects.order_by("number").select_related("made_by")}


@dataclass(frozen=True)
class Line:
    """A line of a comparison."""

    kind: Literal["gone", "came", "same"]
    text: str


LINES: dict[str, Literal["gone", "came", "same"]] = {"-": "gone", "+": "came", " ": "same"}


def compared(before: Words, after: Words) -> list[tuple[str, str, list[Line]]]:
    """Return language, part and lines of every part that differs between two versions."""
    found = []
    for language in ("th", "en"):
        for part in ("subject", "body", "short"):
            older, newer = (one.get(language, {}).get(part, "").splitlines() for one in (before, after))
            if older != newer:
                told = difflib.ndiff(older, newer)
                found.append((language, part, [Line(LINES[one[0]], one[2:]) for one in told if one[0] in LINES]))
    return found
