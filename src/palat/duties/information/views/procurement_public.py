"""The monthly summary of procurement (สขร.1) as everybody reads it, and how its months and amounts are written."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from palat.duties.information.queries import procurement
from palat.kernel.pages.dates import ENGLISH_MONTHS
from palat.kernel.pages.dates import MONTHS as THAI_MONTHS
from palat.kernel.pages.filters import DateRangeFilter, TextFilter
from palat.kernel.pages.language import name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.shapes import Crumb
from palat.kernel.pages.views import ListingView


def month_words(day: date) -> str:
    """Return a month with its year, in the language of the page."""
    if get_language() == "en":
        return f"{ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return f"{THAI_MONTHS[day.month - 1]} {day.year + 543}"


def baht(amount: int | None) -> str:
    """Return satang as baht."""
    return "" if amount is None else f"{amount / 100:,.2f}"


LINES = Listing(
    code="information.procurement_lines",
    columns=(
        Column(
            code="month", label=gettext_lazy("ประจำเดือน"), value=lambda one: month_words(one.month.month), css="nowrap"
        ),
        Column(code="number", label=gettext_lazy("ลำดับที่"), css="num"),
        Column(code="work", label=gettext_lazy("งานที่จัดซื้อหรือจัดจ้าง"), title=True),
        Column(code="budget", label=gettext_lazy("วงเงิน (บาท)"), value=lambda one: baht(one.budget), css="num"),
        Column(code="median", label=gettext_lazy("ราคากลาง (บาท)"), value=lambda one: baht(one.median), css="num"),
        Column(code="method", label=gettext_lazy("วิธี")),
        Column(code="bidders", label=gettext_lazy("ผู้เสนอราคา"), shown=False),
        Column(code="winner", label=gettext_lazy("ผู้ได้รับการคัดเลือก")),
        Column(code="price", label=gettext_lazy("ราคาที่ตกลง (บาท)"), value=lambda one: baht(one.price), css="num"),
        Column(code="reason", label=gettext_lazy("เหตุผลที่คัดเลือก"), css="phone-hide"),
        Column(code="contract", label=gettext_lazy("สัญญา"), css="phone-hide"),
        Column(code="agency", label=gettext_lazy("หน่วยงาน"), value=lambda one: name_of(one.month.agency), shown=False),
    ),
    filters=(
        TextFilter(
            code="q",
            label=gettext_lazy("งาน หรือผู้ได้รับการคัดเลือก"),
            apply=lambda rows, typed: rows.filter(work__icontains=typed) | rows.filter(winner__icontains=typed),
        ),
        DateRangeFilter(code="month", label=gettext_lazy("ประจำเดือน"), field="month__month"),
    ),
    order=("-day", "number", "id"),
    empty=gettext_lazy("ยังไม่มีเดือนที่เผยแพร่"),
)


class Public(ListingView):
    """What was bought and hired, month by month, for everybody."""

    listing = LINES
    title = gettext_lazy("สรุปผลการจัดซื้อจัดจ้างรายเดือน (สขร.1)")
    intro = gettext_lazy("ตามประกาศคณะกรรมการข้อมูลข่าวสารของราชการ 16 มกราคม 2558 ส่งออกเป็น CSV หรือ Excel ได้")
    template_name = "information/portal/procurement.html"
    base_template = "portal/base.html"

    def rows(self) -> QuerySet[Any]:
        """Return the lines of the months that are published, of one of them where it is asked for."""
        chosen = self.request.GET.get("of", "")
        rows = procurement.public_lines()
        return rows.filter(month_id=int(chosen)) if chosen.isdecimal() and len(chosen) < 18 else rows

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        return [Crumb(_("ดัชนีข้อมูลข่าวสาร"), reverse("information_published"))]

    def extra(self) -> dict[str, Any]:
        """Return the months to choose from."""
        chosen = self.request.GET.get("of", "")
        months: Any = procurement.public_months().order_by("-month", "-pk")[:36]
        return {
            "months": [
                (one.pk, month_words(one.month), one.many, baht(one.budget), str(one.pk) == chosen) for one in months
            ]
        }
