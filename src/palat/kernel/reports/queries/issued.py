"""Reading remarks and issued reports."""

import json
import zlib
from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from palat.kernel.history.models import Event
from palat.kernel.matters.operations.changing import chain_of
from palat.kernel.reports.models import Issued, Remarks
from palat.kernel.reports.procedure import Period


class NotIssued(Exception):
    """There is no such report."""


def remarks_on(report: str, quarter: Period) -> Remarks | None:
    """Return the draft of an officer's remarks on a quarter, if any were written."""
    found = Remarks.objects.filter(report=report, year=quarter.year, quarter=quarter.number)
    return found.select_related("written_by").first()


def issued_reports(report: str) -> QuerySet[Issued]:
    """Return the issued reports, newest quarter first; without the heavy part."""
    found = Issued.objects.filter(report=report).select_related("issued_by", "pdf", "csv")
    return found.defer("counted", "figures").order_by("-year", "-quarter", "-edition")


def issued_report(number: int, report: str) -> Issued:
    """Return one issued report. Raises: NotIssued."""
    found = Issued.objects.filter(pk=number, report=report).select_related("issued_by", "pdf", "csv").first()
    if found is None:
        raise NotIssued(number)
    return found


def counted_in(issued: Issued) -> list[Any]:
    """Return what an issued report had counted, matter by matter."""
    counted: list[Any] = json.loads(zlib.decompress(bytes(issued.counted)))
    return counted


def registered_after(matter_ids: Collection[int], issued: Issued) -> set[int]:
    """Return the matters that were entered only after a report was issued, whatever day they bear."""
    issue = Event.objects.filter(chain=f"report:{issued.report}:{issued.year}:{issued.quarter}", kind="issue_report")
    mark = issue.filter(facts__contains=f'"issued":{issued.pk}').values_list("transaction", flat=True).first()
    chains = {chain_of(one): one for one in matter_ids}
    first = Event.objects.filter(chain__in=list(chains), seq=1, transaction__gte=mark or 0)
    return {chains[chain] for chain in first.values_list("chain", flat=True)}
