"""The list of what goes out: no address, no words of a notice."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from palat.kernel.notices.procedure import CHANNELS, FAILURES, STATES
from palat.kernel.notices.registry import kinds
from palat.kernel.notices.showing import channel_label, kind_label, state_badge, why_not
from palat.kernel.pages import pieces
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.pieces import spaced


def _to(row: Any) -> str:
    if row.receiver_id:
        return str(row.receiver.name)
    if row.person_id:
        return gettext("ผู้ร้อง")
    return gettext("เจ้าหน้าที่") if row.kind == "digest" else gettext("หน่วยงาน")


def _matter(row: Any) -> Any:
    if not row.code:
        return pieces.display("")
    return format_html('<a href="{}">{}</a>', reverse("matter", args=[row.code]), spaced(row.code))


def _translated(pairs: Any) -> list[tuple[str, str]]:
    return [(code, gettext(label)) for code, label in pairs]


def _channels() -> list[tuple[str, str]]:
    return _translated((code, one.label) for code, one in CHANNELS.items() if code != "inapp")


def _kinds() -> list[tuple[str, str]]:
    return [*_translated((one.code, one.label) for one in kinds().values()), ("line.answer", kind_label("line.answer"))]


OUTBOX = Listing(
    code="notices.outbox",
    columns=(
        Column(code="kind", label=_("แจ้งว่า"), value=lambda row: kind_label(row.kind), title=True),
        Column(code="to", label=_("ถึง"), value=_to, css="nowrap"),
        Column(code="channel", label=_("ช่องทาง"), value=lambda row: channel_label(row.channel)),
        Column(code="state", label=_("สถานะ"), value=lambda row: gettext(STATES[row.state]), show=state_badge),
        Column(code="why", label=_("เหตุ"), value=why_not),
        Column(code="attempts", label=_("ส่งแล้วกี่ครั้ง"), value="attempts", shown=False),
        Column(code="matter", label=_("เรื่อง"), value="code", show=_matter, css="nowrap"),
        Column(
            code="made",
            label=_("เมื่อ"),
            value="made_at",
            css="nowrap",
            show=lambda row: pieces.display(row.made_at),
        ),
    ),
    order=("-made_at", "-id"),
    filters=(
        ChoiceFilter(code="state", label=_("สถานะ"), choices=lambda: _translated(STATES.items()), many=True),
        ChoiceFilter(code="channel", label=_("ช่องทาง"), choices=_channels),
        ChoiceFilter(code="failure", label=_("เหตุ"), choices=lambda: _translated(FAILURES.items())),
        ChoiceFilter(code="kind", label=_("แจ้งว่า"), choices=_kinds),
        DateRangeFilter(code="made", label=_("เมื่อ"), field="made_at"),
    ),
    empty=_("ยังไม่มีการแจ้งออก"),
    row_url=address_of("outbox_notice"),
)
