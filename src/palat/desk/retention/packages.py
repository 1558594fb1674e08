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
from palat.kernel.retention.operations import transferring
from palat.kernel.retention.procedure import REGISTRY


def _seen(request: HttpRequest, number: int, transfer: int) -> tuple[Any, Any, Any]:
    by = with_role(request, frozenset({REGISTRY}))
    found = list_seen(number, by)
    one = found.transfers.filter(pk=transfer).first()
    if one is None:
        raise Http404
    return by, found, one


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
