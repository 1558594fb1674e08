"""What pages of agreements show: an indicator with its rule in words, a report beside what it is on."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from palat.duties.planning.models import ChangeRequest, IndicatorValue, IndicatorYear, Item, Report
from palat.duties.planning.operations.reporting import report_of
from palat.duties.planning.procedure.formula import Result
from palat.duties.planning.procedure.words import (
    CUMULATIVE,
    DIRECTIONS,
    DOUBTS,
    METHODS,
    NO_VALUE,
    SOURCES,
    VALUE_STATES,
    in_unit,
)
from palat.duties.planning.queries.definitions import figures_in, figures_of, live_items
from palat.duties.planning.queries.values import Standing, batches, newest_values, standing
from palat.kernel.history.queries import events_of
from palat.kernel.matters.desk.rows import Beside
from palat.kernel.pages.language import name_of
from palat.kernel.pages.shapes import Fact

NONE = "–"
SATANG = Decimal(100)


def english() -> bool:
    """Say whether the page is in English."""
    return (get_language() or "").startswith("en")


def number(value: Decimal | None, decimals: int = 2) -> str:
    """Write a number with its commas; a dash for none."""
    if value is None:
        return NONE
    return f"{value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,}"


def plain(value: Decimal) -> str:
    """Write a number without zeros that say nothing."""
    return f"{value.normalize():,f}"


def unit_of(definition: IndicatorYear) -> str:
    """Return the unit in which an indicator is measured."""
    one = definition.indicator
    return one.unit_en if english() and one.unit_en else one.unit_th


def result_words(definition: IndicatorYear, result: Result) -> str:
    """Return a value with its unit, or why there is none."""
    if result.value is None:
        return _(NO_VALUE[result.reason])
    return in_unit(number(result.value, definition.decimals), unit_of(definition))


def rule_facts(item: Item) -> list[Fact]:
    """Return how an indicator is computed and scored, in words."""
    one = item.definition
    steps = " / ".join(plain(Decimal(str(step))) for step in item.thresholds) or _("ยังไม่กำหนด")
    return [
        Fact(_("สูตร"), one.formula),
        Fact(_("ที่มาของตัวเลข"), _(dict(SOURCES)[one.source])),
        Fact(_("การสะสม"), _(dict(CUMULATIVE)[one.cumulative])),
        Fact(_("ทิศทาง"), _(dict(DIRECTIONS)[one.direction])),
        Fact(_("วิธีให้คะแนน"), _(dict(METHODS)[one.method])),
        Fact(_("เกณฑ์"), steps),
        Fact(_("ค่าเป้าหมาย"), _("ยังไม่กำหนด") if item.target is None else plain(item.target)),
        Fact(_("น้ำหนัก"), plain(item.weight)),
    ]


@dataclass(frozen=True)
class Shown:
    """Figures of an area, or of the whole, as a page shows them."""

    area: str
    figures: list[tuple[str, str]]


def shown_values(definition: IndicatorYear, rows: Sequence[IndicatorValue]) -> list[Shown]:
    """Return figures in words; money in baht."""
    asked = figures_of(definition)
    found = []
    for row in rows:
        kept = figures_in(row.figures)
        said = [(one.label(english()), _figure(kept.get(one.name), money=one.money)) for one in asked]
        found.append(Shown(name_of(row.area) if row.area else "", said))
    return found


def _figure(figure: Decimal | None, *, money: bool) -> str:
    if figure is None:
        return NONE
    return _("%(amount)s บาท") % {"amount": number(figure / SATANG)} if money else plain(figure)


def report_beside(track_id: int) -> Beside:
    """Return what stands above the fields of an act on a report."""
    report = report_of(track_id)
    return Beside("planning/_report.html", report_parts(report))


def report_parts(report: Report) -> dict[str, Any]:
    """Return a report as pages show it: rule, figures, value, computed score, what was doubted."""
    item = report.item
    rows = newest_values(report.pk)
    now = standing(item, batches([item.pk], reviewed=False).get(item.pk, {}), report.round)
    doubted = [_(DOUBTS[one]) for one in (rows[0].doubts if rows else [])]
    return {
        "name": name_of(item.definition.indicator),
        "code": item.definition.indicator.code,
        "round": report.round,
        "due_on": report.due_on,
        "evidence": item.definition.evidence,
        "rule": rule_facts(item),
        "figures": shown_values(item.definition, rows),
        "value": result_words(item.definition, now.result) if rows else "",
        "computed": number(now.computed),
        "score": number(now.score),
        "departs": now.departs,
        "doubts": doubted,
        "confirmed": _confirmed(rows[0]) if doubted else "",
        "state": _(dict(VALUE_STATES)[rows[0].state]) if rows else "",
        "files": evidence_of(report),
    }


def _confirmed(row: IndicatorValue) -> str:
    """Return why doubtful figures are right, as whoever sent them said it."""
    events = events_of(f"matter:{row.report.track.matter_id}")
    return next((str(one.body.get("confirmed", "")) for one in events if one.id == row.event), "")


def evidence_of(report: Report) -> list[tuple[str, str]]:
    """Return the evidence that was sent with a report: name and address at the desk, the newest first."""
    matter = report.track.matter
    kept = matter.attachments.filter(track=report.pk).order_by("-pk")
    return [(one.name, reverse(f"{matter.procedure}_file", args=[matter.code, one.pk])) for one in kept]


def change_beside(matter_id: int, track_id: int) -> Beside:
    """Return a change of an agreement beside what holds now."""
    asked = ChangeRequest.objects.get(pk=track_id)
    rows = []
    for item in live_items(matter_id):
        if str(item.pk) not in asked.changes:
            continue
        after = asked.changes[str(item.pk)]
        new = _("ถอนตัวชี้วัด") if after is None else str(after.get("weight", ""))
        steps = "" if after is None else " / ".join(after.get("thresholds", []))
        target = "" if after is None else str(after.get("target") or "")
        rows.append((item.definition.indicator.code, name_of(item.definition.indicator), item, new, target, steps))
    return Beside("planning/_change.html", {"rows": rows, "reason": asked.reason})


def score_words(now: Standing) -> str:
    """Return a score, marked where the reviewer set it."""
    mark = _(" (ผู้ตรวจกำหนด)") if now.departs else ""
    return number(now.score) + mark
