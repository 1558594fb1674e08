"""What opens an agreement, and what its indicators are given."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from palat.duties.planning.models import Indicator, Item
from palat.duties.planning.operations.agreeing import Wanted
from palat.duties.planning.queries.listing import (
    STATE_ENTERPRISE,
    WITH_AUTHORITY,
    agency_choices_under,
    division_choices,
)
from palat.kernel.calendar.counting import fiscal_year, legal_date
from palat.kernel.organisation.queries import agency_by_id
from palat.kernel.pages.language import name_of
from palat.kernel.pages.text import LineField


def _year() -> int:
    return fiscal_year(legal_date(timezone.now()))


class YearForm(forms.Form):
    """The fiscal year."""

    year = forms.IntegerField(label=_("ปีงบประมาณ (พ.ศ.)"), min_value=2560, max_value=2600, initial=_year)


class AgencyAgreementForm(YearForm):
    """An agency or state enterprise, and the year."""

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        pairs = agency_choices_under(legal_date(timezone.now()))
        self.fields["agency_id"] = forms.TypedChoiceField(
            label=_("หน่วยงาน"),
            choices=[("", "—"), *pairs],
            coerce=int,
            help_text=_("สปน. กรมประชาสัมพันธ์ และ สคบ. อยู่ในกำกับของปลัดสำนักนายกรัฐมนตรี หน่วยงานอื่นเป็นการประสานและติดตาม"),
        )

    def clean(self) -> dict[str, Any]:
        """Say which kind of agreement it is, by the agency."""
        data = super().clean() or {}
        if data.get("agency_id"):
            agency = agency_by_id(data["agency_id"])
            known = "agency" if agency.code in WITH_AUTHORITY else "observed"
            data["kind"] = "enterprise" if agency.kind == STATE_ENTERPRISE else known
        return data


class DivisionAgreementForm(YearForm):
    """A division of the Office, the unit whose people report, and the year."""

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        pairs = [("", "—"), *division_choices()]
        self.fields["division_id"] = forms.TypedChoiceField(label=_("กองหรือหน่วยงาน"), choices=pairs, coerce=int)
        self.fields["reporting_unit_id"] = forms.TypedChoiceField(
            label=_("กลุ่มที่รายงาน"), choices=pairs, coerce=int, empty_value=None, required=False
        )

    def clean(self) -> dict[str, Any]:
        """Name the kind."""
        return {**(super().clean() or {}), "kind": "division"}


MOST = Decimal(10) ** 17  # what a column holds


def number_in(text: str) -> Decimal:
    """Read a number. Raises: ValidationError."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise forms.ValidationError(_("โปรดกรอกเป็นตัวเลข")) from None
    if not number.is_finite() or abs(number) >= MOST:
        raise forms.ValidationError(_("โปรดกรอกเป็นตัวเลข"))
    return number


class NumberField(LineField):
    """A decimal number, or none."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value).replace(",", "")
        return number_in(text) if text else None


class StepsField(LineField):
    """Numbers between slashes, from the worst to the best."""

    def clean(self, value: Any) -> Any:
        parts = [one.strip() for one in super().clean(value).replace(",", "").split("/")]
        return tuple(number_in(one) for one in parts if one)


def text_of(value: Any) -> str:
    """Write a number as it is typed."""
    return "" if value is None else f"{Decimal(str(value)).normalize():f}"


class RowsForm(forms.Form):
    """A row of weight, target and thresholds for each indicator."""

    def __init__(self, data: Any = None, *, rows: Iterable[tuple[int, str, Mapping[str, str]]], **more: Any) -> None:
        super().__init__(data, **more)
        self.row_ids: list[tuple[int, str]] = []
        for number, name, first in rows:
            self.row_ids.append((number, name))
            for what, field in (
                ("weight", NumberField(label=_("น้ำหนัก"), required=False, max_length=7)),
                ("target", NumberField(label=_("ค่าเป้าหมาย"), required=False, max_length=24)),
                ("steps", StepsField(label=_("เกณฑ์ จากแย่ที่สุดไปดีที่สุด คั่นด้วย /"), required=False, max_length=120)),
            ):
                field.initial = first.get(what, "")
                field.widget.attrs |= {"size": 8 if what != "steps" else 24, "aria-label": f"{name}: {field.label}"}
                self.fields[f"{what}_{number}"] = field

    def table(self) -> list[tuple[str, Any, Any, Any]]:
        """Return the rows as a template shows them."""
        return [(name, self[f"weight_{pk}"], self[f"target_{pk}"], self[f"steps_{pk}"]) for pk, name in self.row_ids]

    def wanted(self) -> list[Wanted]:
        """Return the rows that have a weight."""
        data = self.cleaned_data
        return [
            Wanted(pk, data[f"weight_{pk}"], data[f"target_{pk}"], data[f"steps_{pk}"])
            for pk, _name in self.row_ids
            if data[f"weight_{pk}"]
        ]

    def changes(self, items: Sequence[Item]) -> dict[str, dict[str, Any] | None]:
        """Return what differs from the indicators as they stand; one without a weight is dropped."""
        found: dict[str, dict[str, Any] | None] = {}
        for item in items:
            weight = self.cleaned_data[f"weight_{item.pk}"]
            target, steps = self.cleaned_data[f"target_{item.pk}"], self.cleaned_data[f"steps_{item.pk}"]
            now = (item.weight, item.target, tuple(Decimal(str(one)) for one in item.thresholds))
            if not weight:
                found[str(item.pk)] = None
            elif (weight, target, steps) != now:
                new = {"weight": str(weight), "thresholds": [str(one) for one in steps]}
                found[str(item.pk)] = {**new, **({"target": str(target)} if target is not None else {})}
        return found


def row_of_item(item: Item) -> tuple[int, str, dict[str, str]]:
    """Return the row of an indicator in an agreement."""
    one = item.definition.indicator
    return item.pk, f"{one.code} {name_of(one)}", _first(item)


def row_of_indicator(indicator: Indicator, item: Item | None) -> tuple[int, str, dict[str, str]]:
    """Return the row of an indicator that may be taken into an agreement."""
    return indicator.pk, f"{indicator.code} {name_of(indicator)}", _first(item) if item else {}


def _first(item: Item) -> dict[str, str]:
    steps = " / ".join(text_of(one) for one in item.thresholds)
    return {"weight": text_of(item.weight), "target": text_of(item.target), "steps": steps}


class ReasonedRowsForm(RowsForm):
    """Rows, and why they change."""

    reason = LineField(label=_("เหตุผลที่ขอเปลี่ยนแปลง"), max_length=500)
