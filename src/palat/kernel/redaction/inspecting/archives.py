"""The parts of an Office document, read without believing what they declare; XML without entities or network."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import unescape

from lxml import etree

from palat.kernel.files.archives import check_declared, check_directory
from palat.kernel.files.procedure import UnableToAccept
from palat.kernel.redaction.inspecting.pdf import TooMuch
from palat.kernel.redaction.procedure import Finding, shortened

LARGEST_PART = 60_000_000  # unpacked
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
BROKEN = (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, KeyError)
_METADATA = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")


def local(tag: Any) -> str:
    """Return the name of an element without its namespace."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """Return an attribute by its name, whatever its namespace."""
    return next((str(value) for key, value in element.attrib.items() if local(key) == name), "")


class Parts:
    """An opened Office document."""

    def __init__(self, path: str) -> None:
        try:
            check_directory(Path(path))
            self.archive = zipfile.ZipFile(path)
            check_declared(self.archive.infolist(), Path(path).stat().st_size)
        except UnableToAccept as refused:
            raise TooMuch("bomb" if refused.code == "bomb" else "damaged") from refused
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as broken:
            raise TooMuch("damaged") from broken
        if any(member.flag_bits & 1 for member in self.archive.infolist()):
            raise TooMuch("locked")
        self.names = [member.filename for member in self.archive.infolist()]

    def under(self, *begins: str) -> list[str]:
        """Return the names of parts that begin so."""
        return [name for name in self.names if name.startswith(begins)]

    def events(self, name: str) -> Iterator[Any]:
        """Yield the elements of a part as they end, in bounded memory. Raises: TooMuch."""
        read = 0
        parser = etree.XMLPullParser(events=("end",), resolve_entities=False, no_network=True, huge_tree=False)
        try:
            with self.archive.open(name) as part:
                while chunk := part.read(1 << 16):
                    read += len(chunk)
                    if read > LARGEST_PART:
                        raise TooMuch("bomb", name)
                    parser.feed(chunk)
                    yield from (element for _event, element in parser.read_events())
        except (
            etree.XMLSyntaxError,
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            EOFError,
            KeyError,
        ) as broken:
            raise TooMuch("damaged", name) from broken

    def related(self, part: str) -> dict[str, tuple[str, str, bool]]:
        """Return what a part refers to: by its id, the kind, the target, whether it lies outside."""
        folder, _slash, name = part.rpartition("/")
        table = f"{folder}/_rels/{name}.rels".lstrip("/")
        if table not in self.names:
            return {}
        return {
            one.get("Id", ""): (
                one.get("Type", "").rpartition("/")[2],
                _joined(folder, one.get("Target", "")),
                one.get("TargetMode") == "External",
            )
            for one in self.events(table)
            if local(one.tag) == "Relationship"
        }

    def text(self, name: str, *tags: str, most: int = 400) -> str:
        """Return the beginning of the words in a part, of these elements or of all."""
        found, length = [], 0
        for element in self.events(name):
            if (not tags or local(element.tag) in tags) and element.text and element.text.strip():
                found.append(element.text.strip())
                length += len(found[-1])
            element.clear()
            if length > most:
                break
        return " ".join(found)


def _joined(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    parts = [*folder.split("/"), *target.split("/")] if folder else target.split("/")
    kept: list[str] = []
    for part in parts:
        if part == "..":
            kept = kept[:-1]
        elif part not in {"", "."}:
            kept.append(part)
    return "/".join(kept)


def of_every_office_file(parts: Parts) -> Iterator[Finding]:
    """Yield what any Office document may hide: metadata, macros, foreign data, embedded things, small pictures."""
    told = []
    for name in _METADATA:
        if name in parts.names:
            told += [f"{local(one.tag)}: {one.text}" for one in parts.events(name) if one.text and one.text.strip()]
    if told:
        yield Finding("office_metadata", excerpt=shortened(" · ".join(unescape(one) for one in told)), count=len(told))
    for name in parts.names:
        low = name.lower()
        if low.endswith(("vbaproject.bin", "vbadata.xml")) or "/activex/" in low or "macrosheets/" in low:
            yield Finding("macro", where=name)
        elif "/embeddings/" in low:
            yield Finding("embedded", where=name)
        elif low.startswith("docprops/thumbnail"):
            yield Finding("thumbnail", where=name)
        elif low.startswith("customxml/item") and "props" not in low:
            yield Finding("custom_xml", where=name, excerpt=shortened(parts.text(name)))
