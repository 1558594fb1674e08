"""Loading the published shares of revenue. Repeating changes nothing; a year that somebody recorded is left alone."""

import csv
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from palat.duties.decentralisation.models import RevenueYear
from palat.duties.decentralisation.procedure.revenue import satang
from palat.duties.decentralisation.queries.revenue import CHAIN
from palat.kernel.history import ids
from palat.kernel.history.operations import append

SERIES = Path(__file__).parent / "data" / "revenue.csv"


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
