"""What is counted of reports of indicators, cell by cell."""

from typing import Any

from django.db.models import QuerySet

from palat.duties.planning.models import Report
from palat.kernel.reports.countables import Countable
from palat.kernel.reports.measures import Measure, open_to_all
from palat.kernel.reports.parts import clock_timing, number_or_zero


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


def reports() -> QuerySet[Any]:
    return Report.objects.filter(**open_to_all("track__matter__")).exclude(track__state="dropped")


MEASURES = (
    Measure(
        "planning.report",
        "month",
        reports,
        "track__opened_at",
        {"agency": number_or_zero("track__agency_id"), "timing": clock_timing("report")},
        matter="track__matter_id",
    ),
)
COUNTABLES = (
    Countable("planning.reports", _("รายงานตัวชี้วัดที่เปิดให้รายงาน"), "planning.report", by_agency=True),
    Countable(
        "planning.reports_in_time",
        _("รายงานตัวชี้วัดที่ส่งทันกำหนด"),
        "planning.report",
        only={"timing": "kept"},
        by_agency=True,
    ),
)
