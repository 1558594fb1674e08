"""The notices on one's own desk, and the wish for a daily mail that says how many wait."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.kernel.matters.acting_person import actor_of
from palat.kernel.notices.operations import digests
from palat.kernel.notices.operations.telling import mark_read
from palat.kernel.notices.queries.inapp import digest_of, on_desk, one_on_desk, unread_count
from palat.kernel.pages import pieces
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import DateRangeFilter, YesNoFilter
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.shapes import Action, Crumb
from palat.kernel.pages.views import ListingView


def _subject(row: Any) -> Any:
    """Show what is unread as such, in words and in weight."""
    if row.read_at:
        return row.subject
    return format_html("<strong>{}</strong> {}", row.subject, pieces.badge(_("ยังไม่อ่าน"), tone="info"))


OWN = Listing(
    code="notices.own",
    columns=(
        Column(code="subject", label=gettext_lazy("แจ้งว่า"), value="subject", title=True, show=_subject),
        Column(
            code="made",
            label=gettext_lazy("เมื่อ"),
            value="made_at",
            css="nowrap",
            show=lambda row: pieces.display(row.made_at),
        ),
    ),
    order=("-made_at", "-id"),
    filters=(
        YesNoFilter(
            code="unread",
            label=gettext_lazy("ยังไม่อ่าน"),
            apply=lambda rows, value: rows.filter(read_at__isnull=value),
        ),
        DateRangeFilter(code="made", label=gettext_lazy("เมื่อ"), field="made_at"),
    ),
    empty=gettext_lazy("ยังไม่มีการแจ้งถึงคุณ"),
    row_url=address_of("desk_notice"),
)


def _me(request: HttpRequest) -> int:
    """Return the official who asks. Raises: Http404, NotAnOfficial."""
    number = actor_of(request).official_id
    if number is None:
        raise Http404
    return number


@method_decorator(login_required, name="dispatch")
class Own(ListingView):
    """What one was told, the newest first."""

    listing = OWN
    title = gettext_lazy("การแจ้งถึงฉัน")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.me = _me(request)
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        return on_desk(self.me)

    def actions(self) -> list[Action]:
        daily = Action(_("สรุปประจำวันทางอีเมล"), reverse("desk_notices_daily"), icon="mail", style="secondary")
        if not unread_count(self.me):
            return [daily]
        return [Action(_("อ่านแล้วทั้งหมด"), reverse("desk_notices_read"), icon="check", style="secondary"), daily]


@login_required
def open_one(request: HttpRequest, number: int) -> HttpResponse:
    """Go where a notice leads; it is read thereby."""
    me = _me(request)
    found = one_on_desk(me, number)
    if found is None:
        raise Http404
    mark_read(official_id=me, at=timezone.now(), notice_id=number)
    ours = url_has_allowed_host_and_scheme(found.link, allowed_hosts=None)
    return redirect(found.link if found.link and ours else reverse("desk_notices"))


@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read, once it is confirmed."""
    me = _me(request)
    if request.method == "POST":
        mark_read(official_id=me, at=timezone.now())
        messages.success(request, _("อ่านแล้วทั้งหมด"))
        return redirect("desk_notices")
    context = {
        "base_template": "desk/base.html",
        "title": _("อ่านแล้วทั้งหมด"),
        "form": forms.Form(),
        "words": _("การแจ้งที่ยังไม่อ่านทั้งหมดจะนับว่าอ่านแล้ว เรื่องที่ต้องทำยังอยู่ในงานของฉัน"),
        "button": _("อ่านแล้วทั้งหมด"),
        "action": reverse("desk_notices_read"),
        "cancel_url": reverse("desk_notices"),
    }
    return render(request, "pages/confirm.html", context)


class DailyForm(forms.Form):
    """Whether and whither one is sent a daily count."""

    address = forms.EmailField(
        label=gettext_lazy("อีเมลที่ทำงาน"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("เว้นว่างเพื่อไม่รับ"),
    )
    working_days = forms.BooleanField(label=gettext_lazy("เฉพาะวันทำการ"), required=False)


@login_required
def daily(request: HttpRequest) -> HttpResponse:
    """Choose the daily mail: how many notices wait, nothing of what they say."""
    me = _me(request)
    kept = digest_of(me)
    begun = {"address": kept.address, "working_days": kept.working_days} if kept else {"working_days": True}
    form = DailyForm(request.POST or None, initial=begun)
    if form.is_valid():
        try:
            digests.choose(official_id=me, at=timezone.now(), **form.cleaned_data)
        except digests.UnableToWish as refused:
            form.add_error("address", str(refused))
        else:
            messages.success(request, _("บันทึกแล้ว"))
            return redirect("desk_notices")
    title = _("สรุปประจำวันทางอีเมล")
    context = {
        "title": title,
        "intro": _("ส่งเวลา 7 นาฬิกาในวันที่มีการแจ้งยังไม่อ่าน บอกเพียงจำนวน ไม่บอกเนื้อหา"),
        "crumbs": [Crumb(_("การแจ้งถึงฉัน"), reverse("desk_notices")), Crumb(title)],
        "form": form,
        "form_title": "",
        "button": _("บันทึก"),
        "back": reverse("desk_notices"),
    }
    return render(request, "desk/admin/table.html", context, status=422 if form.is_bound else 200)
