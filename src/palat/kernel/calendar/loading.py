"""Filling the calendar: holidays from the library, corrected; provisions and limits from our files."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import holidays as library
from django.db import transaction

from palat.kernel.calendar.models import Holiday, Limit, LimitCode, Provision
from palat.kernel.calendar.operations import rebuild_working_days
from palat.kernel.calendar.queries import FIRST, LAST
from palat.kernel.organisation.queries import AgencyUnknown, agency_by_code

DATA = Path(__file__).parent / "data"
KNOWN_UNTIL = 2026  # the cabinet's own lists; later years are projected by the library
LABOUR_DAY = (5, 1)  # observed by banks and business, not by the government


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one of our reference files."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def load_holidays() -> int:
    """Fill the holidays from the library, then correct them. Entered ones are never overwritten."""
    found = library.country_holidays(
        "TH", years=range(FIRST.year, LAST.year + 1), categories=("public", "government"), language="th"
    )
    english = library.country_holidays(
        "TH", years=range(FIRST.year, LAST.year + 1), categories=("public", "government"), language="en_US"
    )
    fresh = {
        day: Holiday(
            day=day,
            name_th=name,
            name_en=english.get(day, ""),
            status="proclaimed" if day.year <= KNOWN_UNTIL else "projected",
            source="holidays",
        )
        for day, name in found.items()
        if (day.month, day.day) != LABOUR_DAY
    }
    for row in rows("holidays.csv"):
        day = date.fromisoformat(row["day"])
        if row["status"] == "removed":
            fresh.pop(day, None)
        else:
            fresh[day] = Holiday(
                day=day, name_th=row["name_th"], name_en=row["name_en"], status=row["status"],
                resolution=row["resolution"], source="palat",
            )  # fmt: skip
    known = set(Holiday.objects.filter(scope="national").values_list("day", flat=True))
    Holiday.objects.bulk_create([holiday for day, holiday in sorted(fresh.items()) if day not in known])
    rebuild_working_days()
    return len(fresh)


@transaction.atomic
def load_limits() -> list[str]:
    """Load provisions and limits that are not there yet. Returns the lines that could not be taken."""
    for row in rows("provisions.csv"):
        Provision.objects.get_or_create(
            code=row["code"],
            valid_from=date.fromisoformat(row["valid_from"]),
            defaults={name: row[name] for name in ("instrument", "section", "title_th", "title_en", "mark", "note")},
        )
    rejected = []
    for row in rows("limits.csv"):
        name, _made = LimitCode.objects.get_or_create(
            code=row["code"], defaults={"label_th": row["label_th"], "label_en": row["label_en"]}
        )
        try:
            agency = agency_by_code(row["agency"]) if row["agency"] else None
        except AgencyUnknown:
            rejected.append(f"{row['code']}: {row['agency']}")
            continue
        scope = agency.pk if agency else 0
        if Limit.objects.filter(name=name, scope=scope).exists():
            continue
        Limit.objects.create(
            name=name, agency=agency, scope=scope, amount=int(row["amount"]), unit=row["unit"],
            provision=row["provision"], mark=row["mark"], note=row["note"],
            valid_from=date.fromisoformat(row["valid_from"]),
        )  # fmt: skip
    return rejected
