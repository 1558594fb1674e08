"""The list of a register's entries, in the columns of the Saraban form."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palat.kernel.letters.procedure import paper_digits
from palat.kernel.letters.registered.carried import with_words
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.procedure import Authority
from palat.kernel.pages import pieces
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, NumberRangeFilter, TextFilter
from palat.kernel.pages.language import name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.registers.procedure import RESERVED
from palat.kernel.registers.queries import visible_registers, years

STATES = (
    ("void", _("เลขยกเลิก")),
    ("late", _("ลงย้อนหลัง")),
    ("reserved", _("จองไว้ รอบันทึกการใช้")),
    ("reserved_once", _("เคยจองไว้")),
)
IN_STATE = {
    "void": ~Q(void_reason=""),
    "late": ~Q(late_reason=""),
    "reserved": Q(ref=RESERVED, void_reason=""),
    "reserved_once": Q(block__isnull=False),
}


def url_of(entry: Any) -> str:
    """Return the address of an entry's page."""
    return reverse("register_entry", args=[entry.register_id, entry.year, entry.running])


def marks(entry: Any) -> Any:
    """Show what is out of the ordinary with an entry."""
    shown = []
    if entry.void_reason:
        shown.append(pieces.badge(_("เลขยกเลิก"), tone="danger", icon_name="x"))
    elif entry.ref == RESERVED:
        shown.append(pieces.badge(_("จองไว้ รอบันทึกการใช้"), tone="warn", icon_name="clock"))
    if entry.late_reason:
        shown.append(pieces.badge(_("ลงย้อนหลัง"), tone="accent", icon_name="return"))
    return format_html_join(" ", "{}", ((one,) for one in shown))


def _number(entry: Any) -> Any:
    return format_html('<span class="nowrap">{}</span> {}', paper_digits(entry.text), marks(entry))


def _subject(entry: Any) -> Any:
    if entry.columns.hidden:
        return pieces.badge(_("จำกัดผู้เห็น"), icon_name="lock")
    return entry.columns.subject or pieces.DASH


def _paper(entry: Any) -> Any:
    """Show the number of a letter, unbroken, and its day under it."""
    columns = entry.columns
    number = format_html('<span class="nowrap">{}</span>', paper_digits(columns.paper_number))
    if not columns.paper_date:
        return number if columns.paper_number else pieces.DASH
    return format_html('{} <span class="nowrap text-quiet">{}</span>', number, pieces.display(columns.paper_date))


def _column(code: str, label: Any, **more: Any) -> Column:
    return Column(code=code, label=label, value=lambda entry: getattr(entry.columns, code), **more)


def _in_state(rows: QuerySet, state: str) -> QuerySet:
    return rows.filter(IN_STATE[state])


COLUMNS = (
    Column(code="text", label=_("เลขทะเบียน"), title=True, show=_number),
    Column(code="register", label=_("ในทะเบียน"), value=lambda entry: name_of(entry.register)),
    Column(code="on_date", label=_("วันที่ในทะเบียน"), css="nowrap"),
    Column(code="paper", label=_("ที่ ลงวันที่"), show=_paper, exported=False),
    _column("paper_number", _("ที่"), shown=False),
    _column("paper_date", _("ลงวันที่"), shown=False),
    _column("sender", _("จาก")),
    _column("addressee", _("ถึง")),
    _column("subject", pgettext_lazy("letter", "เรื่อง"), show=_subject),
    _column("action", _("การปฏิบัติ")),
    _column("remark", _("หมายเหตุ")),
    Column(code="year", label=_("ปี พ.ศ."), shown=False),
    Column(code="running", label=_("เลขลำดับ"), shown=False),
    Column(code="issued_at", label=_("ลงทะเบียนเมื่อ"), shown=False),
)


def entries_for(by: Actor, authority: Authority, *, of_one: bool) -> Listing:
    """Return the list of entries with the registers, years and words that this viewer may look for.

    `of_one`: the entries of one register, which need not say which.
    """

    def words(rows: QuerySet, typed: str) -> QuerySet:
        return with_words(rows, typed.strip(), by)

    return Listing(
        code="registers.entries",
        columns=tuple(one for one in COLUMNS if not (of_one and one.code == "register")),
        order=("-id",),
        filters=(
            ChoiceFilter(
                code="register",
                label=_("ในทะเบียน"),
                choices=lambda: [(one.code, name_of(one)) for one in visible_registers(authority)],
            ),
            ChoiceFilter(code="year", label=_("ปี พ.ศ."), choices=lambda: [(one, str(one)) for one in years(authority)]),
            NumberRangeFilter(code="running", label=_("เลขลำดับ")),
            DateRangeFilter(code="on", label=_("วันที่ในทะเบียน"), field="on_date"),
            TextFilter(
                code="words",
                label=_("คำในทะเบียน"),
                help=_("ที่ จาก ถึง เรื่อง การปฏิบัติ หมายเหตุ (เรื่องร้องทุกข์ให้ค้นที่ช่องค้นหาด้านบน)"),
                apply=words,
            ),
            ChoiceFilter(code="state", label=_("สถานะ"), choices=STATES, apply=_in_state),
        ),
        row_url=url_of,
        row_css=lambda entry: "text-quiet" if entry.void_reason else "",
        empty=_("ยังไม่มีรายการในทะเบียน"),
    )
