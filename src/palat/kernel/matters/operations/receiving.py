"""Receiving a matter: everything that the citizen waits for, in two statements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from palat.kernel.history import ids
from palat.kernel.history.chain import Head
from palat.kernel.history.operations import Entry, build
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Attachment, Clock, Link, Matter, Track
from palat.kernel.matters.operations import clocks, worklists
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.operations.changing import chain_of
from palat.kernel.matters.procedure import MAIN, Procedure
from palat.kernel.matters.registry import latest
from palat.kernel.registers.procedure import new_tracking_code
from palat.kernel.writing import insert_together


@dataclass(frozen=True)
class Received:
    """A matter as built: the rows to write, main row first."""

    matter: Matter
    rows: tuple[Model, ...]


def build_matter(
    *,
    procedure: str,
    kind: str,
    subject: str,
    at: datetime,
    by: Actor,
    unit_id: int | None,
    facts: Mapping[str, Any],
    body: Mapping[str, Any],
    category: str = "",
    urgency: int = 4,
    secrecy: int = 0,
    restricted: str = "",
    area_id: str | None = None,
    alias: str = "",
    starts: Iterable[tuple[str, str]] = (),
    counts_from: date | None = None,
) -> Received:
    """Build a matter with its track, first event, clocks and worklist row, without writing it.

    `starts` adds clocks (code, limit) to those that the procedure starts on receipt. `counts_from`: the day on
    which it reached the Office, if it was not the day on which it is registered.
    """
    kind_of, number = latest(procedure), ids.take()
    entry = _first_event(kind_of, number, kind=kind, at=at, by=by, facts=facts, body=body)
    matter = Matter(
        id=number,
        code=new_tracking_code(),
        alias=alias,
        duty=kind_of.duty,
        procedure=kind_of.code,
        version=kind_of.version,
        kind=kind,
        category=category,
        subject=subject,
        state=kind_of.main.initial,
        urgency=urgency,
        secrecy=secrecy,
        restricted=restricted,
        unit_id=unit_id,
        area_id=area_id,
        received_at=at,
        head_seq=entry.head.seq,
        head_hash=entry.head.hash,
    )
    main = Track(id=ids.take(), matter_id=number, type=MAIN, state=matter.state, since=at, opened_at=at, unit_id=None)
    running = _first_clocks(kind_of, main, at=at, more=starts, counts_from=counts_from)
    items = worklists.items_for(matter=matter, procedure=kind_of, tracks=[main], running=running)
    return Received(matter, (matter, main, *entry.rows, *running, *items))


def _first_event(
    kind_of: Procedure,
    number: int,
    *,
    kind: str,
    at: datetime,
    by: Actor,
    facts: Mapping[str, Any],
    body: Mapping[str, Any],
) -> Entry:
    """Return the entry that begins a matter's chain: who brought it, by which authority, and what."""
    return build(
        chain=chain_of(number),
        head=Head(),
        kind="received",
        at=at,
        actor=by.ref,
        basis="receipt" if by.kind == "citizen" else "",
        public=True,
        facts={**facts, "kind": kind, "to": kind_of.main.initial},
        body=body,
    )


def _first_clocks(
    kind_of: Procedure, main: Track, *, at: datetime, more: Iterable[tuple[str, str]], counts_from: date | None
) -> list[Clock]:
    """Return the clocks that run from receipt: those of the procedure, and `more` (code, limit)."""
    return [
        clocks.begin(code=code, limit_code=law, track=main, at=at, seq=1, agency_id=None, counts_from=counts_from)
        for code, law in (*((start.code, start.limit) for start in kind_of.starts), *more)
    ]


def track_at_receipt(received: Received, type: str, **fields: Any) -> Track:
    """Build another track with which a matter begins; it lies in no queue, which only the main one does at first."""
    matter = received.matter
    state = latest(matter.procedure).track(type).initial
    at = matter.received_at
    return Track(id=ids.take(), matter_id=matter.pk, type=type, state=state, since=at, opened_at=at, **fields)


def link_at_receipt(received: Received, target_id: int, kind: str) -> Link:
    """Build the link by which a matter begins tied to another that it arises from."""
    matter = received.matter
    return Link(id=ids.take(), source_id=matter.pk, target_id=target_id, kind=kind, at=matter.received_at)


def receive(received: Received, *more: Model) -> Matter:
    """Write a built matter, and the duty's own rows that belong to it, in one statement."""
    with transaction.atomic():
        insert_together([*received.rows, *more])
    return received.matter


def release_attachment(
    *, matter_id: int, attachment_id: int, for_petitioner: bool | None, for_agencies: bool | None
) -> Attachment:
    """Set who besides the Office sees a file of a matter, within the act that says so; `None` leaves it as it is.

    Raises: UnableToAct.
    """
    file = Attachment.objects.filter(pk=attachment_id, matter_id=matter_id).first()
    if file is None:
        raise UnableToAct(_("ไม่พบเอกสารนี้ในเรื่อง"))
    file.for_petitioner = file.for_petitioner if for_petitioner is None else for_petitioner
    file.for_agencies = file.for_agencies if for_agencies is None else for_agencies
    file.save(update_fields=["for_petitioner", "for_agencies"])
    return file


def attachment(
    *, matter_id: int, file_id: int, name: str, origin: str, at: datetime, track_id: int | None = None
) -> Attachment:
    """Build the row that ties a stored file to a matter; what a petitioner gave, the petitioner sees."""
    return Attachment(
        id=ids.take(),
        matter_id=matter_id,
        track_id=track_id,
        file_id=file_id,
        name=name,
        origin=origin,
        for_petitioner=origin == "petitioner",
        added_at=at,
    )
