"""What is hidden in a file before it leaves: whatever the file is, the answer comes in bounded time and memory.

Runs in the small process (`child`); `reading.inspect` is how the house asks.
"""

import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pypdfium2
from lxml import etree

from palat.kernel.files.procedure import UnableToAccept
from palat.kernel.files.sniffing import HEAD_BYTES, OLE, ZIP, kind_of
from palat.kernel.redaction.inspecting.archives import Parts, attribute, local
from palat.kernel.redaction.inspecting.documents import inspect_document, inspect_open_document, inspect_slides
from palat.kernel.redaction.inspecting.pdf import TooMuch, inspect_pdf
from palat.kernel.redaction.inspecting.pictures import NoPicture, inspect_picture
from palat.kernel.redaction.inspecting.sheets import inspect_book
from palat.kernel.redaction.procedure import MOST_FINDINGS, Finding

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"GIF8", b"BM")
_MAIN = (
    ("wordprocessingml.document.main", "docx", inspect_document),
    ("ms-word.document.macroenabled.main", "docx", inspect_document),
    ("spreadsheetml.sheet.main", "xlsx", inspect_book),
    ("ms-excel.sheet.macroenabled.main", "xlsx", inspect_book),
    ("presentationml.presentation.main", "pptx", inspect_slides),
    ("ms-powerpoint.presentation.macroenabled.main", "pptx", inspect_slides),
)
BROKEN = (
    *(pikepdf.PdfError, pikepdf.DataDecodingError, pypdfium2.PdfiumError, etree.XMLSyntaxError, zipfile.BadZipFile),
    *(OSError, ValueError, RuntimeError, LookupError, TypeError, AttributeError, zlib.error, EOFError),
)
_OPEN = "application/vnd.oasis.opendocument."


@dataclass
class Looked:
    """What was found in one file."""

    kind: str  # pdf, picture, docx, xlsx, pptx, odf, text, recording, or nothing
    findings: list[Finding] = field(default_factory=list)
    pages: int = 0
    drawn: list[int] = field(default_factory=list)  # pages of a PDF that may leave as pictures only
    left_out: int = 0  # findings that are not told one by one


def look(path: str, name: str = "") -> Looked:
    """Return what a file hides."""
    with Path(path).open("rb") as file:
        head = file.read(HEAD_BYTES)
    looked = Looked("")
    try:
        _look(path, head, name, looked)
    except BROKEN:  # what libraries raise on files that nobody wrote well; what was found before stays
        looked.findings.append(Finding("damaged"))
    except TooMuch as bound:
        looked.findings.append(Finding(bound.sort, where=bound.excerpt))
    except NoPicture as bound:
        looked.findings.append(Finding(bound.sort))
    looked.left_out = max(0, len(looked.findings) - MOST_FINDINGS)
    looked.findings = looked.findings[:MOST_FINDINGS]
    return looked


def _look(path: str, head: bytes, name: str, looked: Looked) -> None:
    if b"%PDF-" in head[:1024]:
        looked.kind = "pdf"
        looked.findings, looked.pages, looked.drawn = inspect_pdf(path)
    elif head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        looked.kind, looked.pages = "picture", 1
        looked.findings = inspect_picture(path)
    elif head.startswith(ZIP):
        parts = Parts(path)
        looked.kind, inspect = _office(parts)
        _gather(inspect(parts) if inspect else [Finding("unknown_kind")], looked)
    elif head.startswith(OLE):
        looked.findings.append(Finding("old_office"))
    else:
        _other(head, name, looked)


def _gather(found: Iterable[Finding], looked: Looked) -> None:
    """Keep what was found also when the file then turns out to be more than is looked into."""
    for one in found:
        looked.findings.append(one)


def _office(parts: Parts) -> tuple[str, Callable[[Parts], Iterator[Finding]] | None]:
    if "[Content_Types].xml" in parts.names:
        types = {attribute(one, "ContentType").lower() for one in parts.events("[Content_Types].xml") if local(one.tag)}
        for mark, kind, inspect in _MAIN:
            if any(mark in one for one in types):
                return kind, inspect
    elif "mimetype" in parts.names:
        with parts.archive.open("mimetype") as said:
            if said.read(200).decode("ascii", "replace").startswith(_OPEN):
                return "odf", inspect_open_document
    return "", None


def _other(head: bytes, name: str, looked: Looked) -> None:
    try:
        kind = kind_of(head, name)
    except UnableToAccept:
        kind = ""
    if kind in {"txt", "csv"}:
        looked.kind = "text"
    elif kind in {"mp3", "m4a", "mp4"}:
        looked.kind = "recording"
        looked.findings.append(Finding("not_looked_into"))
    else:
        looked.findings.append(Finding("unknown_kind"))
