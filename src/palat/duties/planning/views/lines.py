"""One indicator of a body at the desk: its rounds through the years, trend, forecast, and what is behind it."""

from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.duties.planning.models import Item
from palat.duties.planning.procedure.accumulating import ADDS_UP, ROUNDS, TO_DATE
from palat.duties.planning.procedure.forecasting import Forecast, forecast
from palat.duties.planning.procedure.words import MEASURE
from palat.duties.planning.queries.computing import behind
from palat.duties.planning.queries.definitions import figures_of, formula_of
from palat.duties.planning.queries.listing import agreements
from palat.duties.planning.queries.scorecard import Line, lines
from palat.duties.planning.views.guarding import reader
from palat.duties.planning.views.scorecards import crumbs
from palat.duties.planning.views.showing import english, number, result_words, rule_facts, unit_of
from palat.kernel.matters.addresses import desk_url
from palat.kernel.matters.authority import Actor
from palat.kernel.pages.language import name_of
from palat.kernel.pages.shapes import Crumb
from palat.kernel.reports.charts import Chart
from palat.kernel.reports.charts import lines as lines_chart
from palat.kernel.reports.queries.tallies import counted_at

PAGE = 50


def item_for(by: Actor, pk: int) -> Item:
    """Return an indicator of an agreement that someone may see. Raises: Http404."""
    found = items_of_pk(pk)
    if found is None or not agreements(by, found.agreement.year).filter(pk=found.agreement_id).exists():
        raise Http404
    return found


def items_of_pk(pk: int) -> Item | None:
    """Return an indicator of an agreement with what belongs to it."""
    related = Item.objects.select_related("definition__indicator__plan_item", "agreement__agency", "agreement__unit")
    return related.select_related("agreement__matter").filter(pk=pk, dropped=False).first()


@login_required
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """One indicator of a body: its rule, its rounds through the years, trend, forecast, what is behind the number."""
    by = reader(request)
    item = item_for(by, pk)
    found = history_of(item)
    points = points_of(found, item)
    ended = any(one.item.pk == item.pk and one.now and one.now.round == ROUNDS[-1] for one in found)
    told = None if ended else forecast(points, item.agreement.year * 12 + ROUNDS[-1])
    context = {
        "item": item,
        "name": name_of(item.definition.indicator),
        "body": name_of(item.agreement.agency or item.agreement.unit),
        "rule": rule_facts(item),
        "rounds": [
            (one.item.agreement.year, now.round, result_words(one.item.definition, now.result), number(now.score))
            for one in found
            for now in one.rounds
        ],
        "chart": _trend(found, item),
        "forecast": "" if ended else _forecast_words(told, item),
        "counted": _counted_rows(item, found),
        "counted_at": counted_at() if item.definition.source == MEASURE else None,
        "crumbs": crumbs(
            Crumb(_("บัตรคะแนน"), reverse("planning_executive")),
            Crumb(
                name_of(item.agreement.agency or item.agreement.unit),
                reverse("planning_card", args=[item.agreement.matter.code]),
            ),
        ),
    }
    return render(request, "planning/line.html", context)


def history_of(item: Item) -> list[Line]:
    """Return the same indicator of the same body through the years, oldest first."""
    agreement = item.agreement
    same = Item.objects.filter(
        definition__indicator=item.definition.indicator_id,
        agreement__agency=agreement.agency_id,
        agreement__unit=agreement.unit_id,
        agreement__is_live=True,
        agreement__year__lte=agreement.year,
        dropped=False,
    )
    found = same.select_related("definition__indicator", "agreement").order_by("agreement__year")
    return lines(list(found))


def points_of(found: list[Line], item: Item) -> list[tuple[int, Decimal]]:
    """Return the known values as months and numbers; what grows through a year is told of this year alone."""
    definition = item.definition
    grows = definition.cumulative in {TO_DATE, ADDS_UP} and not formula_of(definition).divides
    return [
        (one.item.agreement.year * 12 + now.round, now.result.value)
        for one in found
        if not grows or one.item.pk == item.pk
        for now in one.rounds
        if now.result.value is not None
    ]


def _forecast_words(told: Forecast | None, item: Item) -> str:
    if told is None:
        return _("ยังไม่พยากรณ์ เพราะมีค่าที่ตรวจแล้วน้อยกว่าสามรอบ")
    words = _(
        "หากแนวโน้มเป็นเส้นตรงต่อไป สิ้นปีงบประมาณจะอยู่ราว %(value)s %(unit)s"
        " (จาก %(points)d จุด ห่างจากเส้นมากที่สุด %(off)s) ไม่คิดฤดูกาลหรือเหตุอื่น"
    )
    places = item.definition.decimals
    said = {"value": number(told.value, places), "off": number(told.off, places), "points": told.points}
    return words % {**said, "unit": unit_of(item.definition)}


def _trend(found: list[Line], item: Item) -> Chart | None:
    rows = [
        (f"{now.round}/{one.item.agreement.year}", {_("ค่า"): float(now.result.value)})
        for one in found
        for now in one.rounds
        if now.result.value is not None
    ]
    if len(rows) < 2:
        return None
    said = ", ".join(f"{label} {next(iter(values.values())):,.2f}" for label, values in rows)
    return lines_chart(f"{name_of(item.definition.indicator)}: {said}", rows, unit=unit_of(item.definition))


def _counted_rows(item: Item, found: list[Line]) -> list[tuple[str, str, str, str]]:
    """Return the figures that were computed from matters, each with the way to the matters behind it."""
    now = next((one.now for one in found if one.item.pk == item.pk), None)
    if item.definition.source != MEASURE or now is None:
        return []
    figures = figures_of(item.definition)
    return [
        (
            one.label(english()),
            one.name,
            str(now.round),
            reverse("planning_behind", args=[item.pk, now.round, one.name]),
        )
        for one in figures
    ]


@login_required
def matters(request: HttpRequest, pk: int, round: int, name: str) -> HttpResponse:
    """The matters behind a figure, as far as the viewer may open them; the page says how many there are in all."""
    by = reader(request)
    item = item_for(by, pk)
    figures = {one.name: one for one in figures_of(item.definition)}
    if item.definition.source != MEASURE or name not in figures or round not in ROUNDS:
        raise Http404
    found, whole = behind(item.definition, item.agreement, round, name, by=by)
    page = Paginator(found.order_by("-received_at", "-pk"), PAGE).get_page(request.GET.get("page"))
    context = {
        "item": item,
        "label": figures[name].label(english()),
        "round": round,
        "rows": [(one, desk_url(one)) for one in page],
        "page": page,
        "open": page.paginator.count,
        "whole": whole,
        "crumbs": crumbs(Crumb(name_of(item.definition.indicator), reverse("planning_line", args=[item.pk]))),
    }
    return render(request, "planning/behind.html", context)
