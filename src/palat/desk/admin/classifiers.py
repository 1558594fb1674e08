"""Which learnt version proposes category and agency; an administrator may go back to an earlier one."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.desk.admin.forms import VersionForm
from palat.desk.admin.guarding import administrator, login_required
from palat.desk.admin.pages import crumbs
from palat.desk.admin.tables import Row, Table
from palat.kernel.language.operations import classifying as operations
from palat.kernel.language.queries.classifying import Version, is_kept, learnt
from palat.kernel.pages import pieces
from palat.kernel.pages.shapes import Text


def labels() -> dict[str, Text]:
    """Return what is proposed, in words."""
    return {"category": _("ประเภทเรื่อง"), "agency": _("หน่วยงาน")}


@login_required
def classifiers(request: HttpRequest) -> HttpResponse:
    """Every version that was learnt, how good it was, and the form that lets one propose."""
    by = administrator(request)
    found = {code: learnt(code) for code in labels()}
    kept = [one for versions in found.values() for one in versions if is_kept(one.target, one.version)]
    form = VersionForm(
        request.POST if request.method == "POST" else None,
        versions=[(f"{one.target}/{one.version}", _name(one)) for one in kept],
    )
    if form.is_valid():
        target, _bar, version = form.cleaned_data["version"].partition("/")
        try:
            operations.use(target=target, version=version, hold=form.cleaned_data["hold"], at=timezone.now(), by=by.ref)
        except operations.UnableToUse as refused:
            form.add_error("version", str(refused))
        else:
            messages.success(request, _("เปลี่ยนรุ่นแล้ว มีผลทุกเครื่องภายในห้านาที"))
            return redirect("admin_classifiers")
    title = _("รุ่นที่ใช้เสนอประเภทและหน่วยงาน")
    context = {
        "title": title,
        "intro": _("ระบบเรียนรู้ใหม่ทุกสัปดาห์ และใช้รุ่นใหม่เมื่อไม่แย่กว่ารุ่นเดิมในเรื่องเดียวกัน หากรุ่นใหม่เสนอแปลกไป ให้กลับไปใช้รุ่นก่อนได้"),
        "crumbs": crumbs(title),
        "tables": [_table(label, found[code]) for code, label in labels().items()],
        "form": form if kept else None,
        "form_title": _("เลือกรุ่นที่ใช้"),
        "button": _("ใช้รุ่นนี้"),
        "back": reverse("admin_home"),
    }
    return render(request, "desk/admin/table.html", context, status=422 if form.is_bound else 200)


def _name(one: Version) -> str:
    words = _("%(target)s · เรียนรู้เมื่อ %(when)s จาก %(cases)s เรื่อง") % {
        "target": labels()[one.target],
        "when": pieces.display(one.learnt_at),
        "cases": f"{one.cases:,}",
    }
    return f"{words} ({_('ใช้อยู่')})" if one.in_force else words


def _table(label: Text, versions: Sequence[Version]) -> Table:
    rows = [
        Row(
            pieces.display(one.learnt_at),
            [one.cases, one.tried_on, _percent(one.percent), _percent(one.percent_of_last), _state(one)],
        )
        for one in versions
    ]
    heads = [
        *(_("เรียนรู้เมื่อ"), _("จากเรื่อง"), _("ลองกับเรื่องที่กันไว้"), _("ตรงข้อแรก")),
        *(_("รุ่นก่อนหน้าในเรื่องเดียวกัน"), _("สถานะ")),
    ]
    return Table(heads, rows, title=label, empty=_("ยังไม่เคยเรียนรู้ ระบบจะเรียนรู้เองเมื่อมีเรื่องที่ยุติแล้วอย่างน้อย 200 เรื่อง"))


def _percent(number: int | None) -> str:
    return "–" if number is None else f"{number}%"


def _state(one: Version) -> Text:
    if one.held:
        return pieces.badge(_("ใช้อยู่ ผู้ดูแลระบบคงไว้"), tone="info")
    if one.in_force:
        return pieces.badge(_("ใช้อยู่"), tone="good")
    return _("ไม่ใช้") if is_kept(one.target, one.version) else _("ไม่ใช้ ไม่เก็บน้ำหนักแล้ว")
