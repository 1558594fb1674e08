"""Importing a list of agencies: what is new is entered, what is known is compared, names and kinds change by a day."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
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
from palat.kernel.organisation.models import Agency, AgencyName, Area
from palat.kernel.organisation.operations import UnableToChange, create_agency, record, rename_agency
from palat.kernel.organisation.procedure import AGENCY_KINDS

NEEDED = ("name_th", "kind")
SPELLINGS = {"public_organization": "public_organisation"}


class Known:
    """The agencies that are known, by name and code, kept up to date while lines are taken."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[Agency]] = defaultdict(list)
        self.by_code: dict[str, Agency] = {}
        for one in Agency.objects.select_related("parent"):
            self.add(one)
        self.former = {
            dated.name_th: dated.agency.name_th
            for dated in AgencyName.objects.exclude(valid_to=None).select_related("agency")
        }
        self.areas = set(Area.objects.values_list("code", flat=True))
        self.seen: dict[tuple[str, str], int] = {}

    def add(self, one: Agency) -> None:
        """Remember an agency."""
        self.by_name[one.name_th].append(one)
        self.by_code[one.code] = one

    def named(self, name_th: str, parent: Agency | None) -> Agency | None:
        """Return the agency of a name; where several have it, the one below this parent."""
        found = self.by_name[name_th]
        if len(found) > 1:
            found = [one for one in found if one.parent_id == (parent.pk if parent else None)]
        return found[0] if len(found) == 1 else None

    def parent(self, words: str) -> Agency | None:
        """Return the parent that a line names by code or name, None where it names none. Raises: LineRefused."""
        if not words:
            return None
        found = self.by_code.get(words) or next(iter(self.by_name.get(words, ())), None)
        if found is None:
            raise LineRefused(_("ไม่รู้จักหน่วยงานต้นสังกัด %(parent)s"), parent=words)
        return found


def import_agencies(found: Iterable[Line], run: Run, *, source: str) -> Report:
    """Import a list with the columns of `NEEDED`, and where present code, name_en, abbreviation, parent, area.

    `source` is the fingerprint of the file, for the history. The caller holds the transaction.
    """
    known = Known()
    report = take(found, lambda line: _whole(line, known, run), lambda line: line.get("name_th"))
    counts = report.counts()
    if counts[ACCEPTED]:
        record("agencies_imported", run.at, run.by, source=source, **counts)
    return report


@transaction.atomic
def _whole(line: Line, known: Known, run: Run) -> Outcome:
    """Take a line whole or not at all."""
    return _one(line, known, run)


def _one(line: Line, known: Known, run: Run) -> Outcome:
    name = line.need("name_th", 300)
    kind = SPELLINGS.get(line.need("kind"), line.get("kind"))
    if kind not in AGENCY_KINDS:
        raise LineRefused(_("ไม่รู้จักประเภทหน่วยงาน %(kind)s"), kind=kind)
    first = known.seen.setdefault((name, line.get("parent")), line.number)
    if first != line.number:
        raise LineRefused(_("ซ้ำกับบรรทัด %(line)s"), line=first)
    parent = known.parent(line.get("parent"))
    agency = known.named(name, parent)
    if agency is not None:
        return _compare(line, agency, kind, parent, run)
    if name in known.former:
        raise LineRefused(_("เปลี่ยนชื่อเป็น %(name)s แล้ว"), name=known.former[name])
    return _enter(line, known, name, kind, parent, run)


def _enter(line: Line, known: Known, name: str, kind: str, parent: Agency | None, run: Run) -> Outcome:
    abbreviation = line.short("abbreviation", 40) or line.short("code", 40)
    code = (abbreviation or name).replace(".", "").replace(" ", "")[:50]
    other = known.by_code.get(code)
    if other is not None:
        if other.kind == kind and other.parent_id == (parent.pk if parent else None):
            raise LineRefused(
                _("รหัส %(code)s เป็นของ %(name)s ถ้าเปลี่ยนชื่อ ให้เปลี่ยนชื่อหน่วยงานนั้น"), code=code, name=other.name_th
            )
        code = f"{code}-{parent.code if parent else kind}"[:60]
    area = line.get("area") or None
    if area and area not in known.areas:
        raise LineRefused(_("ไม่รู้จักรหัสเขตปกครอง %(code)s"), code=area)
    try:
        made = create_agency(
            code=code,
            kind=kind,
            name_th=name,
            name_en=line.short("name_en", 300),
            abbreviation=abbreviation,
            parent_id=parent.pk if parent else None,
            area_code=area,
            at=run.at,
            by=run.by,
        )
    except UnableToChange as error:
        raise LineRefused(str(error)) from error
    known.add(made)
    return Outcome(line, ACCEPTED, name, _("เพิ่มหน่วยงาน"))


def _compare(line: Line, agency: Agency, kind: str, parent: Agency | None, run: Run) -> Outcome:
    """Bring a known agency up to date with what the line gives; an empty value changes nothing."""
    changed = []
    if kind != agency.kind:
        agency = _change_kind(agency, kind, run)
        changed.append("kind")
    columns = []
    for column, longest in (("name_en", 300), ("abbreviation", 40)):
        value = line.short(column, longest)
        if value and value != getattr(agency, column):
            setattr(agency, column, value)
            columns.append(column)
    if parent is not None and parent.pk not in (agency.parent_id, agency.pk):
        agency.parent = parent
        columns.append("parent")
    if columns:
        agency.save(update_fields=columns)
    changed += columns
    if not changed:
        return Outcome(line, UNCHANGED, agency.name_th)
    return Outcome(line, ACCEPTED, agency.name_th, _("แก้ไข %(columns)s") % {"columns": ", ".join(changed)})


def _change_kind(agency: Agency, kind: str, run: Run) -> Agency:
    """Make an agency another kind of body from the day of the run. Raises: LineRefused."""
    try:
        return rename_agency(
            agency_id=agency.pk,
            name_th=agency.name_th,
            name_en=agency.name_en,
            kind=kind,
            on=run.on,
            at=run.at,
            by=run.by,
        )
    except UnableToChange as error:
        raise LineRefused(str(error)) from error
