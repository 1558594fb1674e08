"""Loading the registers that the Office begins with. Repeating changes nothing; what the Office changed stands."""

import csv
from pathlib import Path

from django.db import transaction

from palat.kernel.registers.models import Register

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load() -> int:
    """Begin the registers of the reference data that are missing. Returns how many the reference data name."""
    with (DATA / "registers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = set(Register.objects.values_list("code", flat=True))
    missing = [row for row in rows if row["code"] not in known]
    Register.objects.bulk_create(Register(**{name: row[name] or 0 for name in row}) for row in missing)
    return len(rows)
