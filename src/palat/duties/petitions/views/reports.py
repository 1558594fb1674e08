"""The quarterly report to the cabinet at the desk: list, preview, remarks, issue, compare."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.petitions.operations import reporting
from palat.duties.petitions.quarterly import REPORT
from palat.duties.petitions.quarterly_paper import paper
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.reports.desk import Beside, ReportDesk
from palat.kernel.reports.procedure import Quarter, quarters_back
from palat.kernel.reports.queries.issued import Issued
from palat.kernel.reports.queries.readers import reads_reports
from palat.kernel.reports.sheets import Report
from palat.kernel.reports.words import quarter_words

QUARTERS_BACK = 20


class Quarterly:
    """See `palat.kernel.reports.desk.Duty`."""

    def latest_as_of(self, period: Quarter, today: date) -> date:
        """Return the day for which a draft speaks."""
        return reporting.latest_as_of(period, today)

    def draw_up(self, period: Quarter, *, on: date) -> Report:
        """Return the draft of a quarter."""
        drawn = reporting.draw_up(period, as_of=self.latest_as_of(period, on))
        return paper(drawn.content, on=on, draft=True)

    def write(self, period: Quarter, *, by: Actor, at: datetime, **remarks: str) -> Any:
        """Keep the remarks on a quarter."""
        return reporting.write_quarter_remarks(quarter=period, by=by, at=at, **remarks)

    def issue(self, period: Quarter, *, as_of: date, by: Actor, at: datetime) -> Issued:
        """Issue the report of a quarter."""
        return reporting.issue_quarter(quarter=period, as_of=as_of, by=by, at=at)

    def thawed(self, issued: Issued) -> Report:
        """Return an issued report as it was."""
        return paper(reporting.thawed(issued), on=legal_date(issued.issued_at), draft=False)

    def compare(self, issued: Issued, *, as_of: date) -> Beside:
        """Count the quarter of an issued report again."""
        compared = reporting.compare(issued, as_of=as_of)
        columns = (_("กี่เรื่อง"), _("ทำให้จำนวนเรื่องเปลี่ยน"), _("ทำให้จำนวนที่ยุติเปลี่ยน"))
        changed = _("การติดต่อที่บันทึกเพิ่มหรือลดภายหลัง %(n)s ครั้ง") % {"n": compared.contacts}
        return Beside(
            was_on=compared.before.as_of,
            now_on=compared.now.as_of,
            rows=_beside(compared),
            reasons=columns,
            why=[
                (one.words, list(zip(columns, (one.matters, one.cases, one.closed), strict=True)))
                for one in compared.changes
            ],
            note=changed if compared.contacts else "",
        )


def _beside(compared: reporting.Compared) -> list[tuple[str, str, str, str]]:
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


def _quarter(year: int, number: int) -> Quarter:
    if number not in {1, 2, 3, 4}:
        raise ValueError(number)
    return Quarter(year, number)


def _quarters(today: date) -> Sequence[tuple[str, Any]]:
    return [(f"{one.year}-{one.number}", quarter_words(one)) for one in quarters_back(today, QUARTERS_BACK)]


DESK = ReportDesk(
    code=REPORT,
    unit=reporting.UNIT,
    base="petition_report",
    title=gettext_lazy("รายงานเสนอคณะรัฐมนตรี"),
    intro=gettext_lazy("รายงานทุกสามเดือนตามมติคณะรัฐมนตรี 29 พฤศจิกายน 2548 จัดทำจากข้อมูล รายงานที่ออกแล้วไม่เปลี่ยนอีก"),
    asks=gettext_lazy("ไตรมาส"),
    reads=reads_reports,
    duty=Quarterly(),
    period=_quarter,
    args=lambda one: (one.year, one.number),
    choices=_quarters,
)
reports = login_required(DESK.all)
draft = login_required(DESK.draft)
draft_pdf = login_required(DESK.draft_pdf)
report = login_required(DESK.one)
compare = login_required(DESK.compare)
report_file = login_required(DESK.file)
