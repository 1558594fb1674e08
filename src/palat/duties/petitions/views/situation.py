"""Situation reports: one page from a phone, a list, a page to read and print."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.petitions.forms.groups import SituationForm
from palat.duties.petitions.operations.situation import Situation, report_situation
from palat.duties.petitions.procedure.group import MOODS
from palat.duties.petitions.queries import groups
from palat.duties.petitions.views.groups import GroupListing, group_or_404, reader
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.procedure import ROLES
from palat.kernel.pages.acting import acted
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter
from palat.kernel.pages.listing import Column, Listing

MOOD = dict(MOODS)

REPORTS = Listing(
    code="petitions.situations",
    columns=(
        Column(code="group", label=gettext_lazy("กลุ่ม"), value="group.name", title=True),
        Column(code="at", label=gettext_lazy("เวลา")),
        Column(code="place", label=gettext_lazy("สถานที่")),
        Column(code="people", label=gettext_lazy("จำนวนคน (ประมาณ)"), css="num"),
        Column(code="mood", label=gettext_lazy("สภาพโดยรวม"), value=lambda row: _(MOOD[row.mood])),
        Column(code="post", label=gettext_lazy("ผู้รายงาน")),
    ),
    filters=(
        ChoiceFilter(code="mood", label=gettext_lazy("สภาพโดยรวม"), choices=lambda: [(c, _(w)) for c, w in MOODS]),
        DateRangeFilter(code="at", label=gettext_lazy("รายงาน")),
    ),
    order=("-at", "-id"),
    row_url=address_of("situation_report"),
    empty=gettext_lazy("ยังไม่มีรายงานสถานการณ์"),
)


class Reports(GroupListing):
    """Situation reports, the latest first."""

    listing = REPORTS
    tab = "situation_list"

    def rows(self) -> QuerySet[Any]:
        return groups.reports(self.by)


@login_required
def write(request: HttpRequest, number: int) -> HttpResponse:
    """Write a situation report; what the last one said stands ready where it still holds."""
    by = reader(request)
    group = group_or_404(by, number)
    if not groups.works_on_groups(by):
        raise Http404
    last = groups.reports(by).filter(group=group).order_by("-at").first()
    present = groups.comings(by).filter(group=group, matter__closed_at=None).order_by("-matter__received_at").first()
    form = SituationForm(request.POST or None, initial=_begun(last, present))
    if request.method == "POST" and form.is_valid():
        now = timezone.now()

        def act() -> str:
            report = report_situation(
                group_id=number,
                situation=Situation(**form.cleaned_data),
                by=by,
                at=now,
                matter_id=present.pk if present else None,
            )
            return reverse("situation_report", args=[report.pk])

        tags = f"draft:situation-{number}"
        done = acted(request, form, act, _("ส่งรายงานแล้ว"), refusals=(UnableToAct,), tags=tags)
        if done:
            return done
    context = {"form": form, "group": group}
    return render(request, "petitions/desk/groups/situation.html", context, status=422 if form.is_bound else 200)


def _begun(last: Any, present: Any) -> dict[str, Any]:
    if last:
        return {name: getattr(last, name) for name in ("place", "counted_by", "demands", "needs", "mood")}
    return {"place": present.place, "counted_by": present.counted_by} if present else {}


@login_required
def report(request: HttpRequest, number: int) -> HttpResponse:
    """One situation report, to read and print."""
    by = reader(request)
    one = groups.reports(by).select_related("by").filter(pk=number).first()
    if one is None:
        raise Http404
    context = {"report": one, "mood": _(MOOD[one.mood]), "sent_to": [_(ROLES[role].label) for role in one.sent_to]}
    return render(request, "petitions/desk/groups/report.html", context)
