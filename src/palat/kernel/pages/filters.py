"""Ways to narrow a list. Each declares its inputs, narrows a queryset, and says in words what it did."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import DateTimeField, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .dates import display_date
from .fields import DigitsField, ThaiDateField, ThaiDateInput
from .keyset import field_at
from .shapes import Text

YES, NO = gettext_lazy("ใช่"), gettext_lazy("ไม่ใช่")
ALL = gettext_lazy("ทั้งหมด")
Choices = Iterable[tuple[str | int, Text]]


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What all filters have. `field`: the path narrowed (default: the code); `apply` replaces the usual narrowing.

    `apply(queryset, value)` gets the cleaned value: a text, a list, a bool, or a pair of dates.
    """

    code: str
    label: Text
    field: str = ""
    apply: Callable[[QuerySet, Any], QuerySet] | None = None

    def inputs(self) -> dict[str, forms.Field]:
        """Return the form fields, by the names they have in the address."""
        raise NotImplementedError

    def value(self, cleaned: dict[str, Any]) -> Any:
        """Take this filter's value from the cleaned form; something false when it is not in use."""
        return cleaned.get(self.code)

    def usual(self, queryset: QuerySet, value: Any) -> QuerySet:
        """Narrow by `field`."""
        raise NotImplementedError

    def words(self, value: Any) -> str:
        """Say the value in words."""
        return str(value)

    def narrow(self, queryset: QuerySet, value: Any) -> QuerySet:
        return (self.apply or self.usual)(queryset, value)

    @property
    def path(self) -> str:
        return self.field or self.code


@dataclass(frozen=True, kw_only=True)
class ChoiceFilter(Filter):
    """One of a few, or several when `many`. `choices` may be a function, called once per page."""

    choices: Choices | Callable[[], Choices] = ()
    many: bool = False
    blank: Text = ALL

    def inputs(self) -> dict[str, forms.Field]:
        choices = list(self.choices() if callable(self.choices) else self.choices)
        if self.many:
            widget = forms.CheckboxSelectMultiple
            return {
                self.code: forms.MultipleChoiceField(label=self.label, choices=choices, required=False, widget=widget)
            }
        either = [("", self.blank), *choices]
        return {self.code: forms.ChoiceField(label=self.label, choices=either, required=False)}

    def usual(self, queryset: QuerySet, value: Any) -> QuerySet:
        return queryset.filter(**{f"{self.path}__in": value} if self.many else {self.path: value})

    def words_from(self, value: Any, choices: Iterable[tuple[Any, Text]]) -> str:
        labels = {str(code): str(label) for code, label in choices}
        return ", ".join(labels.get(one, one) for one in (value if self.many else [value]))


@dataclass(frozen=True, kw_only=True)
class TextFilter(Filter):
    """Words typed. Give `apply` with a search that has an index; the usual narrowing is an exact match."""

    help: Text = ""

    def inputs(self) -> dict[str, forms.Field]:
        return {self.code: forms.CharField(label=self.label, required=False, max_length=200, help_text=self.help)}

    def usual(self, queryset: QuerySet, value: Any) -> QuerySet:
        return queryset.filter(**{self.path: value})


@dataclass(frozen=True, kw_only=True)
class DateRangeFilter(Filter):
    """From a day to a day, both included, in พ.ศ.; on a moment, days are those of Asia/Bangkok."""

    def inputs(self) -> dict[str, forms.Field]:
        return {
            f"{self.code}_from": ThaiDateField(
                label=_("%(what)s ตั้งแต่") % {"what": self.label}, required=False, widget=ThaiDateInput
            ),
            f"{self.code}_to": ThaiDateField(label=_("%(what)s ถึง") % {"what": self.label}, required=False),
        }

    def value(self, cleaned: dict[str, Any]) -> tuple[date | None, date | None] | None:
        pair = (cleaned.get(f"{self.code}_from"), cleaned.get(f"{self.code}_to"))
        return pair if any(pair) else None

    def usual(self, queryset: QuerySet, value: tuple[date | None, date | None]) -> QuerySet:
        first, last = value
        condition = Q()
        if isinstance(field_at(queryset, self.path), DateTimeField):
            if first:
                condition &= Q(**{f"{self.path}__gte": start_of(first)})
            if last:
                condition &= Q(**{f"{self.path}__lt": start_of(last + timedelta(days=1))})
        else:
            if first:
                condition &= Q(**{f"{self.path}__gte": first})
            if last:
                condition &= Q(**{f"{self.path}__lte": last})
        return queryset.filter(condition)

    def words(self, value: tuple[date | None, date | None]) -> str:
        first, last = value
        if first and last:
            return f"{display_date(first)} – {display_date(last)}"
        if first:
            return _("ตั้งแต่ %(day)s") % {"day": display_date(first)}
        return _("ถึง %(day)s") % {"day": display_date(last)} if last else ""


@dataclass(frozen=True, kw_only=True)
class NumberRangeFilter(Filter):
    """From a number to a number, both included; either may be left out, and digits may be Thai ones."""

    def inputs(self) -> dict[str, forms.Field]:
        return {
            f"{self.code}_from": DigitsField(
                label=_("%(what)s ตั้งแต่") % {"what": self.label}, required=False, max_length=9
            ),
            f"{self.code}_to": DigitsField(label=_("%(what)s ถึง") % {"what": self.label}, required=False, max_length=9),
        }

    def value(self, cleaned: dict[str, Any]) -> tuple[str, str] | None:
        pair = (cleaned.get(f"{self.code}_from", ""), cleaned.get(f"{self.code}_to", ""))
        return pair if any(pair) else None

    def usual(self, queryset: QuerySet, value: tuple[str, str]) -> QuerySet:
        first, last = value
        condition = Q()
        if first:
            condition &= Q(**{f"{self.path}__gte": int(first)})
        if last:
            condition &= Q(**{f"{self.path}__lte": int(last)})
        return queryset.filter(condition)

    def words(self, value: tuple[str, str]) -> str:
        first, last = value
        return f"{first or '…'} – {last or '…'}"


@dataclass(frozen=True, kw_only=True)
class YesNoFilter(Filter):
    """Yes, no, or either."""

    yes: Text = YES
    no: Text = NO

    def inputs(self) -> dict[str, forms.Field]:
        choices = [("", gettext_lazy("ทั้งหมด")), ("1", self.yes), ("0", self.no)]
        return {self.code: forms.ChoiceField(label=self.label, choices=choices, required=False)}

    def usual(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset.filter(**{self.path: value == "1"})

    def narrow(self, queryset: QuerySet, value: str) -> QuerySet:
        return self.apply(queryset, value == "1") if self.apply else self.usual(queryset, value)

    def words(self, value: str) -> str:
        return str(self.yes if value == "1" else self.no)


def start_of(day: date) -> datetime:
    """Return the first moment of a day in Asia/Bangkok."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())
