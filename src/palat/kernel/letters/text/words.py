"""The text of a letter as people type it, and as it is kept: paragraphs, points, items; tables stay as they are."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from palat.kernel.letters.procedure import Block, Column, Paragraph, Table

POINTS = ("พบว่า", "จะดำเนินการ", "ท่านทำได้")  # the three plain lines that open an answer
TABLE_LINE = "[ตาราง]"
SUB_ITEM = re.compile(r"([0-9๐-๙]+(?:\.[0-9๐-๙]+)+)\.?\s+(.+)")
ITEM = re.compile(r"([0-9๐-๙]+[.)])\s+(.+)")
HEADING = "# "


def kept(content: Iterable[Block]) -> list[dict[str, Any]]:
    """Return the blocks of a letter as they are stored."""
    return [{"what": type(block).__name__.lower(), **asdict(block)} for block in content]


def blocks(stored: Iterable[Mapping[str, Any]]) -> tuple[Block, ...]:
    """Return stored blocks as the layout takes them."""
    return tuple(_table(one) if one["what"] == "table" else _paragraph(one) for one in stored)


def _paragraph(one: Mapping[str, Any]) -> Paragraph:
    return Paragraph(one["text"], one.get("kind", "body"), one.get("label", ""))


def _table(one: Mapping[str, Any]) -> Table:
    columns = tuple(Column(**column) for column in one["columns"])
    return Table(columns, tuple(tuple(row) for row in one["rows"]), one.get("caption", ""))


def typed(content: Sequence[Block]) -> str:
    """Return the blocks as text to edit: a line for each; a table is a line that stands for it."""
    return "\n\n".join(_line(block) for block in content)


def _line(block: Block) -> str:
    if not isinstance(block, Paragraph):
        return TABLE_LINE
    if block.kind == "point":
        return f"{block.label}: {block.text}"
    if block.kind == "heading":
        return HEADING + block.text
    return f"{block.label} {block.text}".strip()


def lines_of(stored: Mapping[str, Any]) -> list[str]:
    """Return a stored piece of the text as lines to be read: a table row by row."""
    if stored["what"] != "table":
        return [_line(_paragraph(stored))]
    table = _table(stored)
    rows = [" | ".join(column.title for column in table.columns), *(" | ".join(row) for row in table.rows)]
    return [table.caption, *rows] if table.caption else rows


def read(text: str, tables: Sequence[Table] = ()) -> tuple[Block, ...]:
    """Read what was typed: `1. …` is an item, `2.1 …` stands under one, `พบว่า: …` is a plain line, `# …` a heading.

    The tables take their places again in the order in which their lines stand; a line removed removes its table.
    """
    left = list(tables)
    found: list[Block] = []
    for line in (one.strip() for one in text.splitlines()):
        if line == TABLE_LINE and left:
            found.append(left.pop(0))
        elif line:
            found.append(_read(line))
    return tuple(found)


def _read(line: str) -> Paragraph:
    label, colon, rest = line.partition(":")
    if colon and label in POINTS:
        return Paragraph(rest.strip(), "point", label)
    if line.startswith(HEADING):
        return Paragraph(line.removeprefix(HEADING).strip(), "heading")
    if found := SUB_ITEM.fullmatch(line):
        return Paragraph(found[2], "sub_item", found[1])
    if found := ITEM.fullmatch(line):
        return Paragraph(found[2], "item", found[1])
    return Paragraph(line)


def lines(text: str) -> list[str]:
    """Return the lines of a list that was typed, one to a line, without what people number them with."""
    return [one.strip() for one in text.splitlines() if one.strip()]
