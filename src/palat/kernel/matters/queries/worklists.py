"""Which queue a track lies in, and reading a queue in order of legal urgency."""

from collections.abc import Collection, Mapping

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from palat.kernel.matters.authority import UNIT_ROLES, Actor
from palat.kernel.matters.models import Matter, Track, WorkItem
from palat.kernel.matters.procedure import State
from palat.kernel.matters.queries.visibility import RESTRICTED_READERS, visible
from palat.kernel.matters.registry import procedure as procedure_of
from palat.kernel.organisation.kept_statements import Statement, statement_for
from palat.kernel.organisation.queries import unit_with_role

HIDDEN = 100  # so many of a queue's first may be hidden from a viewer before its count, near the bound, is too low

# What a row of a worklist shows of its matter and track; the rest of fifty matters would be read for nothing.
SHOWN = (
    "matter__code",
    "matter__subject",
    "matter__received_at",
    "matter__procedure",
    "matter__version",
    "track__type",
)


def queue_of(
    *, matter: Matter, track: Track, state: State, step_role: str | None = None, waiting: bool = False
) -> str | None:
    """Return the one queue in which a track lies in a state, or None where it lies in none.

    `official:7`, `waiting:7` (held by the same person, who can only wait for others: `waits`), `unit:3`, `agency:12`,
    `role:director:1` (a role of one unit), `role:minister`; a restricted matter lies in the queue of its
    restriction, whoever holds it.
    """
    if state.final or state.queue == "none":
        return None
    if state.queue == "agency":
        return f"agency:{track.agency_id}"
    if matter.restricted and state.queue != "step":
        return f"restricted:{matter.restricted}"
    if state.queue == "officer" and matter.officer_id:
        return f"{'waiting' if waiting else 'official'}:{matter.officer_id}"
    if state.queue in {"officer", "unit"}:
        return f"unit:{track.unit_id or matter.unit_id}"
    role = step_role if state.queue == "step" else state.queue.removeprefix("role:")
    return role_queue(role or "director", matter.unit_id)


def waits(state: State, open_types: Collection[str], *, timed: bool) -> bool:
    """Say whether a track merely waits for other tracks of its matter: none of its own clocks runs."""
    return bool(state.waits_for) and state.waits_for in open_types and not timed


def role_queue(role: str, unit_id: int | None) -> str:
    """Return the queue of a role: of the unit where it stands, or of the whole Office for roles above units.

    A group's matter waits for the director of the division above the group.
    """
    if role not in UNIT_ROLES or unit_id is None:
        return f"role:{role}"
    stands = unit_with_role(role, unit_id)
    return f"role:{role}:{stands}"


def own_queue(by: Actor) -> str:
    """Return the queue of what a person holds."""
    return f"official:{by.official_id}"


def waiting_queue(by: Actor) -> str:
    """Return the queue of what a person holds and others must answer first."""
    return f"waiting:{by.official_id}"


def queue_page(queue: str, *, by: Actor) -> QuerySet[WorkItem]:
    """Return a queue in order of legal urgency, with matter and track: one index range.

    What has come to be invisible to the viewer since it was queued (a class of secrecy, a bar)
    is left out.
    """
    items = WorkItem.objects.filter(queue=queue, matter__in=visible(by)).select_related("matter", "track")
    return items.only("priority", "due_at", "state", *SHOWN).order_by("priority", "due_at", "track")


def queues_of(by: Actor) -> list[str]:
    """Return the queues whose work is the viewer's, own queue first."""
    authority = by.authority
    if authority is None:
        return []
    queues = [own_queue(by), waiting_queue(by)]
    for role, unit_id, agency_id in authority.places():
        if agency_id is not None:
            queues.append(f"agency:{agency_id}")
            continue
        queues.append(role_queue(role, unit_id))
        if unit_id is not None:
            queues.append(f"unit:{unit_id}")
    if authority.roles() & RESTRICTED_READERS:
        queues.append("restricted:royal")
    return list(dict.fromkeys(queues))


def waiting_in(queues: Mapping[str, int], *, by: Actor) -> dict[str, int]:
    """Count what lies in queues, each up to a bound of its own: only what the viewer may see of it, in one statement.

    Where more lies in a queue its number is the bound and one more.
    """
    authority = by.authority
    if authority is None:
        return dict.fromkeys(queues, 0)
    statement, values = statement_for(authority, ("tally",), lambda: _tally(by))
    if not statement:
        return dict.fromkeys(queues, 0)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, list(queues), [bound + 1 + HIDDEN for bound in queues.values()]])
        return {queue: min(number, queues[queue] + 1) for queue, number in cursor.fetchall()}


def _tally(by: Actor) -> Statement:
    """Build the bounded count of each queue asked for. Raises: EmptyResultSet where the viewer may see nothing at all.

    The bound is put on what lies in the queue, before each is looked up among what may be seen: joined the other way
    round the database would read every matter of the Office.
    """
    seen, values = visible(by).filter(pk=RawSQL("lying.matter_id", ())).values("pk").query.sql_with_params()
    lying = "SELECT matter_id FROM matters_workitem WHERE queue = asked.queue LIMIT asked.most"
    return (
        (
            f"SELECT asked.queue, (SELECT count(*) FROM ({lying}) AS lying WHERE EXISTS ({seen}))"
            " FROM unnest(%s::text[], %s::int[]) AS asked(queue, most)"
        ),
        values,
    )


def state_label(item: WorkItem) -> str:
    """Return the state of a worklist row in words."""
    procedure = procedure_of(item.matter.procedure, item.matter.version)
    return _(procedure.track(item.track.type).state(item.state).label)
