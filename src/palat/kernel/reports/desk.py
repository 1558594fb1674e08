"""The pages of a report to the cabinet at the desk, whatever the duty: list, draft, remarks, issue, compare, files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.views import file_response, pdf_response
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.queries import unit_id
from palat.kernel.pages.operations import send_once
from palat.kernel.reports.forms import IssueForm, RemarksForm
from palat.kernel.reports.models import Issued
from palat.kernel.reports.operations.issuing import ISSUERS, WRITERS, UnableToIssue, basis_for_report
from palat.kernel.reports.procedure import Period
from palat.kernel.reports.queries.issued import NotIssued, issued_report, issued_reports, remarks_on
from palat.kernel.reports.sheets import Report, as_pdf

MOST_ISSUED = 200


@dataclass(frozen=True)
class Beside:
    """An issued report beside a count of another day, as a page shows it."""

    was_on: date
    now_on: date
    rows: Sequence[tuple[str, str, str, str]]  # what, as issued, now, difference
    reasons: Sequence[str]  # the columns of why
    why: Sequence[tuple[Any, ...]]
    note: str = ""


class Duty(Protocol):
    """What a duty brings: how its report is drawn up, issued, read again and compared."""

    def draw_up(self, period: Any, *, on: date) -> Report:
        """Return the draft of a period, for the last day of which it can speak."""
        ...

    def latest_as_of(self, period: Any, today: date) -> date:
        """Return that day."""
        ...

    def write(self, period: Any, *, by: Actor, at: datetime, **remarks: str) -> Any:
        """Keep the remarks. Raises: UnableToIssue."""
        ...

    def issue(self, period: Any, *, as_of: date, by: Actor, at: datetime) -> Issued:
        """Issue it. Raises: UnableToIssue."""
        ...

    def thawed(self, issued: Issued) -> Report:
        """Return an issued report as it was."""
        ...

    def compare(self, issued: Issued, *, as_of: date) -> Beside:
        """Count the period of an issued report again."""
        ...


@dataclass(frozen=True)
class ReportDesk:
    """The pages of one report. `base` is the name of its address; the others are made of it."""

    code: str
    unit: str
    base: str
    title: Any
    intro: Any
    asks: Any  # what a period is called: quarter, fiscal year
    reads: Callable[[Actor], bool]
    duty: Duty
    period: Callable[..., Period]
    args: Callable[[Period], tuple[int, ...]]  # of a period in its address
    choices: Callable[[date], Sequence[tuple[str, Any]]]  # periods that may be drawn up
    over: Any = ""  # the small line over its title, issued and as a draft; empty: a report to the cabinet
    over_draft: Any = ""

    def reader(self, request: HttpRequest) -> Actor:
        """Return the viewer where they may read the report. Raises: Http404."""
        by = actor_of(request)
        if not self.reads(by):
            raise Http404
        return by

    def _words(self) -> dict[str, Any]:
        names = {name: f"{self.base}_{name}" for name in ("draft", "draft_pdf", "compare", "file")}
        return {"names": {**names, "list": f"{self.base}s", "one": self.base}, "desk": self}

    def _may(self, by: Actor, roles: Any, act: str) -> bool:
        return basis_for_report(by, roles, unit_id(self.unit), act) is not None

    def _period(self, numbers: dict[str, int]) -> Period:
        try:
            period = self.period(**numbers)
            first = period.first
        except (ValueError, OverflowError):
            raise Http404 from None
        if not 2500 <= period.year <= 2700 or first > legal_date(timezone.now()):
            raise Http404
        return period

    def _of(self, issued: Issued) -> Period:
        return self.period(issued.year, issued.quarter)

    def all(self, request: HttpRequest) -> HttpResponse:
        """Every issued report, and the periods that one may draw up."""
        self.reader(request)
        chosen = request.GET.get("period", "").split("-")
        if all(one.isdecimal() for one in chosen):
            return redirect(f"{self.base}_draft", *map(int, chosen))
        issued = [(self._of(one), one) for one in issued_reports(self.code)[:MOST_ISSUED]]
        periods = self.choices(legal_date(timezone.now()))
        return render(request, "reports/list.html", {"periods": periods, "issued": issued, **self._words()})

    def draft(self, request: HttpRequest, **numbers: int) -> HttpResponse:
        """A period as it stands now; the officer's remarks; issuing."""
        by, period, now = self.reader(request), self._period(numbers), timezone.now()
        as_of = self.duty.latest_as_of(period, legal_date(now))
        remarks = remarks_on(self.code, period)
        typed = RemarksForm(
            request.POST if "remarks" in request.POST else None,
            initial={"obstacles": remarks.obstacles, "recommendations": remarks.recommendations} if remarks else None,
        )
        issuing = IssueForm(request.POST if "issue" in request.POST else None, initial={"as_of": as_of})
        if request.method == "POST" and (done := self._posted(request, by, period, typed, issuing)):
            return done
        context = {
            "period": period,
            "args": self.args(period),
            "draft_pdf": reverse(f"{self.base}_draft_pdf", args=self.args(period)),
            "report": self.duty.draw_up(period, on=legal_date(now)),
            "remarks": remarks,
            "remarks_form": typed if self._may(by, WRITERS, "write_remarks") else None,
            "issue_form": issuing if self._may(by, ISSUERS, "issue_report") else None,
            "issued": [one for one in issued_reports(self.code) if self._of(one) == period],
            **self._words(),
        }
        return render(request, "reports/draft.html", context, status=422 if request.method == "POST" else 200)

    def _posted(
        self, request: HttpRequest, by: Actor, period: Period, typed: RemarksForm, issuing: IssueForm
    ) -> HttpResponse | None:
        """Do what was asked; None when the page must be shown again with what is wrong."""
        form: forms.Form = typed if typed.is_bound else issuing
        if not form.is_bound or not form.is_valid():
            return None
        now = timezone.now()
        try:
            if typed.is_bound:
                self.duty.write(period, by=by, at=now, **typed.cleaned_data)
                messages.success(request, _("บันทึกแล้ว"))
                return redirect(f"{self.base}_draft", *self.args(period))
            key = request.POST.get("once_key", "")
            sent = send_once(key=key, at=now, act=lambda: self._issue(period, issuing.cleaned_data["as_of"], by))
        except UnableToIssue as refused:
            form.add_error(None, str(refused))
            return None
        messages.success(request, _("ออกรายงานแล้ว"))
        return redirect(sent.url)

    def _issue(self, period: Period, as_of: date, by: Actor) -> str:
        return reverse(self.base, args=[self.duty.issue(period, as_of=as_of, by=by, at=timezone.now()).pk])

    def draft_pdf(self, request: HttpRequest, **numbers: int) -> HttpResponse:
        """The draft as it would stand on paper, marked as a draft."""
        self.reader(request)
        period, today = self._period(numbers), legal_date(timezone.now())
        name = "-".join(map(str, ("draft", *self.args(period))))
        return pdf_response(as_pdf(self.duty.draw_up(period, on=today)), name)

    def one(self, request: HttpRequest, pk: int) -> HttpResponse:
        """An issued report, as it was issued."""
        self.reader(request)
        issued = self._issued(pk)
        context = {"issued": issued, "period": self._of(issued), "report": self.duty.thawed(issued), **self._words()}
        return render(request, "reports/issued.html", context)

    def _issued(self, pk: int) -> Issued:
        try:
            return issued_report(pk, self.code)
        except NotIssued:
            raise Http404 from None

    def compare(self, request: HttpRequest, pk: int) -> HttpResponse:
        """An issued report beside a count of today: what changed, and why."""
        self.reader(request)
        issued, today = self._issued(pk), legal_date(timezone.now())
        beside = self.duty.compare(issued, as_of=issued.as_of if "same" in request.GET else today)
        context = {"issued": issued, "period": self._of(issued), "beside": beside, **self._words()}
        return render(request, "reports/compare.html", context)

    def file(self, request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
        """The PDF or the CSV of an issued report, byte for byte."""
        self.reader(request)
        issued = self._issued(pk)
        name = "-".join(map(str, ("report", *self.args(self._of(issued)), issued.edition))) + f".{kind}"
        return file_response(issued.pdf if kind == "pdf" else issued.csv, name, inline=kind == "pdf")
