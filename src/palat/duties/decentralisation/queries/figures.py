"""Figures of the ledger: how many cells in which state, how far each leg is, whatever narrows them.

Asked by the pages of this duty, and by what later shows the mission of the Office or computes an indicator.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from palat.duties.decentralisation.models import TransferTally
from palat.duties.decentralisation.procedure.cells import DONE, LEGS, STATES


@dataclass(frozen=True)
class Figures:
    """Counts of cells by state; of the live ones for each leg how many are settled, and how many under way."""

    states: Mapping[str, int]
    legs: Mapping[str, int]
    under_way: Mapping[str, int]

    @property
    def every(self) -> int:
        """How many cells there are, whatever became of them."""
        return sum(self.states.values())

    @property
    def live(self) -> int:
        """How many are on their way or there: those refused, returned or taken out of the plan are left out."""
        return sum(self.states[one.code] for one in STATES.values() if one.live)

    @property
    def done(self) -> int:
        """How many are transferred, or operate."""
        return sum(self.states[STATES[number].code] for number in DONE)

    @property
    def aside(self) -> int:
        """How many left the plan: refused, returned, taken out."""
        return self.every - self.live

    def share(self, number: int) -> float | None:
        """Return a number as a share of the live ones; None where there are none."""
        return number / self.live if self.live else None


@dataclass(frozen=True)
class Narrowed:
    """What figures are narrowed by; nothing: all of it."""

    mission_ids: Collection[int] = ()
    transfer_ids: Collection[int] = ()
    fields: Collection[str] = ()
    provinces: Collection[str] = ()
    types: Collection[str] = ()

    def rows(self) -> QuerySet[TransferTally]:
        """Return the rows of the tally that this leaves."""
        wanted = {
            "transfer__mission__in": self.mission_ids,
            "transfer__in": self.transfer_ids,
            "transfer__mission__field__in": self.fields,
            "province__in": self.provinces,
            "type__in": self.types,
        }
        return TransferTally.objects.filter(**{path: list(values) for path, values in wanted.items() if values})


COLUMNS = (
    *(one.code for one in STATES.values()),
    *(f"{leg}_{what}" for leg in LEGS for what in ("settled", "under_way")),
)
SUMS: dict[str, Any] = {f"sum_{column}": Coalesce(Sum(column), 0) for column in COLUMNS}


def _figures(row: Mapping[str, Any]) -> Figures:
    return Figures(
        states={one.code: row[f"sum_{one.code}"] for one in STATES.values()},
        legs={leg: row[f"sum_{leg}_settled"] for leg in LEGS},
        under_way={leg: row[f"sum_{leg}_under_way"] for leg in LEGS},
    )


def figures(narrowed: Narrowed | None = None) -> Figures:
    """Return the figures of all cells, or of those that something narrows them to."""
    return _figures((narrowed or Narrowed()).rows().aggregate(**SUMS))


def figures_by(dimension: str, narrowed: Narrowed) -> dict[Any, Figures]:
    """Return figures by `transfer`, `transfer__mission`, `transfer__mission__field`, `province` or `type`."""
    rows = narrowed.rows().order_by().values(dimension).annotate(**SUMS)
    return {row[dimension]: _figures(row) for row in rows}
