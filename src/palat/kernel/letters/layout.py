"""Laying out letters and reports as PDF: the same parts always give the same bytes.

Typst sets the pages from the templates in `typst/`; the parts travel as one JSON file beside them. What
leaves is PDF/A-2a and PDF/UA-1: type embedded, tagged, titled, in Thai.
"""

import json
import re
import tempfile
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import qrcode
import typst
from django.conf import settings

from palat.kernel.letters.procedure import (
    BadLetter,
    Block,
    LetterData,
    Paragraph,
    ReportData,
    SlipData,
    Table,
    paper_date,
    paper_digits,
)
from palat.kernel.letters.text_layer import catchwords, first_lines, mend

TEMPLATES = Path(__file__).parent / "typst"
UNDATED = date(2000, 1, 1)  # the day written into the file of a draft that bears none
FACES = ("Sarabun_400Regular", "Sarabun_700Bold")


class FontsMissing(Exception):
    """The type of the letters has not been installed; `palat setup` installs it."""


class UnableToLayOut(Exception):
    """The templates could not be set with these parts; the message holds the line."""


def font_folders() -> list[Path]:
    """Return the folders that hold Sarabun. Raises: FontsMissing."""
    built = settings.ROOT / "build" / "fonts"
    fetched = settings.ROOT / "node_modules" / "@expo-google-fonts" / "sarabun"
    for root in (built, fetched):
        faces = [path for face in FACES for path in root.rglob(f"{face}.ttf")]
        if len(faces) == len(FACES):
            return sorted({path.parent for path in faces})
    raise FontsMissing("ไม่พบแบบอักษรสารบรรณ โปรดสั่ง palat setup · the Sarabun fonts are missing: run palat setup")


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(path) for path in font_folders()]
    )


_own = threading.local()  # a compiler is not shared between threads


def _compiler() -> typst.Compiler:
    if not hasattr(_own, "compiler"):
        _own.compiler = typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)
    return _own.compiler


def _compile(template: str, parts: Mapping[str, Any], files: Mapping[str, bytes], made: date) -> bytes:
    """Set a template with its parts and pictures. Signs that the type does not have (emoji, other scripts) become ?."""
    cleaned = printable(parts)
    try:
        return mend(_set(template, cleaned, files, made))
    except typst.TypstError as error:
        unknown = UNKNOWN_SIGN.findall(error.diagnostic or error.message)
        if not unknown:
            raise UnableToLayOut(error.diagnostic or error.message) from error
    signs = {ord(sign): "?" for text in unknown for sign in _unescaped(text)}
    try:
        return mend(_set(template, printable(cleaned, signs), files, made))
    except typst.TypstError as error:
        raise UnableToLayOut(error.diagnostic or error.message) from error


UNKNOWN_SIGN = re.compile(r'the text `"(.+?)"` could not be displayed')


def _unescaped(text: str) -> str:
    """Read a text of a Typst message, which writes some signs as \\u{…}."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text)


def printable(parts: Any, signs: Mapping[int, str] | None = None) -> Any:
    """Return parts without what no paper can show: control signs, turned directions, halves of signs.

    A run without end (an address, a key held down) may be broken, so that it stays on the paper.
    """
    if isinstance(parts, str):
        return ENDLESS.sub("\\g<0>\u200b", UNPRINTABLE.sub("", parts).translate(dict(signs or {})))
    if isinstance(parts, Mapping):
        return {name: printable(part, signs) for name, part in parts.items()}
    if isinstance(parts, list):
        return [printable(part, signs) for part in parts]
    return parts


UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
ENDLESS = re.compile(r"[!-~]{60}(?=[!-~])|(.)\1{59}")


def _set(template: str, parts: Mapping[str, Any], files: Mapping[str, bytes], made: date) -> bytes:
    """Set a template in a folder that holds its parts and pictures and nothing else."""
    with tempfile.TemporaryDirectory(prefix="palat-letter-") as name:
        folder = Path(name)
        for source in TEMPLATES.glob("*.typ"):
            (folder / source.name).symlink_to(source)
        for file, content in files.items():
            (folder / file).write_bytes(content)
        (folder / "parts.json").write_text(json.dumps(parts, ensure_ascii=False), encoding="utf-8")
        main = folder / "main.typ"
        main.write_text(f'#import "{template}.typ": {template}\n#{template}(json("parts.json"))\n', encoding="utf-8")
        made_at = _stamp(made)
        pdf = _compiler().compile(main, root=folder, format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=made_at)
    if not isinstance(pdf, bytes):
        raise UnableToLayOut(template)
    return pdf


def _stamp(made: date) -> datetime:
    return datetime.combine(made, time(), UTC)


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


def qr_svg(url: str) -> bytes:
    """Draw an address as a QR code, of which 15 % may be lost; the paper around it is its quiet zone.

    The mask is a fixed one: choosing the best takes longer than setting the letter, and an address with a
    random code in it reads well under any.
    """
    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M, mask_pattern=4)
    code.add_data(url)
    rows = code.get_matrix()
    dark = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, on in enumerate(row) if on)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}" '
        f'shape-rendering="crispEdges"><path d="{dark}"/></svg>'
    ).encode()


def garuda_image() -> Path | None:
    """Return the drawing of the garuda that the administrator supplied; without one its place stays empty."""
    return Path(settings.GARUDA_IMAGE) if settings.GARUDA_IMAGE else None


def _letter_parts(letter: LetterData, files: dict[str, bytes]) -> dict[str, Any]:
    """Turn a letter into parts for the template: every word as it stands on paper."""
    contact = [paper_digits(f"โทร. {letter.telephone}")] if letter.telephone else []
    if letter.email:
        contact.append(f"ไปรษณีย์อิเล็กทรอนิกส์ {letter.email}")
    garuda = garuda_image()
    if garuda is not None:
        files[f"garuda{garuda.suffix.lower()}"] = garuda.read_bytes()
    if letter.verification is not None:
        files["check.svg"] = qr_svg(letter.verification.url)
    return {
        "title": f"{letter.subject} ({letter.number})" if letter.number else letter.subject,
        "keywords": [word for word in (letter.number, letter.urgency, letter.secrecy) if word],
        "made": _made(letter.on or UNDATED),
        "form": letter.form,
        "urgency": letter.urgency,
        "secrecy": letter.secrecy,
        "concealed": letter.concealed,
        "draft": letter.draft,
        "garuda": f"garuda{garuda.suffix.lower()}" if garuda is not None else None,
        "number": paper_digits(letter.number),
        "date": paper_date(letter.on) if letter.on else "",
        "office": letter.office.name,
        "address": [paper_digits(line) for line in letter.office.address],
        "telephone": paper_digits(f"โทร. {letter.telephone}") if letter.telephone else "",
        "contact": contact,
        "subject": paper_digits(letter.subject),
        "salutation": letter.salutation,
        "addressee": paper_digits(letter.addressee),
        "references": [paper_digits(line) for line in letter.references],
        "enclosures": [paper_digits(line) for line in letter.enclosures],
        "content": _blocks(letter.content, files),
        "closing": letter.closing,
        "signature": [paper_digits(line) for line in letter.signature],
        "initials": letter.initials,
        "owner_unit": letter.owner_unit,
        "copies_to": [paper_digits(line) for line in letter.copies_to],
        "qr": "check.svg" if letter.verification else None,
        "url": letter.verification.url if letter.verification else "",
        "code": letter.verification.code if letter.verification else "",
        "catchwords": [],
    }


def render(letter: LetterData) -> bytes:
    """Lay out a letter as PDF. Raises: FontsMissing, UnableToLayOut.

    A letter of several pages is set twice: where the pages break is known only after the first time, and
    each page but the last ends with the words that begin the next (คำต่อเนื่อง). Those change no line.
    """
    files: dict[str, bytes] = {}
    parts, made = _letter_parts(letter, files), letter.on or UNDATED
    pdf = _compile("letter", parts, files, made)
    paragraphs = [one["text"] for one in parts["content"] if one["what"] == "paragraph"]
    words = catchwords(first_lines(pdf), paragraphs)
    if words:
        pdf = _compile("letter", {**parts, "catchwords": words}, files, made)
    return pdf


def render_slip(slip: SlipData) -> bytes:
    """Lay out a receipt slip as PDF; the code and addresses keep their digits. Raises: FontsMissing, UnableToLayOut."""
    parts = {
        "title": f"ใบรับเรื่อง {slip.code}",
        "office": slip.office,
        "unit": slip.unit,
        "made": _made(slip.on),
        "code": slip.code,
        "url": slip.url,
        "facts": [[label, paper_digits(value)] for label, value in slip.facts],
        "next": [paper_digits(line) for line in slip.next],
        "foot": paper_digits(slip.foot),
    }
    return _compile("slip", parts, {"check.svg": qr_svg(slip.url)}, slip.on)


def render_report(report: ReportData) -> bytes:
    """Lay out a report as PDF. Raises: BadLetter for one without parts, FontsMissing, UnableToLayOut."""
    if not report.sections:
        raise BadLetter("รายงานต้องมีเนื้อหาอย่างน้อยหนึ่งส่วน")
    files: dict[str, bytes] = {}
    parts = {
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
    return _compile("report", parts, files, report.on)
