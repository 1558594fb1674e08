"""The agency's own figures, month by month, with the rules by which they are counted; as a page and as a file."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from palat.kernel.agencies.queries.statistics import RULES, Month, limit_of, months, whole
from palat.kernel.agencies.views.guarding import agency_of, crumbs, member
from palat.kernel.calendar.counting import fiscal_year, legal_date
from palat.kernel.calendar.queries import basis_of
from palat.kernel.calendar.thai_dates import MONTHS
from palat.kernel.organisation.agency_side import APPROVERS, MANAGERS, READER
from palat.kernel.pages.export import csv_lines
from palat.kernel.pages.language import in_language, name_of
from palat.kernel.pages.listing import Column
from palat.kernel.reports.charts import lines

YEARS = 3
READERS = MANAGERS | APPROVERS | {READER}
FIGURES = (
    ("received", gettext_lazy("ได้รับ")),
    ("answered", gettext_lazy("ตอบแล้ว")),
    ("in_time", gettext_lazy("ทันกำหนด")),
    ("share", gettext_lazy("ร้อยละที่ทันกำหนด")),
    ("mean_days", gettext_lazy("วันทำการเฉลี่ย")),
    ("waiting", gettext_lazy("ค้าง")),
    ("overdue", gettext_lazy("ค้างเกินกำหนด")),
    ("not_ours", gettext_lazy("ไม่อยู่ในหน้าที่และอำนาจ")),
    ("sent_back", gettext_lazy("สำนักงานส่งกลับ (ครั้ง)")),
    ("chased", gettext_lazy("ถูกเร่งรัด (ครั้ง)")),
)


def month_name(day: date | None) -> str:
    """Name a month as the page speaks: มกราคม 2569, or January 2026."""
    if day is None:
        return _("รวม")
    if get_language() == "en":
        return f"{day:%B} {day.year}"
    return f"{MONTHS[day.month - 1]} {day.year + 543}"


@dataclass(frozen=True)
class Row:
    """A month as the table draws it."""

    name: str
    cells: list[tuple[Any, Any]]


def _row(month: Month) -> Row:
    return Row(month_name(month.first), [(label, _shown(getattr(month, name))) for name, label in FIGURES])


def _shown(value: Any) -> Any:
    return "–" if value is None else value


def _years(today: date) -> list[int]:
    return [fiscal_year(today) - back for back in range(YEARS)]


def _asked_year(request: HttpRequest, today: date) -> int:
    year = request.GET.get("year", "")
    known = _years(today)
    return int(year) if year.isdecimal() and int(year) in known else known[0]


@login_required
def page(request: HttpRequest) -> HttpResponseBase:
    """How the agency answered in a fiscal year."""
    by, agency_id = member(request, READERS)
    now = timezone.now()
    today = legal_date(now)
    year = _asked_year(request, today)
    counted = months(agency_id, year, by=by, at=now)
    total = whole(counted)
    if request.GET.get("export") == "csv":
        return _file(year, [*counted, total])
    chart_rows = [(month_name(one.first), {_("ได้รับ"): one.received, _("ตอบแล้ว"): one.answered}) for one in counted]
    law = limit_of(agency_id, today)
    context = {
        "agency": name_of(agency_of(agency_id)),
        "year": year,
        "years": [(one, one if get_language() != "en" else one - 543) for one in _years(today)],
        "total": total,
        "rows": [_row(one) for one in counted],
        "sum": _row(total),
        "heads": [label for _name, label in FIGURES],
        "rules": RULES,
        "chart": lines(_("ได้รับและตอบแล้วรายเดือน ตัวเลขอยู่ในตาราง"), chart_rows, unit=_("เรื่อง")),
        "limit": law,
        "limit_label": in_language(law.label_th, law.label_en) if law else "",
        "basis": basis_of(law) if law else "",
        "crumbs": crumbs((_("สถิติของหน่วยงาน"), "")),
        "counted_at": now,
    }
    return render(request, "agencies/statistics.html", context)


def _file(year: int, counted: list[Month]) -> HttpResponse | StreamingHttpResponse:
    """Give the figures as a file, the rules of counting below them."""
    columns = (
        Column(code="month", label=gettext_lazy("เดือน"), value=lambda one: month_name(one.first)),
        *(Column(code=name, label=label, value=name) for name, label in FIGURES),
    )
    response = StreamingHttpResponse(_written(columns, counted), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="agency-statistics-{year}.csv"'
    return response


def _written(columns: Any, counted: list[Month]) -> Any:
    yield from csv_lines(columns, counted)
    for rule in RULES:
        yield f'"{rule}"\r\n'
