"""What a PDF holds besides its pages: metadata, comments, files, layers, scripts, forms, earlier revisions."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from palat.kernel.redaction.inspecting.pdf_pages import unseen
from palat.kernel.redaction.inspecting.pictures import of_jpeg
from palat.kernel.redaction.procedure import MOST_PAGES, Finding, shortened

MOST_OBJECTS = 500_000
MOST_FIELDS, DEEPEST = 2_000, 40
_COMMENTS = """Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink
Popup FileAttachment Sound Redact"""
COMMENTS = frozenset(f"/{one}" for one in _COMMENTS.split())
_SCRIPTS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition"})
_REVISION = re.compile(rb"startxref\s+([0-9]+)")
_ALT_KEYS = ("/ActualText", "/Alt")


class TooMuch(Exception):
    """The file is more than the house looks into; `sort` says how."""

    def __init__(self, sort: str, excerpt: str = "") -> None:
        super().__init__(sort)
        self.sort, self.excerpt = sort, excerpt


def opened(path: str) -> pikepdf.Pdf:
    """Open a PDF. Raises: TooMuch for one that is locked, broken or too long."""
    try:
        pdf = pikepdf.open(path, suppress_warnings=True)
    except pikepdf.PasswordError as locked:
        raise TooMuch("locked") from locked
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as broken:
        raise TooMuch("damaged") from broken
    if len(pdf.objects) > MOST_OBJECTS:
        raise TooMuch("bomb")
    if len(pdf.pages) > MOST_PAGES:
        raise TooMuch("too_long", str(len(pdf.pages)))
    if len(pdf.pages) == 0:
        raise TooMuch("damaged")
    return pdf


def inspect_pdf(path: str) -> tuple[list[Finding], int, list[int]]:
    """Return what is hidden, how many pages there are, and which of them must leave as pictures. Raises: TooMuch."""
    with opened(path) as pdf:
        pages = len(pdf.pages)
        layered = set(_pages_with_hidden_layers(pdf))
        found = [*_of_document(pdf), *_layers(pdf), *_of_objects(pdf), *_fields(pdf), *_comments(pdf)]
    found += [*_revisions(path), *unseen(path)]
    drawn = {one.page for one in found if one.sort in {"invisible_text", "covered_text", "cropped"}}
    return found, pages, sorted(drawn | layered)


def _of_document(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    told = [f"{key[1:]}: {said(value)}" for key, value in items(pdf.docinfo) if said(value).strip()]
    if told:
        yield Finding("metadata", excerpt=shortened(" · ".join(told)), count=len(told))
    if "/Metadata" in pdf.Root:
        yield Finding("xmp", excerpt=shortened(_words_of_xml(pdf.Root.Metadata)))
    for name in pdf.attachments:
        yield Finding("attachment", where=shortened(str(name)))
    outline = pdf.Root.get("/Outlines")
    if isinstance(outline, pikepdf.Dictionary) and "/First" in outline:
        first = outline["/First"]
        yield Finding("bookmark", excerpt=shortened(str(first.get("/Title", ""))))


def items(thing: Any) -> list[tuple[str, Any]]:
    """Return what a dictionary of a PDF holds; nothing where its names are in a code that nobody can tell."""
    try:
        return [(key, thing[key]) for key in sorted(thing.keys())]
    except UnicodeDecodeError:  # a name in an old Thai code
        return []


def said(value: Any) -> str:
    """Return a name or a text of a PDF; one in an old code that nobody can tell is nothing."""
    try:
        return str(value)
    except UnicodeDecodeError:
        return ""


def _words_of_xml(stream: Any) -> str:
    try:
        text = stream.read_bytes()[:20_000].decode("utf-8", "replace")
    except (pikepdf.PdfError, AttributeError):
        return ""
    return re.sub(r"<[^>]*>", " ", re.sub(r"<\?[^>]*\?>", " ", text))


def hidden_layers(pdf: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """Return the layers that are not shown, by the numbers of their objects."""
    layers = pdf.Root.get("/OCProperties")
    if not isinstance(layers, pikepdf.Dictionary):
        return {}
    first = layers.get("/D", pikepdf.Dictionary())
    groups = {one.objgen: str(one.get("/Name", "")) for one in _list(layers.get("/OCGs"))}
    on = {one.objgen for one in _list(first.get("/ON"))}
    off = {one.objgen for one in _list(first.get("/OFF"))}
    if str(first.get("/BaseState", "/ON")) == "/OFF":
        off = set(groups) - on
    return {number: name for number, name in groups.items() if number in off}


def _list(value: Any) -> list[Any]:
    return [one for one in value if isinstance(one, pikepdf.Dictionary)] if isinstance(value, pikepdf.Array) else []


def _layers(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    for name in hidden_layers(pdf).values():
        yield Finding("layer", where=shortened(name))


def _pages_with_hidden_layers(pdf: pikepdf.Pdf) -> Iterator[int]:
    hidden = hidden_layers(pdf)
    if not hidden:
        return
    for number, page in enumerate(pdf.pages, start=1):
        if _refers(page.get("/Resources"), set(hidden), set(), 0):
            yield number


def _refers(thing: Any, wanted: set[tuple[int, int]], seen: set[tuple[int, int]], depth: int) -> bool:
    """Say whether an object leads to one of the wanted; what lies too deep is taken to."""
    if depth > DEEPEST:
        return True
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream) and thing.is_indirect:
        if thing.objgen in wanted:
            return True
        if thing.objgen in seen:
            return False
        seen.add(thing.objgen)
    if isinstance(thing, pikepdf.Array):
        return any(_refers(one, wanted, seen, depth + 1) for one in thing)
    holder = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
    if not isinstance(holder, pikepdf.Dictionary):
        return False
    if not items(holder) and len(holder):
        return True
    return any(_refers(value, wanted, seen, depth + 1) for key, value in items(holder) if key not in {"/Parent", "/P"})


def _of_objects(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """What may lie in any object: scripts, words instead of pictures, what a camera wrote into a picture."""
    counts: Counter[str] = Counter()
    told: dict[str, str] = {}
    for thing in pdf.objects:
        holder = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
        if not isinstance(holder, pikepdf.Dictionary):
            continue
        if said(holder.get("/S")) in _SCRIPTS or "/JS" in holder:
            counts["script"] += 1
            told.setdefault("script", said(holder.get("/JS", holder.get("/S", "")))[:400])
        for key in _ALT_KEYS:
            if key in holder and said(holder[key]).strip():
                counts["alt_text"] += 1
                told.setdefault("alt_text", said(holder[key])[:400])
        if isinstance(thing, pikepdf.Stream) and said(holder.get("/Filter")) == "/DCTDecode":
            for one in of_jpeg(bytes(thing.read_raw_bytes())):
                counts[one.sort] += 1
                told.setdefault(one.sort, one.excerpt)
    for sort, count in counts.items():
        yield Finding(sort, excerpt=shortened(told[sort]), count=count)


def _fields(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return
    values: list[str] = []
    waiting = [(one, "", 0) for one in _list(form.get("/Fields"))]
    while waiting and len(values) < MOST_FIELDS:
        field, above, depth = waiting.pop()
        name = f"{above}.{field.get('/T', '')}".strip(".")
        if depth < DEEPEST:
            waiting += [(one, name, depth + 1) for one in _list(field.get("/Kids"))]
        if "/V" in field and str(field["/V"]).strip() not in {"", "/Off"}:
            values.append(f"{name}: {field['/V']}")
    if values:
        yield Finding("form_value", excerpt=shortened(" · ".join(values[:20])), count=len(values))


def _comments(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    for number, page in enumerate(pdf.pages, start=1):
        notes = [one for one in _list(page.get("/Annots")) if said(one.get("/Subtype")) in COMMENTS]
        if notes:
            words = [said(one.get("/Contents", "")) or said(one.get("/Subtype"))[1:] for one in notes]
            yield Finding("pdf_comment", page=number, excerpt=shortened(" · ".join(words[:20])), count=len(notes))


def _revisions(path: str) -> Iterator[Finding]:
    """Each time a PDF is saved by addition, what stood before stays; the table of a page first has no place (0)."""
    tables = {int(place) for place in _REVISION.findall(Path(path).read_bytes())} - {0}
    if len(tables) > 1:
        yield Finding("earlier_revision", count=len(tables) - 1)
