"""What is counted of requests for information to the Office, cell by cell."""

from typing import Any

from django.db.models import F, QuerySet

from palat.duties.information.models import Request
from palat.kernel.reports.countables import Countable
from palat.kernel.reports.measures import Measure, open_to_all
from palat.kernel.reports.parts import timing


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


def requests() -> QuerySet[Any]:
    return Request.objects.filter(**open_to_all("matter__"))


MEASURES = (
    Measure(
        "information.request",
        "day",
        requests,
        "matter__received_at",
        {"channel": F("channel"), "timing": timing(matter_id="matter_id")},
    ),
)
COUNTABLES = (
    Countable("information.received", _("คำขอข้อมูลข่าวสารที่รับ"), "information.request"),
    Countable(
        "information.timed",
        _("คำขอที่กำหนดตอบสิ้นสุดแล้ว"),
        "information.request",
        only={"timing__in": ("kept", "late")},
    ),
    Countable("information.in_time", _("คำขอที่ตอบหรือแจ้งกำหนดทัน"), "information.request", only={"timing": "kept"}),
)
