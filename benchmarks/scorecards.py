"""How long scorecards take over the tallies of a million matters and a hundred thousand values.

    python -m benchmarks.scorecards [--matters 1000000] [--values 100000] [--rounds 40] [--json]

It fills a database of its own and throws it away. The tallies are written as the million
matters would leave them (cells of day, category, state and timing); nothing else of a matter is read by a scorecard.
"""

import random
import time
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import click

from benchmarks.installation import installation
from benchmarks.reporting import percentile, say

TARGET_MS = 300
YEARS, BODIES, ITEMS = 5, 20, 10
YEAR = 2569
ALL_YEARS = range(YEAR - YEARS + 1, YEAR + 1)


@click.command()
@click.option("--matters", default=1_000_000)
@click.option("--values", default=100_000)
@click.option("--rounds", default=40)
@click.option("--json", "as_json", is_flag=True)
def main(matters: int, values: int, rounds: int, as_json: bool) -> None:
    """Fill, measure, say."""
    with installation():
        rng = random.Random(1)  # noqa: S311 - figures of a benchmark
        cells = fill_tallies(matters, rng)
        made = fill_values(values, rng)
        result = measure(rounds)
    say({"matters": matters, "cells": cells, "values": made, **result, "target_ms": TARGET_MS}, as_json=as_json)


def fill_tallies(matters: int, rng: random.Random) -> int:
    """Write the cells that so many matters of five years leave."""
    from palat.kernel.reports.models import Tally

    days = [date(2021, 10, 1) + timedelta(days=number) for number in range(YEARS * 365)]
    each, rows = max(1, matters // (len(days) * 60)), []
    for day in days:
        for category in range(20):
            for timing in ("kept", "late", ""):
                count = rng.randint(1, 2 * each)
                cell = {"category": f"c{category}", "state": "closed" if timing else "waiting", "timing": timing}
                rows.append(Tally(measure="petition.category", day=day, count=count, **cell))
    Tally.objects.bulk_create(rows, batch_size=5000)
    return len(rows)


def fill_values(wanted: int, rng: random.Random) -> int:
    """Write agreements of five years with their values, by province. Returns how many values."""
    from django.db import connection

    from palat.duties.planning.models import IndicatorValue
    from palat.kernel.organisation.models import Agency, Area

    areas = list(Area.objects.filter(kind="province").values_list("pk", flat=True))
    areas = areas[: max(1, wanted // (YEARS * BODIES * ITEMS * 3))]
    agencies = list(Agency.objects.order_by("pk")[:BODIES])
    definitions = define_indicators()
    rows: list[Any] = []
    for number, (year, agency) in enumerate(((year, agency) for year in ALL_YEARS for agency in agencies), start=1):
        for report in agreement_with_reports(number, year, agency, definitions):
            rows += [
                IndicatorValue(id=len(rows) + place, **value_of(report, area, rng))
                for place, area in enumerate(areas, start=1)
            ]
    IndicatorValue.objects.bulk_create(rows, batch_size=5000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return len(rows)


def define_indicators() -> dict[tuple[int, int], Any]:
    """Define the indicators for each year; return the definitions by place and year."""
    from palat.duties.planning.models import Indicator, IndicatorYear

    figures = [{"name": n, "label_th": n, "label_en": n, "money": False, "counted": ""} for n in ("done", "planned")]
    rule = {"direction": "up", "method": "levels", "source": "people", "cumulative": "adds_up", "by_area": True}
    found = {}
    for place in range(ITEMS):
        indicator = Indicator.objects.create(code=f"B-{place}", name_th=f"ตัวชี้วัด {place}", unit_th="ร้อยละ")
        for year in ALL_YEARS:
            found[place, year] = IndicatorYear.objects.create(
                indicator=indicator, year=year, formula="100 * done / planned", figures=figures, **rule
            )
    return found


def agreement_with_reports(
    number: int, year: int, agency: Any, definitions: Mapping[tuple[int, int], Any]
) -> list[Any]:
    """Write the agreement of a body for a year with its indicators; return their reports of three rounds."""
    from django.utils import timezone

    from palat.duties.planning.models import Agreement, Item, Report
    from palat.kernel.matters.models import Matter, Track

    now = timezone.now()
    kept: dict[str, Any] = {"duty": "planning", "procedure": "performance_agreement", "version": 1, "kind": "agency"}
    state: dict[str, Any] = {"state": "running", "received_at": now, "head_seq": 1, "head_hash": b""}
    matter = Matter.objects.create(id=number, subject="-", code=f"9{number:014d}", **kept, **state)
    agreement = Agreement.objects.create(matter=matter, year=year, kind="agency", agency=agency)
    reports = []
    for place in range(ITEMS):
        item = Item.objects.create(
            id=number * 100 + place,
            agreement=agreement,
            definition=definitions[place, year],
            weight=Decimal(10),
            target=90,
            thresholds=["60", "70", "80", "90", "100"],
        )
        for round in (6, 9, 12):
            pk = number * 10_000 + place * 100 + round
            lies: dict[str, Any] = {"state": "reviewed", "final": True, "since": now, "opened_at": now}
            track = Track.objects.create(id=pk, matter=matter, type="report", **lies)
            reports.append(Report.objects.create(track=track, item=item, round=round, due_on=now.date()))
    return reports


def value_of(report: Any, area: Any, rng: random.Random) -> dict[str, Any]:
    """Return a reviewed value of a report for a province."""
    planned = rng.randint(10, 90)
    return {
        "report": report,
        "item": report.item,
        "round": report.round,
        "area_id": area,
        "figures": {"done": str(rng.randint(5, planned)), "planned": str(planned)},
        "state": "reviewed",
        "at": report.track.since,
        "event": report.pk,
    }


def measure(rounds: int) -> dict[str, Any]:
    """Measure the executive's card of a year, one body's card, and a computed figure of a year."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from palat.duties.planning.models import Agreement
    from palat.duties.planning.queries.listing import items_of
    from palat.duties.planning.queries.scorecard import by_agreement, by_strategy, lines
    from palat.kernel.reports.countables import count_of

    ids = list(Agreement.objects.filter(year=YEAR).values_list("pk", flat=True))

    def whole() -> None:
        of = lines(list(items_of(ids)))
        by_agreement(of)
        by_strategy(of)

    def one() -> None:
        by_agreement(lines(list(items_of(ids[:1]))))

    def computed() -> None:
        for code in ("petition.closed_in_time", "petition.closed_timed"):
            count_of(code, date(2025, 10, 1), date(2026, 9, 30))

    found: dict[str, Any] = {}
    for name, act in (("executive", whole), ("body", one), ("computed", computed)):
        act()
        with CaptureQueriesContext(connection) as asked:
            act()
        took = []
        for _round in range(rounds):
            begun = time.perf_counter()
            act()
            took.append((time.perf_counter() - begun) * 1000)
        found[f"{name}_p50_ms"] = round(percentile(took, 0.5), 1)
        found[f"{name}_p95_ms"] = round(percentile(took, 0.95), 1)
        found[f"{name}_statements"] = len(asked)
    return found


if __name__ == "__main__":
    main()
