"""Scorecards at the desk: the executive page, one body, one strategy, an indicator, and what is behind it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.duties.planning.models import Agreement
from palat.duties.planning.paper import chart_of
from palat.duties.planning.procedure.words import KINDS
from palat.duties.planning.queries.definitions import live_items
from palat.duties.planning.queries.listing import (
    agreement_years,
    agreements,
    items_of,
    late_reports,
    newest_scored_year,
    strategies,
)
from palat.duties.planning.queries.scorecard import Card, by_agreement, by_strategy, lines, rolled
from palat.duties.planning.views.cards import light_badge, light_rule, line_row, rolled_words
from palat.duties.planning.views.guarding import reader
from palat.duties.planning.views.showing import english, number
from palat.kernel.calendar.counting import fiscal_year, legal_date
from palat.kernel.matters.addresses import desk_url
from palat.kernel.matters.authority import Actor
from palat.kernel.pages.language import name_of
from palat.kernel.pages.shapes import Crumb
from palat.kernel.reports.charts import Chart

PAGE = 50
MOST_LATE = 20


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the way back."""
    return [Crumb(_("แผนและตัวชี้วัด"), reverse("planning_hub")), *more]


def year_in(request: HttpRequest) -> int:
    """Return the year that is asked for, else the newest in which something counts already, else the newest."""
    asked = request.GET.get("year", "")
    if asked.isdecimal() and 2560 <= int(asked) <= 2600:
        return int(asked)
    years = (newest_scored_year(), *agreement_years(), fiscal_year(legal_date(timezone.now())))
    return next(year for year in years if year)


@login_required
def executive(request: HttpRequest) -> HttpResponse:
    """Every body's weighted score and light, every strategy's, and what is late."""
    by, year = reader(request), year_in(request)
    found = list(agreements(by, year))
    ids = [one.pk for one in found]
    of = lines(list(items_of(ids)))
    cards = by_agreement(of)
    names = {one.pk: one.words_en if english() and one.words_en else one.words_th for one in strategies()}
    late = list(late_reports(ids, legal_date(timezone.now()))[: MOST_LATE + 1])
    whole = rolled(of)
    context = {
        "year": year,
        "years": agreement_years(),
        "bodies": [_body_row(one, year) for one in cards],
        "empty": [
            name_of(one.agency or one.unit)
            for one in found
            if one.pk not in {c.lines[0].item.agreement_id for c in cards}
        ],
        "strategies": [
            (names.get(one.strategy_id or 0, ""), one.strategy_id, len(one.lines), *_score(one, year))
            for one in by_strategy(of)
        ],
        "whole": rolled_words(whole),
        "rule": light_rule(year),
        "late": [_late_row(one) for one in late[:MOST_LATE]],
        "more_late": len(late) > MOST_LATE,
        "chart": _chart(cards),
        "crumbs": crumbs(),
    }
    return render(request, "planning/executive.html", context)


def _score(card: Card, year: int) -> tuple[str, str, Any]:
    return number(card.rolled.score), rolled_words(card.rolled), light_badge(card.rolled.score, year)


def _body_row(card: Card, year: int) -> dict[str, Any]:
    agreement = card.lines[0].item.agreement
    score, base, light = _score(card, year)
    return {
        "name": name_of(agreement.agency or agreement.unit),
        "kind": _(dict(KINDS)[agreement.kind]),
        "code": agreement.matter.code if agreement.matter_id else "",
        "score": score,
        "base": base,
        "light": light,
    }


def _late_row(report: Any) -> dict[str, Any]:
    agreement = report.item.agreement
    indicator = report.item.definition.indicator
    return {
        "body": name_of(agreement.agency or agreement.unit),
        "indicator": f"{indicator.code} {name_of(indicator)}",
        "round": report.round,
        "due_on": report.due_on,
    }


def _chart(cards: list[Card]) -> Chart | None:
    rows = []
    for card in cards:
        agreement = card.lines[0].item.agreement
        rows.append({"name": name_of(agreement.agency or agreement.unit), "score": card.rolled.score})
    return chart_of(rows)


def _agreement(by: Actor, code: str) -> Agreement:
    """Return an agreement that someone may see. Raises: Http404."""
    found = Agreement.objects.select_related("agency", "unit", "matter").filter(matter__code=code).first()
    if found is None or not agreements(by, found.year).filter(pk=found.pk).exists():
        raise Http404
    return found


@login_required
def card(request: HttpRequest, code: str) -> HttpResponse:
    """The scorecard of one body."""
    by = reader(request)
    agreement = _agreement(by, code)
    of = lines(list(live_items(agreement).select_related("agreement")))
    whole = rolled(of)
    rows = [{**line_row(one, agreement.year), "url": reverse("planning_line", args=[one.item.pk])} for one in of]
    context = {
        "agreement": agreement,
        "name": name_of(agreement.agency or agreement.unit),
        "kind": _(dict(KINDS)[agreement.kind]),
        "rows": rows,
        "score": number(whole.score),
        "base": rolled_words(whole),
        "light": light_badge(whole.score, agreement.year),
        "rule": light_rule(agreement.year),
        "file_url": desk_url(agreement.matter),
        "crumbs": crumbs(Crumb(_("บัตรคะแนน"), reverse("planning_executive"))),
    }
    return render(request, "planning/card.html", context)


@login_required
def strategy(request: HttpRequest, number: int) -> HttpResponse:
    """The scorecard of one strategy: every indicator that serves it, whatever the body."""
    by, year = reader(request), year_in(request)
    found = next((one for one in strategies() if one.pk == number), None)
    if found is None:
        raise Http404
    ids = [one.pk for one in agreements(by, year)]
    of = lines(list(items_of(ids).filter(definition__indicator__plan_item=found)))
    whole = rolled(of)
    rows = []
    for one in of:
        body = name_of(one.item.agreement.agency or one.item.agreement.unit)
        row = line_row(one, year)
        rows.append({**row, "name": f"{row['name']} · {body}", "url": reverse("planning_line", args=[one.item.pk])})
    context = {
        "name": found.words_en if english() and found.words_en else found.words_th,
        "year": year,
        "rows": rows,
        "base": rolled_words(whole),
        "light": light_badge(whole.score, year),
        "rule": light_rule(year),
        "crumbs": crumbs(Crumb(_("บัตรคะแนน"), reverse("planning_executive"))),
    }
    return render(request, "planning/strategy.html", context)
