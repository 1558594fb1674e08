"""What one person holds, before it is handed over: how much, in which states, how much of it late."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils.translation import gettext as _

from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.narrowing import overdue
from palat.kernel.matters.queries.visibility import visible
from palat.kernel.matters.registry import procedure as procedure_of


@dataclass(frozen=True)
class HeldSummary:
    """What would be handed over, as far as the viewer may see it."""

    total: int
    late: int
    states: list[tuple[str, int]]


def held_summary(officer_id: int, *, by: Actor, at: datetime) -> HeldSummary:
    """Count the open matters that a person holds, of those that the viewer may see."""
    held = visible(by).filter(officer_id=officer_id, closed_at=None)
    rows = held.order_by().values("procedure", "version", "state").annotate(count=Count("pk"))
    states = [
        (_(procedure_of(row["procedure"], row["version"]).main.state(row["state"]).label), row["count"]) for row in rows
    ]
    return HeldSummary(sum(count for _state, count in states), overdue(held, at).count(), sorted(states))
