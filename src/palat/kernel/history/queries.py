"""Reading the history. `proving` reads all of it and says whether it is whole."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from palat.kernel.history.models import Event, Root
from palat.kernel.history.proving import Erasure, Fault, erasures, faults

__all__ = [
    "Erasure",
    "Fault",
    "Told",
    "chains_grown",
    "destroyed_under",
    "erasures",
    "events_of",
    "events_that_name",
    "faults",
    "present_cut",
    "roots",
    "told",
]


@dataclass(frozen=True)
class Told:
    """An event as pages show it: what was done, and what was said where that is still kept."""

    id: int
    seq: int
    kind: str
    at: datetime
    actor: str
    basis: str
    public: bool
    facts: dict[str, Any]
    body: dict[str, Any] = field(default_factory=dict)
    erased: bool = False


def events_of(chain: str, *, public_only: bool = False, after: int = 0) -> list[Told]:
    """Return the events of a chain in order, with their bodies, in one statement."""
    events = Event.objects.filter(chain=chain, seq__gt=after).select_related("body").order_by("seq")
    if public_only:
        events = events.filter(public=True)
    return [told(event) for event in events]


def told(event: Event) -> Told:
    """Open one event for showing."""
    body = getattr(event, "body", None)
    return Told(
        id=event.pk,
        seq=event.seq,
        kind=event.kind,
        at=event.at,
        actor=event.actor,
        basis=event.basis,
        public=event.public,
        facts=json.loads(event.facts),
        body=json.loads(body.content) if body else {},
        erased=body is None and event.body_digest is not None,
    )


def roots() -> QuerySet[Root]:
    """Return the published roots, newest first."""
    return Root.objects.order_by("-day")


def destroyed_under() -> dict[str, tuple[int, int]]:
    """Return, by the number of a list, in how many chains how many words were destroyed under it."""
    found: dict[str, tuple[int, int]] = {}
    for one in erasures():
        if one.under:
            chains, bodies = found.get(one.under, (0, 0))
            found[one.under] = (chains + 1, bodies + one.bodies)
    return found


NAMING = """
SELECT e.id FROM history_event e JOIN history_body b ON b.event_id = e.id
WHERE e.chain LIKE %s || '%%' AND (e.facts::jsonb ->> %s)::bigint = ANY(%s)
"""


def events_that_name(prefix: str, fact: str, values: Collection[int]) -> list[int]:
    """Return events of chains whose names begin so that said something, and name one of these numbers in a fact."""
    with connection.cursor() as cursor:
        cursor.execute(NAMING, [prefix, fact, list(values)])
        return [number for (number,) in cursor.fetchall()]


def present_cut() -> tuple[int, str]:
    """Return the oldest transaction still open, and the cluster that counts it: a watermark of the history."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint,"
            " (SELECT system_identifier::text FROM pg_control_system())"
        )
        cut, system = cursor.fetchone()
    return int(cut), str(system)


def chains_grown(prefix: str, *, since: int, cut: int) -> list[str]:
    """Return the chains whose names begin so, and that grew between two transactions."""
    grown = Event.objects.filter(transaction__gte=since, transaction__lt=cut, chain__startswith=prefix)
    return list(grown.order_by().values_list("chain", flat=True).distinct())
