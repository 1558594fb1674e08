"""The process that opens what came from outside: words, codes and pictures of the pages of a PDF or a picture.

    python -m palat.kernel.incoming.readers.child look FILE     each page: words, codes, whether it is blank (JSON)
    python -m palat.kernel.incoming.readers.child draw FILE PAGE WIDTH INTO
    python -m palat.kernel.incoming.readers.child cut FILE FIRST LAST INTO      some pages of a PDF as one of their own
    python -m palat.kernel.incoming.readers.child turn FILE PAGE DEGREES INTO   the file with one page turned

Started by `reading`, within the bounds of `files.bounding`. It knows no database and no settings.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
import zxingcpp
from PIL import Image, ImageOps

MOST_PAGES = 600
MOST_WORDS = 20_000  # characters of one page
CODE_DOTS = 110  # dots an inch at which QR codes are looked for
BLANK = 6.0  # a page whose dots differ by less is blank, with the specks that a scanner leaves
POINTS = 72
MOST_PIXELS = 50_000_000
MOST_DOTS = 4_000  # on the longer side of what is drawn

Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def _is_pdf(path: str) -> bool:
    with open(path, "rb") as file:  # noqa: PTH123 - a small process without the rest of the house
        return b"%PDF-" in file.read(1024)


def _drawn(page: Any, scale: float) -> Image.Image:
    """Draw a page in grey, no larger than the bound, whatever size it says it has."""
    longest = max(page.get_size()) or 1
    return page.render(scale=min(scale, MOST_DOTS / longest), grayscale=True).to_pil()  # type: ignore[no-any-return]


def _codes(image: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))
    return [one.text[:300] for one in found]


def _is_blank(image: Image.Image) -> bool:
    small = image.convert("L").resize((160, 220))
    dots = sorted(small.getdata())
    return dots[-1] - dots[len(dots) // 100] < BLANK * 4


def look(path: str) -> Iterator[dict[str, Any]]:
    """Yield what each page holds."""
    if not _is_pdf(path):
        with Image.open(path) as picture:
            picture.thumbnail((MOST_DOTS, MOST_DOTS))
            grey = picture.convert("L")
            yield {"words": "", "codes": _codes(grey), "blank": _is_blank(grey)}
        return
    with pypdfium2.PdfDocument(path) as document:
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number]
            words = page.get_textpage().get_text_range()[:MOST_WORDS]
            image = _drawn(page, CODE_DOTS / POINTS)
            yield {"words": words, "codes": _codes(image), "blank": not words.strip() and _is_blank(image)}
            page.close()


def draw(path: str, number: int, width: int, into: str) -> None:
    """Draw one page, counted from 1, so many dots wide. Raises: IndexError where there is none."""
    if not _is_pdf(path):
        if number != 1:
            raise IndexError(number)
        with Image.open(path) as picture:
            picture.thumbnail((width, MOST_DOTS))
            picture.convert("RGB").save(into, "PNG")
        return
    with pypdfium2.PdfDocument(path) as document:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        page = document[number - 1]
        across = page.get_size()[0] or 1
        longest = max(page.get_size()) or 1
        page.render(scale=min(width / across, MOST_DOTS / longest)).to_pil().convert("RGB").save(into, "PNG")


def cut(path: str, first: int, last: int, into: str) -> None:
    """Write some pages of a PDF, counted from 1, as a file of their own. Raises: IndexError where there are none."""
    with pikepdf.open(path) as whole, pikepdf.new() as part:
        if not 1 <= first <= last <= len(whole.pages):
            raise IndexError(first, last)
        part.pages.extend(whole.pages[number] for number in range(first - 1, last))
        part.save(into, deterministic_id=True)


def turn(path: str, number: int, degrees: int, into: str) -> None:
    """Write a file with one page turned with the clock, as it is seen. Raises: IndexError where there is none."""
    if not _is_pdf(path):
        if number != 1:
            raise IndexError(number)
        with Image.open(path) as picture:
            turned = ImageOps.exif_transpose(picture).rotate(-degrees, expand=True)
            turned.save(into, picture.format, quality=95)
        return
    with pikepdf.open(path) as document:
        if not 1 <= number <= len(document.pages):
            raise IndexError(number)
        document.pages[number - 1].rotate(degrees, relative=True)
        document.save(into, deterministic_id=True)


def main() -> None:
    """Do what was asked."""
    what, path, *more = sys.argv[1:]
    if what == "look":
        for one in look(path):
            sys.stdout.write(json.dumps(one) + "\n")
        return
    one, other, into = more
    {"draw": draw, "cut": cut, "turn": turn}[what](path, int(one), int(other), into)


if __name__ == "__main__":
    main()
