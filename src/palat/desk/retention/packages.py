"""Packages for the National Archives: fetched as often as needed, handed over once."""

import tempfile
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.desk.retention import forms
from palat.desk.retention.acts import list_form
from palat.desk.retention.common import acted, list_seen, url_of, with_role
from palat.kernel.retention.contents import files_of
from palat.kernel.retention.operations import transferring
from palat.kernel.retention.procedure import REGISTRY
from palat.kernel.retention.queries.lists import kept_for_ever


def _seen(request: HttpRequest, number: int, transfer: int) -> tuple[Any, Any, Any]:
    by = with_role(request, frozenset({REGISTRY}))
    found = list_seen(number, by)
    one = found.transfers.filter(pk=transfer).first()
    if one is None:
        raise Http404
    return by, found, one


@login_required
def new(request: HttpRequest, number: int) -> HttpResponse:
    """Choose which files go, and make the package."""
    by = with_role(request, frozenset({REGISTRY}))
    found = list_seen(number, by)
    files = [(item, file) for item in kept_for_ever(found) for file in files_of(item)]
    form = forms.PackageForm(request.POST if request.method == "POST" else None, files=files)

    def do() -> str:
        transferring.make_package(list_id=found.pk, left_out=form.left_out(), by=by, at=timezone.now())
        return url_of(found)

    done = acted(request, form, do, _("จัดทำชุดส่งมอบแล้ว ดาวน์โหลดได้จากหน้านี้"))
    if done is not None:
        return done
    words = _(
        "ชุดส่งมอบมีทุกรายการที่เก็บไว้ตลอดไป พร้อมค่าตรวจสอบและคำอธิบาย ระบบไม่เปิดข้อมูลผู้ร้องที่ปิดผนึกไว้ "
        "แต่ถ้อยคำและไฟล์เป็นไปตามที่รับหรือส่ง อาจระบุตัวผู้ร้องหรือบุคคลอื่น"
    )
    return list_form(request, form, found, title=_("จัดทำชุดส่งมอบ"), words=words)


@login_required
def package(request: HttpRequest, number: int, transfer: int) -> FileResponse:
    """Give a package, made again as it was."""
    _by, found, one = _seen(request, number, transfer)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    transferring.write_package(one, file)
    file.seek(0)
    name = f"palat-{found.year}-{found.running}.zip"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
def hand_over(request: HttpRequest, number: int, transfer: int) -> HttpResponse:
    """Record that a package was taken over."""
    by, found, one = _seen(request, number, transfer)
    form = forms.HandOverForm(request.POST if request.method == "POST" else None)

    def do() -> str:
        transferring.hand_over(transfer_id=one.pk, by=by, at=timezone.now(), **form.cleaned_data)
        return url_of(found)

    done = acted(request, form, do, _("บันทึกการส่งมอบแล้ว"))
    if done is not None:
        return done
    return list_form(request, form, found, title=_("บันทึกการส่งมอบ"), words=_("ผู้รับมอบตรวจชุดได้ด้วยค่าตรวจสอบในหน้านี้"))
