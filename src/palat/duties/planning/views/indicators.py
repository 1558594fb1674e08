"""Indicators at the desk: the list, one with its years, and defining one."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.duties.planning.forms.agreements import text_of
from palat.duties.planning.forms.indicators import IndicatorForm
from palat.duties.planning.models import Indicator, IndicatorYear
from palat.duties.planning.operations import defining
from palat.duties.planning.operations.agreeing import takes_agreements
from palat.duties.planning.procedure.words import CUMULATIVE, DIRECTIONS, METHODS, SOURCES
from palat.duties.planning.queries.definitions import figures_of
from palat.duties.planning.queries.listing import indicators
from palat.duties.planning.views.guarding import planner, reader
from palat.duties.planning.views.showing import plain
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages.acting import acted
from palat.kernel.pages.language import name_of
from palat.kernel.pages.shapes import Crumb, Fact


def crumbs() -> list[Crumb]:
    """Return the way back."""
    return [Crumb(_("แผนและตัวชี้วัด"), reverse("planning_hub")), Crumb(_("ตัวชี้วัด"), reverse("planning_indicators"))]


@login_required
def every(request: HttpRequest) -> HttpResponse:
    """Every indicator, with the years for which it is defined."""
    by = reader(request)
    found = indicators().prefetch_related("years")
    rows = [(one, name_of(one), sorted(year.year for year in one.years.all())) for one in found]
    context = {"rows": rows, "defines": takes_agreements(by), "crumbs": crumbs()[:1]}
    return render(request, "planning/indicators.html", context)


@login_required
def one(request: HttpRequest, number: int) -> HttpResponse:
    """An indicator, each year's definition in words."""
    by = reader(request)
    found = Indicator.objects.filter(pk=number).select_related("plan_item").first()
    if found is None:
        raise Http404
    years = [(year.year, _facts(year)) for year in found.years.order_by("-year")]
    context = {"one": found, "name": name_of(found), "years": years, "crumbs": crumbs()}
    return render(request, "planning/indicator.html", {**context, "defines": takes_agreements(by)})


def _facts(one: IndicatorYear) -> list[Fact]:
    steps = " / ".join(text_of(step) for step in one.thresholds) or _("ยังไม่กำหนด")
    named = "; ".join(f"{figure.name} = {figure.label_th}" for figure in figures_of(one))
    return [
        Fact(_("สูตร"), one.formula),
        Fact(_("ตัวเลขที่ใช้"), named),
        Fact(_("ที่มาของตัวเลข"), _(dict(SOURCES)[one.source])),
        Fact(_("การสะสม"), _(dict(CUMULATIVE)[one.cumulative])),
        Fact(_("ทิศทาง"), _(dict(DIRECTIONS)[one.direction])),
        Fact(_("วิธีให้คะแนน"), _(dict(METHODS)[one.method])),
        Fact(_("เกณฑ์"), steps),
        Fact(_("ค่าเป้าหมาย"), _("ยังไม่กำหนด") if one.target is None else plain(one.target)),
        Fact(_("หลักฐาน"), one.evidence or "–"),
    ]


@login_required
def define(request: HttpRequest) -> HttpResponse:
    """Define an indicator for a fiscal year."""
    by = planner(request)
    form = IndicatorForm(request.POST or None)

    def act() -> str:
        data = form.cleaned_data
        found = defining.define(code=data["code"], year=data["year"], defined=form.defined(), by=by, at=timezone.now())
        return reverse("planning_indicator", args=[found.indicator_id])

    done = acted(request, form, act, _("บันทึกแล้ว"), refusals=(UnableToAct,), tags="draft:planning-indicator")
    if done:
        return done
    context = {"form": form, "title": _("กำหนดตัวชี้วัด"), "crumbs": crumbs(), "back": reverse("planning_indicators")}
    return render(request, "planning/define.html", context, status=422 if form.is_bound else 200)
