"""Scorecards drawn up from what counts now, issued, thawed, and compared with a later day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from palat.duties.planning.models import Agreement
from palat.duties.planning.procedure.formula import Result
from palat.duties.planning.procedure.scoring import Rolled
from palat.duties.planning.procedure.words import NO_VALUE, PLANNING_UNIT
from palat.duties.planning.queries.definitions import light_of
from palat.duties.planning.queries.listing import items_of, strategies
from palat.duties.planning.queries.scorecard import Card, Line, by_agreement, by_strategy, light, lines
from palat.duties.planning.scorecards import REPORT, RULES, Counted, Round, as_row, changes, from_row
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.queries import unit_id
from palat.kernel.reports.measures import open_to_all
from palat.kernel.reports.operations.issuing import Frozen, Issued, UnableToIssue, issue, write_remarks
from palat.kernel.reports.queries.issued import counted_in, remarks_on


@dataclass(frozen=True)
class Drawn:
    """A round's scorecards as they stand on a day."""

    period: Round
    as_of: date
    figures: dict[str, Any]
    counted: Sequence[Counted]
    rules: Sequence[str]
    obstacles: str = ""
    recommendations: str = ""


def rules_of(year: int) -> tuple[str, ...]:
    """Return the rules in words, with the light's own."""
    setting = light_of(year)
    if setting is None:
        return RULES
    mark = "" if setting.mark == "verified" else " (ยังไม่ได้ตรวจยืนยัน)"
    return (*RULES, f"สัญญาณ: ดีตั้งแต่ {setting.green_from:f} เฝ้าระวังตั้งแต่ {setting.amber_from:f} ต่ำกว่านั้นต้องเร่ง{mark}")


def draw_up(period: Round, *, as_of: date) -> Drawn:
    """Draw up the scorecards of a round from every agreement that was agreed, and is neither secret nor restricted."""
    open_ones = Agreement.objects.filter(year=period.year, is_live=True, **open_to_all("matter__"))
    found = open_ones.exclude(matter__state__in=("draft", "proposed"))
    ids = list(found.values_list("pk", flat=True))
    of = lines(list(items_of(ids)), until=period.months)
    names = {one.pk: one.words_th for one in strategies()}
    figures = {
        "round": period.months,
        "bodies": [_body(card, period.year) for card in by_agreement(of)],
        "strategies": [
            {
                "name": names.get(card.strategy_id or 0, ""),
                "items": len(card.lines),
                **_rolled(card.rolled, period.year),
            }
            for card in by_strategy(of)
        ],
    }
    remarks = remarks_on(REPORT, period)
    said = (remarks.obstacles, remarks.recommendations) if remarks else ("", "")
    return Drawn(period, as_of, figures, [_counted(one) for one in of], rules_of(period.year), *said)


def _body(card: Card, year: int) -> dict[str, Any]:
    agreement = card.agreement
    body = (agreement.agency or agreement.unit) if agreement else None
    return {
        "name": body.name_th if body else "",
        "kind": agreement.kind if agreement else "",
        "lines": [_line(one, year) for one in card.lines],
        **_rolled(card.rolled, year),
    }


def _line(one: Line, year: int) -> dict[str, Any]:
    now, definition = one.now, one.item.definition
    result = now.result if now else Result(None)
    score = now.score if now else None
    return {
        "code": definition.indicator.code,
        "name": definition.indicator.name_th,
        "unit": definition.indicator.unit_th,
        "weight": _text(one.item.weight),
        "target": _text(one.item.target),
        "value": _text(None if result.value is None else round(result.value, definition.decimals)),
        "why": NO_VALUE.get(result.reason, ""),
        "score": _text(score),
        "earned": _text(one.part.earned) if score is not None else "",
        "departs": bool(now and now.departs),
        "round": now.round if now else 0,
        "light": light(score, year),
    }


def _rolled(rolled: Rolled, year: int) -> dict[str, Any]:
    return {
        "earned": _text(rolled.earned),
        "scored": _text(rolled.scored),
        "whole": _text(rolled.whole),
        "score": _text(rolled.score),
        "light": light(rolled.score, year),
    }


def _text(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _counted(one: Line) -> Counted:
    now = one.now
    agreement = one.item.agreement
    body = agreement.agency or agreement.unit
    name = body.name_th if body else ""
    score = now.score if now else None
    return Counted(
        one.item.pk, name, _text(one.item.weight), now.event if now else 0, now.round if now else 0, _text(score)
    )


def issue_scorecards(period: Round, *, as_of: date, by: Actor, at: datetime, pdf: Any, csv: Any) -> Issued:
    """Issue the scorecards of a round: frozen with rules, values and what was counted. Raises: UnableToIssue.

    `pdf` and `csv` lay out what was drawn up. What is issued speaks for the day on which it is issued: an earlier day
    cannot be told any more, since a correction shows at once.
    """
    if as_of != legal_date(at):
        raise UnableToIssue(_("บัตรคะแนนออกได้ ณ วันที่ออกเท่านั้น เพราะการแก้ไขมีผลทันที"))
    drawn = draw_up(period, as_of=as_of)
    if not drawn.figures["bodies"]:
        raise UnableToIssue(_("ยังไม่มีคำรับรองที่ลงนามแล้วในปีนี้"))
    frozen = Frozen(as_of, drawn.figures, drawn.rules, [as_row(one) for one in drawn.counted], pdf(drawn), csv(drawn))
    return issue(
        report=REPORT,
        quarter=period,
        frozen=frozen,
        remarks=remarks_on(REPORT, period),
        by=by,
        unit_id=unit_id(PLANNING_UNIT),
        at=at,
    )


def write(period: Round, *, by: Actor, at: datetime, **remarks: str) -> Any:
    """Keep the remarks on a round. Raises: UnableToIssue."""
    return write_remarks(report=REPORT, quarter=period, by=by, unit_id=unit_id(PLANNING_UNIT), at=at, **remarks)


def thawed(issued: Issued) -> Drawn:
    """Return issued scorecards as they were."""
    period = Round(issued.year, issued.quarter)
    counted = [from_row(row) for row in counted_in(issued)]
    said = (issued.obstacles, issued.recommendations)
    return Drawn(period, issued.as_of, issued.figures, counted, issued.rules, *said)


@dataclass(frozen=True)
class Compared:
    """Issued scorecards beside those of another day, and why they differ."""

    before: Drawn
    now: Drawn
    why: Sequence[tuple[str, int]]


def compare(issued: Issued, *, as_of: date) -> Compared:
    """Compare issued scorecards with what counts now."""
    before = thawed(issued)
    now = draw_up(before.period, as_of=as_of)
    return Compared(before, now, changes(before.counted, now.counted))
