"""Loading the published shares of revenue. Repeating changes nothing; a year that somebody recorded is left alone."""

import csv
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from palat.duties.decentralisation.models import RevenueYear
from palat.duties.decentralisation.queries.revenue import CHAIN
from palat.kernel.history import ids
from palat.kernel.history.operations import append

SERIES = Path(__file__).parent / "data" / "revenue.csv"
SATANG = 100 * 1_000_000  # in a million baht


def satang(million: str | Decimal | None) -> int | None:
    """Return an amount in million baht as satang; None where there is none."""
    return int(Decimal(million) * SATANG) if million not in (None, "") else None


@transaction.atomic
def load() -> None:
    """Load the years that nobody has recorded."""
    known = set(RevenueYear.objects.values_list("year", flat=True))
    with SERIES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if int(row["year"]) in known:
                continue
            at = timezone.now()
            RevenueYear.objects.create(
                id=ids.take(),
                year=int(row["year"]),
                share=Decimal(row["share"]),
                local=satang(row["local_million"]),
                subsidy=satang(row["subsidy_million"]),
                source=row["source"],
                mark=row["mark"],
                recorded_at=at,
            )
            facts = {"year": int(row["year"]), "share": row["share"], "before": ""}
            append(chain=CHAIN, kind="revenue_recorded", at=at, actor="system", facts=facts)
