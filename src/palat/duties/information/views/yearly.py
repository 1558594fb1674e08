"""The yearly report to the cabinet at the desk: list, draft of any fiscal year, remarks, issue, compare."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from palat.duties.information.operations import reporting
from palat.duties.information.queries.complaints.listing import OFFICE
from palat.duties.information.queries.yearly_readers import reads_yearly
from palat.duties.information.yearly import PROCEDURES, REPORT
from palat.duties.information.yearly_paper import NAMES, paper
from palat.kernel.calendar.counting import fiscal_year, legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.reports.desk import Beside, ReportDesk
from palat.kernel.reports.procedure import Year
from palat.kernel.reports.queries.issued import Issued
from palat.kernel.reports.sheets import Report

YEARS_BACK = 10


class Yearly:
    """See `palat.kernel.reports.desk.Duty`."""

    def latest_as_of(self, period: Year, today: date) -> date:
        """Return the day for which a draft speaks."""
        return reporting.latest_as_of(period, today)

    def draw_up(self, period: Year, *, on: date) -> Report:
        """Return the draft of a year."""
        drawn = reporting.draw_up(period, as_of=self.latest_as_of(period, on))
        return paper(drawn.content, on=on, draft=True)

    def write(self, period: Year, *, by: Actor, at: datetime, **remarks: str) -> Any:
        """Keep the remarks on a year."""
        return reporting.write_year_remarks(year=period, by=by, at=at, **remarks)

    def issue(self, period: Year, *, as_of: date, by: Actor, at: datetime) -> Issued:
        """Issue the report of a year."""
        return reporting.issue_year(year=period, as_of=as_of, by=by, at=at)

    def thawed(self, issued: Issued) -> Report:
        """Return an issued report as it was."""
        return paper(reporting.thawed(issued), on=legal_date(issued.issued_at), draft=False)

    def compare(self, issued: Issued, *, as_of: date) -> Beside:
        """Count the year of an issued report again."""
        compared = reporting.compare(issued, as_of=as_of)
        column = _("กี่รายการ")
        return Beside(
            was_on=compared.before.as_of,
            now_on=compared.now.as_of,
            rows=_beside(compared),
            reasons=(column,),
            why=[(one.words, [(column, one.matters)]) for one in compared.changes],
        )


def _beside(compared: reporting.Compared) -> list[tuple[str, str, str, str]]:
    rows = []
    for code in PROCEDURES:
        for name, words in (("received", _("รับ")), ("finished", _("เสร็จ"))):
            was = compared.before.now["procedures"].get(code, {}).get(name, 0)
            now = compared.now.now["procedures"].get(code, {}).get(name, 0)
            rows.append((f"{NAMES[code]} {words}", f"{was:,}", f"{now:,}", f"{now - was:+,}"))
    return rows


def _years(today: date) -> Sequence[tuple[str, Any]]:
    last = fiscal_year(today)
    shift = 543 if (get_language() or "").startswith("en") else 0
    years = range(last, last - YEARS_BACK, -1)
    return [(str(one), _("ปีงบประมาณ %(year)d") % {"year": one - shift}) for one in years]


DESK = ReportDesk(
    code=REPORT,
    unit=OFFICE,
    base="information_report",
    title=gettext_lazy("รายงานประจำปีตามกฎหมายข้อมูลข่าวสาร"),
    intro=gettext_lazy("รายงานต่อคณะรัฐมนตรีอย่างน้อยปีละหนึ่งครั้ง จัดทำจากข้อมูล รายงานที่ออกแล้วไม่เปลี่ยนอีก"),
    asks=gettext_lazy("ปีงบประมาณ"),
    reads=reads_yearly,
    duty=Yearly(),
    period=lambda year, _whole=0: Year(year),
    args=lambda one: (one.year,),
    choices=_years,
)
every = login_required(DESK.all)
draft = login_required(DESK.draft)
draft_pdf = login_required(DESK.draft_pdf)
report = login_required(DESK.one)
compare = login_required(DESK.compare)
report_file = login_required(DESK.file)
