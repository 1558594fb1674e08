"""Agencies' own systems that are told by webhook: kept, given another secret, stopped, with their last deliveries."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from palat.desk.admin.guarding import administrator, login_required
from palat.desk.admin.pages import crumbs
from palat.desk.admin.tables import Row, Table
from palat.kernel.calendar.counting import legal_date
from palat.kernel.notices.kinds import OWN
from palat.kernel.notices.operations import receivers as operations
from palat.kernel.notices.operations.receivers import UnableToKeepReceiver, Wanted
from palat.kernel.notices.queries import receivers as queries
from palat.kernel.notices.queries.receivers import Receiver
from palat.kernel.notices.registry import kinds
from palat.kernel.notices.showing import kind_label, moment_of, state_badge, why_not
from palat.kernel.notices.wording import AGENCY
from palat.kernel.organisation.procedure import Authority
from palat.kernel.organisation.queries import agency_choices
from palat.kernel.pages import pieces
from palat.kernel.pages.language import name_of
from palat.kernel.pages.shapes import Action, Crumb


class ReceiverForm(forms.Form):
    """Where an agency's system is, and what it is told."""

    name = forms.CharField(label=gettext_lazy("ชื่อระบบ"), max_length=120)
    agency_id = forms.TypedChoiceField(label=gettext_lazy("หน่วยงาน"), coerce=int)
    url = forms.CharField(
        label=gettext_lazy("ที่อยู่"),
        max_length=500,
        help_text=gettext_lazy("ขึ้นต้นด้วย https:// เช่น https://system.example/palat"),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("แจ้งเมื่อ"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("ไม่เลือก หมายถึงทุกเหตุการณ์"),
    )
    allow_private = forms.BooleanField(
        label=gettext_lazy("อยู่ในเครือข่ายภายในที่อนุญาต"),
        required=False,
        help_text=gettext_lazy("ใช้ได้เฉพาะเครือข่ายที่ระบุใน PALAT_WEBHOOK_NETWORKS"),
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["agency_id"].choices = [("", "—"), *agency_choices(legal_date(timezone.now()))]  # type: ignore[attr-defined]
        # What this app brings itself goes by mail to persons and to bodies under an agency, never to its system.
        news = [(one.code, _(one.label)) for one in kinds().values() if one.to == AGENCY and one not in OWN]
        self.fields["kinds"].choices = news  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """Return what was typed."""
        return Wanted(**{name: self.cleaned_data[name] for name in Wanted.__dataclass_fields__})


def _by(request: HttpRequest) -> Authority:
    authority = administrator(request).authority
    if authority is None:
        raise Http404
    return authority


def _state(one: Receiver) -> Any:
    return pieces.badge(_("หยุดแจ้ง")) if one.stopped_at else pieces.badge(_("แจ้งอยู่"), tone="good")


@login_required
def every(request: HttpRequest) -> HttpResponse:
    """Every receiver, whose it is, and whether it is told."""
    administrator(request)
    rows = [
        Row(one.name, [name_of(one.agency), one.url, _state(one)], reverse("admin_receiver", args=[one.pk]))
        for one in queries.receivers()
    ]
    title = _("เว็บฮุก")
    context = {
        "title": title,
        "intro": _("ระบบของหน่วยงานรับแจ้งเรื่องของตนทันทีด้วยคำขอที่ลงลายเซ็น แจ้งเพียงรหัส ไม่มีเนื้อหา"),
        "crumbs": crumbs(title),
        "actions": [Action(_("เพิ่มระบบผู้รับ"), reverse("admin_receiver_new"), icon="plus", style="primary")],
        "tables": [Table([_("ระบบ"), _("หน่วยงาน"), _("ที่อยู่"), _("สถานะ")], rows, empty=_("ยังไม่มีระบบผู้รับ"))],
    }
    return render(request, "desk/admin/table.html", context)


@never_cache
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Keep a new receiver; its secret is shown once."""
    by = _by(request)
    form = ReceiverForm(request.POST or None)
    if form.is_valid():
        try:
            made, secret = operations.add(wanted=form.wanted(), by=by, at=timezone.now())
        except UnableToKeepReceiver as refused:
            form.add_error(None, str(refused))
        else:
            return _secret(request, made, secret)
    title = _("เพิ่มระบบผู้รับ")
    context = {
        "title": title,
        "crumbs": _crumbs(title),
        "form": form,
        "form_title": "",
        "button": _("บันทึกและออกกุญแจลายเซ็น"),
        "back": reverse("admin_receivers"),
    }
    return render(request, "desk/admin/table.html", context, status=422 if form.is_bound else 200)


def _crumbs(title: str) -> list[Crumb]:
    return [*crumbs("")[:1], Crumb(_("เว็บฮุก"), reverse("admin_receivers")), Crumb(title)]


def _secret(request: HttpRequest, one: Receiver, secret: str) -> HttpResponse:
    context = {"title": one.name, "crumbs": _crumbs(one.name), "receiver": one, "secret": secret}
    return render(request, "desk/admin/receiver_secret.html", context)


@login_required
def receiver(request: HttpRequest, number: int) -> HttpResponse:
    """One receiver: change it, see its last deliveries."""
    by, one = _by(request), queries.receiver(number)
    if one is None:
        raise Http404
    begun = {name: getattr(one, name) for name in Wanted.__dataclass_fields__}
    form = ReceiverForm(request.POST or None, initial=begun)
    if form.is_valid():
        try:
            operations.change(receiver_id=number, wanted=form.wanted(), by=by, at=timezone.now())
        except UnableToKeepReceiver as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("บันทึกแล้ว"))
            return redirect("admin_receiver", number=number)
    context = {
        "title": one.name,
        "crumbs": _crumbs(one.name),
        "receiver": one,
        "state": _state(one),
        "form": form,
        "sent": [
            (kind_label(n.kind), state_badge(n), moment_of(n), why_not(n), n.pk) for n in queries.last_sent(number)
        ],
    }
    return render(request, "desk/admin/receiver.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_POST
@login_required
def act(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """Give another secret, stop telling, tell again."""
    by, now = _by(request), timezone.now()
    one = queries.receiver(number)
    if one is None or what not in {"secret", "stop", "resume"}:
        raise Http404
    if what == "secret":
        return _secret(request, one, operations.rotate(receiver_id=number, by=by, at=now))
    operations.stop(receiver_id=number, by=by, at=now, again=what == "resume")
    messages.success(request, _("แจ้งระบบนี้ต่อแล้ว") if what == "resume" else _("หยุดแจ้งระบบนี้แล้ว"))
    return redirect("admin_receiver", number=number)
