"""Reading the history. `proving` reads all of it and says whether it is whole."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from palat.kernel.history.models import Event, Root
from palat.kernel.history.proving import Fault, faults

__all__ = ["Fault", "Told", "events_of", "faults", "roots", "told"]


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
