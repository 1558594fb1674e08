"""Words that the data hold in both languages, in the language of the page."""

from typing import Any

from django.utils.translation import get_language


def in_language(thai: str, english: str) -> str:
    """Return the English words on an English page where there are any, and the Thai ones otherwise."""
    return english if english and (get_language() or "").startswith("en") else thai


def name_of(row: Any) -> str:
    """Return the name of an agency, a unit or a category in the language of the page; empty for none."""
    return in_language(row.name_th, row.name_en) if row else ""
