"""Opening again what is to leave: nothing under the boxes, nothing beside the pages, no covered word left in it."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image, ImageChops

from palat.kernel.redaction.inspecting.pdf import TooMuch, inspect_pdf, items, said
from palat.kernel.redaction.inspecting.pictures import NoPicture, inspect_picture
from palat.kernel.redaction.pages import drawn, text_of
from palat.kernel.redaction.procedure import Cover, Leak
from palat.kernel.redaction.redacting.making import DOTS, upright
from palat.kernel.redaction.redacting.painting import in_dots, paint
from palat.kernel.redaction.seeking import found_in, signs_of

SHRUNK = 4  # what is compared is looked at from afar: the edges of letters and of JPEG do not count
MOST_OFF = 80  # of 255 by which a dot seen so may differ from what was painted
EDGE = 2  # dots at the edge of a box that are not compared


def check_pdf(path: str, covers: Sequence[Cover], needles: Collection[str], pages: int, font: str) -> list[Leak]:
    """Return what is wrong with the copy of a PDF."""
    try:
        found, count, _drawn = inspect_pdf(path)
    except TooMuch as broken:
        return [Leak("unreadable", where=broken.sort)]
    leaks = [Leak("hidden_left", one.page, one.sort) for one in found if one.sort != "cropped"]
    if count != pages:
        return [*leaks, Leak("pages_differ", where=f"{count}/{pages}")]
    return [*leaks, *_under_boxes(path, covers, font), *_in_bytes(path, needles)]


def check_picture(path: str, covers: Sequence[Cover], font: str) -> list[Leak]:
    """Return what is wrong with the copy of a picture."""
    try:
        leaks = [Leak("hidden_left", where=one.sort) for one in inspect_picture(path)]
        image = upright(path)
    except (NoPicture, OSError, ValueError):
        return [Leak("unreadable")]
    return [*leaks, *_not_filled(image, covers, font)]


def _under_boxes(path: str, covers: Sequence[Cover], font: str) -> Iterator[Leak]:
    with pypdfium2.PdfDocument(path) as document:
        for number in sorted({one.page for one in covers}):
            mine = [one for one in covers if one.page == number]
            page = document[number - 1]
            text, textpage = text_of(page)
            if any(text.under(one.box).strip() for one in mine):
                yield Leak("text_under_mark", number)
            yield from _not_filled(drawn(page, dots_an_inch=DOTS), mine, font)
            textpage.close()
            page.close()


def _not_filled(image: Image.Image, covers: Sequence[Cover], font: str) -> Iterator[Leak]:
    """Compare what is seen in each box with the box and the label as they were painted."""
    wanted = paint(Image.new("RGB", image.size, (255, 255, 255)), covers, font)
    for one in covers:
        left, top, right, bottom = in_dots(one.box, *image.size)
        place = (left + EDGE, top + EDGE, right - EDGE, bottom - EDGE)
        if place[2] <= place[0] or place[3] <= place[1]:
            place = (left, top, right + 1, bottom + 1)
        seen, painted = (_from_afar(whole.crop(place)) for whole in (image, wanted))
        if int(ImageChops.difference(seen, painted).getextrema()[1]) > MOST_OFF:  # type: ignore[arg-type]
            yield Leak("not_filled", one.page)


def _from_afar(image: Image.Image) -> Image.Image:
    grey = image.convert("L")
    return grey.resize((max(1, grey.width // SHRUNK), max(1, grey.height // SHRUNK)), Image.Resampling.BOX)


def _in_bytes(path: str, needles: Collection[str]) -> Iterator[Leak]:
    """Seek covered words in whatever of the file is no text of a page that is seen, and no font."""
    with pikepdf.open(path) as pdf:
        shown = {one.objgen for page in pdf.pages for one in _contents(page)}
        for thing in pdf.objects:
            words = list(_strings(thing, 0))
            if isinstance(thing, pikepdf.Stream) and thing.objgen not in shown and _may_hold_words(thing):
                words += _readings(thing)
            for word in words:
                signs = signs_of(word)
                if any(next(found_in(needle, signs), None) for needle in needles):
                    yield Leak("words_in_bytes", where=f"{thing.objgen[0]}")
                    break
        yield from _beside_letters(pdf, needles)


def _contents(page: Any) -> list[Any]:
    contents = page.get("/Contents")
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents] if contents is not None else []


def _may_hold_words(stream: Any) -> bool:
    return stream.get("/Subtype") not in {"/Image", "/Form", "/Type1C", "/CIDFontType0C", "/OpenType"} and not any(
        key in stream for key in ("/Length1", "/CMapName")
    )


def _readings(stream: Any) -> list[str]:
    try:
        content = stream.read_bytes()
    except pikepdf.PdfError:
        content = stream.read_raw_bytes()
    if b"begincmap" in content:
        return []
    return [content.decode(code, "replace") for code in ("utf-8", "utf-16-be", "utf-16-le", "cp874")]


def _strings(thing: Any, depth: int) -> Iterator[str]:
    """Yield the strings in an object, without those of objects it only refers to."""
    if depth > 20:
        return
    if isinstance(thing, pikepdf.String):
        yield said(thing)
        return
    holder = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
    if isinstance(holder, pikepdf.Array):
        values = list(holder)
    elif isinstance(holder, pikepdf.Dictionary):
        values = [value for _key, value in items(holder)]
    else:
        return
    for value in values:
        if not getattr(value, "is_indirect", False):
            yield from _strings(value, depth + 1)


def _beside_letters(pdf: pikepdf.Pdf, needles: Collection[str]) -> Iterator[Leak]:
    """Seek in the words that stand for what is shown (`ActualText`), which may say more than is seen."""
    for number, page in enumerate(pdf.pages, start=1):
        if not any(b"ActualText" in one.read_bytes() for one in _contents(page)):
            continue
        said = [
            str(one.operands[1]["/ActualText"])  # type: ignore[union-attr]
            for one in pikepdf.parse_content_stream(page)
            if str(one.operator) == "BDC"
            and isinstance(one.operands[1], pikepdf.Dictionary)  # type: ignore[union-attr]
            and "/ActualText" in one.operands[1]  # type: ignore[union-attr]
        ]
        signs = [signs_of(word) for word in said]
        if any(next(found_in(needle, one), None) for needle in needles for one in signs):
            yield Leak("words_in_bytes", number, "ActualText")
