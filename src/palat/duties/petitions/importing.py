"""Petitions from other systems, and from our own export: each row becomes a matter in its true state.

Imported matters carry no clocks: docs/adr/imported-petitions-carry-no-clocks.md. Rows are written by COPY,
a batch at a time; a row that is here already is passed over, so a file may be imported again at any time.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db.models import Model

from palat.duties.petitions.imported_past import RowFacts, past_of
from palat.duties.petitions.mappings import PetitionMapping, mappings
from palat.duties.petitions.models import Category, Petition
from palat.duties.petitions.operations.intake import INTAKE_UNIT
from palat.duties.petitions.procedure.petition import PETITION_1
from palat.duties.petitions.procedure.words import KINDS
from palat.duties.petitions.queries.identity import CONCEALS
from palat.duties.petitions.reading import danger_to_life, touches_monarchy
from palat.kernel.exchange.operations import BATCH, Progress, mapping_for, take_in
from palat.kernel.exchange.procedure import BadValue, Reason, Refused, Report, Row, Taken, UnableToExchange
from palat.kernel.matters.operations.past import Past, build_past, numbers_for
from palat.kernel.organisation.queries import areas_by_name, unit_id
from palat.kernel.pages.text import subject_of
from palat.kernel.registers.procedure import parse_alias
from palat.kernel.writing import copy_many

NO_TEXT = "(ไม่มีข้อความ)"
OLDER_NUMBER = re.compile(r"นร\s*\d")  # worth a closer look for the older system's รหัสเรื่อง
YEAR_OF_KEY = re.compile(r"(20\d\d)-")
LONGEST_SUBJECT, LONGEST_PLACE = 300, 300
KIND_CODES = {code for code, _label in KINDS}
FINAL = {state.code for state in PETITION_1.main.states if state.final}

NO_MOMENT = Reason(
    "ไม่มีวันเวลารับ ใช้วันแรกของปีในเลขที่ของเรื่อง หรือวันที่นำเข้าหากไม่มีปี",
    "No moment of receipt: the first day of the year in the ticket's number was used, or today without one",
)
NO_AREA = Reason("ไม่พบพื้นที่ตามชื่อ เก็บไว้เป็นข้อความ", "The area was not found by its name and is kept as words")
NO_END = Reason("เรื่องที่จบแล้วไม่มีวันที่จบ ใช้วันรับเรื่อง", "A matter that has ended names no day: its day of receipt was used")
NO_WORDS = Reason(f"ไม่มีข้อความ ใช้หัวเรื่อง {NO_TEXT}", "No text: a placeholder stands as its subject")


def import_petitions(
    *,
    path: Path,
    mapping: str = "",
    at: datetime,
    dry_run: bool = False,
    progress: Progress | None = None,
    batch: int = BATCH,
) -> Report:
    """Take in a file of petitions by a named mapping, or by the one whose columns it has.

    Raises: UnableToExchange with what to do.
    """
    known = mappings()
    name = mapping or mapping_for(path, [one.columns for one in known.values()]).name
    if name not in known:
        raise UnableToExchange(f"ไม่มีแบบชื่อ “{name}” มี: {', '.join(known)}", f"There is no mapping “{name}”.")
    importer = Importer(known[name], at)
    return take_in(
        path=path,
        mapping=known[name].columns,
        write=importer.write,
        at=at,
        dry_run=dry_run,
        progress=progress,
        batch=batch,
    )


class Importer:
    """Writes batches of rows as matters with their pasts; looks names up once for the whole file."""

    def __init__(self, mapping: PetitionMapping, at: datetime) -> None:
        self.mapping, self.at = mapping, at
        self.unit_id = unit_id(INTAKE_UNIT)
        self._categories = set(Category.objects.values_list("code", flat=True))
        self._names = areas_by_name()
        self._areas = {"", *self._names.values()}
        self._found: dict[tuple[str, str, str], str | None] = {}

    def write(self, rows: Sequence[Row]) -> Taken:
        """Write the rows that are not here yet. Called inside the batch's transaction."""
        taken = Taken()
        keys = [self._key(row.values) for row in rows]
        here = set(Petition.objects.filter(source_row__in=keys).values_list("source_row", flat=True))
        codes = [row.values["code"] for row in rows if "code" in row.values]
        if codes:
            here_codes = Petition.objects.filter(matter__code__in=codes).values_list("matter__code", flat=True)
            here |= {key for key, row in zip(keys, rows, strict=True) if row.values["code"] in set(here_codes)}
        numbers = numbers_for(len(rows)) if len(here) < len(rows) else iter(())
        models: list[Model] = []
        for key, row in zip(keys, rows, strict=True):
            if key in here:
                taken.already += 1
                continue
            try:
                models.extend(self._build(key, row.values, numbers, taken))
            except BadValue as bad:
                taken.refused.append(Refused(row.line, bad.reason))
                continue
            here.add(key)
            taken.added += 1
        copy_many(models)
        return taken

    def _key(self, values: Mapping[str, Any]) -> str:
        """Return what makes a row known again: where it came from first, however often it moved since."""
        own = values.get("key") or values.get("code") or ""
        return str(values.get("source_row") or f"{self.mapping.name}:{own}")

    def _build(self, key: str, values: Mapping[str, Any], numbers: Iterator[int], taken: Taken) -> list[Model]:
        if key.endswith(":") or len(key) > 80:
            raise BadValue("ไม่มีเลขที่ของเรื่อง หรือยาวเกินไป", "The row has no number of its own, or too long a one")
        facts, remarks = self._facts(values)
        text, channel = values["text"], values["channel"]
        kind = self._kind(values)
        if not text.strip():
            remarks.append(NO_WORDS)
        urgency = values.get("urgency")
        if urgency is None:
            urgency = 0 if facts.ended_at is None and danger_to_life(text) else 4
        past = Past(
            procedure=PETITION_1.code,
            kind=kind,
            subject=(values.get("subject") or subject_of(text) or NO_TEXT)[:LONGEST_SUBJECT],
            state=facts.state,
            received_at=facts.received_at,
            closed_at=facts.ended_at,
            closing=values.get("closing", "")[:40],
            category=facts.category,
            urgency=urgency,
            secrecy=values.get("secrecy") or 0,
            restricted=facts.restricted,
            unit_id=self.unit_id,
            area_id=facts.area_id,
            code=values.get("code", ""),
            alias=_alias(values),
            events=past_of(values, facts, kind=kind, source=self.mapping.name, at=self.at),
        )
        received = build_past(past, numbers)
        for remark in remarks:
            taken.remark(remark)
        petition = Petition(
            matter_id=received.matter.pk,
            channel=channel,
            text=text,
            wanted=values.get("wanted", ""),
            place_words=values.get("place_words", "")[:LONGEST_PLACE],
            anonymous=values.get("anonymous", False),
            conceal=[one for one in values.get("conceal", ()) if one in CONCEALS],
            answer_by=values.get("answer_by") or "code",
            answer_found=values.get("answer_found", ""),
            answer_next=values.get("answer_next", ""),
            answer_can_do=values.get("answer_can_do", ""),
            answer_reasons=values.get("answer_reasons", ""),
            told_at=values.get("told_at"),
            stars=values.get("stars"),
            source_row=key,
        )
        return [*received.rows, petition]

    def _facts(self, values: Mapping[str, Any]) -> tuple[RowFacts, list[Reason]]:
        remarks: list[Reason] = []
        unknown: list[str] = []
        received_at = values["received_at"]
        if received_at is None:
            received_at = self._year_of(values.get("key", ""))
            remarks.append(NO_MOMENT)
            unknown.append("received_at")
        if received_at > self.at + timedelta(days=1):
            raise BadValue("วันเวลารับอยู่ในอนาคต", "The moment of receipt lies in the future")
        state = self.mapping.state_of(values["state"])
        ended_at = None
        if state in FINAL:
            ended_at = max(values.get("ended_at") or received_at, received_at)
            if not values.get("ended_at"):
                remarks.append(NO_END)
                unknown.append("closed_at")
        area = self._area(values)
        found = area == values["area"] if "area" in values else bool(area) or not values.get("province")
        if not found:
            remarks.append(NO_AREA)
        restricted = "royal" if values.get("restricted") or touches_monarchy(values["text"]) else ""
        category = "" if restricted else self._category(values)
        return RowFacts(received_at, state, ended_at, category, area or None, restricted, tuple(unknown)), remarks

    def _year_of(self, key: str) -> datetime:
        found = YEAR_OF_KEY.match(key)
        return datetime(int(found[1]), 1, 1, tzinfo=UTC) if found else self.at

    def _kind(self, values: Mapping[str, Any]) -> str:
        if kind := values.get("kind"):
            if kind not in KIND_CODES:
                raise BadValue(f"ไม่รู้จักลักษณะเรื่อง “{kind[:40]}”", f"Unknown kind “{kind[:40]}”")
            return str(kind)
        known = self.mapping.kinds
        return next((known[tag] for tag in values.get("tags", ()) if tag in known), "grievance")

    def _category(self, values: Mapping[str, Any]) -> str:
        if category := values.get("category"):
            if category not in self._categories:
                raise BadValue(
                    f"ไม่มีประเภทเรื่อง “{category[:40]}” โปรดเพิ่มก่อน",
                    f"There is no category “{category[:40]}”: add it first",
                )
            return str(category)
        known = self.mapping.categories
        return next((known[tag] for tag in values.get("tags", ()) if tag in known), "")

    def _area(self, values: Mapping[str, Any]) -> str | None:
        """Return the smallest area that the names lead to, from the province down; None where the first is unknown."""
        if "area" in values:
            code = values["area"]
            # A subdistrict that is not known here still lies in its district.
            return next((known for known in (code, code[:4], code[:2]) if known in self._areas), None)
        path = values.get("province", ""), values.get("district", ""), values.get("subdistrict", "")
        if path not in self._found:
            province, district, subdistrict = path
            code = self._names.get(("", province))
            if code:
                # The district of a province's town is often written only เมือง.
                inner = self._names.get((code, district)) or self._names.get((code, district + province))
                code = (inner and self._names.get((inner, subdistrict))) or inner or code
            self._found[path] = code
        return self._found[path]


def _alias(values: Mapping[str, Any]) -> str:
    """Return the number under which a matter was known before: of the older system, or of the exporting register."""
    if known := values.get("alias") or values.get("number"):
        return str(known)[:40]
    text = values["text"]
    return (parse_alias(text) or "") if OLDER_NUMBER.search(text) else ""
