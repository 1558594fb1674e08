"""Posts with who holds them, and orders of delegation: appoint, end, delegate, revoke."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.desk.admin.forms import AppointForm, DelegateForm, EndForm
from palat.desk.admin.guarding import Refused, administrator, login_required, not_for_oneself
from palat.desk.admin.pages import crumbs
from palat.desk.admin.tables import Row, Table, mark, span
from palat.duties.petitions.procedure.petition import PETITION_1
from palat.kernel.calendar.counting import legal_date
from palat.kernel.organisation import people_queries as queries
from palat.kernel.organisation.operations import UnableToChange, appoint, delegate, end_holding, revoke
from palat.kernel.organisation.procedure import CAPACITIES, ROLES
from palat.kernel.pages.language import name_of
from palat.kernel.pages.operations import UnableToClaim, send_once
from palat.kernel.pages.shapes import Action, Crumb, Fact

SECRECY = ("ปกติ", "ลับ", "ลับมาก", "ลับที่สุด")


@login_required
def people(request: HttpRequest) -> HttpResponse:
    """Every post, and who holds it today."""
    administrator(request)
    rows = [
        Row(
            one.title_th,
            [
                name_of(one.agency or one.unit),
                _(ROLES[one.role].label),
                ", ".join(_held(held) for held in one.held_now) or _("ว่าง"),  # type: ignore[attr-defined]
            ],
            reverse("admin_post", args=[one.pk]),
        )
        for one in queries.posts_with_holders(legal_date(timezone.now()))
    ]
    title = _("ตำแหน่งและผู้ดำรงตำแหน่ง")
    heads = [_("ตำแหน่ง"), _("หน่วย"), _("บทบาท"), _("ผู้ดำรงตำแหน่งวันนี้")]
    context = {
        "title": title,
        "intro": _("อำนาจมากับตำแหน่งที่ดำรงอยู่วันนี้ ไม่ใช่กับบุคคล"),
        "crumbs": crumbs(title),
        "tables": [Table(heads, rows)],
    }
    return render(request, "desk/admin/table.html", context)


def _held(one: Any) -> str:
    acting = "" if one.capacity == "substantive" else f" ({_(CAPACITIES[one.capacity].label)})"
    return f"{one.official}{acting}"


@login_required
def post(request: HttpRequest, number: int) -> HttpResponse:
    """A post: who has held it, and the form that appoints someone."""
    by, now = administrator(request), timezone.now()
    today, one = legal_date(now), queries.post_by_id(number)
    if one is None:
        raise Http404
    form = AppointForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_valid():
        try:
            not_for_oneself(by, form.cleaned_data["official_id"])
            appoint(post_id=one.pk, at=now, by=by.ref, **form.cleaned_data)
        except (Refused, UnableToChange) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("แต่งตั้งแล้ว"))
            return redirect("admin_post", number=number)
    rows = [
        Row(
            str(held.official),
            [_(CAPACITIES[held.capacity].label), held.order_no, span(held)],
            "" if held.valid_to and held.valid_to <= today else reverse("admin_holding_end", args=[held.pk]),
        )
        for held in queries.holdings_of(one.pk)
    ]
    heads = [_("ผู้ดำรงตำแหน่ง"), _("ฐานะ"), _("คำสั่ง"), _("ช่วงเวลา")]
    place = name_of(one.agency or one.unit) or "—"
    context = {
        "title": one.title_th,
        "crumbs": _under(_("ตำแหน่งและผู้ดำรงตำแหน่ง"), "admin_people", one.title_th),
        "facts": [
            Fact(_("หน่วย"), place),
            Fact(_("บทบาท"), _(ROLES[one.role].label)),
            Fact(_("ชั้นความลับที่เห็นได้"), _(SECRECY[one.clearance])),
        ],
        "tables": [Table(heads, rows, empty=_("ตำแหน่งว่าง"))],
        "form": form,
        "form_title": _("แต่งตั้ง"),
        "button": _("แต่งตั้ง"),
        "back": reverse("admin_people"),
    }
    return render(request, "desk/admin/table.html", context, status=422 if form.is_bound else 200)


def _under(title: str, name: str, last: str) -> list[Crumb]:
    return [*crumbs("")[:1], Crumb(title, reverse(name)), Crumb(last)]


@login_required
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End a holding from a day."""
    by, now = administrator(request), timezone.now()
    held = queries.holding_by_id(number)
    if held is None:
        raise Http404
    form = EndForm(request.POST if request.method == "POST" else None, initial={"on": legal_date(now)})
    if form.is_valid():
        try:
            end_holding(holding_id=held.pk, at=now, by=by.ref, **form.cleaned_data)
        except UnableToChange as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("บันทึกการพ้นจากตำแหน่งแล้ว"))
            return redirect("admin_post", number=held.post_id)
    title = f"{held.official} · {held.post.title_th}"
    context = {
        "title": title,
        "crumbs": _under(_("ตำแหน่งและผู้ดำรงตำแหน่ง"), "admin_people", title),
        "form": form,
        "form_title": _("พ้นจากตำแหน่ง"),
        "form_words": _("เรื่องที่ถืออยู่ไม่โอนเอง ให้หัวหน้ากลุ่มโอนเรื่องก่อน"),
        "button": _("บันทึกการพ้นจากตำแหน่ง"),
        "back": reverse("admin_post", args=[held.post_id]),
        "danger": True,
    }
    return render(request, "desk/admin/table.html", context, status=422 if form.is_bound else 200)


@login_required
def delegations(request: HttpRequest) -> HttpResponse:
    """Every order of delegation, the latest first."""
    administrator(request)
    today = legal_date(timezone.now())
    labels = {move.code: move.label for move in PETITION_1.main.moves}
    rows = [
        Row(
            one.order_no,
            [
                one.from_post.title_th,
                str(one.to_official) if one.to_official else one.to_post and one.to_post.title_th,
                ", ".join(_(labels.get(code, code)) for code in one.acts) or _("ทุกการดำเนินการ"),
                mark(one.mark),
                span(one),
            ],
            "" if one.valid_to and one.valid_to <= today else reverse("admin_delegation", args=[one.pk]),
        )
        for one in queries.delegations()
    ]
    heads = [_("คำสั่งเลขที่"), _("ผู้มอบ"), _("ผู้รับมอบ"), _("เรื่องที่มอบ"), _("การตรวจสอบ"), _("ช่วงเวลา")]
    title = _("คำสั่งมอบอำนาจ")
    context = {
        "title": title,
        "crumbs": crumbs(title),
        "actions": [Action(_("บันทึกคำสั่งมอบอำนาจ"), reverse("admin_delegate"), icon="plus", style="primary")],
        "tables": [Table(heads, rows, empty=_("ยังไม่มีคำสั่งมอบอำนาจ"))],
    }
    return render(request, "desk/admin/table.html", context)


@login_required
def new_delegation(request: HttpRequest) -> HttpResponse:
    """Enter an order of delegation."""
    by, now = administrator(request), timezone.now()
    form = DelegateForm(request.POST if request.method == "POST" else None, today=legal_date(now))
    if form.is_valid():
        try:
            not_for_oneself(by, form.cleaned_data["to_official_id"])
            _not_to_own_post(by, form.cleaned_data["to_post_id"])
            act = partial(_delegated, {"at": now, "by": by.ref, **form.cleaned_data})
            send_once(key=request.POST.get("once_key", ""), at=now, act=act)
        except (Refused, UnableToChange, UnableToClaim) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("บันทึกคำสั่งมอบอำนาจแล้ว"))
            return redirect("admin_delegations")
    title = _("บันทึกคำสั่งมอบอำนาจ")
    context = {
        "title": title,
        "crumbs": _under(_("คำสั่งมอบอำนาจ"), "admin_delegations", title),
        "form": form,
        "form_title": "",
        "button": title,
        "back": reverse("admin_delegations"),
    }
    return render(request, "desk/admin/table.html", context, status=422 if form.is_bound else 200)


def _delegated(values: dict[str, Any]) -> str:
    delegate(**values)
    return reverse("admin_delegations")


def _not_to_own_post(by: Any, post_id: int | None) -> None:
    if post_id is not None and post_id in {held.post_id for held in by.authority.held}:
        not_for_oneself(by, by.official_id)


@login_required
def delegation(request: HttpRequest, number: int) -> HttpResponse:
    """Revoke an order of delegation from a day."""
    by, now = administrator(request), timezone.now()
    one = queries.delegation_by_id(number)
    if one is None:
        raise Http404
    form = EndForm(request.POST if request.method == "POST" else None, initial={"on": legal_date(now)})
    if form.is_valid():
        try:
            revoke(delegation_id=one.pk, at=now, by=by.ref, **form.cleaned_data)
        except UnableToChange as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("ยกเลิกคำสั่งมอบอำนาจแล้ว"))
            return redirect("admin_delegations")
    title = _("คำสั่งมอบอำนาจที่ %(order)s") % {"order": one.order_no}
    context = {
        "title": title,
        "crumbs": _under(_("คำสั่งมอบอำนาจ"), "admin_delegations", title),
        "form": form,
        "form_title": _("ยกเลิกคำสั่ง"),
        "form_words": _("อำนาจที่มอบต่อจากคำสั่งนี้สิ้นผลไปด้วย"),
        "button": _("ยกเลิกคำสั่งมอบอำนาจ"),
        "back": reverse("admin_delegations"),
        "danger": True,
    }
    return render(request, "desk/admin/table.html", context, status=422 if form.is_bound else 200)
