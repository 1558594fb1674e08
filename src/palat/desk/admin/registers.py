"""The registers as an administrator keeps them: begun, written by a template, stopped from a day; no entry is seen."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.desk.admin.guarding import administrator, login_required
from palat.desk.admin.pages import crumbs
from palat.desk.admin.tables import Row, Table, mark
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import MARKS
from palat.kernel.organisation.queries import units
from palat.kernel.pages import pieces
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.pages.language import name_of
from palat.kernel.pages.shapes import Action, Crumb
from palat.kernel.registers import queries
from palat.kernel.registers.operations import keeping
from palat.kernel.registers.operations.keeping import Settings, UnableToChangeRegister
from palat.kernel.registers.procedure import BUDDHIST_ERA, KINDS, number_text

DAY = gettext_lazy("วัน/เดือน/ปี พ.ศ.")


class SettingsForm(forms.Form):
    """What an administrator sets of a register."""

    name_th = forms.CharField(label=gettext_lazy("ชื่อทะเบียน"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("ชื่อทะเบียน (อังกฤษ)"), max_length=200)
    template = forms.CharField(
        label=gettext_lazy("แบบเลข"),
        max_length=60,
        help_text=gettext_lazy("{running} เลขลำดับ {year} ปี พ.ศ. {yy} ปีสองหลัก เลขที่ออกไปแล้วไม่เปลี่ยน"),
    )
    mark = forms.ChoiceField(label=gettext_lazy("ตรวจสอบกับระเบียบแล้วหรือยัง"), choices=MARKS, initial="provisional")
    valid_from = ThaiDateField(label=gettext_lazy("เริ่มใช้ตั้งแต่วันที่"), required=False, help_text=DAY)
    valid_to = ThaiDateField(label=gettext_lazy("เลิกใช้ตั้งแต่วันที่"), required=False, help_text=DAY)
    days_of_grace = forms.IntegerField(
        label=gettext_lazy("รับเอกสารของปีก่อนได้ถึงกี่วันหลังขึ้นปีใหม่"), min_value=0, max_value=365, initial=31
    )

    def settings(self) -> Settings:
        """Return what was set."""
        return Settings(**{name: self.cleaned_data[name] for name in Settings.__dataclass_fields__})


class BeginForm(SettingsForm):
    """A register to begin."""

    code = forms.CharField(label=gettext_lazy("รหัสทะเบียน"), max_length=30, help_text=gettext_lazy("เช่น law.letter_out"))
    kind = forms.ChoiceField(label=gettext_lazy("ชนิด"))
    office = forms.ChoiceField(label=gettext_lazy("หน่วยที่ดูแล"))
    secret = forms.BooleanField(
        label=gettext_lazy("ทะเบียนลับ"),
        required=False,
        help_text=gettext_lazy("ดูแลและเห็นได้เฉพาะนายทะเบียนข้อมูลข่าวสารลับของหน่วยนั้น"),
    )
    field_order = ("code", "kind", "office", "secret")

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        kinds = [(one.code, _(one.label)) for one in KINDS.values() if one.code != "matter"]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["office"].choices = [(one.code, name_of(one)) for one in units()]  # type: ignore[attr-defined]


def _days(one: Any, today: date) -> str:
    if one.valid_to and one.valid_to <= today:
        return pieces.badge(_("เลิกใช้ %(day)s") % {"day": pieces.display(one.valid_to)})
    if one.valid_from and one.valid_from > today:
        return pieces.badge(_("จะเริ่มใช้ %(day)s") % {"day": pieces.display(one.valid_from)}, tone="info")
    if one.valid_to:
        return pieces.badge(_("ใช้อยู่ ถึงก่อน %(day)s") % {"day": pieces.display(one.valid_to)}, tone="warn")
    return pieces.badge(_("ใช้อยู่"), tone="good")


@login_required
def registers(request: HttpRequest) -> HttpResponse:
    """Every register: whose, what for, how its numbers are written, whether in use."""
    administrator(request)
    today = legal_date(timezone.now())
    offices = {one.code: name_of(one) for one in units()}
    year = today.year + BUDDHIST_ERA
    rows = [
        Row(
            name_of(one),
            [
                offices.get(one.office, one.office),
                _(KINDS[one.kind].label) if one.kind in KINDS else one.kind,
                pieces.badge(_("ลับ"), tone="danger", icon_name="lock") if one.secret else "",
                number_text(one.template, year=year, running=123),
                mark(one.mark),
                _days(one, today),
            ],
            reverse("admin_register", args=[one.pk]),
        )
        for one in queries.registers()
    ]
    heads = [_("ทะเบียน"), _("หน่วย"), _("ชนิด"), _("ชั้นความลับ"), _("ตัวอย่างเลข"), _("การตรวจสอบ"), _("ใช้")]
    title = _("ทะเบียน")
    context = {
        "title": title,
        "intro": _("เลขเริ่มที่ 1 ทุกปี พ.ศ. ทะเบียนแยกตามหน่วย ผู้ดูแลระบบไม่เห็นรายการในทะเบียน"),
        "crumbs": crumbs(title),
        "actions": [Action(_("เปิดทะเบียนใหม่"), reverse("admin_register_new"), icon="plus", style="primary")],
        "tables": [Table(heads, rows)],
    }
    return render(request, "desk/admin/table.html", context)


@login_required
def new_register(request: HttpRequest) -> HttpResponse:
    """Begin a register of an office."""
    by, now = administrator(request), timezone.now()
    form = BeginForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("code", "kind", "office", "secret")}
        try:
            keeping.begin(**words, settings=form.settings(), at=now, by=by.ref)
        except UnableToChangeRegister as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("เปิดทะเบียนแล้ว"))
            return redirect("admin_registers")
    return _page(request, form, _("เปิดทะเบียนใหม่"), _("เปิดทะเบียน"))


@login_required
def register(request: HttpRequest, register: str) -> HttpResponse:
    """Change a register: its names, how numbers are written, its days of use."""
    by, now = administrator(request), timezone.now()
    found = queries.register(register)
    if found is None:
        raise Http404
    begun = {name: getattr(found, name) for name in Settings.__dataclass_fields__}
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=begun)
    if form.is_valid():
        try:
            changed = keeping.change(code=register, settings=form.settings(), at=now, by=by.ref)
        except UnableToChangeRegister as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("บันทึกแล้ว") if changed else _("ค่าเดิมอยู่แล้ว ไม่มีอะไรเปลี่ยน"))
            return redirect("admin_registers")
    return _page(request, form, name_of(found), _("บันทึก"))


def _page(request: HttpRequest, form: Any, title: str, button: str) -> HttpResponse:
    back = reverse("admin_registers")
    context = {
        "title": title,
        "crumbs": [*crumbs("")[:1], Crumb(_("ทะเบียน"), back), Crumb(title)],
        "form": form,
        "form_title": "",
        "button": button,
        "back": back,
    }
    return render(request, "desk/admin/table.html", context, status=422 if form.is_bound else 200)
