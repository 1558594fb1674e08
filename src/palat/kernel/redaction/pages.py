"""The pages of a PDF as people see them: letters with their boxes, and the drawing of a page. Uses PDFium only."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from palat.kernel.redaction.procedure import WHOLE, Box
from palat.kernel.redaction.seeking import Signs, signs_of

POINTS = 72
MOST_LETTERS = 60_000  # of one page; a page of a letter has some 3,000
MOST_DOTS = 80_000_000  # of one drawn page
_GRID = 1_000_000
GAP = 0.16  # of the height of a line: so much between two letters is a space
INVISIBLE = 3  # the way of writing that leaves no ink


@dataclass
class PageText:
    """The letters of a page, and where each stands; a letter that has no ink has no box.

    `origins` are the numbers by which PDFium knows the letters; a space that is seen but not written has none (-1).
    """

    text: str = ""
    boxes: list[tuple[float, float, float, float] | None] = field(default_factory=list)
    origins: list[int] = field(default_factory=list)

    @property
    def signs(self) -> Signs:
        """What counts of it when words are sought."""
        return signs_of(self.text)

    def under(self, box: Box) -> str:
        """Return the letters that a box touches, with the spaces and the ends of lines between them."""
        kept: list[str] = []
        last = -1
        for place, one in enumerate(self.boxes):
            if one is None or not _as_box(one).touches(box):
                continue
            between = self.text[last + 1 : place] if last >= 0 else ""
            if between:
                kept.append(" " if between.strip("\r\n") and not between.strip() else "\n")
            kept.append(self.text[place])
            last = place
        return "".join(kept)

    def lines(self, start: int, end: int) -> tuple[Box, ...]:
        """Return the boxes that cover a stretch of text, one for each line."""
        found: list[list[float]] = []
        for one in self.boxes[start:end]:
            if one is None:
                continue
            if found and _same_line(found[-1], one):
                line = found[-1]
                found[-1] = [*map(min, line[:2], one[:2]), *map(max, line[2:], one[2:])]
            else:
                found.append(list(one))
        return tuple(box for box in (_as_box(line, around=12) for line in found) if box.is_sound)


def _same_line(line: Sequence[float], one: Sequence[float]) -> bool:
    middle = (one[1] + one[3]) / 2
    return line[1] - 60 <= middle <= line[3] + 60 and one[0] >= line[0] - 100


def _as_box(one: Sequence[float], around: int = 0) -> Box:
    left, top, right, bottom = one
    return Box(
        max(0, int(left) - around),
        max(0, int(top) - around),
        min(WHOLE, int(right) + 1 + around),
        min(WHOLE, int(bottom) + 1 + around),
    )


def _seen_as(page: Any) -> tuple[float, float, float, float, float, float]:
    """Return how places of the page become places as seen, whatever its turn and its crop."""
    x, y = ctypes.c_int(), ctypes.c_int()

    def at(across: float, up: float) -> tuple[int, int]:
        pdfium.FPDF_PageToDevice(page, 0, 0, _GRID, _GRID, 0, across, up, x, y)
        return x.value, y.value

    (x0, y0), (x1, y1), (x2, y2) = at(0, 0), at(1000, 0), at(0, 1000)
    unit = WHOLE / _GRID
    return tuple(one * unit for one in (x0, (x1 - x0) / 1000, (x2 - x0) / 1000, y0, (y1 - y0) / 1000, (y2 - y0) / 1000))  # type: ignore[return-value]


def text_of(page: Any) -> tuple[PageText, Any]:
    """Return the letters of a page with their boxes as seen, and PDFium's own text page, which the caller closes."""
    seen, textpage = _seen_as(page), page.get_textpage()
    count = min(textpage.count_chars(), MOST_LETTERS)
    found, letters, gaps = PageText(), [], _Gaps(textpage)
    left, right, bottom, top = (ctypes.c_double() for _each in range(4))
    for place in range(count):
        code = pdfium.FPDFText_GetUnicode(textpage, place)
        letter = chr(code) if 0 < code < 0xD800 or 0xDFFF < code <= 0x10FFFF else "\ufffd"
        if gaps.before(place, letter):
            letters.append(" ")
            found.boxes.append(None)
            found.origins.append(-1)
        has_box = not letter.isspace() and pdfium.FPDFText_GetCharBox(textpage, place, left, right, bottom, top)
        letters.append(letter)
        found.boxes.append(_box(seen, left.value, bottom.value, right.value, top.value) if has_box else None)
        found.origins.append(place)
    found.text = "".join(letters)
    return found, textpage


class _Gaps:
    """Finds the spaces that are seen between letters and that nobody wrote."""

    def __init__(self, textpage: Any) -> None:
        self.textpage, self.room = textpage, pdfium.FS_RECTF()
        self.last: tuple[float, float, float] | None = None  # right edge, bottom and top of the letter before

    def before(self, place: int, letter: str) -> bool:
        """Say whether a gap lies before a letter."""
        if letter.isspace() or not pdfium.FPDFText_GetLooseCharBox(self.textpage, place, self.room):
            self.last = None
            return False
        left, bottom, right, top = self.room.left, self.room.bottom, self.room.right, self.room.top
        last, self.last = self.last, (right, bottom, top)
        if last is None or not bottom <= (last[1] + last[2]) / 2 <= top:
            return False
        return left - last[0] > GAP * (top - bottom)


def _box(
    seen: tuple[float, ...], left: float, bottom: float, right: float, top: float
) -> tuple[float, float, float, float]:
    x0, xx, xy, y0, yx, yy = seen
    corners = [(x0 + xx * x + xy * y, y0 + yx * x + yy * y) for x in (left, right) for y in (bottom, top)]
    across, down = [one[0] for one in corners], [one[1] for one in corners]
    return min(across), min(down), max(across), max(down)


def texts(path: str) -> Iterator[tuple[int, PageText]]:
    """Yield the number and the letters of every page."""
    with pypdfium2.PdfDocument(path) as document:
        for number in range(len(document)):
            page = document[number]
            found, textpage = text_of(page)
            textpage.close()
            page.close()
            yield number + 1, found


def drawn(page: Any, *, dots_an_inch: float, grey: bool = False) -> Image.Image:
    """Draw a page without its annotations, with so many dots an inch or as many as the bound allows."""
    across, down = page.get_size()
    scale = dots_an_inch / POINTS
    most = (MOST_DOTS / max(1.0, across * down)) ** 0.5
    bitmap = page.render(scale=min(scale, most), grayscale=grey, may_draw_forms=False, draw_annots=False)
    image: Image.Image = bitmap.to_pil()
    return image.convert("L" if grey else "RGB")


def writes_without_ink(textpage: Any, place: int) -> bool:
    """Say whether a letter is written in the way that leaves no ink, as the text layer of a scan is."""
    thing = pdfium.FPDFText_GetTextObject(textpage, place)
    return bool(thing) and pdfium.FPDFTextObj_GetTextRenderMode(thing) == INVISIBLE
