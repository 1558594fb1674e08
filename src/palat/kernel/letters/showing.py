"""A letter put into the shapes that its page shows."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.carriers import came_in, way_of
from palat.kernel.letters.drafts.showing import DraftPart, draft_part
from palat.kernel.letters.layout import UnableToLayOut
from palat.kernel.letters.listings import kind_label, state_badge, way_label
from palat.kernel.letters.models import Letter, MarginOrder
from palat.kernel.letters.moves import EDITABLE, KINDS, NUMBERED, SIGNED_WAYS
from palat.kernel.letters.pens.queries import orders_on
from palat.kernel.letters.pens.showing import PenPart, pen_part
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.letters.queries import (
    addressee,
    letterhead,
    letters_of_matter,
    may_do,
    page_count,
    pdf_of,
    words_of_address,
)
from palat.kernel.letters.shapes import FORMS, SHAPES
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.visibility import reads_as_office
from palat.kernel.pages.dates import display_date
from palat.kernel.pages.shapes import Fact

MANY = 12  # matters named on the page of a letter


@dataclass(frozen=True)
class LetterPage:
    """A letter's page, ready for its template."""

    letter: Letter
    kind: Any
    state: Any
    facts: list[Fact]
    pages: range
    can: frozenset[str]
    codes: list[str]
    more_codes: int
    provisional: bool
    trouble: str
    draft: DraftPart | None  # None: to an agency, which reads what was signed alone
    pen: PenPart | None


def letter_page(letter: Letter, by: Actor, *, at: datetime) -> LetterPage:
    """Prepare the page of a letter that the viewer may read."""
    about = list(letter.about.select_related("matter").order_by("pk"))
    office = by.authority is not None and reads_as_office(by.authority)
    codes = list(dict.fromkeys(one.matter.code if office else one.matter.reference for one in about))
    trouble, count = "", 0
    try:
        count = page_count(pdf_of(letter, at=at))
    except UnableToLayOut as error:
        trouble = str(error)
    words = words_of_address(letter, letter.on or legal_date(at))
    moves = may_do({one.matter_id for one in about}, by)
    can = _can(letter, moves)
    return LetterPage(
        letter=letter,
        kind=kind_label(letter),
        state=state_badge(letter),
        facts=[*_facts(letter), *(way_of(letter) if office else ())],
        pages=range(1, count + 1),
        can=can,
        codes=codes[:MANY],
        more_codes=max(0, len(codes) - MANY),
        provisional=words.mark != "verified" or letterhead(letter.on or legal_date(at)).provisional,
        trouble=trouble,
        draft=draft_part(letter, by, can=can, moves=moves) if office else None,
        pen=pen_part(letter, by, moves) if office else None,
    )


def _facts(letter: Letter) -> list[Fact]:
    listed = (
        (_("เลขที่"), paper_digits(letter.number)),
        (_("ลงวันที่"), display_date(letter.on, long=True) if letter.on else ""),
        (_("แบบ"), _(FORMS[letter.form]) + (" " + _("(หนังสือเวียน)") if letter.circular else "")),
        (_("แบบฉบับที่"), str(letter.template.number) if letter.template else ""),
        (_("ถึง"), addressee(letter) if SHAPES[letter.form].addressee else ""),
        (_("ผู้ร่าง"), str(letter.drafted_by) if letter.drafted_by else _("ระบบ")),
        (_("ผู้ลงนาม"), str(letter.signed_by) if letter.signed_by else ""),
        (_("วิธีลงนาม"), _(SIGNED_WAYS[letter.signed_way]) if letter.signed_by else ""),
        (_("ลงนามในฐานะ"), " ".join(letter.signature[1:])),
        (_("ใบรับรองที่ลงลายมือชื่อดิจิทัล"), letter.certificate.get("subject", "")),
        (_("ส่งทาง"), way_label(letter)),
        (_("เลขไปรษณีย์"), letter.post_code),
        (_("รหัสตรวจสอบ"), letter.code if letter.number else ""),
    )
    return [Fact(label, value) for label, value in listed if value]


def _can(letter: Letter, moves: frozenset[str]) -> frozenset[str]:
    """Return what the page offers: the state allows it and the viewer has the authority."""
    state, signed = letter.state, KINDS[letter.kind].signed
    sign = "letter_seal" if SHAPES[letter.form].stamp else "letter_sign"
    offered = {
        "edit": state in EDITABLE and "letter_draft" in moves,
        "submit": state in EDITABLE and signed and "letter_submit" in moves,
        "issue": state in EDITABLE and not signed and "letter_issue" in moves,
        "take_back": state == "submitted" and "letter_take_back" in moves,
        "sign": state == "submitted" and sign in moves,
        "return": state == "submitted" and "letter_return" in moves,
        "cancel": "letter_cancel" in moves
        and (state in (*EDITABLE, "submitted") or (state == "signed" and letter.kind != "referral")),
        "dispatch": state == "signed" and "letter_dispatch" in moves,
        "send": state in NUMBERED and letter.person_id is not None and "letter_dispatch" in moves,
    }
    return frozenset(name for name, allowed in offered.items() if allowed)


@dataclass(frozen=True)
class LetterLine:
    """A letter in the list on a matter's page."""

    id: int
    kind: Any
    state: Any
    to: str
    number: str
    on: date | None
    orders: list[MarginOrder]


def letters_on(matter_id: int, by: Actor) -> dict[str, Any]:
    """Return what a matter's page needs for its list of letters."""
    office = by.authority is not None and reads_as_office(by.authority)
    letters = list(letters_of_matter(matter_id, by))
    orders: dict[int, list[MarginOrder]] = defaultdict(list)
    for order in orders_on([one.pk for one in letters]) if office and letters else ():
        orders[order.letter_id] += [order] if order.refused_at is None else []
    return {
        "letters": [
            LetterLine(
                id=one.pk,
                kind=kind_label(one),
                state=state_badge(one),
                to=addressee(one),
                number=paper_digits(one.number),
                on=one.on,
                orders=orders[one.pk],
            )
            for one in letters
        ],
        "came_in": came_in(matter_id, by) if office else [],
        "may_draft": office and "letter_draft" in may_do([matter_id], by),
    }
