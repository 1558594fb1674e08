"""Importing the list of local governments (องค์กรปกครองส่วนท้องถิ่น): thousands of lines, in few statements."""

from collections.abc import Iterable

from django.utils.translation import gettext_noop as _

from palat.kernel.organisation.importing.reading import (
    ACCEPTED,
    UNCHANGED,
    Line,
    LineRefused,
    Outcome,
    Report,
    Run,
    take,
)
from palat.kernel.organisation.models import Agency, Area
from palat.kernel.organisation.operations import UnableToChange, record, rename_agency
from palat.kernel.organisation.procedure import AGENCY_KINDS
from palat.kernel.organisation.sorting import thai_sort_key

NEEDED = ("type", "name_th", "province_code")
KINDS = {
    "BMA": "special_local_government",
    "Pattaya": "special_local_government",
    "PAO": "provincial_administration",
    "ThesabanNakhon": "city_municipality",
    "ThesabanMueang": "town_municipality",
    "ThesabanTambon": "subdistrict_municipality",
    "TAO": "subdistrict_administration",
}
LOCAL = [kind.code for kind in AGENCY_KINDS.values() if kind.local]


class Known:
    """The local governments that are known, and what is to be written once all lines are read."""

    def __init__(self) -> None:
        known = list(Agency.objects.filter(kind__in=LOCAL))
        self.by_code = {one.code: one for one in known}
        self.special = {one.name_th: one for one in known if one.kind == "special_local_government"}
        self.by_place = {(one.name_th, one.area_id): one for one in known}
        self.areas = set(Area.objects.values_list("code", flat=True))
        self.provinces = dict(Agency.objects.filter(kind="province").values_list("area_id", "pk"))
        self.new: list[Agency] = []
        self.changed: list[Agency] = []
        self.seen: dict[str, int] = {}


def import_local_governments(found: Iterable[Line], run: Run, *, source: str) -> Report:
    """Import a list with the columns of `NEEDED`, and where present the department's code (dola_code),
    name_en, district_code, subdistrict_code and last_status_change.

    Each is known by the code of the Department of Local Administration, without one by name and area.
    Another name or type begins on the day of the last change of status, or else on the day of the run.
    `source` is the fingerprint of the file, for the history. The caller holds the transaction.
    """
    known = Known()
    report = take(found, lambda line: _one(line, known, run), lambda line: line.get("name_th"))
    Agency.objects.bulk_create(known.new, batch_size=4000)
    Agency.objects.bulk_update(known.changed, ["name_en", "area"], batch_size=1000)
    counts = report.counts()
    if counts[ACCEPTED]:
        record("local_governments_imported", run.at, run.by, source=source, **counts)
    return report


def _one(line: Line, known: Known, run: Run) -> Outcome:
    name, kind = line.need("name_th", 300), KINDS.get(line.need("type"))
    if kind is None:
        raise LineRefused(_("ไม่รู้จักประเภท %(kind)s"), kind=line.get("type"))
    area = _area(line, known)
    dola = line.short("dola_code", 20)
    code = f"lg-{dola}" if dola else f"lg-{area}-{name}"[:60]
    first = known.seen.setdefault(code, line.number)
    if first != line.number:
        raise LineRefused(_("ซ้ำกับบรรทัด %(line)s"), line=first)
    agency = known.by_code.get(code) or known.special.get(name) or known.by_place.get((name, area))
    if agency is not None:
        return _compare(line, known, agency, kind, area, run)
    known.new.append(
        Agency(
            code=code,
            kind=kind,
            name_th=name,
            name_en=line.short("name_en", 300),
            area_id=area,
            parent_id=known.provinces.get(area[:2]),
            sort_key=thai_sort_key(name),
        )
    )
    return Outcome(line, ACCEPTED, name, _("เพิ่มหน่วยงาน"))


def _area(line: Line, known: Known) -> str:
    """Return the smallest area that the line names, within its province. Raises: LineRefused."""
    province = line.need("province_code", 2)
    given = [line.get(column) for column in ("subdistrict_code", "district_code")]
    codes = [code for code in (*given, province) if code]
    for code in codes:
        if code not in known.areas:
            raise LineRefused(_("ไม่รู้จักรหัสเขตปกครอง %(code)s"), code=code)
        if not code.startswith(province):
            raise LineRefused(_("เขต %(code)s ไม่อยู่ในจังหวัด %(province)s"), code=code, province=province)
    return codes[0]


def _compare(line: Line, known: Known, agency: Agency, kind: str, area: str, run: Run) -> Outcome:
    name, changed = line.get("name_th"), []
    name_en = line.short("name_en", 300) or agency.name_en
    if (name, kind) != (agency.name_th, agency.kind):
        _rename(line, agency, kind, name_en, run)
        changed.append("name" if name != agency.name_th else "kind")
    if name_en != agency.name_en or (area != agency.area_id and agency.kind != "special_local_government"):
        agency.name_en, agency.area_id = name_en, area
        known.changed.append(agency)
        changed.append("name_en/area")
    if not changed:
        return Outcome(line, UNCHANGED, name)
    return Outcome(line, ACCEPTED, name, _("แก้ไข %(columns)s") % {"columns": ", ".join(changed)})


def _rename(line: Line, agency: Agency, kind: str, name_en: str, run: Run) -> None:
    since = line.day("last_status_change")
    last = agency.names.filter(valid_to=None).first()
    begins = since if since and since <= run.on and (last is None or since > last.valid_from) else run.on
    try:
        rename_agency(
            agency_id=agency.pk,
            name_th=line.get("name_th"),
            name_en=name_en,
            kind=kind,
            on=begins,
            at=run.at,
            by=run.by,
        )
    except UnableToChange as error:
        raise LineRefused(str(error)) from error
