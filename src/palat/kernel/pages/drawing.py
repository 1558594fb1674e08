"""What a page holds by the hundred, drawn by Python: the rows of a list, the options of a choice, the places to go.

A template walks some fifteen nodes for each cell and a whole template for each option; here one string is joined.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .listing import Column, Row
from .pieces import icon
from .shapes import NavItem


def rows_html(rows: Sequence[Row], *, selectable: bool) -> SafeString:
    """Draw the rows of a list; `selectable` puts a tick box of the form `bulk` before each."""
    tick = _text(_("เลือกรายการนี้")) if selectable else ""
    heads = [_head(cell.column) for cell in rows[0].cells] if rows else []
    return mark_safe("".join(_row(row, heads, tick) for row in rows))  # noqa: S308 - escaped part by part


def _head(column: Column) -> str:
    """Return how each cell of a column begins."""
    if column.title:
        return f'<th scope="row" class="cell-title {_text(column.css)}">'
    css = f' class="{_text(column.css)}"' if column.css else ""
    return f'<td data-label="{_text(column.label)}"{css}>'


def _row(row: Row, heads: list[str], tick: str) -> str:
    css = f' class="{_text(row.css)}"' if row.css else ""
    drawn = [f"<tr{css}>"]
    if tick:
        drawn.append(
            '<td class="cell-check"><label class="check"><input class="form-check-input" type="checkbox" form="bulk"'
            f' name="row" value="{_text(row.pk)}"><span class="visually-hidden">{tick}</span></label></td>'
        )
    for cell, head in zip(row.cells, heads, strict=True):
        inner = _text(cell.html)
        if cell.column.title:
            inner = f'<a href="{_text(row.url)}">{inner}</a>' if row.url else inner
            drawn.append(f"{head}{inner}</th>")
        else:
            drawn.append(f"{head}{inner}</td>")
    drawn.append("</tr>")
    return "".join(drawn)


def _text(value: Any) -> str:
    """Write a value so that it cannot be taken for markup, unless it was made as markup."""
    if isinstance(value, Promise):
        value = str(value)
    return value.__html__() if hasattr(value, "__html__") else escape(str(value))


def places_html(items: Iterable[NavItem]) -> SafeString:
    """Draw places in the navigation; the frame of a page shows each of them twice."""
    return mark_safe("".join(map(_place, items)))  # noqa: S308 - escaped part by part


def _place(item: NavItem) -> str:
    current = ' aria-current="page"' if item.current else ""
    badge = ""
    if item.badge:
        waiting = f'<span class="visually-hidden">{_text(_("รออยู่"))}</span>'
        badge = f'<span class="count">{waiting}{_text(item.badge)}</span>'
    drawn = icon(item.icon) if item.icon else ""
    return f'<li><a href="{_text(item.url)}"{current}>{drawn}<span>{_text(item.label)}</span>{badge}</a></li>'


def select_html(field: forms.BoundField, attrs: dict[str, Any]) -> SafeString:
    """Draw a choice of one, as Django's own widget would draw it."""
    widget = field.field.widget
    if field.auto_id and "id" not in widget.attrs:
        attrs = {"id": field.auto_id, **attrs}
    attrs = field.build_widget_attrs(attrs, widget)
    bare = forms.Select(widget.attrs).get_context(field.html_name, None, attrs)["widget"]
    chosen = set(widget.format_value(field.value()))
    options = mark_safe("".join(_options(widget.choices, chosen)))  # noqa: S308 - escaped part by part
    return format_html('<select name="{}"{}>{}</select>', bare["name"], _attrs(bare["attrs"]), options)


def _options(choices: Iterable[tuple[Any, Any]], chosen: set[str]) -> Iterator[str]:
    """Draw the options of a choice; those of a group in a frame with its name."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield f'<optgroup label="{_text(value)}">{"".join(_options(label, chosen))}</optgroup>'
            continue
        sent = "" if value is None else str(value)
        mark = " selected" if sent in chosen else ""
        yield f'<option value="{_text(sent)}"{mark}>{_text(label)}</option>'


def _attrs(attrs: dict[str, Any]) -> str:
    """Write attributes; those that are False are left out."""
    return flatatt({name: value for name, value in attrs.items() if value is not False})
