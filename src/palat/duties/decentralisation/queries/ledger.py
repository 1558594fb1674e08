"""Reading the ledger: cells, local governments, missions and transfers that someone may look at."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from palat.duties.decentralisation.models import (
    Cell,
    LocalGovernment,
    LocalGovernmentType,
    Mission,
    Transfer,
    TransferStep,
)
from palat.duties.decentralisation.procedure.cells import LEGS, LIVE, SETTLED
from palat.duties.decentralisation.queries.listing import may_read
from palat.duties.decentralisation.queries.standing import among
from palat.kernel.history.queries import events_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.visibility import visible
from palat.kernel.organisation.queries import actor_names


def visible_locals(by: Actor) -> QuerySet[LocalGovernment]:
    """Return the local governments, for whoever reads the ledger."""
    rows = LocalGovernment.objects.select_related("province", "district")
    return rows if may_read(by) else rows.none()


def visible_missions(by: Actor) -> QuerySet[Mission]:
    """Return the missions, for whoever reads the ledger."""
    rows = Mission.objects.select_related("giver")
    return rows if may_read(by) else rows.none()


def visible_transfers(by: Actor) -> QuerySet[Transfer]:
    """Return the transfers whose matters someone may see."""
    return Transfer.objects.filter(matter__in=visible(by)).select_related("matter", "mission")


def visible_cells(by: Actor) -> QuerySet[Cell]:
    """Return the cells of the ledger with what a list shows of each."""
    rows = Cell.objects.select_related("local__province", "local__district", "transfer__matter", "transfer__mission")
    return rows.filter(transfer__matter__in=visible(by)) if may_read(by) else rows.none()


def candidates(transfer: Transfer) -> QuerySet[LocalGovernment]:
    """Return the local governments that may receive a mission by their type of today and are not in its plan yet."""
    there = Exists(Cell.objects.filter(transfer=transfer, local=OuterRef("pk")))
    rows = LocalGovernment.objects.filter(~there, type__in=transfer.mission.receivers, ended_on=None)
    return rows.select_related("province", "district")


def missing_legs(cell: Cell) -> list[str]:
    """Return the legs of a cell that are not settled: what is missing before it is transferred."""
    return [leg for leg in LEGS if getattr(cell, leg) not in SETTLED] if cell.state in LIVE else []


@dataclass(frozen=True)
class Lived:
    """One step in the life of a cell, with who recorded it and the words that were said."""

    step: TransferStep
    on: date
    at: datetime
    who: str
    words: str
    evidence: str


def lived(cell: Cell) -> list[Lived]:
    """Return the history of one cell, the latest first."""
    steps = list(cell.steps.select_related("act").order_by("-pk"))
    told = {one.seq: one for one in events_of(f"matter:{cell.transfer_id}")}
    names = actor_names(one.actor for one in told.values())
    found = []
    for step in steps:
        event = told.get(step.act.seq)
        who = names.get(event.actor, "") if event else ""
        words = str(event.body.get("words") or "") if event else ""
        found.append(Lived(step, step.act.on, step.act.at, who, words, step.act.evidence))
    return found


def dated_types(local: LocalGovernment) -> list[LocalGovernmentType]:
    """Return what a local government was, the latest first."""
    return sorted(local.types.all(), key=lambda one: one.valid_from or date.min, reverse=True)


def chosen_states(cell_ids: Collection[int]) -> dict[int, int]:
    """Return how many of some cells stand in each state."""
    found: dict[int, int] = {}
    for state in Cell.objects.filter(pk__in=among(cell_ids)).order_by("state").values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found
