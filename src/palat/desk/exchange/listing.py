"""The list of letters that went or came by the exchange."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from palat.kernel.egif.procedure import SECRECIES, STATES
from palat.kernel.egif.queries.peers import key_of, peers
from palat.kernel.egif.showing import state_badge, state_label
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.pages import pieces
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, TextFilter
from palat.kernel.pages.listing import Column, Listing


def _subject(row: Any) -> Any:
    said = row.said
    urgency = row.letter.urgency if row.letter_id else said.get("urgency", "")
    secrecy = row.letter.secrecy if row.letter_id else said.get("secrecy", "")
    marks = [pieces.badge(gettext(urgency), tone="danger")] if urgency in {"ด่วน", "ด่วนมาก", "ด่วนที่สุด"} else []
    if secrecy:
        word = secrecy if secrecy in SECRECIES else gettext("ไม่ทราบชั้นความลับ")
        marks.append(pieces.badge(gettext(word), tone="danger", icon_name="lock"))
    return format_html(
        "{} {}", row.subject or gettext("(ยังไม่มีชื่อเรื่อง)"), format_html_join(" ", "{}", ((one,) for one in marks))
    )


def _number(row: Any) -> Any:
    return format_html('<span class="nowrap">{}</span>', paper_digits(row.number))


def _peers() -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in peers()]


def _states() -> list[tuple[str, str]]:
    return [(code, gettext(label)) for code, label in STATES.items() if code]


EXCHANGED = Listing(
    code="exchange.letters",
    columns=(
        Column(code="subject", label=pgettext_lazy("letter", "เรื่อง"), title=True, show=_subject, value="subject"),
        Column(code="number", label=_("เลขที่"), show=_number, value="number"),
        Column(code="peer", label=_("หน่วยงาน"), value=lambda row: row.peer.name),
        Column(code="state", label=_("สถานะ"), show=state_badge, value=state_label),
        Column(code="their_number", label=_("เลขรับ"), value=lambda row: paper_digits(row.their_number), css="nowrap"),
        Column(code="why", label=_("เหตุที่ส่งคืน"), value="why"),
        Column(code="at", label=_("เมื่อ"), value="at", css="nowrap", show=lambda row: pieces.display(row.at)),
    ),
    order=("-at", "-id"),
    filters=(
        TextFilter(code="number", label=_("เลขที่หนังสือ"), apply=lambda rows, value: rows.filter(key=key_of(value))),
        ChoiceFilter(code="peer", label=_("หน่วยงาน"), choices=_peers),
        ChoiceFilter(code="state", label=_("คำตอบ"), choices=_states),
        DateRangeFilter(code="at", label=_("เมื่อ")),
    ),
    row_url=address_of("exchange_message"),
    empty=_("ยังไม่มีหนังสือที่รับส่งทางระบบแลกเปลี่ยน"),
)
