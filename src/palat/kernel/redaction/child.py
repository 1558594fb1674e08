"""The small process that opens what is to leave: `python -m palat.kernel.redaction.child WHAT`, the rest as JSON.

It reads one line of JSON from the file named in its second word and writes one to its output. It knows no database
and no settings; `reading` starts it within bounds, and the system refuses it network and programs.
"""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pypdfium2

from palat.kernel.letters.paper.press.confine import no_network
from palat.kernel.redaction.checking.whole_set import OneFile, check_set, find
from palat.kernel.redaction.inspecting.looking import look
from palat.kernel.redaction.pages import POINTS, drawn
from palat.kernel.redaction.procedure import as_plain, covers_of
from palat.kernel.redaction.redacting.cleaning import clean_pdf
from palat.kernel.redaction.redacting.making import redact_pdf, redact_picture, upright

Asked = Mapping[str, Any]


def inspect(asked: Asked) -> Any:
    """Look into a file."""
    return asdict(look(asked["path"], asked["name"]))


def clean(asked: Asked) -> Any:
    """Write the clean base of a PDF."""
    clean_pdf(asked["path"], asked["into"])


def draw(asked: Asked) -> Any:
    """Draw a page as JPEG, so many dots wide."""
    number, width = asked["page"], asked["width"]
    if asked["kind"] == "picture":
        image = upright(asked["path"])
        image.thumbnail((width, width * 4))
    else:
        with pypdfium2.PdfDocument(asked["path"]) as document:
            page = document[number - 1]
            across, _down = page.get_size()
            image = drawn(page, dots_an_inch=width / max(1.0, across) * POINTS)
    image.save(asked["into"], "JPEG", quality=80)


def redact(asked: Asked) -> Any:
    """Make the copy that leaves; return its kind."""
    covers = covers_of(asked["covers"])
    if asked["kind"] == "picture":
        return redact_picture(asked["path"], asked["into"], covers, asked["font"])
    redact_pdf(asked["path"], asked["into"], covers, asked["drawn"], asked["font"])
    return "pdf"


def check(asked: Asked) -> Any:
    """Check the copies of a set."""
    files = [OneFile(**{**one, "covers": covers_of(one["covers"])}) for one in asked["files"]]
    return {key: asdict(one) for key, one in check_set(files, asked["font"]).items()}


def seek(asked: Asked) -> Any:
    """Say where words stand in a set."""
    return as_plain(find(asked["files"], asked["words"]))


WHATS: dict[str, Callable[[Asked], Any]] = {
    one.__name__: one for one in (inspect, clean, draw, redact, check, seek)
}  # fmt: skip


def main() -> None:
    """Do what was asked."""
    what, asked = sys.argv[1:]
    no_network()
    said = WHATS[what](json.loads(Path(asked).read_text(encoding="utf-8")))
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
