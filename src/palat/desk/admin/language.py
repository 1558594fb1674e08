"""Words that the Office takes for one another when it searches."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.desk.admin.forms import SynonymForm
from palat.desk.admin.guarding import administrator, login_required
from palat.desk.admin.pages import crumbs
from palat.desk.admin.tables import Row, Table
from palat.kernel.language.operations import index as operations
from palat.kernel.language.queries import index as queries
from palat.kernel.pages.shapes import Crumb


@login_required
def synonyms(request: HttpRequest) -> HttpResponse:
    """The groups of words, and a form for another."""
    administrator(request)
    form = SynonymForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _kept(request, form, None):
        return redirect("admin_synonyms")
    rows = [Row(one.words, [], reverse("admin_synonym", args=[one.pk])) for one in queries.synonyms()]
    title = _("คำที่ใช้แทนกันในการค้น")
    context = {
        "title": title,
        "intro": _("ค้นคำหนึ่งแล้วพบเรื่องที่ใช้อีกคำหนึ่งในกลุ่มเดียวกันด้วย มีผลกับการค้นครั้งถัดไปภายในหนึ่งนาที"),
        "crumbs": crumbs(title),
        "tables": [Table([_("คำในกลุ่ม")], rows, empty=_("ยังไม่มีคำที่ใช้แทนกัน"))],
        "form": form,
        "form_title": _("เพิ่มกลุ่มคำ"),
        "button": _("เพิ่ม"),
        "back": reverse("admin_home"),
    }
    return render(request, "desk/admin/table.html", context, status=422 if form.is_bound else 200)


@login_required
def synonym(request: HttpRequest, number: int) -> HttpResponse:
    """Change a group of words; left empty, the group is taken away."""
    by = administrator(request)
    group = queries.synonyms().filter(pk=number).first()
    if group is None:
        raise Http404
    form = SynonymForm(
        request.POST if request.method == "POST" else None, initial={"words": group.words}, changing=True
    )
    if form.is_valid():
        if not form.cleaned_data["words"]:
            operations.drop_synonym(number=number, at=timezone.now(), by=by.ref)
            messages.success(request, _("ลบกลุ่มคำแล้ว"))
            return redirect("admin_synonyms")
        if _kept(request, form, number):
            return redirect("admin_synonyms")
    title = _("แก้ไขกลุ่มคำ")
    back = reverse("admin_synonyms")
    context = {
        "title": title,
        "crumbs": [*crumbs("")[:1], Crumb(_("คำที่ใช้แทนกันในการค้น"), back), Crumb(title)],
        "tables": [],
        "form": form,
        "form_title": group.words,
        "button": _("บันทึก"),
        "back": back,
    }
    return render(request, "desk/admin/table.html", context, status=422 if form.is_bound else 200)


def _kept(request: HttpRequest, form: Any, number: int | None) -> bool:
    by = administrator(request)
    try:
        operations.save_synonym(number=number, words=form.cleaned_data["words"], at=timezone.now(), by=by.ref)
    except operations.UnableToKeep as refused:
        form.add_error("words", str(refused))
        return False
    messages.success(request, _("บันทึกกลุ่มคำแล้ว"))
    return True
