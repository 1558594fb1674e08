"""Loading plans, indicators and dated settings. Repeating changes nothing, what the Office changed is left alone."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from palat.duties.planning.models import Indicator, IndicatorYear, Light, Plan, PlanItem, Window

DATA = Path(__file__).parent / "data"
OWN = ("name_th", "name_en", "unit_th", "unit_en")
YEARLY = ("formula", "direction", "method", "source", "cumulative", "weigh_by", "evidence")


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one of our reference files."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@transaction.atomic
def load() -> None:
    """Load what is missing."""
    for row in rows("plans"):
        key = {"code": row.pop("code"), "version": int(row.pop("version"))}
        Plan.objects.get_or_create(**key, defaults=row)
    for order, row in enumerate(rows("plan_items")):
        plan = Plan.objects.filter(code=row["plan"]).earliest("version")
        parent = PlanItem.objects.filter(plan=plan, code=row["parent"]).first()
        words = {"kind": row["kind"], "words_th": row["words_th"], "words_en": row["words_en"]}
        PlanItem.objects.get_or_create(
            plan=plan, code=row["code"], defaults={**words, "parent": parent, "order": order}
        )
    for row in rows("windows"):
        key = {"round": int(row.pop("round")), "from_year": int(row.pop("from_year"))}
        Window.objects.get_or_create(**key, defaults=row)
    for row in rows("lights"):
        Light.objects.get_or_create(from_year=int(row.pop("from_year")), defaults=row)
    for row in rows("indicators"):
        _load_indicator(row)


def _load_indicator(row: dict[str, str]) -> None:
    item = PlanItem.objects.filter(plan__code="ops", code=row["strategy"]).first()
    own = {name: row[name] for name in OWN}
    indicator, made = Indicator.objects.get_or_create(code=row["code"], defaults={**own, "plan_item": item})
    if made:
        bounds = {name: _number(row[name]) for name in ("plausible_low", "plausible_high", "plausible_factor")}
        yearly: dict[str, Any] = {name: row[name] for name in YEARLY} | bounds
        figures = [_figure(one) for one in row["figures"].split(";")]
        IndicatorYear.objects.create(
            indicator=indicator, year=int(row["from_year"]), figures=figures, decimals=int(row["decimals"]), **yearly
        )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _figure(text: str) -> dict[str, Any]:
    """Read `name=Thai|English|money|what is counted`."""
    name, _equals, rest = text.partition("=")
    label_th, label_en, money, counted = rest.split("|")
    return {"name": name, "label_th": label_th, "label_en": label_en, "money": bool(money), "counted": counted}
