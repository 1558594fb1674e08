"""Campaigns at the desk: the list, one campaign with its growth, making one case of it, undoing that."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_POST

from palat.duties.petitions.models import Campaign
from palat.duties.petitions.operations import campaigns as acts
from palat.duties.petitions.queries import campaigns as queries
from palat.duties.petitions.queries.listing import may_list
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history.queries import events_of
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.queries import actor_names
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.dates import display_date
from palat.kernel.pages.filters import YesNoFilter
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.operations import UnableToClaim, send_once
from palat.kernel.pages.shapes import Entry
from palat.kernel.pages.text import LineField, TextField
from palat.kernel.pages.views import ListingView
from palat.kernel.reports.charts import lines

TEXT_SHOWN = 1_500

CAMPAIGNS = Listing(
    code="petitions.campaigns",
    columns=(
        Column(code="subject", label=gettext_lazy("เรื่อง"), title=True),
        Column(code="number", label=gettext_lazy("ทั้งหมด (เรื่อง)"), css="num"),
        Column(code="today", label=gettext_lazy("วันนี้"), css="num"),
        Column(code="week", label=gettext_lazy("7 วันล่าสุด"), css="num"),
        Column(code="waiting", label=gettext_lazy("ยังไม่ได้รวม"), css="num"),
        Column(code="first_day", label=gettext_lazy("เริ่ม"), css="nowrap"),
        Column(code="last_day", label=gettext_lazy("ล่าสุด"), css="nowrap"),
    ),
    filters=(
        YesNoFilter(
            code="waiting",
            label=gettext_lazy("ยังมีเรื่องที่ไม่ได้รวม"),
            apply=lambda rows, yes: rows.filter(waiting__gt=0) if yes else rows.filter(waiting=0),
        ),
    ),
    order=("-last_on", "-id"),
    row_url=address_of("campaign_page"),
    empty=gettext_lazy("ยังไม่พบเรื่องถ้อยคำเดียวกันหลายราย"),
    empty_hint=gettext_lazy("ระบบตรวจเรื่องใหม่ทุกเรื่อง เมื่อถ้อยคำเดียวกันมาหลายรายในไม่กี่วันจะแสดงที่นี่ ให้เจ้าหน้าที่พิจารณารวมเรื่อง"),
)


def _reader(request: HttpRequest) -> Actor:
    by = actor_of(request)
    if not may_list(by):
        raise Http404
    return by


@method_decorator(login_required, name="dispatch")
class Campaigns(ListingView):
    """Campaigns, those that grew last first."""

    listing = CAMPAIGNS
    title = gettext_lazy("เรื่องถ้อยคำเดียวกัน")
    intro = gettext_lazy("เรื่องที่มาหลายรายด้วยถ้อยคำเดียวกันในไม่กี่วัน รวมเป็นเรื่องเดียวได้ในครั้งเดียว ผู้ร้องทุกรายยังมีรหัสและได้รับคำตอบ")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.by = _reader(request)
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        return queries.campaigns(self.by, today=legal_date(timezone.now()))


def _campaign(number: int, by: Actor) -> Campaign:
    found = queries.campaign_of(number, by, today=legal_date(timezone.now()))
    if found is None:
        raise Http404
    return found


@login_required
def page(request: HttpRequest, number: int) -> HttpResponse:
    """One campaign: how it grows day by day, what was said, what is merged and what is not."""
    by = _reader(request)
    campaign = _campaign(number, by)
    grown = queries.growth(campaign, by)
    apart = list(queries.set_apart(campaign, by)[: queries.MOST_SHOWN])
    context = {
        "campaign": campaign,
        "case": queries.case_of(campaign, by),
        "merged": queries.merged(campaign, by).count(),
        "text": queries.words_of(campaign, by)[:TEXT_SHOWN],
        "growth": grown,
        "chart": _chart(grown),
        "waiting": list(queries.waiting(campaign, by)[: queries.MOST_SHOWN]),
        "apart": apart,
        "may_merge": queries.may_merge(by),
        "may_take_apart": queries.may_take_apart(by),
        "entries": _entries(number),
    }
    return render(request, "petitions/desk/campaigns/page.html", context)


def _chart(grown: list[queries.Grown]) -> Any:
    """Draw the growth; one day alone is no line."""
    if len(grown) < 2:
        return None
    rows = [(display_date(one.day), {_("มาในวันนั้น"): one.number, _("สะสม"): one.by_then}) for one in grown]
    return lines(_("จำนวนเรื่องที่มาในแต่ละวันและยอดสะสม ตัวเลขอยู่ในตาราง"), rows, unit=pgettext("unit", "เรื่อง"))


def _entries(number: int) -> list[Entry]:
    events = events_of(acts.chain_of(number))
    names = actor_names(one.actor for one in events)
    labels = {
        "campaign_merged": _("รวมเป็นเรื่องเดียว"),
        "campaign_taken_apart": _("แยกเรื่องออก"),
        "campaign_brought_back": _("นำเรื่องที่แยกไว้กลับเข้ามา"),
    }
    return [
        Entry(
            at=one.at,
            title=labels.get(one.kind, one.kind),
            body=_counted(one.facts),
            who=names.get(one.actor, ""),
        )
        for one in reversed(events)
    ]


def _counted(facts: dict[str, Any]) -> str:
    said = [_("%(n)d เรื่อง") % {"n": facts["count"]}] if "count" in facts else []
    if facts.get("apart"):
        said.append(_("เว้นไว้ %(n)d เรื่อง") % {"n": facts["apart"]})
    if facts.get("refused"):
        said.append(_("รวมไม่ได้ %(n)d เรื่อง") % {"n": facts["refused"]})
    return " · ".join(said)


class MergeForm(forms.Form):
    """Into which case, and why."""

    code = LineField(label=gettext_lazy("รหัสหรือเลขทะเบียนของเรื่องหลัก"), max_length=40)
    reason = TextField(label=gettext_lazy("เหตุที่เป็นเรื่องเดียวกัน"), rows=2, required=False)


@login_required
def merge(request: HttpRequest, number: int) -> HttpResponse:
    """First what would be merged and what not, then the one act; ticks leave petitions out of it."""
    by, now = _reader(request), timezone.now()
    if not queries.may_merge(by):
        raise Http404
    campaign = _campaign(number, by)
    seen = acts.preview(campaign, by=by, at=now)
    begun = {"code": seen.proposed, "reason": _("ถ้อยคำและข้อเรียกร้องเดียวกัน")}
    form = MergeForm(request.POST or None, initial=begun)
    apart = {int(one) for one in request.POST.getlist("apart") if one.isdecimal()}
    if request.method == "POST" and form.is_valid():
        shown_at = _moment(request.POST.get("shown_at", ""), now)

        def act() -> str:
            done = acts.merge(campaign_id=number, by=by, at=now, shown_at=shown_at, apart=apart, **form.cleaned_data)
            _say(request, done)
            return reverse("campaign_page", args=[number])

        try:
            return redirect(send_once(key=request.POST.get("once_key", ""), at=now, act=act).url)
        except (UnableToAct, UnableToClaim) as refused:
            form.add_error(None, str(refused))
    context = {
        "campaign": campaign,
        "form": form,
        "ready": seen.ready[: queries.MOST_SHOWN],
        "number": len(seen.ready),
        "refused": seen.refused[: queries.MOST_SHOWN],
        "number_refused": len(seen.refused),
        "apart": apart,
        "shown_at": now.isoformat(),
    }
    return render(request, "petitions/desk/campaigns/merge.html", context, status=422 if form.is_bound else 200)


def _say(request: HttpRequest, done: acts.Merged) -> None:
    merged = ngettext("รวมแล้ว %(count)d เรื่อง", "รวมแล้ว %(count)d เรื่อง", done.count) % {"count": done.count}
    messages.success(request, merged)
    if done.refused:
        messages.warning(request, _("อีก %(count)d เรื่องรวมไม่ได้ และไม่ถูกแตะต้อง") % {"count": done.refused})


def _moment(typed: str, now: datetime) -> datetime:
    """Return when the page was made; an unreadable moment or one to come is that of a page made just now."""
    try:
        said = parse_datetime(typed)
    except ValueError:
        said = None
    return min(said, now) if said and said.tzinfo else now


@login_required
def take_apart(request: HttpRequest, number: int) -> HttpResponse:
    """Take all of a campaign out of its case again, after a page that says how many."""
    by, now = _reader(request), timezone.now()
    if not queries.may_take_apart(by):
        raise Http404
    campaign = _campaign(number, by)
    if request.method == "POST":
        try:
            count = acts.take_apart(campaign_id=number, by=by, at=now, reason=request.POST.get("reason", ""))
        except UnableToAct as refused:
            messages.error(request, str(refused))
        else:
            words = ngettext("แยกออกแล้ว %(count)d เรื่อง", "แยกออกแล้ว %(count)d เรื่อง", count)
            messages.success(request, words % {"count": count})
        return redirect("campaign_page", number=number)
    context = {
        "campaign": campaign,
        "case": queries.case_of(campaign, by),
        "merged": queries.merged(campaign, by).count(),
    }
    return render(request, "petitions/desk/campaigns/take_apart.html", context)


@require_POST
@login_required
def bring_back(request: HttpRequest, number: int) -> HttpResponse:
    """Count a petition that was set apart as one of the campaign again."""
    by = _reader(request)
    _campaign(number, by)
    matter = request.POST.get("matter", "")
    try:
        acts.bring_back(
            campaign_id=number, matter_id=int(matter) if matter.isdecimal() else 0, by=by, at=timezone.now()
        )
    except UnableToAct as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("นำเรื่องกลับเข้ามาแล้ว"))
    return redirect("campaign_page", number=number)
