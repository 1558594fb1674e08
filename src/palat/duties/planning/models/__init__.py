"""Tables of this duty."""

from palat.duties.planning.models.agreement import Agreement, ChangeRequest, IndicatorValue, Item, Report
from palat.duties.planning.models.indicator import Indicator, IndicatorYear
from palat.duties.planning.models.plan import Plan, PlanItem
from palat.duties.planning.models.setting import Light, Window

__all__ = [
    "Agreement",
    "ChangeRequest",
    "Indicator",
    "IndicatorValue",
    "IndicatorYear",
    "Item",
    "Light",
    "Plan",
    "PlanItem",
    "Report",
    "Window",
]
