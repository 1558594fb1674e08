"""Reads a sheet of an Excel book, in the small process of `sheets`. Knows nothing of the house."""

import json
import sys
from collections.abc import Collection, Sequence
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 20_000, 80, 4_000
ABOVE = 30  # rows of titles that may stand over the headings


def _read(path: str, headings: Collection[str]) -> list[list[str]] | None:
    """Return the rows from the headings on; None for a sheet that is larger than any table of ours."""
    book = load_workbook(BytesIO(Path(path).read_bytes()), read_only=True, data_only=True)  # whatever it is called
    first: list[list[str]] = []
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a sheet says of its size is not believed
        rows: list[list[str]] = []
        for row in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True):
            if len(rows) > MOST_ROWS:
                return None
            rows.append([_text(cell) for cell in row])
        rows = [row for row in rows if any(row)]
        for place, row in enumerate(rows[:ABOVE]):
            if set(headings) <= set(row):
                return _narrow(rows[place:])
        first = first or rows
    return _narrow(first)


def _narrow(rows: Sequence[list[str]]) -> list[list[str]]:
    """Return rows as wide as their headings."""
    width = max((place + 1 for place, cell in enumerate(rows[0]) if cell), default=0) if rows else 0
    return [[*row, *[""] * width][:width] for row in rows]


def _text(cell: object) -> str:
    """Return a cell as a person would type it, on one line where it is a heading."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell)[:MOST_LETTERS].split())


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_read(sys.argv[1], json.loads(sys.argv[2]))))
