"""Issued scorecards before the public: the list, one with its figures and rules, and its files, byte for byte."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from palat.duties.planning.operations import issuing
from palat.duties.planning.paper import paper
from palat.duties.planning.scorecards import REPORT, Round
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.views import file_response
from palat.kernel.reports.queries.issued import Issued, NotIssued, issued_report, issued_reports

MOST = 100


def _one(pk: int) -> Issued:
    try:
        return issued_report(pk, REPORT)
    except NotIssued:
        raise Http404 from None


def every(request: HttpRequest) -> HttpResponse:
    """Every issued scorecard."""
    found = [(Round(one.year, one.quarter), one) for one in issued_reports(REPORT)[:MOST]]
    return render(request, "planning/portal/list.html", {"issued": found})


def one(request: HttpRequest, pk: int) -> HttpResponse:
    """An issued scorecard as it was issued."""
    issued = _one(pk)
    report = paper(issuing.thawed(issued), on=legal_date(issued.issued_at), draft=False)
    later = issued_reports(REPORT).filter(year=issued.year, quarter=issued.quarter, edition__gt=issued.edition).first()
    return render(request, "planning/portal/one.html", {"issued": issued, "report": report, "later": later})


def file(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """The PDF or the CSV of an issued scorecard, byte for byte."""
    issued = _one(pk)
    name = f"scorecards-{issued.year}-{issued.quarter}-{issued.edition}.{kind}"
    return file_response(issued.pdf if kind == "pdf" else issued.csv, name, inline=kind == "pdf")
