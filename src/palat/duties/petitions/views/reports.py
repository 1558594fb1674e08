"""The quarterly report to the cabinet at the desk: list, preview, remarks, issue, compare."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.petitions.operations import reporting
from palat.duties.petitions.quarterly import REPORT
from palat.duties.petitions.quarterly_paper import paper
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.views import file_response, pdf_response
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.queries import unit_id
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.pages.operations import send_once
from palat.kernel.pages.text import TextField
from palat.kernel.reports.operations.issuing import ISSUERS, WRITERS, UnableToIssue, basis_for_report
from palat.kernel.reports.procedure import Quarter, quarters_back
from palat.kernel.reports.queries.issued import NotIssued, issued_report, issued_reports, remarks_on
from palat.kernel.reports.queries.readers import reads_reports
from palat.kernel.reports.sheets import as_pdf
from palat.kernel.reports.words import quarter_words

QUARTERS_BACK = 20


class RemarksForm(forms.Form):
    """Obstacles and recommendations, one to a line."""

    obstacles = TextField(
        label=gettext_lazy("ปัญหาและอุปสรรค"), required=False, rows=6, help_text=gettext_lazy("บรรทัดละหนึ่งข้อ")
    )
    recommendations = TextField(
        label=gettext_lazy("ข้อเสนอแนะ"), required=False, rows=6, help_text=gettext_lazy("บรรทัดละหนึ่งข้อ")
    )


class IssueForm(forms.Form):
    """The day for which the report speaks."""

    as_of = ThaiDateField(label=gettext_lazy("ข้อมูล ณ วันที่"))


def reader(request: HttpRequest) -> Actor:
    """Return the viewer where they may read reports on the whole Office. Raises: Http404."""
    by = actor_of(request)
    if not reads_reports(by):
        raise Http404
    return by


def _may(by: Actor, roles: Any, act: str) -> bool:
    return basis_for_report(by, roles, unit_id(reporting.UNIT), act) is not None


def _quarter(year: int, number: int) -> Quarter:
    quarter = Quarter(year, number)
    if not 2500 <= year <= 2700 or number not in {1, 2, 3, 4} or quarter.first > legal_date(timezone.now()):
        raise Http404
    return quarter


@login_required
def reports(request: HttpRequest) -> HttpResponse:
    """Every issued report, and the quarters that one may draw up."""
    reader(request)
    if chosen := request.GET.get("quarter", ""):
        year, _slash, number = chosen.partition("-")
        if year.isdigit() and number.isdigit():
            return redirect("petition_report_draft", year=int(year), number=int(number))
    quarters = [
        (f"{one.year}-{one.number}", quarter_words(one))
        for one in quarters_back(legal_date(timezone.now()), QUARTERS_BACK)
    ]
    issued = [(Quarter(one.year, one.quarter), one) for one in issued_reports(REPORT)[:200]]
    return render(request, "petitions/reports/list.html", {"quarters": quarters, "issued": issued})


@login_required
def draft(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """A quarter as it stands now; the officer's remarks; issuing."""
    by, quarter, now = reader(request), _quarter(year, number), timezone.now()
    as_of = reporting.latest_as_of(quarter, legal_date(now))
    remarks = remarks_on(REPORT, quarter)
    typed = RemarksForm(
        request.POST if "remarks" in request.POST else None,
        initial={"obstacles": remarks.obstacles, "recommendations": remarks.recommendations} if remarks else None,
    )
    issuing = IssueForm(request.POST if "issue" in request.POST else None, initial={"as_of": as_of})
    if request.method == "POST" and (done := _posted(request, by, quarter, typed, issuing)):
        return done
    content = reporting.draw_up(quarter, as_of=as_of).content
    context = {
        "quarter": quarter,
        "report": paper(content, on=legal_date(now), draft=True),
        "remarks": remarks,
        "remarks_form": typed if _may(by, WRITERS, "write_remarks") else None,
        "issue_form": issuing if _may(by, ISSUERS, "issue_report") else None,
        "issued": [one for one in issued_reports(REPORT) if (one.year, one.quarter) == (year, number)],
    }
    return render(request, "petitions/reports/draft.html", context, status=422 if request.method == "POST" else 200)


def _posted(
    request: HttpRequest, by: Actor, quarter: Quarter, typed: RemarksForm, issuing: IssueForm
) -> HttpResponse | None:
    """Do what was asked; None when the page must be shown again with what is wrong."""
    form: forms.Form = typed if typed.is_bound else issuing
    if not form.is_bound or not form.is_valid():
        return None
    now = timezone.now()
    try:
        if typed.is_bound:
            reporting.write_quarter_remarks(quarter=quarter, by=by, at=now, **typed.cleaned_data)
            messages.success(request, _("บันทึกแล้ว"))
            return redirect("petition_report_draft", year=quarter.year, number=quarter.number)
        sent = send_once(
            key=request.POST.get("once_key", ""),
            at=now,
            act=lambda: _issue(quarter, issuing.cleaned_data["as_of"], by),
        )
    except UnableToIssue as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, _("ออกรายงานแล้ว"))
    return redirect(sent.url)


def _issue(quarter: Quarter, as_of: Any, by: Actor) -> str:
    issued = reporting.issue_quarter(quarter=quarter, as_of=as_of, by=by, at=timezone.now())
    return reverse("petition_report", args=[issued.pk])


@login_required
def draft_pdf(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The draft as it would stand on paper, marked as a draft."""
    reader(request)
    quarter, today = _quarter(year, number), legal_date(timezone.now())
    content = reporting.draw_up(quarter, as_of=reporting.latest_as_of(quarter, today)).content
    return pdf_response(as_pdf(paper(content, on=today, draft=True)), f"draft-{year}-{number}")


@login_required
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """An issued report, as it was issued."""
    reader(request)
    issued = _issued(pk)
    content = reporting.thawed(issued)
    document = paper(content, on=legal_date(issued.issued_at), draft=False)
    context = {"issued": issued, "quarter": content.quarter, "report": document}
    return render(request, "petitions/reports/issued.html", context)


def _issued(pk: int) -> Any:
    try:
        return issued_report(pk, REPORT)
    except NotIssued:
        raise Http404 from None


@login_required
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """An issued report beside a count of today: what changed, and why."""
    reader(request)
    issued, today = _issued(pk), legal_date(timezone.now())
    compared = reporting.compare(issued, as_of=issued.as_of if "same" in request.GET else today)
    context = {"issued": issued, "quarter": compared.before.quarter, "compared": compared, "rows": _beside(compared)}
    return render(request, "petitions/reports/compare.html", context)


def _beside(compared: Any) -> list[tuple[str, str, str, str]]:
    rows = []
    for label, name in (
        (_("เรื่อง"), "cases"),
        (_("ดำเนินการจนได้ข้อยุติ"), "closed"),
        (_("รอผลการพิจารณา"), "waiting"),
        (_("เรื่องที่รวมเข้ากับเรื่องอื่น"), "merged"),
    ):
        was, now = compared.before.now[name], compared.now.now[name]
        rows.append((label, f"{was:,}", f"{now:,}", f"{now - was:+,}"))
    return rows


@login_required
def report_file(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """The PDF or the CSV of an issued report, byte for byte."""
    reader(request)
    issued = _issued(pk)
    name = f"report-{issued.year}-{issued.quarter}-{issued.edition}.{kind}"
    return file_response(issued.pdf if kind == "pdf" else issued.csv, name, inline=kind == "pdf")
