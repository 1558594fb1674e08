"""The lists of letters: those that wait for a signature, and the register of outgoing letters."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from palat.kernel.letters.models import Letter
from palat.kernel.letters.moves import KINDS, STATES, WAYS
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.letters.queries import addressee, signs_alone
from palat.kernel.pages import pieces
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, TextFilter
from palat.kernel.pages.listing import Column, Listing

TONES: dict[str, Any] = {
    "submitted": "warn",
    "on_paper": "warn",
    "returned": "danger",
    "signed": "info",
    "dispatched": "good",
}


def state_badge(letter: Letter) -> Any:
    """Show the state of a letter."""
    return pieces.badge(_(STATES[letter.state]), tone=TONES.get(letter.state, "neutral"))


def way_label(letter: Letter) -> Any:
    """Return the way by which a letter went out in words; empty while it has not."""
    return _(WAYS[letter.way]) if letter.way else ""


def kind_label(letter: Letter) -> Any:
    """Return the kind of a letter in words."""
    return _(KINDS[letter.kind].label)


def _subject(letter: Letter) -> Any:
    urgent = pieces.badge(letter.urgency, tone="danger") if letter.urgency else ""
    secret = pieces.badge(letter.secrecy, tone="danger", icon_name="lock") if letter.secrecy else ""
    alone = (
        pieces.badge(_("อ่านและลงนามรายฉบับ"), tone="accent")
        if letter.state == "submitted" and signs_alone(letter)
        else ""
    )
    return format_html("{} {} {} {}", urgent, secret, letter.subject, alone)


def url_of(letter: Letter) -> str:
    """Return the address of a letter's page."""
    return reverse("letter", args=[letter.pk])


SUBJECT = Column(code="subject", label=_("เรื่อง"), title=True, show=_subject)
KIND = Column(code="kind", label=_("ชนิด"), value=kind_label)
TO = Column(code="to", label=_("ถึง"), value=addressee)

WAITING = Listing(
    code="letters.to_sign",
    columns=(
        SUBJECT,
        TO,
        KIND,
        Column(
            code="drafted_by",
            label=_("ผู้ร่าง"),
            value=lambda letter: str(letter.drafted_by) if letter.drafted_by else _("ระบบ"),
        ),
        Column(code="submitted_at", label=_("เสนอเมื่อ"), css="nowrap"),
    ),
    filters=(ChoiceFilter(code="kind", label=_("ชนิด"), choices=[(code, _(one.label)) for code, one in KINDS.items()]),),
    order=("submitted_at", "id"),
    row_url=url_of,
    empty=_("ไม่มีหนังสือรอลงนาม"),
)


def _why(letter: Letter) -> Any:
    """Say why a draft came back, and from whom."""
    if letter.state != "returned":
        return ""
    who = f"{letter.returned_by}: " if letter.returned_by else ""
    return who + letter.returned_words


MINE = Listing(
    code="letters.mine",
    columns=(
        SUBJECT,
        Column(code="state", label=_("สถานะ"), value=lambda letter: _(STATES[letter.state]), show=state_badge),
        Column(code="why", label=_("ข้อสังเกตที่ส่งคืน"), value=_why),
        TO,
        KIND,
        Column(code="drafted_at", label=_("ร่างเมื่อ"), css="nowrap"),
        Column(code="revision", label=_("ร่างฉบับที่"), css="num"),
        Column(code="number", label=_("เลขที่"), css="nowrap", shown=False),
    ),
    filters=(
        TextFilter(
            code="words", label=_("คำในเรื่อง"), apply=lambda rows, typed: rows.filter(subject__icontains=typed.strip())
        ),
        ChoiceFilter(code="state", label=_("สถานะ"), choices=[(code, _(label)) for code, label in STATES.items()]),
        ChoiceFilter(code="kind", label=_("ชนิด"), choices=[(code, _(one.label)) for code, one in KINDS.items()]),
        DateRangeFilter(code="drafted_at", label=_("ร่างเมื่อ")),
    ),
    order=("-id",),
    row_url=url_of,
    empty=_("ไม่มีหนังสือในรายการนี้"),
)


def _by_number(rows: QuerySet, typed: str) -> QuerySet:
    plain = typed.strip().translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))
    found = Q(number=plain) | Q(post_code__iexact=plain)
    return rows.filter(found | Q(running=int(plain)) if plain.isdecimal() and len(plain) < 8 else found)


REGISTER = Listing(
    code="letters.out",
    columns=(
        Column(
            code="number",
            label=_("เลขที่"),
            title=True,
            css="nowrap",
            show=lambda letter: paper_digits(letter.number),
        ),
        Column(code="on", label=_("ลงวันที่"), css="nowrap"),
        TO,
        Column(code="subject", label=_("เรื่อง"), show=_subject),
        KIND,
        Column(
            code="signed_by",
            label=_("ผู้ลงนาม"),
            value=lambda letter: str(letter.signed_by) if letter.signed_by else _("ออกโดยระบบ"),
        ),
        Column(code="state", label=_("สถานะ"), value=lambda letter: _(STATES[letter.state]), show=state_badge),
        Column(code="way", label=_("ส่งทาง"), value=way_label),
        Column(code="post_code", label=_("เลขไปรษณีย์"), shown=False),
        Column(code="urgency", label=_("ชั้นความเร็ว"), shown=False),
    ),
    filters=(
        TextFilter(code="number", label=_("เลขที่หรือเลขไปรษณีย์"), apply=_by_number),
        ChoiceFilter(code="kind", label=_("ชนิด"), choices=[(code, _(one.label)) for code, one in KINDS.items()]),
        ChoiceFilter(
            code="state",
            label=_("สถานะ"),
            choices=[(code, _(STATES[code])) for code in ("signed", "dispatched", "cancelled")],
        ),
        DateRangeFilter(code="on", label=_("ลงวันที่")),
    ),
    order=("-year", "-running", "-id"),
    row_url=url_of,
    empty=_("ยังไม่มีหนังสือที่ออกเลข"),
)
