"""Published rulings, for anybody and at the desk: searched, read; and a member's calendar feed behind its token."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.information.ical import as_calendar
from palat.duties.information.procedure.appeal_words import OUTCOMES, TOPICS
from palat.duties.information.queries.appealing import calendar
from palat.duties.information.queries.appealing.rulings import (
    agency_of,
    agency_pairs,
    ground_choices,
    published_rulings,
    shown_ruling,
    with_agency,
    with_ground,
    with_words,
)
from palat.duties.information.views.guarding import in_house
from palat.kernel.calendar.counting import legal_date
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, TextFilter
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.shapes import Crumb
from palat.kernel.pages.text import choices
from palat.kernel.pages.views import ListingView

RULINGS = Listing(
    code="information.rulings",
    columns=(
        Column(code="public_title", label=gettext_lazy("เรื่อง"), title=True),
        Column(code="number", label=gettext_lazy("คำวินิจฉัยที่"), css="nowrap"),
        Column(code="outcome", label=gettext_lazy("ผล"), value=lambda one: _(dict(OUTCOMES)[one.outcome])),
        Column(code="agency", label=gettext_lazy("หน่วยงาน"), value=lambda one: agency_of(one.appeal)),
        Column(code="topic", label=gettext_lazy("หัวข้อ"), value=lambda one: _(dict(TOPICS).get(one.appeal.topic, ""))),
        Column(code="ruled_on", label=gettext_lazy("วันที่"), css="nowrap"),
    ),
    filters=(
        TextFilter(code="q", label=gettext_lazy("คำค้น"), apply=with_words),
        ChoiceFilter(
            code="ground",
            label=gettext_lazy("เหตุตามกฎหมาย"),
            choices=lambda: ground_choices(legal_date(timezone.now())),
            apply=with_ground,
        ),
        ChoiceFilter(
            code="agency",
            label=gettext_lazy("หน่วยงาน"),
            choices=lambda: agency_pairs(published_rulings()),
            apply=with_agency,
        ),
        ChoiceFilter(code="topic", label=gettext_lazy("หัวข้อ"), field="appeal__topic", choices=lambda: choices(TOPICS)),
        ChoiceFilter(code="outcome", label=gettext_lazy("ผล"), choices=lambda: choices(OUTCOMES)),
        DateRangeFilter(code="ruled", label=gettext_lazy("วันที่วินิจฉัย"), field="ruled_on"),
    ),
    order=("-ruled_on", "-appeal_id"),
    row_url=lambda one: reverse("information_ruling_page", args=[one.pk]),
    empty=gettext_lazy("ยังไม่มีคำวินิจฉัยที่เผยแพร่ตรงกับที่ค้น"),
)


class Rulings(ListingView):
    """Every published ruling, for anybody."""

    listing = RULINGS
    title = gettext_lazy("คำวินิจฉัยการเปิดเผยข้อมูลข่าวสาร")
    base_template = "portal/base.html"

    def rows(self) -> QuerySet[Any]:
        """Return what is published."""
        return published_rulings()


@method_decorator(login_required, name="dispatch")
class DeskRulings(ListingView):
    """The same at the desk."""

    listing = RULINGS
    title = gettext_lazy("คำวินิจฉัย")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in whom the duty's hub lets in."""
        in_house(request)
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        """Return what is published."""
        return published_rulings()


def ruling(request: HttpRequest, number: int) -> HttpResponse:
    """A published ruling, as anybody reads it; the file of its appeal only for who may see that."""
    found = shown_ruling(number, legal_date(timezone.now()))
    if found is None:
        raise Http404
    back = [Crumb(_("คำวินิจฉัย"), reverse("information_rulings"))]
    return render(request, "information/portal/ruling.html", {"ruling": found, "crumbs": back})


def feed(request: HttpRequest, token: str) -> HttpResponse:
    """A member's sittings for a calendar; unknown tokens find nothing."""
    official_id = calendar.official_of_feed(token)
    if official_id is None:
        raise Http404
    now = timezone.now()
    response = HttpResponse(
        as_calendar(calendar.feed_of(official_id, now), now=now), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'inline; filename="sittings.ics"'
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
