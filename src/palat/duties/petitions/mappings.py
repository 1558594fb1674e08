"""The named ways to read files of petitions: one TOML file each in `data/mappings`, which an official can read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from palat.kernel.exchange import procedure as reads
from palat.kernel.exchange.procedure import BadValue, Column, ColumnMapping, Reader
from palat.kernel.registers.procedure import BadTrackingCode, parse_tracking_code

MAPPINGS = Path(__file__).parent / "data" / "mappings"


def _code(cell: str) -> str:
    try:
        return parse_tracking_code(cell)
    except BadTrackingCode:
        raise BadValue(f"รหัสเรื่อง “{cell[:40]}” ไม่ถูกต้อง", f"“{cell[:40]}” is no tracking code") from None


def _between(low: int, high: int) -> Reader:
    def read(cell: str) -> int | None:
        number = reads.whole_number(cell)
        if number is not None and not low <= number <= high:
            raise BadValue(f"{number} ไม่อยู่ระหว่าง {low} ถึง {high}", f"{number} is not between {low} and {high}")
        return number

    return read


# How the cells of each field are read; a field that does not stand here is a text.
READERS: Mapping[str, Reader] = {
    "key": reads.word,
    "code": _code,
    "number": reads.word,
    "alias": reads.word,
    "source_row": reads.word,
    "received_at": reads.moment,
    "ended_at": reads.moment,
    "told_at": reads.moment,
    "state": reads.word,
    "closing": reads.word,
    "kind": reads.word,
    "category": reads.word,
    "area": reads.word,
    "restricted": reads.word,
    "answer_by": reads.word,
    "province": reads.word,
    "district": reads.word,
    "subdistrict": reads.word,
    "tags": reads.words,
    "organisations": reads.words,
    "forwarded_to": reads.words,
    "responsible": reads.words,
    "conceal": reads.words,
    "anonymous": reads.flag,
    "reopened": _between(0, 10_000),
    "stars": _between(1, 5),
    "urgency": _between(0, 4),
    "secrecy": _between(0, 3),
}


@dataclass(frozen=True)
class PetitionMapping:
    """A named way to read a file of petitions: its columns, and what its words mean with us."""

    columns: ColumnMapping
    state_of: Reader
    categories: Mapping[str, str]
    kinds: Mapping[str, str]

    @property
    def name(self) -> str:
        """Its name, which also begins the key of each row (`traffy:2022-4B7DHU`)."""
        return self.columns.name


@cache
def mappings() -> dict[str, PetitionMapping]:
    """Return every mapping that is shipped, by name."""
    found = [_mapping(tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(MAPPINGS.glob("*.toml"))]
    return {one.name: one for one in found}


def _mapping(written: Mapping[str, Any]) -> PetitionMapping:
    channel_of = reads.one_of(written["channels"], th="ช่องทาง", en="channel")
    readers = {**READERS, "channel": channel_of}
    columns = tuple(
        Column(heading, field, readers.get(field, reads.text), required=heading in written["required"])
        for heading, field in written["columns"].items()
    )
    return PetitionMapping(
        columns=ColumnMapping(
            name=written["name"],
            label_th=written["label_th"],
            label_en=written["label_en"],
            columns=columns,
            clean=reads.unguard if written.get("guarded") else None,
        ),
        state_of=reads.one_of(written["states"], th="สถานะ", en="state"),
        categories=written.get("categories", {}),
        kinds=written.get("kinds", {}),
    )
