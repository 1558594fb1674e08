"""A draft put into the shapes that its pages show: hands, wordings, remarks beside the text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from palat.kernel.letters.drafts.initials import PARTS
from palat.kernel.letters.drafts.places import Spot, places, text_at
from palat.kernel.letters.drafts.queries import UNSIGNED, asked, remarks_of, standing, void, wordings_of, words_of
from palat.kernel.letters.models import Initial, Letter, Remark, Wording
from palat.kernel.matters.authority import Actor

LONG_QUOTE = 160  # letters of a place that are quoted beside a remark


@dataclass(frozen=True)
class Hand:
    """One part (ร่าง พิมพ์ ทาน ตรวจ): who initialled when, who did so for an earlier wording, who was asked."""

    part: str
    label: str
    given: Initial | None
    void: Initial | None
    asked: Initial | None
    may_give: bool
    may_take_back: bool


@dataclass(frozen=True)
class RemarkLine:
    """A remark with the place that it is about, and what stood there when it was made."""

    id: int
    place: str
    quote: str
    words: str
    who: str
    at: datetime
    settled_at: datetime | None
    settled_by: str


@dataclass(frozen=True)
class DraftPart:
    """What the page of a letter tells of its drafting."""

    hands: list[Hand]
    may_ask: bool
    may_review: bool
    wordings: list[Wording]
    remarks: list[RemarkLine]
    settled: list[RemarkLine]


def draft_part(letter: Letter, by: Actor, *, can: frozenset[str], moves: frozenset[str]) -> DraftPart:
    """Prepare what is told of a draft to officials of the Office."""
    hands = hands_of(letter, by, moves)
    lines = remark_lines(letter)
    waits_for_me = any(one.asked and one.asked.official_id == by.official_id for one in hands)
    return DraftPart(
        hands=hands,
        may_ask=letter.state in UNSIGNED and "letter_ask_initial" in moves,
        may_review="return" in can or (waits_for_me and "letter_remark" in moves),
        wordings=wordings_of(letter),
        remarks=[one for one in lines if one.settled_at is None],
        settled=[one for one in lines if one.settled_at is not None],
    )


def hands_of(letter: Letter, by: Actor, moves: frozenset[str]) -> list[Hand]:
    """Return the four hands of a draft, each with what the viewer may do about it."""
    given, before, waiting = standing(letter), void(letter), asked(letter)
    may = letter.state in UNSIGNED and "letter_initial" in moves
    return [
        Hand(
            part=code,
            label=_(part.label),
            given=given.get(code),
            void=None if code in given else before.get(code),
            asked=waiting.get(code),
            may_give=may and code not in given and _is_mine(waiting.get(code), by),
            may_take_back=may and code in given and given[code].official_id == by.official_id,
        )
        for code, part in PARTS.items()
    ]


def _is_mine(waiting: Initial | None, by: Actor) -> bool:
    return waiting is None or waiting.official_id == by.official_id


def remark_lines(letter: Letter) -> list[RemarkLine]:
    """Return the remarks on a draft, each with what stood at its place in the wording that was read."""
    found = remarks_of(letter)
    kept: dict[int, Mapping[str, Any]] = {one.revision: one.words for one in wordings_of(letter)} if found else {}
    return [_line(letter, one, kept.get(one.revision, {})) for one in found]


def _line(letter: Letter, remark: Remark, words: Mapping[str, Any]) -> RemarkLine:
    content = words.get("content", letter.content)
    spot = next((one for one in places(letter.form, content) if one.code == remark.place), None)
    return RemarkLine(
        id=remark.pk,
        place=place_label(spot) if spot else remark.place,
        quote=_quoted(text_at(words, remark.place)) if words else "",
        words=remark.words,
        who=str(remark.by),
        at=remark.at,
        settled_at=remark.settled_at,
        settled_by=str(remark.settled_by) if remark.settled_by else "",
    )


def _quoted(text: str) -> str:
    return text if len(text) <= LONG_QUOTE else text[:LONG_QUOTE].rstrip() + "…"


def place_label(spot: Spot) -> str:
    """Return a place in words."""
    return _("ข้อความ ส่วนที่ %(number)d") % {"number": spot.number} if spot.number else _(spot.label)


@dataclass(frozen=True)
class ReviewLine:
    """A place of a draft to be read, with a field for a remark on it."""

    code: str
    label: str
    text: str
    said: str


def review_lines(letter: Letter, typed: Mapping[str, str]) -> list[ReviewLine]:
    """Return the places of a draft that are not empty, with what was typed beside each."""
    words = words_of(letter)
    lines = [
        ReviewLine(spot.code, place_label(spot), text_at(words, spot.code), typed.get(spot.code, ""))
        for spot in places(letter.form, letter.content)
    ]
    return [one for one in lines if one.text or one.said]
