"""A letter turned into parts for its template: every word as it stands on paper, pictures as files beside them."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from palat.kernel.letters.procedure import (
    Block,
    LetterData,
    Paragraph,
    ReportData,
    SlipData,
    Table,
    paper_date,
    paper_digits,
)
from palat.kernel.letters.shapes import SHAPES

UNDATED = date(2000, 1, 1)  # the day written into the file of a draft that bears none
CHECK = "check.svg"
NAME_THEN_POST = re.compile(r"\s*(?:\t|\s{2,}|\||:)\s*")


def _block(block: Block, files: dict[str, bytes]) -> dict[str, Any]:
    """Turn a piece of the text into parts for the templates; a picture goes beside them as a file."""
    if isinstance(block, Paragraph):
        return {
            "what": "paragraph",
            "kind": block.kind,
            "label": paper_digits(block.label),
            "text": paper_digits(block.text),
        }
    if isinstance(block, Table):
        columns = [{"title": paper_digits(one.title), "align": one.align, "share": one.share} for one in block.columns]
        rows = [[paper_digits(cell) for cell in row] for row in block.rows]
        return {"what": "table", "columns": columns, "rows": rows, "caption": paper_digits(block.caption)}
    name = f"figure-{len(files)}.{block.suffix}"
    files[name] = block.image
    return {
        "what": "figure",
        "file": name,
        "words": block.words,
        "caption": paper_digits(block.caption),
        "width": block.width_percent,
    }


def _blocks(content: Sequence[Block], files: dict[str, bytes]) -> list[dict[str, Any]]:
    return [_block(block, files) for block in content]


def _made(on: date) -> dict[str, int]:
    return {"year": on.year, "month": on.month, "day": on.day}


def _lines(lines: Sequence[str]) -> list[str]:
    return [paper_digits(line) for line in lines]


def garuda_image() -> Path | None:
    """Return the drawing of the garuda that the administrator supplied; without one its place stays empty."""
    return Path(settings.GARUDA_IMAGE) if settings.GARUDA_IMAGE else None


def _name_and_post(line: str) -> list[str]:
    """Part a line `name  post` at a tab, two spaces, a colon or a bar; a line without any is a name alone."""
    name, *post = NAME_THEN_POST.split(line, maxsplit=1)
    return [paper_digits(name), paper_digits(post[0]) if post else ""]


def _particulars(letter: LetterData) -> dict[str, Any]:
    return {
        one.code: [_name_and_post(line) for line in letter.particulars.get(one.code, ())]
        if one.many
        else paper_digits(str(letter.particulars.get(one.code, "")))
        for one in SHAPES[letter.form].particulars
    }


def letter_parts(letter: LetterData, files: dict[str, bytes]) -> dict[str, Any]:
    """Return the parts of a letter; the pictures that they name are put into `files`."""
    contact = [paper_digits(f"โทร. {letter.telephone}")] if letter.telephone else []
    if letter.email:
        contact.append(f"ไปรษณีย์อิเล็กทรอนิกส์ {letter.email}")
    garuda = garuda_image()
    if garuda is not None:
        files[f"garuda{garuda.suffix.lower()}"] = garuda.read_bytes()
    return {
        "title": f"{letter.subject} ({letter.number})" if letter.number else letter.subject,
        "keywords": [word for word in (letter.number, letter.urgency, letter.secrecy) if word],
        "made": _made(letter.on or UNDATED),
        "form": letter.form,
        "urgency": letter.urgency,
        "secrecy": letter.secrecy,
        "concealed": letter.concealed,
        "circular": letter.circular,
        "draft": letter.draft,
        "garuda": f"garuda{garuda.suffix.lower()}" if garuda is not None else None,
        "number": paper_digits(letter.number),
        "date": paper_date(letter.on) if letter.on else "",
        "long_date": paper_date(letter.on, era=True) if letter.on else "",
        "office": letter.office.name,
        "address": _lines(letter.office.address),
        "telephone": paper_digits(f"โทร. {letter.telephone}") if letter.telephone else "",
        "contact": contact,
        "subject": paper_digits(letter.subject),
        "salutation": letter.salutation,
        "addressee": paper_digits(letter.addressee),
        "references": _lines(letter.references),
        "enclosures": _lines(letter.enclosures),
        "content": _blocks(letter.content, files),
        "closing": letter.closing,
        "signature": _lines(letter.signature),
        "initials": letter.initials,
        "hands": _lines(letter.hands),
        "owner_unit": letter.owner_unit,
        "copies_to": _lines(letter.copies_to),
        "particulars": _particulars(letter),
        "qr": CHECK if letter.verification else None,
        "url": letter.verification.url if letter.verification else "",
        "code": letter.verification.code if letter.verification else "",
        "catchwords": [],
    }


def slip_parts(slip: SlipData) -> dict[str, Any]:
    """Return the parts of a receipt slip; the code and addresses keep their digits."""
    return {
        "title": f"ใบรับเรื่อง {slip.code}",
        "office": slip.office,
        "unit": slip.unit,
        "made": _made(slip.on),
        "code": slip.code,
        "url": slip.url,
        "facts": [[label, paper_digits(value)] for label, value in slip.facts],
        "next": _lines(slip.next),
        "foot": paper_digits(slip.foot),
    }


def report_parts(report: ReportData, files: dict[str, bytes]) -> dict[str, Any]:
    """Return the parts of a report; the pictures that they name are put into `files`."""
    return {
        "title": paper_digits(report.title),
        "subtitle": paper_digits(report.subtitle),
        "office": report.office,
        "made": _made(report.on),
        "date": paper_date(report.on),
        "as_of": paper_digits(report.as_of),
        "contents": report.contents,
        "secrecy": report.secrecy,
        "draft": report.draft,
        "sections": [
            {"heading": paper_digits(one.heading), "level": one.level, "content": _blocks(one.content, files)}
            for one in report.sections
        ],
    }
