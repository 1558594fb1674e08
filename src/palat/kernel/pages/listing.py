"""The one way to list things: declared once, then filtered, paged, saved, exported alike everywhere."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import keyset
from .filters import ChoiceFilter, Filter
from .pieces import display
from .shapes import Text

NOTHING_YET = _("ยังไม่มีรายการ")
COUNT_LIMIT = 1_000  # counting more rows would cost more than knowing the number is worth
AFTER, BEFORE = "after", "before"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column.

    `value`: a dotted path ("agency.name") or a function of the row; the plain value, which is what is exported.
    `show`: a function of the row that returns HTML made by `format_html` or `pieces`; without it the value is shown.
    `title`: names the row; it carries the link, and heads the card on a phone.
    `shown` False: exported only; `exported` False: shown only.
    """

    code: str
    label: Text
    value: str | Callable[[Any], Any] = ""
    show: Callable[[Any], Any] | None = None
    css: str = ""
    title: bool = False
    shown: bool = True
    exported: bool = True

    @cached_property
    def _parts(self) -> list[str]:
        return (self.value if isinstance(self.value, str) and self.value else self.code).split(".")

    def value_of(self, row: Any) -> Any:
        if callable(self.value):
            return self.value(row)
        for part in self._parts:
            row = getattr(row, part) if row is not None else None
        return row

    def html_of(self, row: Any) -> Any:
        return self.show(row) if self.show else display(self.value_of(row))


@dataclass(frozen=True)
class Cell:
    column: Column
    html: Any


@dataclass(frozen=True)
class Row:
    """A row as the template draws it."""

    pk: Any
    url: str
    css: str
    cells: list[Cell]


@dataclass(frozen=True)
class ActiveFilter:
    """A filter in use: its words, and the address of the same list without it."""

    label: Text
    words: str
    without: str


@dataclass(frozen=True)
class Count:
    """How many rows there are; `more` when counting stopped at its bound."""

    number: int
    more: bool

    def __str__(self) -> str:
        if self.more:
            return gettext("มากกว่า %(number)s รายการ") % {"number": f"{self.number:,}"}
        return gettext("%(number)s รายการ") % {"number": f"{self.number:,}"}


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A list as declared.

    `order`: names of fields or annotations, "-" before those that descend; none of them NULL, the last one unique.
    An index in the same order makes every page equally quick.
    """

    code: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    filters: tuple[Filter, ...] = ()
    row_url: Callable[[Any], str] | None = None
    row_css: Callable[[Any], str] | None = None
    page_size: int = 50
    export_limit: int = 50_000
    empty: Text = NOTHING_YET
    empty_hint: Text = ""

    def row(self, row: Any) -> Row:
        return Row(
            pk=row.pk,
            url=self.row_url(row) if self.row_url else "",
            css=self.row_css(row) if self.row_css else "",
            cells=[Cell(column, column.html_of(row)) for column in self.shown_columns],
        )

    @cached_property
    def shown_columns(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.shown)

    @cached_property
    def exported_columns(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.exported)


class Narrowed:
    """A listing with one request's filters applied to the rows that the viewer may see.

    Unreadable filters narrow nothing and are shown as errors beside their fields.
    """

    def __init__(self, listing: Listing, rows: QuerySet, query: QueryDict) -> None:
        self.listing, self.query = listing, query
        inputs = [one.inputs() for one in listing.filters]
        fields = {name: input for group in inputs for name, input in group.items()}
        self.names = [list(group) for group in inputs]
        self.form: forms.Form = type("FilterForm", (forms.Form,), fields)(query, auto_id="filter_%s")
        self.form.is_valid()
        self.active: list[ActiveFilter] = []
        self._used: list[tuple[Filter, Any]] = []
        for one, names in zip(listing.filters, self.names, strict=True):
            value = one.value(self.form.cleaned_data)
            if value:
                rows = one.narrow(rows, value)
                self._used.append((one, value))
                self.active.append(ActiveFilter(one.label, self._words(one, value), self.address(drop=names)))
        self.rows = rows

    def narrow(self, rows: QuerySet) -> QuerySet:
        """Return other rows narrowed by the same filters."""
        for one, value in self._used:
            rows = one.narrow(rows, value)
        return rows

    def _words(self, one: Filter, value: Any) -> str:
        if isinstance(one, ChoiceFilter):
            choices: Any = self.form.fields[one.code]
            return one.words_from(value, choices.choices)
        return one.words(value)

    def address(self, *, drop: Iterable[str] = (), **put: str) -> str:
        """Return this list's query string, filters kept, its place in the list dropped."""
        query = self.query.copy()
        for name in (AFTER, BEFORE, "export", *drop):
            query.pop(name, None)
        for name in [name for name in query if not any(query.getlist(name))]:
            query.pop(name)
        for name, value in put.items():
            query[name] = value
        return f"?{query.urlencode()}"

    def others(self) -> list[tuple[str, str]]:
        """Return what the address says besides filters and place (a tab), for the form of filters to keep."""
        known = {AFTER, BEFORE, "export", *(name for group in self.names for name in group)}
        return [(name, value) for name, values in self.query.lists() if name not in known for value in values]

    def bare_address(self) -> str:
        """Return this list's query string without any filter."""
        return self.address(drop=[name for group in self.names for name in group])

    def kept_query(self) -> str:
        """Return only the filters, as they are saved."""
        known = {name for group in self.names for name in group}
        return self.address(drop=[name for name in self.query if name not in known]).lstrip("?")

    def count(self, limit: int = COUNT_LIMIT) -> Count:
        """Count the rows, as far as `limit`. One query."""
        number = self.rows.order_by()[: limit + 1].count()
        return Count(min(number, limit), number > limit)

    def page(self) -> keyset.Page:
        """Read the page asked for. One query. Raises: WrongCursor."""
        return keyset.page_of(
            self.rows,
            order=self.listing.order,
            size=self.listing.page_size,
            salt=self.listing.code,
            after=self.query.get(AFTER, ""),
            before=self.query.get(BEFORE, ""),
        )

    def first_page(self) -> keyset.Page:
        """Read the first page, whatever place was asked for."""
        return keyset.page_of(self.rows, order=self.listing.order, size=self.listing.page_size, salt=self.listing.code)


def link(url: str, text: Text) -> SafeString:
    """Make a link for a cell."""
    return format_html('<a href="{}">{}</a>', url, text)
