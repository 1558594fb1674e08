"""The fields in which the figures of an indicator are typed, on the desk and at an agency's own door."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from palat.duties.planning.models import IndicatorYear
from palat.duties.planning.operations.figures import AREAS, CONFIRM, field_name
from palat.duties.planning.queries.definitions import figures_of
from palat.kernel.pages.text import LineField, TextField


def figure_fields(definition: IndicatorYear) -> dict[str, forms.Field]:
    """Return a field for each figure (or one for all provinces), and one to confirm what looks wrong."""
    english = (get_language() or "").startswith("en")
    figures = figures_of(definition)
    fields: dict[str, forms.Field] = {}
    if definition.by_area:
        names = " | ".join(one.label(english) + (_(" (บาท)") if one.money else "") for one in figures)
        help = _("บรรทัดละหนึ่งจังหวัด คั่นด้วย | หรือวางจากตาราง: จังหวัด | %(figures)s") % {"figures": names}
        fields[AREAS] = TextField(label=_("ตัวเลขรายจังหวัด"), rows=10, help_text=help)
    else:
        for one in figures:
            help = _("กรอกเป็นบาท ไม่ใช่ล้านบาท") if one.money else ""
            label = one.label(english) + (_(" (บาท)") if one.money else "")
            widget = forms.TextInput(attrs={"inputmode": "decimal"})
            fields[field_name(one.name)] = LineField(label=label, max_length=40, help_text=help, widget=widget)
    fields[CONFIRM] = LineField(
        label=_("ยืนยันตัวเลขที่ระบบสงสัย"),
        max_length=300,
        required=False,
        help_text=_("กรอกเมื่อระบบแจ้งว่าตัวเลขผิดปกติแต่ถูกต้องแล้ว บอกเหตุผล"),
    )
    return fields


def said_in(data: Mapping[str, Any]) -> dict[str, str]:
    """Return what was typed into these fields."""
    kept = (AREAS, CONFIRM)
    return {name: str(value) for name, value in data.items() if name in kept or name.startswith(field_name(""))}
