"""A sheet of an Excel book as a plain table, read in a process of its own: what breaks it, or swells, is refused."""

import csv
import json
import sys
from collections.abc import Collection
from pathlib import Path

from palat.kernel.files.bounding import OutOfBounds, run_bounded
from palat.kernel.files.procedure import UnableToAccept

SECONDS, MEMORY_MB = 40, 700
_CHILD = "palat.kernel.files.sheet_child"


def sheet_as_csv(path: Path, into: Path, *, headings: Collection[str]) -> None:
    """Write the first sheet that has these headings as CSV, from its headings on.

    Without such a sheet the first one is written as it stands, so that whoever reads it can say what is missing.
    Raises: UnableToAccept for a book that is damaged, or too large to be a table of ours.
    """
    try:
        said = run_bounded(
            [sys.executable, "-m", _CHILD, str(path), json.dumps(sorted(headings))],
            seconds=SECONDS,
            memory_mb=MEMORY_MB,
        )
    except OutOfBounds as fault:
        raise UnableToAccept("bomb" if fault.why == "time" else "damaged") from fault
    rows = json.loads(said)
    if rows is None:
        raise UnableToAccept("bomb")
    with into.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
