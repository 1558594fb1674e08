"""Issued scorecards at the desk: list, draft of a round, remarks, issue, compare, files."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.planning.operations import issuing
from palat.duties.planning.paper import paper
from palat.duties.planning.procedure.words import PLANNING_UNIT
from palat.duties.planning.queries.listing import may_enter
from palat.duties.planning.scorecards import MONTHS, REPORT, Round
from palat.kernel.calendar.counting import fiscal_year, legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.reports.desk import Beside, ReportDesk
from palat.kernel.reports.queries.issued import Issued
from palat.kernel.reports.sheets import Report, as_csv, as_pdf

YEARS_BACK = 5


class Scorecards:
    """See `palat.kernel.reports.desk.Duty`."""

    def latest_as_of(self, period: Round, today: date) -> date:
        """Return the day for which a draft speaks: today, since a correction shows at once."""
        return today

    def draw_up(self, period: Round, *, on: date) -> Report:
        """Return the draft of a round."""
        return paper(issuing.draw_up(period, as_of=on), on=on, draft=True)

    def write(self, period: Round, *, by: Actor, at: datetime, **remarks: str) -> Any:
        """Keep the remarks on a round."""
        return issuing.write(period, by=by, at=at, **remarks)

    def issue(self, period: Round, *, as_of: date, by: Actor, at: datetime) -> Issued:
        """Issue the scorecards of a round."""

        def laid_out(make: Any) -> Any:
            return lambda drawn: make(paper(drawn, on=legal_date(at), draft=False))

        return issuing.issue_scorecards(period, as_of=as_of, by=by, at=at, pdf=laid_out(as_pdf), csv=laid_out(as_csv))

    def thawed(self, issued: Issued) -> Report:
        """Return issued scorecards as they were."""
        return paper(issuing.thawed(issued), on=legal_date(issued.issued_at), draft=False)

    def compare(self, issued: Issued, *, as_of: date) -> Beside:
        """Compare issued scorecards with what counts now."""
        compared = issuing.compare(issued, as_of=as_of)
        column = _("กี่ตัวชี้วัด")
        return Beside(
            was_on=compared.before.as_of,
            now_on=compared.now.as_of,
            rows=_beside(compared),
            reasons=(column,),
            why=[(words, [(column, many)]) for words, many in compared.why],
        )


def _beside(compared: issuing.Compared) -> list[tuple[str, str, str, str]]:
    was = {one["name"]: one["score"] for one in compared.before.figures["bodies"]}
    now = {one["name"]: one["score"] for one in compared.now.figures["bodies"]}
    rows = []
    for name in dict.fromkeys((*was, *now)):
        one, other = was.get(name) or "", now.get(name) or ""
        change = f"{Decimal(other) - Decimal(one):+.2f}" if one and other else "–"
        rows.append((name, one or "–", other or "–", change))
    return rows


def _rounds(today: date) -> Sequence[tuple[str, Any]]:
    last = fiscal_year(today)
    found = [
        Round(year, number) for year in range(last, last - YEARS_BACK, -1) for number in sorted(MONTHS, reverse=True)
    ]
    return [
        (
            f"{one.year}-{one.number}",
            _("รอบ %(months)d เดือน ปีงบประมาณ %(year)d") % {"months": one.months, "year": one.year},
        )
        for one in found
        if one.first <= today
    ]


DESK = ReportDesk(
    code=REPORT,
    unit=PLANNING_UNIT,
    base="planning_report",
    title=gettext_lazy("บัตรคะแนนที่ออกแล้ว"),
    intro=gettext_lazy("บัตรคะแนนของทุกหน่วยงานตามคำรับรอง ฉบับที่ออกแล้วไม่เปลี่ยนอีก และเผยแพร่ต่อสาธารณะ"),
    asks=gettext_lazy("รอบ"),
    reads=may_enter,
    duty=Scorecards(),
    period=Round,
    args=lambda one: (one.year, one.number),
    choices=_rounds,
    over=gettext_lazy("บัตรคะแนนการปฏิบัติราชการ"),
    over_draft=gettext_lazy("ร่างบัตรคะแนนการปฏิบัติราชการ"),
)
every = login_required(DESK.all)
draft = login_required(DESK.draft)
draft_pdf = login_required(DESK.draft_pdf)
report = login_required(DESK.one)
compare = login_required(DESK.compare)
report_file = login_required(DESK.file)
