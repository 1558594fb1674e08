"""Laying out letters and reports as PDF: the same parts and the same template always give the same bytes.

A template is a folder: `main.typ`, which is set, and what it takes from beside it. The parts of a letter travel as
one JSON file. Typst sets the pages in a process of its own (`press`). What leaves is PDF/A-2a and PDF/UA-1: type
embedded, tagged, titled, in Thai.
"""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from palat.kernel.letters.paper.catchwords import catchwords
from palat.kernel.letters.paper.parts import CHECK, UNDATED, letter_parts, report_parts, slip_parts
from palat.kernel.letters.paper.press.pool import POOL, SECONDS, Pages, PressFailed, Work
from palat.kernel.letters.procedure import BadLetter, LetterData, ReportData, SlipData

SHIPPED = Path(__file__).parent / "typst"
MAIN = "main.typ"
SHARED = ("letter.typ", "common.typ")
FACES = ("Sarabun_400Regular", "Sarabun_700Bold")


class FontsMissing(Exception):
    """The type of the letters has not been installed; `palat setup` installs it."""


class UnableToLayOut(Exception):
    """The template could not be set with these parts; the message holds the line, `hints` what Typst advises."""

    def __init__(self, message: str, hints: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.hints = hints


@dataclass(frozen=True)
class Template:
    """A folder of template files, by name; `main.typ` is set."""

    files: Mapping[str, str]

    @cached_property
    def sha256(self) -> str:
        """The hash of the files, by which a folder is known."""
        return hashlib.sha256(json.dumps(dict(self.files), sort_keys=True).encode()).hexdigest()


@cache
def shipped(name: str) -> Template:
    """Return the folder of a template that comes with the program, with what all of them share."""
    own = {MAIN: (SHIPPED / name / MAIN).read_text(encoding="utf-8")}
    return Template({**own, **{one: (SHIPPED / one).read_text(encoding="utf-8") for one in SHARED}})


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
def _fonts() -> tuple[str, ...]:
    return tuple(str(folder) for folder in font_folders())


@dataclass(frozen=True)
class Job:
    """A template with the parts, pictures and QR codes of one paper, and the day written into the file."""

    template: Template
    parts: Mapping[str, Any]
    made: date
    pictures: Mapping[str, bytes]
    qr: Mapping[str, str]
    seconds: float = SECONDS


def _compile(job: Job) -> Pages:
    """Set a paper. Signs that the type does not have (emoji, other scripts) become ?. Raises: UnableToLayOut."""
    cleaned = printable(job.parts)
    pages = _set(job, cleaned)
    if unknown := UNKNOWN_SIGN.findall(pages.fault):
        signs = {ord(sign): "?" for text in unknown for sign in _unescaped(text)}
        pages = _set(job, printable(cleaned, signs))
    if pages.fault:
        raise UnableToLayOut(pages.fault, pages.hints)
    return pages


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


def _set(job: Job, parts: Mapping[str, Any]) -> Pages:
    work = Work(
        mark=job.template.sha256,
        files=job.template.files,
        parts=parts,
        day=job.made.toordinal(),
        pictures={name: base64.b64encode(content).decode() for name, content in job.pictures.items()},
        qr=job.qr,
        fonts=_fonts(),
        seconds=job.seconds,
    )
    try:
        return POOL.set(work)
    except PressFailed as failed:
        if failed.why == "time":
            raise UnableToLayOut(_("จัดหน้าไม่เสร็จใน %(seconds)d วินาที จึงหยุดไว้") % {"seconds": job.seconds}) from failed
        raise UnableToLayOut(_("การจัดหน้าใช้หน่วยความจำมากเกินไป จึงหยุดไว้")) from failed


def render(letter: LetterData, template: Template | None = None, *, seconds: float = SECONDS) -> bytes:
    """Lay out a letter as PDF by a template, or by the shipped one. Raises: FontsMissing, UnableToLayOut.

    A letter of several pages is set twice: where the pages break is known only after the first time, and
    each page but the last ends with the words that begin the next (คำต่อเนื่อง). Those change no line.
    """
    pictures: dict[str, bytes] = {}
    parts = letter_parts(letter, pictures)
    qr = {CHECK: letter.verification.url} if letter.verification else {}
    job = Job(template or shipped(letter.form), parts, letter.on or UNDATED, pictures, qr, seconds)
    pages = _compile(job)
    paragraphs = [one["text"] for one in parts["content"] if one["what"] == "paragraph"]
    words = catchwords(pages.first_lines, paragraphs)
    if not words:
        return pages.pdf
    return _compile(Job(job.template, {**parts, "catchwords": words}, job.made, pictures, qr, seconds)).pdf


def render_slip(slip: SlipData) -> bytes:
    """Lay out a receipt slip as PDF. Raises: FontsMissing, UnableToLayOut."""
    return _compile(Job(shipped("slip"), slip_parts(slip), slip.on, {}, {CHECK: slip.url})).pdf


def render_report(report: ReportData) -> bytes:
    """Lay out a report as PDF. Raises: BadLetter for one without parts, FontsMissing, UnableToLayOut."""
    if not report.sections:
        raise BadLetter(_("รายงานต้องมีเนื้อหาอย่างน้อยหนึ่งส่วน"))
    pictures: dict[str, bytes] = {}
    parts = report_parts(report, pictures)
    return _compile(Job(shipped("report"), parts, report.on, pictures, {}, seconds=60)).pdf


def render_register(parts: Mapping[str, Any], made: date) -> bytes:
    """Lay out pages of a register as PDF. Raises: FontsMissing, UnableToLayOut."""
    return _compile(Job(shipped("register"), parts, made, {}, {}, seconds=60)).pdf


def render_sheet(
    main: str,
    parts: Mapping[str, Any],
    made: date,
    *,
    qr: Mapping[str, str] | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """Lay out a sheet of another package, with what all templates share; QR codes and pictures by their files' names.

    Raises: FontsMissing, UnableToLayOut.
    """
    template = Template({MAIN: main, "common.typ": (SHIPPED / "common.typ").read_text(encoding="utf-8")})
    return _compile(Job(template, parts, made, pictures or {}, qr or {}, seconds=60)).pdf
