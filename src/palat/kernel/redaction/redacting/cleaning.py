"""The clean base of a PDF: its pages as they are seen, and nothing else. Marks are made on it, and all leaves by it."""

from collections.abc import Collection
from typing import Any

import pikepdf

from palat.kernel.redaction.inspecting.jpeg import without_segments
from palat.kernel.redaction.inspecting.pdf import opened

PAGE_KEYS = frozenset(
    {"/Type", "/Parent", "/MediaBox", "/CropBox", "/Resources", "/Contents", "/Rotate", "/UserUnit", "/Group"}
)
_ASIDE = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/Alt", "/ActualText", "/StructParent", "/StructParents")
_ASIDE += ("/OPI", "/Measure", "/PtData", "/AA", "/A", "/JS", "/Thumb", "/Alternates")
_IN_CONTENT = (b"/Alt", b"/MCID", b"/E ")
_TOLD_IN_CONTENT = ("/Alt", "/E", "/MCID", "/Lang")


def clean_pdf(path: str, into: str) -> None:
    """Write the pages of a PDF without comments, scripts, files, metadata, forms. What a form shows stays to be seen.

    Layers stay, so that hidden ones stay hidden; the pages that have them leave as pictures. Raises: TooMuch.
    """
    with opened(path) as source, pikepdf.new() as target:
        _flatten(source)
        target.pages.extend(source.pages)
        layers = source.Root.get("/OCProperties")
        if isinstance(layers, pikepdf.Dictionary):
            whole = layers if layers.is_indirect else source.make_indirect(layers)
            target.Root["/OCProperties"] = target.copy_foreign(whole)
        strip(target)
        target.save(into, deterministic_id=True)


def _flatten(pdf: pikepdf.Pdf) -> None:
    """Take the notes off the pages, and make what form fields show a part of them."""
    for page in pdf.pages:
        notes = page.get("/Annots")
        if isinstance(notes, pikepdf.Array):
            fields = [one for one in notes if isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") == "/Widget"]
            page["/Annots"] = pikepdf.Array(fields)
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
        pdf.flatten_annotations("screen")


def strip(pdf: pikepdf.Pdf, *, also: Collection[str] = ()) -> None:
    """Take everything out of the objects of a PDF that does not show a page."""
    for page in pdf.pages:
        for key in set(page.obj.keys()) - PAGE_KEYS:
            del page[key]
        _contents_stripped(pdf, page)
    for thing in pdf.objects:
        holder = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
        if not isinstance(holder, pikepdf.Dictionary):
            continue
        for key in (*_ASIDE, *also):
            if key in holder:
                del holder[key]
        if isinstance(thing, pikepdf.Stream):
            _stream_stripped(thing)


def _stream_stripped(stream: Any) -> None:
    filters = stream.get("/Filter")
    only = filters[0] if isinstance(filters, pikepdf.Array) and len(filters) == 1 else filters
    if only == "/DCTDecode":
        content = bytes(stream.read_raw_bytes())
        if (without := without_segments(content)) != content:
            stream.write(without, filter=pikepdf.Name.DCTDecode, decode_parms=stream.get("/DecodeParms"))
    elif stream.get("/Subtype") == "/Form" and _tells_aside(stream.read_bytes()):
        stream.write(_without_asides(stream))


def _contents_stripped(pdf: pikepdf.Pdf, page: Any) -> None:
    contents = page.get("/Contents")
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    if any(isinstance(one, pikepdf.Stream) and _tells_aside(one.read_bytes()) for one in parts):
        page["/Contents"] = pdf.make_stream(_without_asides(page))


def _tells_aside(content: bytes) -> bool:
    return any(mark in content for mark in _IN_CONTENT)


def _without_asides(thing: Any) -> bytes:
    """Return content without descriptions beside what is shown; the letters of a span (`ActualText`) are its text."""
    kept = []
    for one in pikepdf.parse_content_stream(thing):
        operands, operator = list(one.operands), one.operator  # type: ignore[union-attr]
        if str(operator) in {"BDC", "DP"} and isinstance(operands[1], pikepdf.Dictionary):
            for key in _TOLD_IN_CONTENT:
                if key in operands[1]:
                    del operands[1][key]
            kept.append(pikepdf.ContentStreamInstruction(operands, operator))
        else:
            kept.append(one)  # type: ignore[arg-type]
    return pikepdf.unparse_content_stream(kept)
