"""A small mapping and what a duty would do with its rows, for tests of the exchange itself."""

import csv
import gzip
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection

from palat.kernel.exchange.procedure import Column, ColumnMapping, Row, Taken, text, whole_number, word

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
THINGS = ColumnMapping(
    name="things",
    label_th="สิ่งของ",
    label_en="Things",
    columns=(
        Column("ชื่อ", "name", word),
        Column("จำนวน", "many", whole_number),
        Column("หมายเหตุ", "note", text, required=False),
    ),
)
HEADINGS = ("ชื่อ", "จำนวน", "หมายเหตุ")


def table(rows: Iterable[Sequence[str]], headings: Sequence[str] = HEADINGS) -> str:
    """Write a table as CSV."""
    kept = io.StringIO()
    csv.writer(kept).writerows([headings, *rows])
    return kept.getvalue()


def file_of(folder: Path, content: str | bytes, *, name: str = "things.csv", encoding: str = "utf-8") -> Path:
    """Put a file into a folder; `.gz` packs it."""
    path = folder / name
    raw = content.encode(encoding) if isinstance(content, str) else content
    path.write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
    return path


@dataclass
class Shelf:
    """Keeps rows in a real table, whose rules the database holds; remembers the sizes of batches."""

    sizes: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TEMPORARY TABLE IF NOT EXISTS shelf"
                " (name text PRIMARY KEY, many int CHECK (many < 1000), note text)"
            )

    def write(self, rows: Sequence[Row]) -> Taken:
        """Put rows on the shelf; names that stand there already are passed over."""
        self.sizes.append(len(rows))
        taken = Taken()
        with connection.cursor() as cursor:
            for row in rows:
                cursor.execute(
                    "INSERT INTO shelf VALUES (%s, %s, %s) ON CONFLICT (name) DO NOTHING",
                    [row.values["name"], row.values["many"], row.values.get("note", "")],
                )
                taken.added += cursor.rowcount
                taken.already += 1 - cursor.rowcount
        return taken

    @property
    def kept(self) -> dict[str, tuple[int, str]]:
        """What stands on the shelf."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, many, note FROM shelf ORDER BY name")
            return {name: (many, note) for name, many, note in cursor.fetchall()}
