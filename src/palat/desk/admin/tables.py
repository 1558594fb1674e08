"""Plain tables of the administrator's pages: heads, rows of cells, where each row leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from palat.kernel.pages import pieces
from palat.kernel.pages.shapes import Text


@dataclass(frozen=True)
class Row:
    """A row: its title, the cells beside it, and where it leads."""

    title: Any
    cells: Sequence[Any]
    url: str = ""


@dataclass(frozen=True)
class Table:
    """A table with a heading of its own."""

    heads: Sequence[Text]
    rows: Sequence[Row]
    title: Text = ""
    empty: Text = ""

    @property
    def lines(self) -> list[tuple[Row, list[tuple[Text, Any]]]]:
        """Return each row with its cells, each beside the head it stands under."""
        return [(row, list(zip(self.heads[1:], row.cells, strict=True))) for row in self.rows]


def mark(word: str) -> Any:
    """Show whether a row was verified."""
    verified = word == "verified"
    return pieces.badge(_("ตรวจสอบแล้ว") if verified else _("ยังไม่ได้ตรวจสอบ"), tone="good" if verified else "warn")


def together(words: Any) -> str:
    """Keep words on one line: a day, a number with its unit."""
    return str(words).replace(" ", "\xa0")


def span(row: Any) -> str:
    """Say from when to when a dated row holds."""
    begun = together(pieces.display(row.valid_from))
    if row.valid_to is None:
        return _("ตั้งแต่ %(day)s") % {"day": begun}
    return _("%(first)s ถึงก่อน %(end)s") % {"first": begun, "end": together(pieces.display(row.valid_to))}
