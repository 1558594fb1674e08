"""Figures for the public: from the rollups alone, small counts kept back so that nobody is recognised."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from palat.duties.petitions.procedure.words import CHANNELS
from palat.duties.petitions.queries.quarter import category_names
from palat.kernel.organisation.queries import province_names
from palat.kernel.reports.procedure import SMALL, hidden, share
from palat.kernel.reports.queries.tallies import tallies

CASES = ("closed", "waiting")


@dataclass(frozen=True)
class Line:
    """One line of a public table. A count kept back is None."""

    code: str
    name: str
    cases: int | None
    closed: int | None

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """Name, cases, closed, closed of a hundred; in words where a count is kept back."""
        if self.cases is None or self.closed is None:
            return (self.name, kept_back(), "–", "–")
        return (self.name, f"{self.cases:,}", f"{self.closed:,}", share(self.closed, self.cases))


@dataclass(frozen=True)
class Totals:
    """All cases of the time asked for."""

    contacts: int
    cases: int
    closed: int
    timed: int
    kept: int

    @property
    def waiting(self) -> int:
        """Cases that have not ended."""
        return self.cases - self.closed


def kept_back() -> str:
    """Say that a count is kept back."""
    return _("น้อยกว่า %(n)s หรือไม่แสดง") % {"n": SMALL}


def totals(first: date, last: date) -> Totals:
    """Return the totals from a day to a day."""
    rows = tallies("petition.channel", first, last, "state", "timing", state__in=CASES)
    (contacts,) = tallies("petition.contact", first, last)
    return Totals(
        contacts=contacts["count"],
        cases=sum(row["count"] for row in rows),
        closed=sum(row["count"] for row in rows if row["state"] == "closed"),
        timed=sum(row["count"] for row in rows if row["state"] == "closed" and row["timing"]),
        kept=sum(row["count"] for row in rows if row["state"] == "closed" and row["timing"] == "kept"),
    )


def by_channel(first: date, last: date) -> list[Line]:
    """Return cases by channel, in the order of the channels."""
    names = {code: str(_(label)) for code, label in CHANNELS}
    return _lines(_pairs("petition.channel", "channel", first, last), names, lambda line: list(names).index(line.code))


def by_category(first: date, last: date) -> list[Line]:
    """Return cases by category, most first."""
    return _lines(_pairs("petition.category", "category", first, last), category_names(english=_in_english()), _most)


def by_province(first: date, last: date) -> list[Line]:
    """Return cases by province, most first."""
    return _lines(_pairs("petition.province", "area", first, last), province_names(english=_in_english()), _most)


def _in_english() -> bool:
    return (get_language() or "th").startswith("en")


def _most(line: Line) -> Any:
    # One that is kept back is not ranked by its hidden count.
    return (line.code == "", line.cases is None, -(line.cases or 0), line.name)


def _pairs(measure: str, dimension: str, first: date, last: date) -> dict[str, list[int]]:
    pairs: dict[str, list[int]] = {}
    for row in tallies(measure, first, last, dimension, "state", state__in=CASES):
        pair = pairs.setdefault(row[dimension], [0, 0])
        pair[0] += row["count"]
        pair[1] += row["count"] if row["state"] == "closed" else 0
    return pairs


def _lines(pairs: Mapping[str, Iterable[int]], names: Mapping[str, str], order: Callable[[Line], Any]) -> list[Line]:
    counts = {code: cases for code, (cases, _closed) in pairs.items()}
    back = hidden(counts)
    lines = [
        Line(
            code,
            names.get(code, "") or _("ไม่ระบุ"),
            None if code in back else cases,
            None if code in back else closed,
        )
        for code, (cases, closed) in pairs.items()
    ]
    return sorted(lines, key=order)
