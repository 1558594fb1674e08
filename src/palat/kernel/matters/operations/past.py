"""Matters that come with a past: built in the state in which they are, with the history that brought them there.

The bulk path of imports and of the demo office. What an act would do to a living matter (clocks, letters,
notices, numbers) is not done here; the worklists are written, so that open matters can be worked on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model

from palat.kernel.history import ids
from palat.kernel.history.chain import Head
from palat.kernel.history.operations import build
from palat.kernel.matters.models import Matter, Track
from palat.kernel.matters.operations import worklists
from palat.kernel.matters.operations.changing import chain_of
from palat.kernel.matters.operations.receiving import Received
from palat.kernel.matters.procedure import MAIN, Procedure
from palat.kernel.matters.registry import latest
from palat.kernel.registers.procedure import new_tracking_code

ROWS_EACH = 5  # numbers to take for each: a matter, its track, three events; more are taken one by one


class StateDoesNotFit(ValueError):
    """A matter that has ended needs the moment it ended, and an open one has none."""


@dataclass(frozen=True)
class PastEvent:
    """One thing that happened: what was done, when, by whom; `facts` holds nothing personal."""

    kind: str
    at: datetime
    facts: Mapping[str, Any] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)
    actor: str = "system"
    basis: str = ""
    public: bool = False


@dataclass(frozen=True)
class Past:
    """A matter as it stands now, and what happened to it, oldest first."""

    procedure: str
    kind: str
    subject: str
    state: str
    received_at: datetime
    events: Sequence[PastEvent]
    since: datetime | None = None
    closed_at: datetime | None = None
    closing: str = ""
    category: str = ""
    urgency: int = 4
    secrecy: int = 0
    restricted: str = ""
    unit_id: int | None = None
    officer_id: int | None = None
    area_id: str | None = None
    code: str = ""
    alias: str = ""


def numbers_for(matters: int) -> Iterator[int]:
    """Yield row numbers, taken in one round trip for so many matters."""
    yield from ids.take_many(matters * ROWS_EACH)
    while True:
        yield ids.take()


def build_past(past: Past, numbers: Iterator[int]) -> Received:
    """Build a matter with its past, its history chained, without writing it (`writing.copy_many` does).

    Raises: KeyError for a state that the procedure does not have; StateDoesNotFit.
    """
    kind_of = latest(past.procedure)
    state = kind_of.main.state(past.state)
    if state.final != (past.closed_at is not None):
        raise StateDoesNotFit(past.state)
    number = next(numbers)
    head, history = _history(number, past.events, numbers)
    matter = _matter(past, number, kind_of, head)
    main = Track(
        id=next(numbers),
        matter_id=number,
        type=MAIN,
        state=past.state,
        since=past.since or past.closed_at or past.received_at,
        final=state.final,
        opened_at=past.received_at,
        closed_at=past.closed_at,
    )
    items = worklists.items_for(matter=matter, procedure=kind_of, tracks=[main], running=())
    return Received(matter, (matter, main, *history, *items))


def _history(number: int, events: Sequence[PastEvent], numbers: Iterator[int]) -> tuple[Head, list[Model]]:
    """Chain what happened, oldest first; return the head of the chain and the rows to write."""
    head, rows = Head(), list[Model]()
    for event in events:
        entry = build(
            chain=chain_of(number),
            head=head,
            kind=event.kind,
            at=event.at,
            actor=event.actor,
            basis=event.basis,
            public=event.public,
            facts=event.facts,
            body=event.body,
            event_id=next(numbers),
        )
        head = entry.head
        rows.extend(entry.rows)
    return head, rows


def _matter(past: Past, number: int, kind_of: Procedure, head: Head) -> Matter:
    """Return the matter's row as it stands at the end of its past."""
    return Matter(
        id=number,
        code=past.code or new_tracking_code(),
        alias=past.alias,
        duty=kind_of.duty,
        procedure=kind_of.code,
        version=kind_of.version,
        kind=past.kind,
        category=past.category,
        subject=past.subject,
        state=past.state,
        urgency=past.urgency,
        secrecy=past.secrecy,
        restricted=past.restricted,
        unit_id=past.unit_id,
        officer_id=past.officer_id,
        area_id=past.area_id,
        received_at=past.received_at,
        closed_at=past.closed_at,
        closing=past.closing,
        head_seq=head.seq,
        head_hash=head.hash,
    )
