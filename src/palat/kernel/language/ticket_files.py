"""Files of the Traffy layout: cases and their labels, read row by row; every column is text."""

import csv
import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from palat.kernel.language.features import Case

LONGEST_FIELD = 2_000_000
MOST_ROWS = 2_000_000


class UnableToRead(Exception):
    """A file is missing, is no table of tickets, or has no rows with the labels asked for."""


def labelled(path: Path, target: str) -> tuple[list[Case], list[list[str]]]:
    """Return the cases of a file that have labels of a target, `category` or `agency`. Raises: UnableToRead."""
    cases, labels = [], []
    for row in rows(path):
        some = labels_of(row, target)
        if some:
            cases.append(case_of(row))
            labels.append(some)
    if not cases:
        raise UnableToRead(f"{path}: ไม่มีแถวที่มีป้ายกำกับ · no row has a label of {target}")
    return cases, labels


def labels_of(row: dict[str, str], target: str) -> list[str]:
    """Return a row's labels: its tags, or who is responsible, else the organisations."""
    raw = row.get("type", "") if target == "category" else row.get("responsible") or row.get("organization", "")
    return list(dict.fromkeys(part.strip() for part in raw.split("|") if part.strip()))


def case_of(row: dict[str, str]) -> Case:
    """Return what was known of a row's ticket when it came in."""
    ticket, when = row.get("ticket_id", ""), row.get("timestamp", "")[:7]
    year = ticket[:4] if ticket[:2] == "20" and ticket[4:5] == "-" else ""
    place = tuple(row.get(name, "")[:100] for name in ("subdistrict", "district", "province"))
    return Case(row.get("comment", ""), place, row.get("address", ""), row.get("channel", ""), when or year)


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a file as text. Raises: UnableToRead."""
    before = csv.field_size_limit(LONGEST_FIELD)
    try:
        with _opened(path) as lines:
            reader = csv.DictReader(lines, restkey="", restval="")
            if "comment" not in (reader.fieldnames or []):
                raise UnableToRead(f"{path}: ไม่มีคอลัมน์ comment · no column named comment")
            for number, row in enumerate(reader):
                if number >= MOST_ROWS:
                    raise UnableToRead(f"{path}: เกิน {MOST_ROWS:,} แถว · more than {MOST_ROWS:,} rows")
                yield {name: value for name, value in row.items() if name and isinstance(value, str)}
    except (OSError, EOFError, csv.Error) as error:
        raise UnableToRead(f"{path}: {error}") from error
    finally:
        csv.field_size_limit(before)


@contextmanager
def _opened(path: Path) -> Iterator[io.TextIOBase]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", errors="replace", newline="") as lines:
        yield lines  # type: ignore[misc]
