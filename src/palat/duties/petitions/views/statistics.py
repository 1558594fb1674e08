"""Public statistics of petitions: a year or a quarter, from the rollups; the same figures as CSV."""

import csv
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from palat.duties.petitions.queries import statistics
from palat.duties.petitions.queries.statistics import Line
from palat.kernel.calendar.counting import BUDDHIST_ERA, fiscal_bounds, fiscal_year, legal_date
from palat.kernel.pages.language import in_language
from palat.kernel.reports.charts import bars
from palat.kernel.reports.maps import CREDIT, shaded_map
from palat.kernel.reports.procedure import shades, share, share_of
from palat.kernel.reports.queries.tallies import counted_at
from palat.kernel.reports.sheets import Sheet

YEARS_BACK = 6
CHARTED = 10
CACHED = "public, max-age=300"


@dataclass(frozen=True)
class Span:
    """The fiscal year, or the quarter of it, that is asked for."""

    year: int
    quarter: int | None

    @property
    def bounds(self) -> tuple[date, date]:
        """First and last day."""
        return fiscal_bounds(self.year, self.quarter)


def _span(request: HttpRequest, today: date) -> Span:
    """Read what is asked for; what cannot be read shows the present year."""
    year, quarter = request.GET.get("year", ""), request.GET.get("quarter", "")
    known = year.isdecimal() and len(year) == 4 and 2500 <= int(year) <= fiscal_year(today)
    return Span(int(year) if known else fiscal_year(today), int(quarter) if quarter in {"1", "2", "3", "4"} else None)


def _years(today: date) -> range:
    """Return the fiscal years that may be chosen, the present one first."""
    return range(fiscal_year(today), fiscal_year(today) - YEARS_BACK, -1)


def _year_words(year: int) -> str:
    """Write a fiscal year as the dates beside it are written: พ.ศ., in English the year of the common era."""
    return in_language(str(year), str(year - BUDDHIST_ERA))


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The page of statistics."""
    today = legal_date(timezone.now())
    span = _span(request, today)
    first, last = span.bounds
    provinces = statistics.by_province(first, last)
    all_of_it = statistics.totals(first, last)
    context = {
        "span": span,
        "first": first,
        "last": last,
        "years": [(year, _year_words(year)) for year in _years(today)],
        "totals": all_of_it,
        "closed_share": share(all_of_it.closed, all_of_it.cases),
        "kept_share": share(all_of_it.kept, all_of_it.timed),
        "counted_at": counted_at(),
        "sheets": _sheets(span),
        "provinces": _province_sheet(provinces),
        "map": _map(provinces),
        "query": request.GET.urlencode(),
    }
    response = render(request, "petitions/portal/statistics.html", context)
    response["Cache-Control"] = CACHED
    return response


def _columns(name: str) -> tuple[str, ...]:
    return (name, _("เรื่อง"), _("ยุติแล้ว"), _("ร้อยละที่ยุติ"))


def _sheets(span: Span) -> list[Sheet]:
    first, last = span.bounds
    channels, categories = statistics.by_channel(first, last), statistics.by_category(first, last)
    return [
        Sheet(_("ช่องทาง"), (), _columns(_("ช่องทาง")), tuple(one.cells for one in channels), _chart(channels)),
        Sheet(
            _("ประเภทเรื่อง"),
            (),
            _columns(_("ประเภทเรื่อง")),
            tuple(one.cells for one in categories),
            _chart([one for one in categories if one.code][:CHARTED]),
        ),
    ]


def _chart(lines: list[Line]) -> Any:
    told = [one for one in lines if one.cases is not None and one.closed is not None]
    if not told:
        return None
    words = " ".join(f"{one.name} {share_of(one.closed or 0, one.cases or 0)}" for one in told)
    waiting = _("รอผลการพิจารณา")
    rows = [(one.name, {_("ยุติแล้ว"): one.closed or 0, waiting: (one.cases or 0) - (one.closed or 0)}) for one in told]
    return bars(words, rows, unit=pgettext("unit", "เรื่อง"))


def _province_sheet(lines: list[Line]) -> Sheet:
    told = tuple(one.cells for one in lines if one.cases is not None)
    back = ", ".join(one.name for one in lines if one.cases is None)
    return Sheet(_("จังหวัด"), (), _columns(_("จังหวัด")), told, note=back)


def _map(lines: list[Line]) -> dict[str, Any]:
    counts = {one.code: one.cases or 0 for one in lines if one.code}
    shade, least = shades(counts)
    told = {one.code: f"{one.name} {one.cells[1]}" for one in lines}
    words = _("แผนที่จังหวัดแรเงาตามจำนวนเรื่อง ตัวเลขอยู่ในตาราง")
    bounds = [*(bound - 1 for bound in least[1:]), None]
    key = [(step, low, high) for step, (low, high) in enumerate(zip(least, bounds, strict=True), 1)] if least else []
    return {"drawing": shaded_map(words, shade, told), "key": key, "credit": CREDIT}


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The figures of the page as CSV, with the same counts kept back."""
    span = _span(request, legal_date(timezone.now()))
    first, last = span.bounds
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"petitions-{span.year}{f'-q{span.quarter}' if span.quarter else ''}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = CACHED
    out = csv.writer(response)
    out.writerow(["from", "to", "dimension", "code", "name", "cases", "closed"])
    groups = (
        ("channel", statistics.by_channel(first, last)),
        ("category", statistics.by_category(first, last)),
        ("province", statistics.by_province(first, last)),
    )
    for dimension, lines in groups:
        for one in lines:
            kept = ("", "") if one.cases is None else (one.cases, one.closed)
            out.writerow([first, last, dimension, one.code, one.name, *kept])
    return response
