"""The statistics that go out as data, as tables of plain text; small counts are left empty by a dated rule."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from palat.duties.information.keeping_back import Key, kept_back
from palat.duties.information.models import Request
from palat.duties.information.procedure.words import KINDS
from palat.duties.information.queries.procurement import public_lines
from palat.duties.information.queries.publications import class_names
from palat.duties.information.queries.published import public_publications
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import limit
from palat.kernel.exchange.procedure import guard
from palat.kernel.reports.labels import labels
from palat.kernel.reports.measures import open_to_all
from palat.kernel.reports.queries.tallies import tallies

Table = Sequence[Sequence[str]]
ISO_MONTH = "%Y-%m"
FIRST = date(2000, 1, 1)
SPANS = ((0, "0"), (7, "1-7"), (15, "8-15"), (30, "16-30"))  # days, and how they are called


def whole_months(today: date) -> date:
    """Return the last day of the last month that is over: figures of a month go out once it cannot change by itself."""
    return today.replace(day=1) - timedelta(days=1)


def as_csv(table: Table) -> bytes:
    """Return a table as CSV in UTF-8; a text that a spreadsheet would run gets an apostrophe."""
    kept = io.StringIO()
    csv.writer(kept, lineterminator="\r\n").writerows([[guard(cell) for cell in row] for row in table])
    return kept.getvalue().encode()


def _counted(cells: Mapping[Key, int], places: Sequence[int], today: date) -> list[list[str]]:
    """Return cells with their counts, month by month, those that stay unsaid left empty."""
    smallest = limit("information.smallest_cell", on=today).amount
    months: dict[str, dict[Key, int]] = defaultdict(dict)
    for key, count in cells.items():
        months[key[0]][key] = count
    back = {key for month in months.values() for key in kept_back(month, places, smallest=smallest)}
    return [
        [*key, "" if key in back else str(count), "1" if key in back else "0"] for key, count in sorted(cells.items())
    ]


def petitions_by(dimension: str, measure: str) -> Callable[[date], Table]:
    """Return what makes the table of petitions by month, one dimension, and outcome."""

    def table(today: date) -> Table:
        names, states = labels(measure, dimension), labels(measure, "state")
        cells: Counter[Key] = Counter()
        for row in tallies(measure, FIRST, whole_months(today), "day", dimension, "state"):
            code, state = str(row[dimension]), str(row["state"])
            th, en = names.get(code, ("", ""))
            said = states.get(state, ("", ""))
            cells[row["day"].strftime(ISO_MONTH), code, th, en, state, *said] += row["count"]
        heads = ["month", dimension, f"{dimension}_th", f"{dimension}_en", "outcome", "outcome_th", "outcome_en"]
        return [[*heads, "petitions", "kept_back"], *_counted(cells, (1, 4), today)]

    return table


def requests_table(today: date) -> Table:
    """Return requests for information by month, kind, outcome, and the days until the requester was told."""
    rows = Request.objects.filter(**open_to_all("matter__")).select_related("matter")
    until, kinds = whole_months(today), dict(KINDS)
    cells: Counter[Key] = Counter()
    for one in rows.iterator(chunk_size=2000):
        day = legal_date(one.matter.received_at)
        if day <= until:
            outcome = one.matter.state if one.matter.closed_at else "open"
            cells[day.strftime(ISO_MONTH), one.matter.kind, kinds[one.matter.kind], outcome, _span(one, day)] += 1
    heads = ["month", "kind", "kind_th", "outcome", "days_until_told", "requests", "kept_back"]
    return [heads, *_counted(cells, (1, 3, 2), today)]


def _span(one: Request, received: date) -> str:
    if one.told_on is None:
        return ""
    days = (one.told_on - received).days
    return next((name for most, name in SPANS if days <= most), "31+")


def register_table(today: date) -> Table:
    """Return the index of what is published."""
    names = class_names(today)
    rows: Iterable[list[str]] = (
        [
            one.agency.name_th,
            one.class_code,
            names.get(one.class_code, ""),
            one.title_th,
            one.title_en,
            one.current.gazette if one.current else "",
            one.current.from_on.isoformat() if one.current and one.current.from_on else "",
            one.renewed_on.isoformat() if one.renewed_on else "",
        ]
        for one in public_publications().order_by("class_code", "title_th", "id")
    )
    heads = ["agency", "class", "class_th", "title_th", "title_en", "gazette", "from_on", "last_looked_at"]
    return [heads, *rows]


def procurement_table(_today: date) -> Table:
    """Return every line of every month of procurement that is published; amounts in baht."""
    amounts = ("budget", "median_price", "method", "selected", "price")
    heads = ["agency", "month", "number", "work", *amounts, "reason", "contract"]
    rows = [
        [
            one.month.agency.name_th,
            one.month.month.strftime(ISO_MONTH),
            str(one.number),
            one.work,
            _baht(one.budget),
            _baht(one.median),
            one.method,
            one.winner,
            _baht(one.price),
            one.reason,
            one.contract,
        ]
        for one in public_lines().order_by("month__month", "number")
    ]
    return [heads, *rows]


def _baht(satang: int | None) -> str:
    return "" if satang is None else f"{satang / 100:.2f}"
