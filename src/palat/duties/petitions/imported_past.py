"""The history with which an imported petition comes: received there, answered there, imported here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from palat.duties.petitions.procedure.petition import PETITION_1
from palat.kernel.matters.operations.past import PastEvent


@dataclass(frozen=True)
class RowFacts:
    """What a row says, in our words; `unknown` names what it did not say and was filled in."""

    received_at: datetime
    state: str
    ended_at: datetime | None
    category: str
    area_id: str | None
    restricted: str
    unknown: tuple[str, ...] = ()


# What an import keeps as it was said: it has no place of its own with us, and may be wanted some day.
KEPT = (
    "key",
    "state",
    "tags",
    "organisations",
    "forwarded_to",
    "responsible",
    "responsible_source",
    "province",
    "district",
    "subdistrict",
    "place_words",
    "lat",
    "lon",
    "copy",
    "number",
)


def past_of(
    values: Mapping[str, Any], facts: RowFacts, *, kind: str, source: str, at: datetime
) -> tuple[PastEvent, ...]:
    """Return the events of a row, oldest first; the last is the import itself, `at` its moment."""
    return tuple(_events(values, facts, kind, source, at))


def _events(values: Mapping[str, Any], facts: RowFacts, kind: str, source: str, at: datetime) -> Iterator[PastEvent]:
    basis = f"import:{source}"
    yield PastEvent(
        "received",
        facts.received_at,
        facts={"channel": values["channel"], "kind": kind, "to": PETITION_1.main.initial},
        body={"text": values["text"], "wanted": values.get("wanted", "")},
        basis=basis,
        public=True,
    )
    if reply := values.get("reply", "").strip():
        yield PastEvent(
            "imported_answer",
            max(values.get("ended_at") or facts.received_at, facts.received_at),
            body={"to_petitioner": reply},
            basis=basis,
            public=True,
        )
    yield PastEvent("imported", at, facts=_said(values, facts), body=_kept(values), basis=basis)


def _said(values: Mapping[str, Any], facts: RowFacts) -> dict[str, Any]:
    """Return what the import itself did, as facts that name nobody; what was guessed is marked so."""
    said: dict[str, Any] = {"to": facts.state, "type": "main"}
    if facts.state != PETITION_1.main.initial:
        said["from"] = PETITION_1.main.initial
    for name in ("stars", "reopened"):
        if values.get(name):
            said[name] = values[name]
    return {**said, "unknown": list(facts.unknown)} if facts.unknown else said


def _kept(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name in KEPT if (value := values.get(name))}
