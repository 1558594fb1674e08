"""The place of this duty at the desk: ways on, each with its number, and the plan that indicators serve."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.duties.planning.models import Indicator, PlanItem
from palat.duties.planning.queries.listing import agreements
from palat.duties.planning.views.guarding import reader
from palat.duties.planning.views.showing import english
from palat.kernel.calendar.counting import fiscal_year, legal_date


@dataclass(frozen=True)
class Doorway:
    """A way on."""

    label: str
    words: str
    url: str
    icon: str
    count: int | None = None


@login_required
def hub(request: HttpRequest) -> HttpResponse:
    """Show where this duty's work lies."""
    by = reader(request)
    year = fiscal_year(legal_date(timezone.now()))
    own = agreements(by, year)
    many = own.exclude(kind="division").count()
    doorways = [
        Doorway(_("บัตรคะแนน"), _("คะแนนถ่วงน้ำหนัก สัญญาณ แนวโน้ม และสิ่งที่ล่าช้า"), reverse("planning_executive"), "chart"),
        Doorway(
            _("คำรับรองของหน่วยงาน"),
            _("ส่วนราชการและรัฐวิสาหกิจในสังกัด"),
            reverse("performance_agreement_list"),
            "file",
            many,
        ),
        Doorway(
            _("คำรับรองของหน่วยงานภายใน"),
            _("กอง ศูนย์ และสำนักของสำนักงาน"),
            reverse("division_agreement_list"),
            "folder",
            own.filter(kind="division").count(),
        ),
        Doorway(
            _("ตัวชี้วัด"), _("นิยาม สูตร และเกณฑ์ของแต่ละปี"), reverse("planning_indicators"), "list", Indicator.objects.count()
        ),
        Doorway(_("บัตรคะแนนที่ออกแล้ว"), _("ฉบับที่ออก และสิ่งที่เปลี่ยนไปหลังจากนั้น"), reverse("planning_reports"), "stamp"),
    ]
    return render(request, "planning/hub.html", {"doorways": doorways, "plan": plan_rows()})


def plan_rows() -> list[dict[str, Any]]:
    """Return vision, missions and strategies, each with how many indicators serve it."""
    found = PlanItem.objects.filter(plan__code="ops", plan__superseded_by=None).annotate(count=Count("indicators"))
    return [
        {
            "code": one.code,
            "kind": one.kind,
            "words": one.words_en if english() and one.words_en else one.words_th,
            "count": one.count,
        }
        for one in found.order_by("order", "pk")
    ]
