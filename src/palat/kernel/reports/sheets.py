"""A report as sheets: the same tables and charts for the page, the PDF and the CSV."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from palat.kernel.letters.layout import render_report
from palat.kernel.letters.procedure import Column, Figure, Paragraph, ReportData, Section, Table
from palat.kernel.reports.charts import Chart

Cell = str | int
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Sheet:
    """One part of a report: words, a table, and a chart of the same figures."""

    title: str
    words: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    chart: Chart | None = None
    note: str = ""

    @property
    def cells(self) -> list[list[str]]:
        """The rows as they are read: numbers with their commas."""
        return [[written(cell) for cell in row] for row in self.rows]


@dataclass(frozen=True)
class Report:
    """A report, whole."""

    title: str
    subtitle: str
    office: str
    on: date
    as_of: str
    sheets: tuple[Sheet, ...]
    draft: bool = False


def written(cell: Cell) -> str:
    """Write a cell."""
    return f"{cell:,}" if isinstance(cell, int) else cell


def as_pdf(report: Report) -> bytes:
    """Lay a report out on paper."""
    return render_report(
        ReportData(
            title=report.title,
            subtitle=report.subtitle,
            office=report.office,
            on=report.on,
            as_of=report.as_of,
            sections=tuple(Section(sheet.title, tuple(_blocks(sheet))) for sheet in report.sheets),
            contents=False,
            draft=report.draft,
        )
    )


def _blocks(sheet: Sheet) -> Sequence[Paragraph | Table | Figure]:
    blocks: list[Paragraph | Table | Figure] = [Paragraph(line) for line in sheet.words if line.strip()]
    if sheet.chart:
        blocks.append(Figure(sheet.chart.png(), sheet.chart.words))
    if sheet.rows:
        columns = tuple(
            Column(title, "left" if place == 0 else "right", 1 if place == 0 else 0)
            for place, title in enumerate(sheet.columns)
        )
        blocks.append(Table(columns, tuple(tuple(row) for row in sheet.cells)))
    if sheet.note:
        blocks.append(Paragraph(sheet.note))
    return blocks


def as_csv(report: Report) -> bytes:
    """Write a report's tables as CSV, part by part, with the day of the data on every line."""
    out = io.StringIO()
    writer = csv.writer(out)
    for sheet in report.sheets:
        if sheet.rows:
            writer.writerow(["ส่วน", *sheet.columns, "ข้อมูล ณ"])
            writer.writerows([sheet.title, *map(_safe, row), report.as_of] for row in sheet.rows)
    for sheet in report.sheets:
        writer.writerows([sheet.title, _safe(line)] for line in (*sheet.words, sheet.note) if line.strip())
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _safe(cell: Cell) -> Cell:
    """Keep a spreadsheet from running a text; a signed number stays a number."""
    if isinstance(cell, str) and cell.startswith(DANGEROUS):
        try:
            float(cell)
        except ValueError:
            return f"'{cell}"
    return cell
