"""Papers that the registry prints: separator sheets and received labels."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.desk.incoming.common import clerk, crumbs
from palat.desk.incoming.forms import LabelsForm
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.views import pdf_response
from palat.kernel.incoming import printing
from palat.kernel.incoming.queries.items import boxes, entered_between, entered_on
from palat.kernel.pages.language import name_of
from palat.kernel.registers.procedure import BUDDHIST_ERA


@login_required
def separators(request: HttpRequest) -> HttpResponse:
    """Give a separator sheet to print."""
    clerk(request)
    return pdf_response(printing.separator_sheet(at=timezone.now()), "separator")


@login_required
def labels(request: HttpRequest) -> HttpResponse:
    """Ask for which numbers, offering those of today, and give their labels."""
    by, authority = clerk(request)
    now = timezone.now()
    today = legal_date(now)
    kept = [(one.code, name_of(one)) for one in boxes(authority, on=today)]
    asked = "first" in request.GET
    form = LabelsForm(request.GET if asked else None, boxes=kept, initial=_today(kept, today))
    if asked and form.is_valid():
        data: dict[str, Any] = form.cleaned_data
        begin_at = data.pop("begin_at")
        found = list(entered_between(by, **data)[: printing.MOST_LABELS + 1])
        if problem := _unprintable(found, begin_at):
            form.add_error(None, problem)
        else:
            name = f"labels-{data['year']}-{data['first']}-{data['last']}"
            return pdf_response(printing.labels(found, begin_at=begin_at, at=now), name)
    context = {"form": form, "title": _("พิมพ์ป้ายรับ"), "crumbs": crumbs()}
    return render(request, "desk/incoming/labels.html", context, status=422 if form.errors else 200)


def _today(kept: list[tuple[str, str]], today: Any) -> dict[str, Any]:
    """Return the numbers of today, of the first register that gave any."""
    begun: dict[str, Any] = {"year": today.year + BUDDHIST_ERA, "begin_at": 1}
    for code, _name in kept:
        if span := entered_on(code, today):
            return {**begun, "register": code, "first": span[0], "last": span[1]}
    return begun


def _unprintable(found: list[Any], begin_at: int) -> str:
    """Say why labels cannot be printed, or nothing."""
    if not 1 <= begin_at <= printing.PER_SHEET:
        return _("แผ่นหนึ่งมีป้าย %(most)d ดวง") % {"most": printing.PER_SHEET}
    if not found:
        return _("ไม่มีหนังสือที่ลงรับด้วยเลขเหล่านี้")
    if len(found) > printing.MOST_LABELS:
        return _("พิมพ์ได้ครั้งละไม่เกิน %(most)d ดวง") % {"most": printing.MOST_LABELS}
    return ""
