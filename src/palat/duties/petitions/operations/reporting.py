"""The quarterly report to the cabinet: draw it up, write its remarks, issue it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from palat.duties.petitions.quarterly import REPORT, RULES, Case, Change, case_from, changes, figures, top
from palat.duties.petitions.quarterly_paper import Content, paper
from palat.duties.petitions.queries.quarter import cases_received, category_names, contacts_of, ranked
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.queries import agency_names_of, province_choices, unit_id
from palat.kernel.reports.operations.issuing import Frozen, UnableToIssue, issue, write_remarks
from palat.kernel.reports.procedure import Quarter, year_earlier
from palat.kernel.reports.queries.issued import Issued, Remarks, counted_in, registered_after, remarks_on
from palat.kernel.reports.sheets import as_csv, as_pdf

UNIT = "psc"  # the unit whose report it is
KEPT_AGENCIES = 40  # how many names travel with a frozen report


@dataclass(frozen=True)
class Drawn:
    """A quarter drawn up: what was counted, and what the paper says of it."""

    cases: Sequence[Case]
    content: Content


def draw_up(quarter: Quarter, *, as_of: date) -> Drawn:
    """Count a quarter, and the same quarter a year before as it stood a year earlier."""
    cases = cases_received(quarter)
    now = figures(cases, contacts_of(quarter), as_of)
    past = quarter.year_before
    before = figures(cases_received(past), contacts_of(past), year_earlier(as_of))
    remarks, order = remarks_on(REPORT, quarter), ranked()
    content = Content(
        quarter=quarter,
        as_of=as_of,
        now=now,
        before=before,
        names={
            "issues": category_names(),
            "provinces": dict(province_choices()),
            "agencies": {str(pk): name for pk, name in agency_names_of(map(int, now["agencies"])).items()},
        },
        ranked={"government": sorted(order.government), "enterprises": sorted(order.enterprises)},
        obstacles=remarks.obstacles if remarks else "",
        recommendations=remarks.recommendations if remarks else "",
    )
    return Drawn(cases, content)


def latest_as_of(quarter: Quarter, today: date) -> date:
    """Return the day for which a report is drawn up: the quarter's last, or today while it runs."""
    return min(quarter.last, today)


def issue_quarter(*, quarter: Quarter, as_of: date, by: Actor, at: datetime) -> Issued:
    """Issue the report of a quarter. Raises: UnableToIssue for a day outside it or without authority."""
    today = legal_date(at)
    if not quarter.first <= as_of <= today:
        raise UnableToIssue(_("วันที่ของข้อมูลต้องอยู่ระหว่างวันแรกของไตรมาสกับวันนี้"))
    drawn = draw_up(quarter, as_of=as_of)
    document = paper(drawn.content, on=today, draft=False)
    frozen = Frozen(
        as_of=as_of,
        figures=_kept(drawn.content),
        rules=RULES,
        counted=[case.as_row() for case in drawn.cases],
        pdf=as_pdf(document),
        csv=as_csv(document),
    )
    remarks = remarks_on(REPORT, quarter)
    return issue(report=REPORT, quarter=quarter, frozen=frozen, remarks=remarks, by=by, unit_id=unit_id(UNIT), at=at)


def _kept(content: Content) -> dict[str, Any]:
    """Return what of the content is frozen: figures whole, names of what the paper names."""
    named = [key for key, _cases, _closed in top(content.now["agencies"], KEPT_AGENCIES)]
    return {
        "now": content.now,
        "before": content.before,
        "names": {**content.names, "agencies": {key: content.names["agencies"].get(key, key) for key in named}},
        "ranked": {
            group: [key for key in keys if key in content.now["agencies"]] for group, keys in content.ranked.items()
        },
    }


def thawed(issued: Issued) -> Content:
    """Return the content of an issued report, as it was."""
    kept = issued.figures
    return Content(
        quarter=Quarter(issued.year, issued.quarter),
        as_of=issued.as_of,
        now=kept["now"],
        before=kept["before"],
        names=kept["names"],
        ranked=kept["ranked"],
        obstacles=issued.obstacles,
        recommendations=issued.recommendations,
        rules=issued.rules,
    )


def write_quarter_remarks(
    *, quarter: Quarter, obstacles: str, recommendations: str, by: Actor, at: datetime
) -> Remarks:
    """Keep the draft of obstacles and recommendations. Raises: UnableToIssue."""
    return write_remarks(
        report=REPORT,
        quarter=quarter,
        obstacles=obstacles,
        recommendations=recommendations,
        by=by,
        unit_id=unit_id(UNIT),
        at=at,
    )


@dataclass(frozen=True)
class Compared:
    """An issued report beside a count of today."""

    before: Content
    now: Content
    changes: Sequence[Change]
    contacts: int  # contacts entered since, or taken out


def compare(issued: Issued, *, as_of: date) -> Compared:
    """Count the quarter of an issued report again, and say what differs and why."""
    before = thawed(issued)
    drawn = draw_up(before.quarter, as_of=as_of)
    why = changes(
        [case_from(row) for row in counted_in(issued)],
        issued.as_of,
        drawn.cases,
        as_of,
        late=lambda missing: registered_after(missing, issued),
    )
    contacts = sum(drawn.content.now["contacts"].values()) - sum(before.now["contacts"].values())
    return Compared(before, drawn.content, why, contacts)
