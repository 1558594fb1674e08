"""Templates of letters: their versions, editing with a preview, comparing two, going back to one."""

import base64
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from palat.desk.admin.forms import TemplateForm
from palat.desk.admin.guarding import administrator, login_required
from palat.desk.admin.pages import crumbs
from palat.desk.admin.tables import Row, Table, mark, together
from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.layout import UnableToLayOut
from palat.kernel.letters.operations import templates as operations
from palat.kernel.letters.queries import page_images
from palat.kernel.letters.shapes import SHAPES, Shape
from palat.kernel.letters.templating.fields import fields_of
from palat.kernel.letters.templating.queries import (
    TemplateVersion,
    compared,
    newest,
    version,
    version_in_force,
    versions,
)
from palat.kernel.letters.templating.trying import faults, preview
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages import pieces
from palat.kernel.pages.shapes import Action, Crumb

MOST_PAGES, SCALE = 3, 1.1  # pages of a preview, and how large


def _shape(form: str) -> Shape:
    if form not in SHAPES:
        raise Http404
    return SHAPES[form]


def _version(form: str, number: str | int) -> TemplateVersion:
    found = version(form, int(number)) if str(number).isdecimal() and len(str(number)) < 9 else None
    if found is None:
        raise Http404
    return found


@login_required
def forms(request: HttpRequest) -> HttpResponse:
    """Every form of official paper with the version of its template in force today."""
    administrator(request)
    today = legal_date(timezone.now())
    rows = [
        Row(_(shape.label), _line(form, today), reverse("admin_template", args=[form]))
        for form, shape in SHAPES.items()
    ]
    title = _("แบบหนังสือราชการ")
    heads = [_("แบบ"), _("ฉบับที่ใช้อยู่"), _("ใช้ตั้งแต่"), _("ตามข้อ"), _("การตรวจสอบ")]
    context = {
        "title": title,
        "intro": _("แก้ไขแบบแล้วเก็บเป็นฉบับใหม่ หนังสือที่ออกเลขแล้วพิมพ์ตามฉบับเดิมเสมอ"),
        "crumbs": crumbs(title),
        "tables": [Table(heads, rows)],
    }
    return render(request, "desk/admin/table.html", context)


def _line(form: str, today: date) -> list[Any]:
    held, shape = version_in_force(form, on=today), SHAPES[form]
    number = together(_("ฉบับที่ %(number)d") % {"number": held.number}) if held else _("แบบที่มากับโปรแกรม")
    since = together(pieces.display(held.valid_from)) if held else ""
    return [number, since, shape.clause, mark(shape.mark)]


@login_required
def template(request: HttpRequest, form: str) -> HttpResponse:
    """The versions of one form's template: who made each, why, from when it holds."""
    administrator(request)
    shape, today = _shape(form), legal_date(timezone.now())
    held, kept = version_in_force(form, on=today), list(versions(form))
    context = {
        "title": _(shape.label),
        "crumbs": [*_crumbs(shape)[:-1], Crumb(_(shape.label))],
        "form": form,
        "versions": [{"row": one, "state": _state(one, held, today)} for one in kept],
        "actions": [Action(_("แก้ไขแบบ"), reverse("admin_template_edit", args=[form]), icon="pen", style="primary")],
        "aside": next((one for one in kept[:1] if one.valid_from is None), None),
        "older": kept[1].number if len(kept) > 1 else None,
        "newest": kept[0].number if kept else None,
    }
    return render(request, "desk/admin/template.html", context)


def _crumbs(shape: Shape) -> list[Crumb]:
    title = _("แบบหนังสือราชการ")
    return [
        *crumbs("")[:1],
        Crumb(title, reverse("admin_templates")),
        Crumb(_(shape.label), reverse("admin_template", args=[shape.form])),
    ]


def _state(one: TemplateVersion, held: TemplateVersion | None, today: date) -> Any:
    if held is not None and one.pk == held.pk:
        return pieces.badge(_("ใช้อยู่"), tone="good")
    if one.valid_from is None:
        return pieces.badge(_("ยังไม่ใช้"), tone="warn")
    return pieces.badge(_("รอวันเริ่มใช้"), tone="info") if one.valid_from > today else pieces.badge(_("เคยใช้"))


@login_required
def edit(request: HttpRequest, form: str) -> HttpResponse:
    """Edit a template with its preview beside; the preview is made on a button, with a script after a pause."""
    by, now, shape = administrator(request), timezone.now(), _shape(form)
    asked = request.GET.get("of")
    of = _version(form, asked) if asked else version_in_force(form, on=legal_date(now)) or newest(form)
    if of is None:
        raise Http404
    typed = TemplateForm(request.POST or None, of=of, today=legal_date(now))
    found: tuple[Any, ...] = ()
    if request.method == "POST" and "save" in request.POST and typed.is_valid():
        try:
            operations.save(form=form, by=by, at=now, of_number=of.number, **typed.saved())
            messages.success(request, _("บันทึกแบบเป็นฉบับใหม่แล้ว"))
            return redirect("admin_template", form=form)
        except operations.BrokenTemplate as broken:
            found = broken.faults
            typed.add_error(None, str(broken))
        except UnableToAct as refused:
            typed.add_error(None, str(refused))
    context = {
        "title": _("แก้ไขแบบ %(form)s") % {"form": _(shape.label)},
        "crumbs": [*_crumbs(shape), Crumb(_("แก้ไข"))],
        "form": typed,
        "name": form,
        "of": of,
        "fields": [(one.written, _(one.meaning)) for one in fields_of(form)],
        "seen": _preview(form, typed, found),
    }
    if request.headers.get("HX-Target") == "preview":
        return render(request, "desk/admin/_template_preview.html", context)
    return render(request, "desk/admin/template_edit.html", context, status=422 if "save" in request.POST else 200)


def _preview(form: str, typed: TemplateForm, found: tuple[Any, ...]) -> dict[str, Any]:
    """Set the sample with what was typed: its pages as pictures, or what is wrong, each fault with its line."""
    files, which = typed.typed_files(), typed.which()
    try:
        pdf = preview(form, operations.folder(form, files), which=which)
        images = page_images(pdf, pages=range(MOST_PAGES), scale=SCALE)
        pages = ["data:image/png;base64," + base64.b64encode(one).decode() for one in images]
    except UnableToLayOut as broken:
        found, pages = found or faults(broken), []
    except UnableToAct as refused:
        return {"pages": [], "faults": [], "refused": str(refused)}
    told = [{"fault": one, "source": _source(files.get(one.file, ""), one.line)} for one in found]
    return {"pages": pages, "faults": told, "refused": ""}


def _source(text: str, line: int) -> str:
    lines = text.splitlines()
    return lines[line - 1].strip() if 0 < line <= len(lines) else ""


@login_required
def compare(request: HttpRequest, form: str) -> HttpResponse:
    """Two versions of a template, line by line."""
    administrator(request)
    shape = _shape(form)
    before, after = (_version(form, request.GET.get(name, "")) for name in ("before", "after"))
    context = {
        "title": _("เทียบฉบับที่ %(before)d กับฉบับที่ %(after)d") % {"before": before.number, "after": after.number},
        "crumbs": [*_crumbs(shape), Crumb(_("เทียบสองฉบับ"))],
        "files": compared(before, after),
        "before": before,
        "after": after,
    }
    return render(request, "desk/admin/template_compare.html", context)


@require_POST
@login_required
def go_back(request: HttpRequest, form: str, number: int) -> HttpResponse:
    """Use an earlier version again, from today on."""
    by = administrator(request)
    _shape(form)
    kept = _version(form, number)
    try:
        operations.go_back(
            form=form, number=kept.number, by=by, at=timezone.now(), reason=request.POST.get("reason", "")
        )
        messages.success(request, _("ใช้แบบฉบับที่ %(number)d อีกครั้งตั้งแต่วันนี้") % {"number": kept.number})
    except UnableToAct as refused:
        messages.error(request, str(refused))
    return redirect("admin_template", form=form)
