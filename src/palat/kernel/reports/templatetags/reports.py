"""Showing tables of figures."""

from collections.abc import Sequence
from typing import Any

from django import template

from palat.kernel.reports.words import quarter_words

register = template.Library()
register.filter("quarter_words", quarter_words)


@register.filter
def under(row: Sequence[Any], columns: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Return each cell of a row with the heading under which it stands."""
    return list(zip(columns, row, strict=True))
