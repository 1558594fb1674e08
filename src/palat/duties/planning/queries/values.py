"""Values as they stand: the newest batch of figures of each indicator and round, areas added by name."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection

from palat.duties.planning.models import IndicatorValue, Item
from palat.duties.planning.procedure.accumulating import ROUNDS, Reported, value_at
from palat.duties.planning.procedure.formula import Result
from palat.duties.planning.procedure.scoring import DefectiveRule
from palat.duties.planning.procedure.words import REVIEWED
from palat.duties.planning.queries.definitions import formula_of, rule_of

NEWEST = """
WITH newest AS (
  SELECT item_id, round, max(event) AS event FROM planning_indicatorvalue
   WHERE item_id = ANY(%s) AND (state = 'reviewed' OR NOT %s) GROUP BY item_id, round)
SELECT v.item_id, v.round, v.event, max(v.state), max(v.score), f.key, sum(f.value::numeric)
  FROM planning_indicatorvalue v JOIN newest USING (item_id, round, event)
  CROSS JOIN LATERAL jsonb_each_text(v.figures) f
 GROUP BY v.item_id, v.round, v.event, f.key
"""


@dataclass
class Batch:
    """The newest figures of an indicator in a round, of all areas together."""

    round: int
    state: str
    event: int
    score: Decimal | None
    figures: dict[str, Decimal] = field(default_factory=dict)


def batches(item_ids: Collection[int], *, reviewed: bool) -> dict[int, dict[int, Batch]]:
    """Return the newest batch by indicator and round; `reviewed`: only what counts. One statement."""
    found: dict[int, dict[int, Batch]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [list(item_ids), reviewed])
        for item_id, round, event, state, score, name, total in cursor.fetchall():
            batch = found[item_id].setdefault(round, Batch(round, state, event, score))
            batch.figures[name] = total
    return found


@dataclass(frozen=True)
class Standing:
    """How an indicator stands at a round: its value, the score computed from it, and the one that counts."""

    round: int
    result: Result
    computed: Decimal | None
    score: Decimal | None
    state: str = ""
    event: int = 0

    @property
    def departs(self) -> bool:
        """Say whether the reviewer set another score than the computed one."""
        return self.score != self.computed


def standing(item: Item, of_item: Mapping[int, Batch], round: int) -> Standing:
    """Return how an indicator stands at a round, by its cumulative rule; the reviewer's score before the computed."""
    definition = item.definition
    reports = [Reported(one.round, one.figures) for one in of_item.values()]
    result = value_at(
        round,
        reports,
        rule=definition.cumulative,
        formula=formula_of(definition),
        weigh_by=definition.weigh_by,
        rounds=ROUNDS,
    )
    computed = score_for(item, result.value)
    own = of_item.get(round)
    set_by_reviewer = own.score if own and own.state == REVIEWED else None
    score = computed if set_by_reviewer is None else set_by_reviewer
    return Standing(round, result, computed, score, own.state if own else "", own.event if own else 0)


def score_for(item: Item, value: Decimal | None) -> Decimal | None:
    """Return the computed score of a value; None without a value, or while thresholds are not set."""
    if value is None:
        return None
    try:
        return rule_of(item).score(value)
    except DefectiveRule:
        return None


def newest_values(report_id: int) -> list[IndicatorValue]:
    """Return the rows of the newest batch of a report, area by area."""
    rows = IndicatorValue.objects.filter(report=report_id)
    newest = rows.order_by("-event").values_list("event", flat=True).first()
    return list(rows.filter(event=newest or 0).select_related("area", "by").order_by("area_id", "pk"))
