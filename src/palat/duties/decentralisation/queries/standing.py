"""How chosen cells and local governments stand on a day: plain values by which an act is judged."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.expressions import RawSQL

from palat.duties.decentralisation.models import Cell, LocalGovernment, LocalGovernmentType
from palat.duties.decentralisation.procedure.cells import DONE, LEGS, NOT_LIVE


@dataclass(frozen=True)
class Standing:
    """A cell as it stands. `type`: what the local government was on the legal day; empty: it did not exist."""

    id: int
    local_id: int
    state: int
    held: int
    since: date
    legs: tuple[int, ...]
    type: str


def among(numbers: Collection[int]) -> RawSQL:
    """Return numbers for `__in` as one value: writing down thousands of values takes longer than looking them up."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(numbers)])


def on_day(day: date, path: str = "") -> Q:
    """Return the condition that a dated type held on a day; an unknown first day is before every day."""
    begun = Q(**{f"{path}valid_from": None}) | Q(**{f"{path}valid_from__lte": day})
    return begun & (Q(**{f"{path}valid_to": None}) | Q(**{f"{path}valid_to__gt": day}))


def types_on(local_ids: Collection[int], day: date) -> dict[int, str]:
    """Return the type of each local government on a day; those that did not exist then are left out."""
    rows = LocalGovernmentType.objects.filter(on_day(day), local__in=among(local_ids))
    return dict(rows.values_list("local_id", "type"))


def type_on(local: LocalGovernment, day: date) -> str:
    """Return the type of a local government on a day, or "" where it did not exist."""
    return types_on([local.pk], day).get(local.pk, "")


def standing_of(transfer_id: int, cell_ids: Collection[int], day: date) -> list[Standing]:
    """Return chosen cells of a transfer as they stand, in the order of their numbers."""
    columns = ("id", "local_id", "state", "held", "since", *LEGS)
    rows = Cell.objects.filter(transfer=transfer_id, pk__in=among(cell_ids)).order_by("pk").values_list(*columns)
    found = list(rows)
    types = types_on([row[1] for row in found], day)
    return [
        Standing(number, local, state, held, since, tuple(of_legs), types.get(local, ""))
        for number, local, state, held, since, *of_legs in found
    ]


def taken(mission_id: int, local_ids: Collection[int]) -> dict[int, int]:
    """Return in which transfer a mission is live for each of some local governments."""
    rows = Cell.objects.filter(mission=mission_id, local__in=among(local_ids)).exclude(state__in=NOT_LIVE)
    return dict(rows.values_list("local_id", "transfer_id"))


def names_of(local_ids: Collection[int], most: int = 3) -> str:
    """Return the first names of some local governments, for a refusal."""
    rows = LocalGovernment.objects.filter(pk__in=list(local_ids)[:most]).order_by("sort_key", "pk")
    return ", ".join(rows.values_list("name_th", flat=True))


def facts_of(transfer_id: int) -> dict[str, bool]:
    """Return what the guards of a transfer look at: whether anything is in its plan, and whether any is between."""
    live = Cell.objects.filter(transfer=transfer_id).exclude(state__in=NOT_LIVE)
    return {"cells": live.exists(), "between": live.exclude(state__in=DONE).exists()}
