"""What word documents and slides hide: changes that are tracked, comments, hidden text, notes, hidden slides."""

from collections.abc import Iterator
from typing import Any

from palat.kernel.redaction.inspecting.archives import RELATIONS, Parts, attribute, local, of_every_office_file
from palat.kernel.redaction.procedure import Finding, shortened

_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo"})
_FORMAT_CHANGES = frozenset({"rPrChange", "pPrChange", "tblPrChange", "sectPrChange", "tcPrChange", "trPrChange"})
_OFF = frozenset({"0", "false", "off"})
MOST_SHOWN = 20


def _words(element: Any, *tags: str) -> str:
    return "".join(one.text or "" for one in element.iter() if local(one.tag) in (tags or ("t", "delText")))


def inspect_document(parts: Parts) -> Iterator[Finding]:
    """Yield what a DOCX hides. Raises: TooMuch."""
    yield from of_every_office_file(parts)
    for name in parts.under("word/"):
        if not name.endswith(".xml") or "/_rels/" in name:
            continue
        short = name.removeprefix("word/").removesuffix(".xml")
        if short.startswith("comments") and short.rstrip("0123456789") == "comments":
            yield from _comments(parts, name)
        elif short.startswith(("document", "header", "footer", "footnotes", "endnotes")):
            yield from _story(parts, name)


def _comments(parts: Parts, name: str) -> Iterator[Finding]:
    for one in parts.events(name):
        if local(one.tag) == "comment":
            who = attribute(one, "author")
            yield Finding("comment", where=f"{name} {who}".strip(), excerpt=shortened(_words(one)))
            one.clear()


def _story(parts: Parts, name: str) -> Iterator[Finding]:
    changes: list[str] = []
    hidden: list[str] = []
    who: set[str] = set()
    for one in parts.events(name):
        tag = local(one.tag)
        if tag == "r" and _is_hidden(one):
            hidden.append(_words(one))
        elif tag in _CHANGES or tag in _FORMAT_CHANGES:
            changes.append(f"{tag}: {_words(one)}" if tag in _CHANGES else tag)
            who.add(attribute(one, "author"))
        elif tag == "p" and not _inside_change(one):
            one.clear(keep_tail=True)
    if changes:
        excerpt = shortened(" · ".join(changes[:MOST_SHOWN]))
        yield Finding(
            "tracked_change", where=f"{name} {', '.join(sorted(who))}".strip(), excerpt=excerpt, count=len(changes)
        )
    if any(words.strip() for words in hidden):
        yield Finding("hidden_text", where=name, excerpt=shortened(" ".join(hidden)), count=len(hidden))


def _inside_change(element: Any) -> bool:
    return any(local(above.tag) in _CHANGES for above in element.iterancestors())


def _is_hidden(run: Any) -> bool:
    for look in run:
        if local(look.tag) == "rPr":
            return any(local(one.tag) in {"vanish", "webHidden"} and attribute(one, "val") not in _OFF for one in look)
    return False


def inspect_slides(parts: Parts) -> Iterator[Finding]:
    """Yield what a PPTX hides. Raises: TooMuch."""
    yield from of_every_office_file(parts)
    related = parts.related("ppt/presentation.xml")
    order = [
        related[one.get(RELATIONS, "")][1]
        for one in parts.events("ppt/presentation.xml")
        if local(one.tag) == "sldId" and one.get(RELATIONS, "") in related
    ]
    for number, name in enumerate(order, start=1):
        yield from _slide(parts, name, number)
    for name in parts.under("ppt/comments"):
        if name.endswith(".xml"):
            yield Finding("comment", where=name, excerpt=shortened(parts.text(name, "text", "t")))


def _slide(parts: Parts, name: str, number: int) -> Iterator[Finding]:
    if name not in parts.names:
        return
    shown = next((one.get("show", "1") for one in parts.events(name) if local(one.tag) == "sld"), "1")
    if shown in _OFF:
        yield Finding("hidden_slide", page=number, excerpt=shortened(parts.text(name, "t")))
    for kind, target, _outside in parts.related(name).values():
        if kind == "notesSlide" and target in parts.names and (words := _notes(parts, target)):
            yield Finding("notes", page=number, excerpt=shortened(words))


def _notes(parts: Parts, name: str) -> str:
    """Return what was written below a slide, without the number of the slide that stands there by itself."""
    words = [_words(one) for one in parts.events(name) if local(one.tag) == "sp" and not _is_furniture(one)]
    return " ".join(word for word in words if word.strip())


def _is_furniture(shape: Any) -> bool:
    return any(local(one.tag) == "ph" and one.get("type") in {"sldNum", "sldImg", "dt"} for one in shape.iter())


def inspect_open_document(parts: Parts) -> Iterator[Finding]:
    """Yield what an ODT, ODS or ODP hides. Raises: TooMuch."""
    if "meta.xml" in parts.names and (words := parts.text("meta.xml")):
        yield Finding("office_metadata", excerpt=shortened(words))
    for name in parts.under("Basic/", "Scripts/"):
        yield Finding("macro", where=name)
    if "Thumbnails/thumbnail.png" in parts.names:
        yield Finding("thumbnail", where="Thumbnails/thumbnail.png")
    for one in parts.events("content.xml"):
        tag = local(one.tag)
        if tag == "annotation":
            yield Finding("comment", where="content.xml", excerpt=shortened(_words(one, "p", "span")))
        elif tag == "changed-region":
            yield Finding("tracked_change", where="content.xml", excerpt=shortened(_words(one, "p", "span")))
        elif tag in {"hidden-text", "hidden-paragraph"}:
            yield Finding("hidden_text", where="content.xml", excerpt=shortened(one.text or ""))
        elif tag == "table" and attribute(one, "display") == "false":
            yield Finding("hidden_sheet", where=attribute(one, "name"))
