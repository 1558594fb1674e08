"""Scorecards, computed when they are asked for: lines of indicators, rolled up by agency, division and strategy."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from palat.duties.planning.models import Agreement, Item
from palat.duties.planning.procedure.accumulating import ROUNDS
from palat.duties.planning.procedure.scoring import Part, Rolled, rolled_up
from palat.duties.planning.queries.definitions import light_of
from palat.duties.planning.queries.values import Standing, batches, standing

GREEN, AMBER, RED, GREY = "green", "amber", "red", "grey"


@dataclass(frozen=True)
class Line:
    """An indicator of a card: how it stood at each round with a value that counts, and how it stands."""

    item: Item
    rounds: tuple[Standing, ...]

    @property
    def now(self) -> Standing | None:
        """The newest round that counts."""
        return self.rounds[-1] if self.rounds else None

    @property
    def part(self) -> Part:
        """What it adds to the card."""
        return Part(self.item.weight, self.now.score if self.now else None)


def lines(items: Sequence[Item], *, reviewed: bool = True, until: int = ROUNDS[-1]) -> list[Line]:
    """Return indicators with their rounds, up to a round; `reviewed`: only what counts. One statement."""
    found = batches([one.pk for one in items], reviewed=reviewed)
    return [
        Line(
            one,
            tuple(
                standing(one, found.get(one.pk, {}), round) for round in sorted(found.get(one.pk, {})) if round <= until
            ),
        )
        for one in items
    ]


def rolled(of: Iterable[Line]) -> Rolled:
    """Weigh lines together."""
    return rolled_up(one.part for one in of)


@dataclass(frozen=True)
class Card:
    """The lines of one body or one strategy, rolled up."""

    lines: tuple[Line, ...]
    rolled: Rolled
    agreement: Agreement | None = None
    strategy_id: int | None = None


def by_agreement(of: Iterable[Line]) -> list[Card]:
    """Return a card for each agreement, in the order of the lines."""
    grouped: dict[int, list[Line]] = defaultdict(list)
    for one in of:
        grouped[one.item.agreement_id].append(one)
    return [Card(tuple(group), rolled(group), agreement=group[0].item.agreement) for group in grouped.values()]


def by_strategy(of: Iterable[Line]) -> list[Card]:
    """Return a card for each strategy that an indicator serves, whatever the body."""
    grouped: dict[int, list[Line]] = defaultdict(list)
    for one in of:
        item_id = one.item.definition.indicator.plan_item_id
        if item_id is not None:
            grouped[item_id].append(one)
    return [Card(tuple(group), rolled(group), strategy_id=number) for number, group in sorted(grouped.items())]


def light(score: Decimal | None, year: int) -> str:
    """Return the colour of a score by the setting of the year; grey without a score or a setting."""
    setting = light_of(year)
    if score is None or setting is None:
        return GREY
    if score >= setting.green_from:
        return GREEN
    return AMBER if score >= setting.amber_from else RED
