"""Loading the dated lists of petitions: categories, grounds, chains. Repeating changes nothing."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from palat.duties.petitions.models import (
    Category,
    Chain,
    EmergencyNumber,
    Ground,
    Knowledge,
    KnowledgeEdit,
    Route,
    Shift,
)

DATA = Path(__file__).parent / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one of our reference files."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@transaction.atomic
def load() -> None:
    """Load what is missing. What the Office changed since is left alone."""
    for order, row in enumerate(rows("categories.csv")):
        Category.objects.get_or_create(
            code=row["code"],
            defaults={
                "parent_id": row["parent"] or None,
                "name_th": row["name_th"],
                "name_en": row["name_en"],
                "order": order,
                "valid_from": date(2009, 1, 1),
            },
        )
    for row in rows("grounds.csv"):
        day = date.fromisoformat(row.pop("valid_from"))
        Ground.objects.get_or_create(code=row.pop("code"), valid_from=day, defaults=row)
    for row in rows("routes.csv"):
        day = date.fromisoformat(row.pop("valid_from"))
        kinds = row.pop("kinds").split("|")
        Route.objects.get_or_create(code=row.pop("code"), valid_from=day, defaults={**row, "kinds": kinds})
    for key, row in enumerate(rows("chains.csv")):
        Chain.objects.get_or_create(
            kind=row["kind"],
            defaults={
                "key": key,
                "roles": row["roles"].split("|"),
                "mark": row["mark"],
                "valid_from": date.fromisoformat(row["valid_from"]),
            },
        )
    load_hotline()


def load_hotline() -> None:
    """Load what stands beside the telephone: numbers, shifts, scripts and pages of our own writing."""
    for order, row in enumerate(rows("emergency_numbers.csv")):
        day = date.fromisoformat(row.pop("valid_from"))
        life = row.pop("life") == "1"
        EmergencyNumber.objects.get_or_create(
            number=row.pop("number"), valid_from=day, defaults={**row, "life": life, "order": order}
        )
    for key, row in enumerate(rows("shifts.csv")):
        day = date.fromisoformat(row.pop("valid_from"))
        Shift.objects.get_or_create(code=row.pop("code"), valid_from=day, defaults={**row, "key": key})
    for row in rows("knowledge.csv"):
        row["category_id"] = row.pop("category") or None  # type: ignore[assignment]
        row["valid_from"] = date.fromisoformat(row["valid_from"])  # type: ignore[assignment]
        page, made = Knowledge.objects.get_or_create(
            code=row.pop("code"), defaults={**row, "changed_at": timezone.now()}
        )
        if made:
            KnowledgeEdit.objects.create(
                page=page, version=1, title=page.title, body=page.body, at=page.changed_at, by=None
            )
