"""Defining indicators: what they are called, and how they are computed and scored in a fiscal year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.planning.models import Indicator, IndicatorYear, Item
from palat.duties.planning.operations.agreeing import takes_agreements
from palat.duties.planning.procedure.accumulating import WEIGHTED
from palat.duties.planning.procedure.formula import DefectiveFormula, read
from palat.duties.planning.procedure.scoring import DefectiveRule, Rule
from palat.duties.planning.procedure.words import FORMULA_DEFECTS, MEASURE, RULE_DEFECTS
from palat.kernel.history.operations import append
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.reports.countables import countables

FIXED = ("agreed", "running", "evaluated", "closed")


@dataclass(frozen=True)
class Defined:
    """An indicator's definition of a year, in clean values."""

    name_th: str
    unit_th: str
    formula: str
    figures: Sequence[Mapping[str, Any]]
    direction: str
    method: str
    source: str
    cumulative: str
    name_en: str = ""
    unit_en: str = ""
    plan_item_id: int | None = None
    weigh_by: str = ""
    by_area: bool = False
    decimals: int = 2
    evidence: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    plausible_low: Decimal | None = None
    plausible_high: Decimal | None = None
    plausible_factor: Decimal | None = None
    target: Decimal | None = None
    thresholds: tuple[Decimal, ...] = field(default=())

    def check(self) -> None:
        """Raise UnableToAct unless it can be computed and scored."""
        names = [str(one["name"]) for one in self.figures]
        if len(set(names)) != len(names) or not all(name.isidentifier() and name.isascii() for name in names):
            raise UnableToAct(_("ชื่อตัวเลขต้องเป็นอักษรอังกฤษ ไม่มีช่องว่าง และไม่ซ้ำกัน"))
        try:
            read(self.formula, names)
        except DefectiveFormula as defect:
            raise UnableToAct(f"{_(FORMULA_DEFECTS[defect.code])} {defect.what}".strip()) from defect
        if self.cumulative == WEIGHTED and self.weigh_by not in names:
            raise UnableToAct(_("การเฉลี่ยถ่วงน้ำหนักต้องบอกว่าใช้ตัวเลขใดถ่วง"))
        if self.source == MEASURE and not all(one.get("counted") in countables() for one in self.figures):
            raise UnableToAct(_("ตัวชี้วัดที่ระบบคำนวณต้องเลือกที่มาของทุกตัวเลข"))
        if self.source == MEASURE and self.by_area:
            raise UnableToAct(_("ตัวชี้วัดที่ระบบคำนวณยังแยกรายจังหวัดไม่ได้"))
        if self.thresholds:
            try:
                Rule(self.method, self.direction, self.thresholds, self.low, self.high).check()
            except DefectiveRule as defect:
                raise UnableToAct(_(RULE_DEFECTS[defect.code])) from defect


@transaction.atomic
def define(*, code: str, year: int, defined: Defined, by: Actor, at: datetime) -> IndicatorYear:
    """Define an indicator for a fiscal year, or define it anew while no agreement with it was agreed.

    Raises: UnableToAct for a definition that cannot be computed, or one that is fixed; NotAuthorised.
    """
    if not takes_agreements(by):
        raise NotAuthorised(_("คุณไม่มีหน้าที่กำหนดตัวชี้วัด"))
    defined.check()
    own = {name: getattr(defined, name) for name in ("name_th", "name_en", "unit_th", "unit_en", "plan_item_id")}
    indicator, _made = Indicator.objects.update_or_create(code=code, defaults=own)
    if Item.objects.filter(
        definition__indicator=indicator, definition__year=year, agreement__matter__state__in=FIXED
    ).exists():
        raise UnableToAct(_("มีคำรับรองที่ลงนามแล้วใช้นิยามปีนี้ จึงแก้ไขไม่ได้ โปรดกำหนดในปีถัดไป"))
    names = ("formula", "direction", "low", "high", "method", "target", "source", "cumulative", "weigh_by", "by_area")
    more = ("decimals", "plausible_low", "plausible_high", "plausible_factor", "evidence")
    values = {name: getattr(defined, name) for name in (*names, *more)}
    values |= {
        "figures": [dict(one) for one in defined.figures],
        "thresholds": [str(one) for one in defined.thresholds],
    }
    found, _new = IndicatorYear.objects.update_or_create(indicator=indicator, year=year, defaults=values)
    basis = next((f"holding:{held.holding_id}" for held in (by.authority.held if by.authority else ())), "")
    told = {name: str(value) for name, value in {**own, **values}.items()}
    append(
        chain=f"planning:indicator:{indicator.pk}",
        kind="defined",
        at=at,
        actor=by.ref,
        basis=basis,
        facts={"year": year},
        body=told,
    )
    return found
