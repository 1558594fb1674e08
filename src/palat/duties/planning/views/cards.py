"""Lines of a card as pages show them."""

from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from palat.duties.planning.models import Item
from palat.duties.planning.procedure.scoring import LEVELS, Rolled, level
from palat.duties.planning.queries.definitions import light_of
from palat.duties.planning.queries.scorecard import AMBER, GREEN, GREY, RED, Line, light, lines
from palat.duties.planning.views.showing import NONE, number, plain, result_words, score_words
from palat.kernel.pages.language import name_of
from palat.kernel.pages.pieces import badge

LIGHTS = {
    GREEN: (gettext_noop("ดี"), "good"),
    AMBER: (gettext_noop("เฝ้าระวัง"), "warn"),
    RED: (gettext_noop("ต้องเร่ง"), "danger"),
    GREY: (gettext_noop("ยังไม่มีคะแนน"), "neutral"),
}


def light_badge(score: Any, year: int) -> SafeString:
    """Return the light of a score, always with its word."""
    words, tone = LIGHTS[light(score, year)]
    return badge(_(words), tone=tone)  # type: ignore[arg-type]


def light_rule(year: int) -> str:
    """Return the rule of the light in words."""
    setting = light_of(year)
    if setting is None:
        return ""
    words = _("ดี ตั้งแต่ %(green)s คะแนน · เฝ้าระวัง ตั้งแต่ %(amber)s · ต่ำกว่านั้นต้องเร่ง · ไม่มีคะแนนเมื่อยังไม่มีค่าที่ตรวจแล้ว")
    return words % {"green": plain(setting.green_from), "amber": plain(setting.amber_from)}


def rolled_words(rolled: Rolled) -> str:
    """Return a rolled-up score with its base."""
    if rolled.score is None:
        return _("ยังไม่มีคะแนน")
    words = _("ได้ %(earned)s จากน้ำหนักที่มีคะแนน %(scored)s (ทั้งหมด %(whole)s)")
    return words % {"earned": number(rolled.earned), "scored": plain(rolled.scored), "whole": plain(rolled.whole)}


def line_row(one: Line, year: int) -> dict[str, Any]:
    """Return a line as a row of a table."""
    item, now = one.item, one.now
    definition = item.definition
    score = now.score if now else None
    on_levels = definition.method == LEVELS and score is not None
    return {
        "pk": item.pk,
        "indicator": definition.indicator_id,
        "code": definition.indicator.code,
        "name": name_of(definition.indicator),
        "weight": plain(item.weight),
        "target": NONE if item.target is None else plain(item.target),
        "round": now.round if now else None,
        "value": result_words(definition, now.result) if now else NONE,
        "score": score_words(now) if now else NONE,
        "level": _("ระดับ %(level)s") % {"level": number(level(score))} if on_levels and score is not None else "",
        "earned": number(one.part.earned) if score is not None else NONE,
        "light": light_badge(score, year),
    }


def item_rows(items: Sequence[Item]) -> list[dict[str, Any]]:
    """Return the indicators of an agreement with how they stand."""
    if not items:
        return []
    year = items[0].agreement.year
    return [line_row(one, year) for one in lines(items)]
