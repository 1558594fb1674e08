"""The yearly report to the cabinet: draw it up for any fiscal year, write its remarks, issue it, compare it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from palat.duties.information.queries.catalogue import branches_on
from palat.duties.information.queries.complaints.listing import OFFICE
from palat.duties.information.queries.yearly import counted_in_year
from palat.duties.information.yearly import REPORT, RULES, Change, Counted, as_row, changes, figures, from_row
from palat.duties.information.yearly_paper import Content, paper
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.queries import agency_names_of, unit_id
from palat.kernel.reports.operations.issuing import Frozen, UnableToIssue, issue, write_remarks
from palat.kernel.reports.procedure import Year, year_earlier
from palat.kernel.reports.queries.issued import Issued, Remarks, counted_in, remarks_on
from palat.kernel.reports.sheets import as_csv, as_pdf


@dataclass(frozen=True)
class Drawn:
    """A year drawn up: what was counted, and what the paper says of it."""

    counted: Sequence[Counted]
    content: Content


def draw_up(year: Year, *, as_of: date) -> Drawn:
    """Count a year, and the year before as it stood a year earlier."""
    counted = counted_in_year(year)
    now = figures(counted, year, as_of)
    past = year.year_before
    before = figures(counted_in_year(past), past, year_earlier(as_of))
    remarks = remarks_on(REPORT, year)
    content = Content(
        year=year,
        as_of=as_of,
        now=now,
        before=before,
        names={
            "agencies": {str(pk): name for pk, name in agency_names_of(map(int, now["agencies"])).items()},
            "branches": dict(branches_on(min(as_of, year.last)).values_list("code", "name_th")),
        },
        obstacles=remarks.obstacles if remarks else "",
        recommendations=remarks.recommendations if remarks else "",
    )
    return Drawn(counted, content)


def latest_as_of(year: Year, today: date) -> date:
    """Return the day for which a report is drawn up: the year's last, or today while it runs."""
    return min(year.last, today)


def issue_year(*, year: Year, as_of: date, by: Actor, at: datetime) -> Issued:
    """Issue the report of a year. Raises: UnableToIssue for a day outside it or without authority."""
    today = legal_date(at)
    if not year.first <= as_of <= today:
        raise UnableToIssue(_("วันที่ของข้อมูลต้องอยู่ระหว่างวันแรกของปีงบประมาณกับวันนี้"))
    drawn = draw_up(year, as_of=as_of)
    document = paper(drawn.content, on=today, draft=False)
    frozen = Frozen(
        as_of=as_of,
        figures={"now": drawn.content.now, "before": drawn.content.before, "names": drawn.content.names},
        rules=RULES,
        counted=[as_row(one) for one in drawn.counted],
        pdf=as_pdf(document),
        csv=as_csv(document),
    )
    remarks = remarks_on(REPORT, year)
    return issue(report=REPORT, quarter=year, frozen=frozen, remarks=remarks, by=by, unit_id=unit_id(OFFICE), at=at)


def thawed(issued: Issued) -> Content:
    """Return the content of an issued report, as it was."""
    kept = issued.figures
    return Content(
        year=Year(issued.year),
        as_of=issued.as_of,
        now=kept["now"],
        before=kept["before"],
        names=kept["names"],
        obstacles=issued.obstacles,
        recommendations=issued.recommendations,
        rules=issued.rules,
    )


def write_year_remarks(*, year: Year, obstacles: str, recommendations: str, by: Actor, at: datetime) -> Remarks:
    """Keep the draft of obstacles and recommendations. Raises: UnableToIssue."""
    words: dict[str, Any] = {"obstacles": obstacles, "recommendations": recommendations}
    return write_remarks(report=REPORT, quarter=year, **words, by=by, unit_id=unit_id(OFFICE), at=at)


@dataclass(frozen=True)
class Compared:
    """An issued report beside a count of today."""

    before: Content
    now: Content
    changes: Sequence[Change]


def compare(issued: Issued, *, as_of: date) -> Compared:
    """Count the year of an issued report again, and say what differs and why."""
    before = thawed(issued)
    drawn = draw_up(before.year, as_of=as_of)
    why = changes([from_row(row) for row in counted_in(issued)], drawn.counted)
    return Compared(before, drawn.content, why)
