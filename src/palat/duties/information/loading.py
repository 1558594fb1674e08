"""Loading the dated lists of this duty. Repeating changes nothing, and what the Office changed is left alone."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from palat.duties.information.models import Branch, ExemptionGround, Fee, PublicationClass

DATA = Path(__file__).parent / "data"
LISTS = {"grounds": ExemptionGround, "classes": PublicationClass, "branches": Branch, "fees": Fee}


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one of our reference files."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@transaction.atomic
def load() -> None:
    """Load what is missing."""
    for name, model in LISTS.items():
        for order, row in enumerate(rows(name)):
            values: dict[str, Any] = {**row, "order": order}
            day = date.fromisoformat(values.pop("valid_from"))
            code = values.pop("code")
            model._default_manager.get_or_create(code=code, valid_from=day, defaults=values)
