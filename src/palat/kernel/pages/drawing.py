"""What a page holds by the hundred, drawn by Python: the rows of a list, the options of a choice.

A template walks some fifteen nodes for each cell and a whole template for each option; here one string is joined.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .listing import Row


def rows_html(rows: Iterable[Row], *, selectable: bool) -> SafeString:
    """Draw the rows of a list; `selectable` puts a tick box of the form `bulk` before each."""
    words = escape(_("เลือกรายการนี้")) if selectable else ""
    return mark_safe("".join(_row(row, words) for row in rows))  # noqa: S308 - each part is escaped where it is drawn


def _row(row: Row, tick: str) -> str:
    css = f' class="{escape(row.css)}"' if row.css else ""
    drawn = [f"<tr{css}>"]
    if tick:
        drawn.append(
            '<td class="cell-check"><label class="check"><input class="form-check-input" type="checkbox" form="bulk"'
            f' name="row" value="{escape(row.pk)}"><span class="visually-hidden">{tick}</span></label></td>'
        )
    for cell in row.cells:
        column, inner = cell.column, conditional_escape(cell.html)
        if column.title:
            inner = f'<a href="{escape(row.url)}">{inner}</a>' if row.url else inner
            drawn.append(f'<th scope="row" class="cell-title {escape(column.css)}">{inner}</th>')
        else:
            css = f' class="{escape(column.css)}"' if column.css else ""
            drawn.append(f'<td data-label="{escape(column.label)}"{css}>{inner}</td>')
    drawn.append("</tr>")
    return "".join(drawn)


def select_html(field: forms.BoundField, attrs: dict[str, Any]) -> SafeString:
    """Draw a choice of one, as Django's own widget would draw it."""
    widget = field.field.widget
    if field.auto_id and "id" not in widget.attrs:
        attrs = {"id": field.auto_id, **attrs}
    context = widget.get_context(field.html_name, field.value(), field.build_widget_attrs(attrs, widget))["widget"]
    groups = mark_safe("".join(_group(name, options) for name, options, _index in context["optgroups"]))  # noqa: S308
    return format_html('<select name="{}"{}>{}</select>', context["name"], _attrs(context["attrs"]), groups)


def _group(name: str | None, options: list[dict[str, Any]]) -> str:
    drawn = "".join(
        f'<option value="{escape(one["value"])}"{_attrs(one["attrs"])}>{escape(one["label"])}</option>'
        for one in options
    )
    return f'<optgroup label="{escape(name)}">{drawn}</optgroup>' if name else drawn


def _attrs(attrs: dict[str, Any]) -> str:
    """Write attributes; those that are False are left out."""
    return flatatt({name: value for name, value in attrs.items() if value is not False})
