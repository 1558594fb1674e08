"""Limits and holidays: read, and changed as new dated rows."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from palat.desk.admin.forms import HolidayForm, LimitForm, WithdrawForm
from palat.desk.admin.guarding import administrator, login_required
from palat.desk.admin.pages import crumbs
from palat.desk.admin.tables import Row, Table, mark, span, together
from palat.kernel.calendar import operations, queries
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import LimitRow, LimitUnknown, note_of
from palat.kernel.matters.queries.clocks import running_by_limit
from palat.kernel.organisation.queries import agency_name
from palat.kernel.pages import pieces
from palat.kernel.pages.language import name_of
from palat.kernel.pages.shapes import Action, Crumb, Tab

YEARS_BACK, YEARS_ON = 1, 2


def _label(row: LimitRow) -> str:
    return row.label_en if get_language() == "en" else row.label_th


def _value(row: LimitRow) -> str:
    return together(f"{row.amount} {dict(queries.LIMIT_UNITS)[row.unit]}")


def _law(row: LimitRow) -> str:
    return queries.basis_of(row)


def _whose(row: LimitRow) -> str:
    return agency_name(row.agency_id, on=legal_date(timezone.now())) if row.agency_id else _("ทั่วไป")


@login_required
def limits(request: HttpRequest) -> HttpResponse:
    """Every limit in force, with its law, its mark, and how many clocks run under it."""
    administrator(request)
    running = running_by_limit()
    rows = [
        Row(
            _label(one),
            [_value(one), _whose(one), _law(one), mark(one.mark), span(one), running.get(one.id, 0)],
            reverse("admin_limit", args=[one.code]),
        )
        for one in queries.limits_in_force(legal_date(timezone.now()))
    ]
    heads = [_("กำหนดเวลา"), _("ค่า"), _("ใช้กับ"), _("ฐานอำนาจ"), _("การตรวจสอบ"), _("ใช้"), _("กำลังนับ (เรื่อง)")]
    title = _("กำหนดเวลา")
    context = {
        "title": title,
        "intro": _("เปลี่ยนค่าโดยเพิ่มค่าใหม่ตั้งแต่วันหนึ่ง ค่าเดิมยังอยู่ให้ย้อนดู"),
        "crumbs": crumbs(title),
        "tables": [Table(heads, rows)],
    }
    return render(request, "desk/admin/table.html", context)


@login_required
def limit(request: HttpRequest, code: str) -> HttpResponse:
    """Every value that a limit has had, and the form that gives it another from a day."""
    by, now = administrator(request), timezone.now()
    today = legal_date(now)
    try:
        row = queries.limit(code, on=today)
    except LimitUnknown:
        raise Http404 from None
    form = LimitForm(request.POST if request.method == "POST" else None, row=row, today=today)
    if form.is_valid():
        values = {"after_hours": row.after_hours, "closes_at": row.closes_at, **form.cleaned_data}
        try:
            changed = operations.set_limit(code=code, at=now, by=by.ref, **values).changed
        except operations.UnableToChangeCalendar as refused:
            form.add_error(None, str(refused))
        else:
            said = _("ตั้งค่าใหม่แล้ว") if changed else _("ค่าเดิมอยู่แล้ว ไม่มีอะไรเปลี่ยน")
            messages.success(request, said)
            return redirect("admin_limit", code=code)
    return render(request, "desk/admin/table.html", _limit_page(row, form), status=422 if form.is_bound else 200)


def _limit_page(row: LimitRow, form: LimitForm) -> dict[str, Any]:
    running = running_by_limit()
    history = queries.history_of_limit(row.code)
    rows = [
        Row(_value(one), [_whose(one), _law(one), mark(one.mark), span(one), running.get(one.id, 0), note_of(one)])
        for one in history
    ]
    clocks = sum(running.get(one.id, 0) for one in history if one.agency_id is None)
    words = ngettext(
        "ขณะนี้กำลังนับตามกำหนดนี้ %(count)d เรื่อง เรื่องเหล่านี้นับตามค่าที่เริ่มนับต่อไป ค่าใหม่ใช้กับเรื่องที่เริ่มนับตั้งแต่วันที่ระบุ",
        "ขณะนี้กำลังนับตามกำหนดนี้ %(count)d เรื่อง เรื่องเหล่านี้นับตามค่าที่เริ่มนับต่อไป ค่าใหม่ใช้กับเรื่องที่เริ่มนับตั้งแต่วันที่ระบุ",
        clocks,
    )
    heads = [_("ค่า"), _("ใช้กับ"), _("ฐานอำนาจ"), _("การตรวจสอบ"), _("ใช้"), _("กำลังนับ (เรื่อง)"), _("หมายเหตุ")]
    return {
        "title": _label(row),
        "crumbs": [*crumbs("")[:1], Crumb(_("กำหนดเวลา"), reverse("admin_limits")), Crumb(_label(row))],
        "tables": [Table(heads, rows)],
        "form": form,
        "form_title": _("ตั้งค่าใหม่"),
        "form_words": words % {"count": clocks},
        "button": _("ตั้งค่าใหม่"),
        "back": reverse("admin_limits"),
    }


@login_required
def holidays(request: HttpRequest) -> HttpResponse:
    """The holidays of a year; those withdrawn stay, marked."""
    administrator(request)
    this = legal_date(timezone.now()).year
    year = _year(request.GET.get("year", ""), this)
    known = queries.holidays_of(year)
    statuses = dict(queries.STATUSES)
    rows = [
        Row(
            pieces.display(one.day),
            [name_of(one), dict(queries.SCOPES)[one.scope], statuses[one.status], one.resolution, mark(one.mark)],
            reverse("admin_holiday", args=[one.pk]) if one.status != "withdrawn" else "",
        )
        for one in known
    ]
    heads = [_("วันที่"), _("วันหยุด"), _("ขอบเขต"), _("สถานะ"), _("มติ"), _("การตรวจสอบ")]
    title = _("วันหยุดราชการ")
    context = {
        "title": title,
        "intro": _("เมื่อวันหยุดเปลี่ยน กำหนดเวลาที่กำลังนับทุกเรื่องที่คร่อมวันนั้นคำนวณใหม่เอง"),
        "crumbs": crumbs(title),
        "actions": [Action(_("ประกาศวันหยุด"), reverse("admin_holiday_new"), icon="plus", style="primary")],
        "tabs": [
            Tab(str(one + 543), f"?year={one}", current=one == year)
            for one in range(this - YEARS_BACK, this + YEARS_ON + 1)
        ],
        "tables": [Table(heads, rows, empty=_("ยังไม่มีวันหยุดของปีนี้"))],
    }
    return render(request, "desk/admin/table.html", context)


def _year(typed: str, this: int) -> int:
    wanted = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else this
    return wanted if queries.FIRST.year <= wanted <= queries.LAST.year else this


@login_required
def proclaim(request: HttpRequest) -> HttpResponse:
    """Enter a holiday that the cabinet resolved."""
    by, now = administrator(request), timezone.now()
    form = HolidayForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            change = operations.proclaim_holiday(at=now, by=by.ref, **form.cleaned_data)
        except operations.UnableToChangeCalendar as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _said(change.days))
            return redirect(f"{reverse('admin_holidays')}?year={form.cleaned_data['day'].year}")
    title = _("ประกาศวันหยุด")
    context = {**_holiday_form(form, title), "button": title}
    return render(request, "desk/admin/table.html", context, status=422 if form.is_bound else 200)


@login_required
def holiday(request: HttpRequest, number: int) -> HttpResponse:
    """Withdraw a holiday by a resolution."""
    by, now = administrator(request), timezone.now()
    one = queries.holiday(number)
    if one is None or one.status == "withdrawn":
        raise Http404
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        change = operations.withdraw_holiday(
            day=one.day, scope=one.scope, place=one.place, at=now, by=by.ref, **form.cleaned_data
        )
        messages.success(request, _said(change.days))
        return redirect(f"{reverse('admin_holidays')}?year={one.day.year}")
    title = f"{pieces.display(one.day)} {name_of(one)}"
    context = {**_holiday_form(form, title), "form_title": _("ยกเลิกวันหยุด"), "button": _("ยกเลิกวันหยุด"), "danger": True}
    return render(request, "desk/admin/table.html", context, status=422 if form.is_bound else 200)


def _said(days: tuple[date, ...]) -> str:
    if not days:
        return _("บันทึกแล้ว วันทำการไม่เปลี่ยน")
    return _("บันทึกแล้ว กำหนดเวลาที่คร่อมวันนั้นกำลังคำนวณใหม่")


def _holiday_form(form: Any, title: str) -> dict[str, Any]:
    back = reverse("admin_holidays")
    return {
        "title": title,
        "crumbs": [*crumbs("")[:1], Crumb(_("วันหยุดราชการ"), back), Crumb(title)],
        "form": form,
        "form_title": "",
        "back": back,
    }
