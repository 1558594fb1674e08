"""The duty roster: who at which agency answers the telephone, by day and hour."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from palat.duties.petitions.forms.contacts import DutyForm
from palat.duties.petitions.models import Duty
from palat.duties.petitions.operations.hotline import (
    ROSTER,
    DutyLine,
    UnableToKeep,
    end_duty,
    keep_duty,
    roster_writer,
)
from palat.duties.petitions.procedure.contacts import DUTY_DAYS, EDITORS, READERS, TAKERS
from palat.duties.petitions.queries import hotline
from palat.duties.petitions.queries.catalogue import in_force
from palat.duties.petitions.views.roles import with_role
from palat.kernel.calendar.counting import legal_date
from palat.kernel.exchange.operations import take_in as take_table_in
from palat.kernel.exchange.procedure import Report, UnableToExchange
from palat.kernel.matters.authority import held_roles
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import ChoiceFilter, TextFilter, YesNoFilter
from palat.kernel.pages.language import name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.shapes import Action
from palat.kernel.pages.views import ListingView

DAYS = {code: gettext_lazy(label) for code, label in DUTY_DAYS}
MOST_BYTES = 2_000_000


def _when(row: Duty) -> str:
    return str(DAYS[row.days])


def _with_words(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    for word in words.split()[:8]:
        rows = rows.filter(agency__name_th__icontains=word) | rows.filter(answers__icontains=word)
    return rows


ROSTER_LIST = Listing(
    code="roster",
    columns=(
        Column(
            code="agency",
            label=gettext_lazy("หน่วยงาน"),
            value="agency.name_th",
            show=lambda row: name_of(row.agency),
            title=True,
        ),
        Column(code="agency_code", label=gettext_lazy("รหัสหน่วยงาน"), value="agency.code", shown=False),
        Column(code="days", label=gettext_lazy("วัน"), value=_when),
        Column(code="on_day", label=gettext_lazy("เฉพาะวันที่"), value="on_day"),
        Column(code="begins", label=gettext_lazy("ตั้งแต่เวลา"), value=lambda row: f"{row.begins:%H:%M}", css="nowrap"),
        Column(code="ends", label=gettext_lazy("ถึงเวลา"), value=lambda row: f"{row.ends:%H:%M}", css="nowrap"),
        Column(code="answers", label=gettext_lazy("ผู้ตอบ"), value="answers"),
        Column(code="telephone", label=gettext_lazy("โทรศัพท์"), value="telephone", css="nowrap"),
        Column(code="note", label=gettext_lazy("หมายเหตุ"), value="note"),
        Column(code="valid_from", label=gettext_lazy("ใช้ตั้งแต่"), value="valid_from", shown=False),
        Column(code="valid_to", label=gettext_lazy("ใช้ถึง"), value="valid_to", shown=False),
    ),
    filters=(
        TextFilter(code="q", label=gettext_lazy("หน่วยงานหรือผู้ตอบ"), apply=_with_words),
        ChoiceFilter(code="days", label=gettext_lazy("วัน"), choices=tuple(DAYS.items())),
        YesNoFilter(
            code="ended",
            label=gettext_lazy("เลิกใช้แล้ว"),
            apply=lambda rows, yes: (
                rows.exclude(in_force(legal_date(timezone.now())))
                if yes
                else rows.filter(in_force(legal_date(timezone.now())))
            ),
        ),
    ),
    order=("agency_id", "begins", "id"),
    empty=gettext_lazy("ยังไม่มีบัญชีเวร"),
    empty_hint=gettext_lazy("หัวหน้าเวรเพิ่มทีละบรรทัด หรือนำเข้าจากไฟล์ CSV"),
)

FOR_EDITORS = replace(ROSTER_LIST, row_url=address_of("roster_edit"))


@method_decorator(login_required, name="dispatch")
class Roster(ListingView):
    """Every line of the roster; for those who edit, each leads to its form."""

    listing = ROSTER_LIST
    title = gettext_lazy("บัญชีเวรของหน่วยงาน")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.by = with_role(request, READERS | TAKERS)
        self.edits = bool(EDITORS & held_roles(self.by.authority))
        self.listing = FOR_EDITORS if self.edits else ROSTER_LIST  # type: ignore[misc]
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        return hotline.duty_rows()

    def actions(self) -> list[Action]:
        found = [Action(_("ใครตอบอยู่ตอนนี้"), reverse("roster_now"), icon="phone")]
        if self.edits:
            found += [
                Action(_("นำเข้า CSV"), reverse("roster_import"), icon="upload"),
                Action(_("เพิ่มบรรทัด"), reverse("roster_new"), icon="plus", style="primary"),
            ]
        return found


@login_required
def now_answering(request: HttpRequest) -> HttpResponse:
    """Who answers at this hour, by agency."""
    with_role(request, READERS | TAKERS)
    now = timezone.now()
    words = request.GET.get("q", "")[:100]
    context = {
        "on_duty": hotline.on_duty(now, words=words),
        "words": words,
        "now": now,
        "numbers": hotline.emergency_numbers(legal_date(now)),
        "english": get_language() == "en",
    }
    return render(request, "petitions/roster/now.html", context)


@login_required
def edit(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """Add or change a line."""
    by, now = with_role(request, EDITORS), timezone.now()
    today = legal_date(now)
    found = Duty.objects.filter(pk=number).first() if number else None
    if number and found is None:
        raise Http404
    names = ("agency_id", "days", "on_day", "begins", "ends", "answers", "telephone", "note", "valid_from", "valid_to")
    begun = {name: getattr(found, name) for name in names} if found else {"days": "all", "valid_from": today}
    form = DutyForm(request.POST or None, today=today, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            keep_duty(line=DutyLine(**form.cleaned_data), duty_id=number, by=by, at=now, today=today)
        except (UnableToKeep, UnableToAct) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("บันทึกบัญชีเวรแล้ว"))
            return redirect("roster_list")
    context = {"form": form, "duty": found}
    return render(request, "petitions/roster/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End a line from today."""
    by, now = with_role(request, EDITORS), timezone.now()
    if not Duty.objects.filter(pk=number).exists():
        raise Http404
    end_duty(duty_id=number, by=by, at=now, today=legal_date(now))
    messages.success(request, _("เลิกใช้บรรทัดนี้แล้ว"))
    return redirect("roster_list")


@login_required
def take_in(request: HttpRequest) -> HttpResponse:
    """Import lines from a CSV file; each line that is refused is told with its reason."""
    by, now = with_role(request, EDITORS), timezone.now()
    problem, report = "", None
    upload = request.FILES.get("file")
    if request.method == "POST":
        if upload is None:
            problem = _("โปรดเลือกไฟล์ CSV")
        elif (upload.size or 0) > MOST_BYTES:
            problem = _("ไฟล์ใหญ่เกิน 2 MB โปรดแบ่งไฟล์")
        else:
            try:
                report = _import(b"".join(upload.chunks()), by=by, now=now)
            except UnableToExchange as refused:
                problem = refused.reason.en if get_language() == "en" else refused.reason.th
    context = {
        "report": report,
        "problem": problem,
        "headings": [one.heading for one in ROSTER.columns],
        "errors": [(line, reason.en if get_language() == "en" else reason.th) for line, reason in report.errors]
        if report
        else [],
    }
    return render(request, "petitions/roster/import.html", context, status=422 if problem else 200)


def _import(content: bytes, *, by: Any, now: Any) -> Report:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "roster.csv"
        path.write_bytes(content)
        return take_table_in(
            path=path, mapping=ROSTER, write=roster_writer(by=by, at=now, today=legal_date(now)), at=now
        )
