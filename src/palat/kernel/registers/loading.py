"""Loading the registers that the Office begins with. Repeating changes nothing; what the Office changed stands."""

import csv
from pathlib import Path

from django.db import transaction

from palat.kernel.registers.models import Register

ONE = "1"
DATA = Path(__file__).parent / "data"


@transaction.atomic
def load() -> int:
    """Begin the registers of the reference data that are missing. Returns how many the reference data name."""
    with (DATA / "registers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = set(Register.objects.values_list("code", flat=True))
    missing = [row for row in rows if row["code"] not in known]
    Register.objects.bulk_create(Register(**{**row, "secret": row["secret"] == ONE}) for row in missing)
    for row in rows:
        Register.objects.filter(pk=row["code"], kind="other").update(kind=row["kind"])
    return len(rows)
