"""Loading the dated lists of petitions: categories, grounds, chains. Repeating changes nothing."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.db import transaction

from palat.duties.petitions.models import Category, Chain, Ground

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
