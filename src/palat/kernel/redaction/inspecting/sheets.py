"""What workbooks hide: sheets, rows, columns, cells, comments, names, links with remembered values, pivot data."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from palat.kernel.redaction.inspecting.archives import RELATIONS, Parts, attribute, local, of_every_office_file
from palat.kernel.redaction.procedure import Finding, shortened

BOOK = "xl/workbook.xml"
MOST_CELLS = 2_000_000  # looked at in one workbook; the rest is not
MOST_STRINGS = 1_000_000
SAMPLE = 8  # values shown of what is hidden
_OWN_NAMES = ("_xlnm.Print_", "_xlnm._FilterDatabase")
_COLUMN = re.compile(r"[A-Z]+")
_HIDDEN_FORMAT = re.compile(r"^;;;?$|^\"?\"?;\"?\"?;\"?\"?(;\"?\"?)?$")


@dataclass
class _Hidden:
    """What is hidden on one sheet."""

    rows: list[str] = field(default_factory=list)
    columns: list[tuple[int, int]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    in_rows: list[str] = field(default_factory=list)
    in_columns: list[str] = field(default_factory=list)
    in_cells: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)


class _Book:
    """A workbook while it is looked through: the strings and the formats that cells refer to."""

    def __init__(self, parts: Parts) -> None:
        self.parts, self.left = parts, MOST_CELLS
        self.strings = list(self._strings())
        self.hiding = set(self._hiding_formats())

    def _strings(self) -> Iterator[str]:
        if "xl/sharedStrings.xml" not in self.parts.names:
            return
        words: list[str] = []
        count = 0
        for element in self.parts.events("xl/sharedStrings.xml"):
            name = local(element.tag)
            if name == "t":
                words.append(element.text or "")
            elif name == "si":
                yield shortened("".join(words))
                words = []
                count += 1
                element.clear()
                if count >= MOST_STRINGS:
                    return

    def _hiding_formats(self) -> Iterator[int]:
        if "xl/styles.xml" not in self.parts.names:
            return
        codes: set[str] = set()
        for element in self.parts.events("xl/styles.xml"):
            name = local(element.tag)
            if name == "numFmt" and _HIDDEN_FORMAT.match(element.get("formatCode", "").strip()):
                codes.add(element.get("numFmtId", ""))
            elif name == "cellXfs":
                for place, one in enumerate(element):
                    if one.get("numFmtId") in codes:
                        yield place

    def value(self, cell: Any) -> str:
        """Return what a cell says."""
        said = next((one.text or "" for one in cell if local(one.tag) == "v"), "")
        if cell.get("t") == "s":
            return self.strings[int(said)] if said.isdigit() and int(said) < len(self.strings) else ""
        if cell.get("t") == "inlineStr":
            return "".join(one.text or "" for one in cell.iter() if local(one.tag) == "t")
        return said


def inspect_book(parts: Parts) -> Iterator[Finding]:
    """Yield what a workbook hides. Raises: TooMuch."""
    yield from of_every_office_file(parts)
    book, related = _Book(parts), parts.related(BOOK)
    for element in parts.events(BOOK):
        name = local(element.tag)
        if name == "sheet":
            state, title = element.get("state", "visible"), element.get("name", "")
            target = related.get(element.get(RELATIONS, ""), ("", "", False))[1]
            yield from _sheet(book, title, state, target)
        elif name == "definedName" and not element.get("name", "").startswith(_OWN_NAMES):
            where = f"{element.get('name', '')}{' (hidden)' if element.get('hidden') == '1' else ''}"
            yield Finding("defined_name", where=where, excerpt=shortened(element.text or ""))
    yield from _beside(parts)


def _sheet(book: _Book, title: str, state: str, part: str) -> Iterator[Finding]:
    found = _looked_through(book, part) if part in book.parts.names and "worksheets/" in part else _Hidden()
    if state != "visible":
        sort = "very_hidden_sheet" if state == "veryHidden" else "hidden_sheet"
        yield Finding(sort, where=title, excerpt=shortened(" · ".join(found.values)))
        return
    if found.rows:
        where = f"{title}!{', '.join(found.rows[:12])}{'…' if len(found.rows) > 12 else ''}"
        yield Finding("hidden_row", where=where, excerpt=shortened(" · ".join(found.in_rows)), count=len(found.rows))
    if found.columns:
        spans = ", ".join(_span(*one) for one in found.columns[:12])
        excerpt = shortened(" · ".join(found.in_columns))
        yield Finding("hidden_column", where=f"{title}!{spans}", excerpt=excerpt, count=len(found.columns))
    if found.cells:
        where = f"{title}!{', '.join(found.cells[:12])}"
        yield Finding("hidden_cell", where=where, excerpt=shortened(" · ".join(found.in_cells)), count=len(found.cells))


def _looked_through(book: _Book, part: str) -> _Hidden:
    found = _Hidden()
    for element in book.parts.events(part):
        name = local(element.tag)
        if name == "col" and element.get("hidden") in {"1", "true"}:
            found.columns.append((int(element.get("min", "1")), int(element.get("max", "1"))))
        elif name == "row":
            _row(book, element, found)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
            if book.left <= 0:
                break
    return found


def _row(book: _Book, row: Any, found: _Hidden) -> None:
    hidden = row.get("hidden") in {"1", "true"}
    if hidden:
        found.rows.append(row.get("r", "?"))
    for cell in row:
        book.left -= 1
        where = cell.get("r", "")
        unseen = cell.get("s", "").isdigit() and int(cell.get("s")) in book.hiding
        in_column = found.columns and any(first <= _number(where) <= last for first, last in found.columns)
        samples = [
            (found.values, True),
            (found.in_rows, hidden),
            (found.in_columns, in_column),
            (found.in_cells, unseen),
        ]
        wanted = [sample for sample, asked in samples if asked and len(sample) < SAMPLE]
        said = book.value(cell) if wanted or unseen else ""
        for sample in wanted:
            if said:
                sample.append(said)
        if unseen and said:
            found.cells.append(where)


def _number(cell: str) -> int:
    letters = _COLUMN.match(cell)
    number = 0
    for letter in letters.group() if letters else "":
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    said = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        said = chr(65 + rest) + said
    return said


def _span(first: int, last: int) -> str:
    return _letters(first) if first == last else f"{_letters(first)}:{_letters(last)}"


def _beside(parts: Parts) -> Iterator[Finding]:
    """What lies beside the sheets: comments and their threads, links to other files, the data behind pivots."""
    for name in parts.under("xl/comments", "xl/threadedComments/"):
        if not name.endswith(".xml"):
            continue
        cells = [
            attribute(one, "ref") for one in parts.events(name) if local(one.tag) in {"comment", "threadedComment"}
        ]
        if cells:
            where = f"{name}: {', '.join(cells[:12])}"
            yield Finding("comment", where=where, excerpt=shortened(parts.text(name, "t", "text")), count=len(cells))
    for name in parts.under("xl/externalLinks/externalLink"):
        outside = [target for _kind, target, is_outside in parts.related(name).values() if is_outside]
        remembered = parts.text(name, "v")
        yield Finding("external_link", where=shortened(", ".join(outside) or name), excerpt=shortened(remembered))
    for name in parts.under("xl/pivotCache/pivotCacheRecords"):
        values = [one.get("v", "") for one in parts.events(name) if one.get("v")][:SAMPLE]
        yield Finding("pivot_cache", where=name, excerpt=shortened(" · ".join(values)))
    for name in parts.under("xl/pivotCache/pivotCacheDefinition"):
        values = [one.get("v", "") for one in parts.events(name) if local(one.tag) == "s"][:SAMPLE]
        if values:
            yield Finding("pivot_cache", where=name, excerpt=shortened(" · ".join(values)))
