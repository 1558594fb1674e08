"""Reading the pages of what came in: their words, by the text layer or by Tesseract, and the codes on them.

Every file is opened in a process of its own, bounded in time and memory, and never in the one that answers people.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from palat.kernel.files.bounding import MEMORY_MB, OutOfBounds, run_bounded

LOOK_SECONDS, DRAW_SECONDS, OCR_SECONDS = 300, 20, 60
OCR_PAGES = 6  # of one letter: the first says what it is; more can be read by people
OCR_DOTS = 2_400  # across an A4 page: some 290 dots an inch
ENOUGH = 20  # letters that make a text layer worth reading
LANGUAGE = "tha"


class UnableToRead(Exception):
    """The file could not be read within its bounds; `why` is `time`, `damaged` or `locked`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Page:
    """A page: the words of its text layer, the QR codes on it, whether nothing is on it."""

    words: str
    codes: tuple[str, ...] = ()
    blank: bool = False


def _run(words: Sequence[str], *, seconds: int) -> bytes:
    """Run a program within bounds, and return what it said. Raises: UnableToRead."""
    try:
        return run_bounded(words, seconds=seconds, memory_mb=MEMORY_MB)
    except OutOfBounds as fault:
        raise UnableToRead(fault.why) from fault


def _child(*words: str, seconds: int) -> bytes:
    return _run([sys.executable, "-m", "palat.kernel.incoming.readers.child", *words], seconds=seconds)


def look(path: Path) -> list[Page]:
    """Return what stands on each page. Raises: UnableToRead."""
    said = _child("look", str(path), seconds=LOOK_SECONDS).splitlines()
    pages = [json.loads(line) for line in said]
    return [Page(one["words"], tuple(one["codes"]), one["blank"]) for one in pages]


def picture(path: Path, number: int, *, width: int) -> bytes:
    """Return one page as PNG, counted from 1. Raises: UnableToRead."""
    with tempfile.TemporaryDirectory(prefix="palat-page-") as folder:
        into = Path(folder) / "page.png"
        _child("draw", str(path), str(number), str(width), str(into), seconds=DRAW_SECONDS)
        return into.read_bytes()


def cut(path: Path, first: int, last: int) -> bytes:
    """Return some pages of a PDF, counted from 1, as a file of their own. Raises: UnableToRead."""
    return _written("cut", path, first, last)


def turn(path: Path, number: int, *, degrees: int) -> bytes:
    """Return a file with one page turned with the clock. Raises: UnableToRead."""
    return _written("turn", path, number, degrees)


def _written(what: str, path: Path, *numbers: int) -> bytes:
    with tempfile.TemporaryDirectory(prefix="palat-page-") as folder:
        into = Path(folder) / "written"
        _child(what, str(path), *map(str, numbers), str(into), seconds=DRAW_SECONDS)
        return into.read_bytes()


@cache
def ocr_program() -> str:
    """Return where Tesseract is, if it is installed with Thai; else nothing."""
    found = shutil.which("tesseract")
    if found is None:
        return ""
    said = subprocess.run([found, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    return found if LANGUAGE in (said.stdout + said.stderr).split() else ""


def ocr(path: Path, *, pages: Sequence[int]) -> str:
    """Return the words of some pages as Tesseract reads them, counted from 1. Raises: UnableToRead.

    A page that takes too long is left out; where none can be read, that is said.
    """
    texts, late = [], None
    for number in pages[:OCR_PAGES]:
        try:
            texts.append(_ocr_page(path, number))
        except UnableToRead as fault:
            late = fault
    if not texts and late is not None:
        raise late
    return "\n".join(texts)


def _ocr_page(path: Path, number: int) -> str:
    with tempfile.TemporaryDirectory(prefix="palat-ocr-") as folder:
        image = Path(folder) / "page.png"
        image.write_bytes(picture(path, number, width=OCR_DOTS))
        words = [ocr_program(), str(image), "stdout", "-l", LANGUAGE, "--psm", "4"]
        words += ["-c", "preserve_interword_spaces=1"]
        return _run(words, seconds=OCR_SECONDS).decode("utf-8", "replace")


def has_words(pages: Sequence[Page]) -> bool:
    """Say whether the text layer is worth reading."""
    return sum(sign.isalpha() for one in pages for sign in one.words) >= ENOUGH
