"""First screens of figures: the Office's for heads and directors, five things for those who decide above it."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from palat.duties.petitions.queries import overview, responsiveness
from palat.duties.petitions.queries.listing import may_list
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.queries import province_choices, province_names
from palat.kernel.pages.dates import display_date
from palat.kernel.reports.charts import lines
from palat.kernel.reports.procedure import Quarter, quarter_of, quarters_back
from palat.kernel.reports.queries.readers import DECIDERS, LEADS, reads_reports
from palat.kernel.reports.queries.tallies import counted_at

NEXT_PROVINCE = "next_province"


def _roles(by: Actor) -> frozenset[str]:
    return by.authority.roles() if by.authority else frozenset()


@require_safe
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """Figures by role: of the Office for those who lead it, five things for those above it."""
    by = actor_of(request)
    if _roles(by) & DECIDERS:
        return _five(request, by)
    if not _roles(by) & LEADS:
        raise Http404
    return _office(request, by)


def _office(request: HttpRequest, by: Actor) -> HttpResponse:
    now = timezone.now()
    today = legal_date(now)
    weeks = overview.flow(today)
    late, more = overview.overdue_by_agency(now)
    ages = overview.backlog(today)
    words = _("รับเข้าและยุติรายสัปดาห์ ตัวเลขอยู่ในตาราง")
    rows = [(display_date(one.begins), {_("รับเข้า"): one.received, _("ยุติ"): one.closed}) for one in weeks]
    context = {
        "ages": [(one, _listed(by, one)) for one in ages],
        "waiting": sum(one.cases for one in ages),
        "flow": weeks,
        "chart": lines(words, rows, unit=pgettext("unit", "เรื่อง")),
        "late": [(one, _list_url(by, agency=one.agency_id, overdue=1)) for one in late],
        "more": more,
        "counted_at": counted_at(),
    }
    return render(request, "petitions/reports/office.html", context)


def _listed(by: Actor, age: overview.Age) -> str:
    span = {"received_to": age.last.isoformat()} | ({"received_from": age.first.isoformat()} if age.first else {})
    return _list_url(by, open=1, **span)


def _list_url(by: Actor, **filters: Any) -> str:
    """Return the list behind a figure, where the viewer may see it."""
    return f"{reverse('petition_list')}?{urlencode(filters)}" if may_list(by) else ""


def _five(request: HttpRequest, by: Actor) -> HttpResponse:
    """Five things, and nothing that leads to a petitioner, an officer or a single matter."""
    now = timezone.now()
    today = legal_date(now)
    code = request.GET.get("province", request.session.get(NEXT_PROVINCE, ""))
    code = code if code in province_names() else ""
    if code != request.session.get(NEXT_PROVINCE, ""):
        request.session[NEXT_PROVINCE] = code
    context = {
        "risk": overview.lives_at_risk(by),
        "orders": overview.orders_of(by, _roles(by) & DECIDERS, now),
        "rise": overview.fastest_rise(today),
        "promises": overview.promises_this_week(by, today),
        "province": overview.province_now(code, now) if code else None,
        "province_name": province_names().get(code, ""),
        "province_code": code,
        "provinces": province_choices(),
        "counted_at": counted_at(),
    }
    return render(request, "petitions/reports/five.html", context)


def _asked_quarter(request: HttpRequest, today: date) -> Quarter:
    year, _dash, number = request.GET.get("quarter", "").partition("-")
    known = {(str(one.year), str(one.number)): one for one in quarters_back(today, 20)}
    return known.get((year, number), quarter_of(today))


@require_safe
@login_required
def agencies(request: HttpRequest) -> HttpResponse:
    """How agencies answer: all of them for the Office, one's own for an agency."""
    by, today = actor_of(request), legal_date(timezone.now())
    own = by.authority.agency_ids() if by.authority else frozenset()
    if not reads_reports(by) and not own:
        raise Http404
    quarter = _asked_quarter(request, today)
    answers = responsiveness.responsiveness(quarter, only=None if reads_reports(by) else own)
    context = {
        "quarter": quarter,
        "quarters": quarters_back(today, 20),
        "answers": [(one, _list_url(by, agency=one.agency_id)) for one in answers],
        "own": not reads_reports(by),
        "counted_at": counted_at(),
    }
    return render(request, "petitions/reports/agencies.html", context)


@require_safe
def public_agencies(request: HttpRequest) -> HttpResponse:
    """The time that each agency published for its answers, and how often it kept it."""
    today = legal_date(timezone.now())
    quarter = _asked_quarter(request, today)
    answers = responsiveness.with_limits(responsiveness.responsiveness(quarter), today)
    context = {
        "quarter": quarter,
        "quarters": quarters_back(today, 20),
        "answers": answers,
        "counted_at": counted_at(),
    }
    response = render(request, "petitions/portal/agencies.html", context)
    response["Cache-Control"] = "public, max-age=300"
    return response
