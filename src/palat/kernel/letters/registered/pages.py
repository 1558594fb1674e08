"""The printed pages of a register (ทะเบียนหนังสือรับ, ทะเบียนหนังสือส่ง …) in the columns of the Saraban form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.layout import render_register as set_pages
from palat.kernel.letters.procedure import paper_date, paper_digits
from palat.kernel.letters.queries import letterhead
from palat.kernel.letters.registered.carried import Particulars, particulars
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.queries import unit_id, unit_name
from palat.kernel.pages.dates import SHORT_MONTHS
from palat.kernel.registers.models import Register, RegisterEntry
from palat.kernel.registers.procedure import BUDDHIST_ERA, KINDS

MOST_PRINTED = 2_000  # entries in one file


@dataclass(frozen=True)
class PageColumn:
    """A column: its head, its share of the width (0: as wide as its words), whether its words stay on one line."""

    title: str
    share: int = 0
    whole: bool = False
    align: str = "left"


def render_register(register: Register, entries: Sequence[RegisterEntry], *, by: Actor, at: datetime) -> bytes:
    """Lay out entries of one year of a register, in their order, as PDF. Raises: FontsMissing, UnableToLayOut.

    What the viewer may not see shows its number and day alone.
    """
    with override("th"):  # a register is kept in Thai, whoever prints it
        parts = _parts(register, entries, particulars(entries, by), at)
    return set_pages(parts, legal_date(at))


def _parts(
    register: Register, entries: Sequence[RegisterEntry], columns: Mapping[int, Particulars], at: datetime
) -> dict[str, Any]:
    today = legal_date(at)
    year = entries[0].year if entries else today.year + BUDDHIST_ERA
    letters = KINDS[register.kind].letters
    return {
        "title": paper_digits(f"{register.name_th} พ.ศ. {year}"),
        "name": register.name_th,
        "year_words": paper_digits(f"พ.ศ. {year}"),
        "unit": unit_name(unit_id(register.office) or 0),
        "office": letterhead(today).office.name,
        "made": {"year": today.year, "month": today.month, "day": today.day},
        "secrecy": _("ลับ") if register.secret else "",
        "draft": False,
        "columns": [vars(one) for one in _heads(register, letters)],
        "rows": list(_rows(entries, columns, letters=letters)),
        "foot": paper_digits(_foot(entries, today)),
    }


def _heads(register: Register, letters: bool) -> list[PageColumn]:
    number = PageColumn(_(KINDS[register.kind].number), whole=True, align="center")
    paper = [PageColumn(_("ที่"), whole=True), PageColumn(_("ลงวันที่"), whole=True, align="center")]
    return [
        number,
        *(paper if letters else paper[1:]),
        PageColumn(_("จาก"), 4),
        PageColumn(_("ถึง"), 4),
        PageColumn(_("เรื่อง"), 8),
        PageColumn(_("การปฏิบัติ"), 4),
        PageColumn(_("หมายเหตุ"), 4),
    ]


def _rows(
    entries: Sequence[RegisterEntry], columns: Mapping[int, Particulars], *, letters: bool
) -> Iterator[dict[str, Any]]:
    """Yield the rows, each day of entry under a line that names it: numbers and days go on together."""
    before = None
    for entry in entries:
        day = legal_date(entry.issued_at)
        heading = _("วันที่ %(day)s") % {"day": paper_date(day)} if day != before else ""
        before = day
        yield {
            "day": heading,
            "void": bool(entry.void_reason),
            "cells": _cells(entry, columns[entry.pk], letters=letters),
        }


def _cells(entry: RegisterEntry, columns: Particulars, *, letters: bool) -> list[str]:
    number = str(entry.running) if letters else entry.text
    day = columns.paper_date or (None if letters else entry.on_date)
    cells = [
        number,
        *([columns.paper_number] if letters else []),
        _short(day) if day else "",
        columns.sender,
        columns.addressee,
        _("(จำกัดผู้เห็น)") if columns.hidden else columns.subject,
        columns.action,
        columns.remark,
    ]
    return [paper_digits(one) for one in cells]


def _short(day: date) -> str:
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {(day.year + BUDDHIST_ERA) % 100:02d}"


def _foot(entries: Sequence[RegisterEntry], today: date) -> str:
    printed = _("พิมพ์จากระบบเมื่อวันที่ %(day)s") % {"day": paper_date(today)}
    if not entries:
        return printed
    span = _("เลข %(first)s ถึง %(last)s") % {"first": entries[0].running, "last": entries[-1].running}
    return f"{span} · {printed}"
