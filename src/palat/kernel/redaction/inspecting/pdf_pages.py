"""Letters of a PDF that nobody sees: covered by a box, in the colour of the paper, without ink, outside the page."""

from collections.abc import Iterator
from typing import Any

import pypdfium2
from PIL import Image

from palat.kernel.redaction.pages import PageText, drawn, text_of, writes_without_ink
from palat.kernel.redaction.procedure import WHOLE, Finding, shortened

DOTS = 100  # an inch at which pages are looked at
EVEN = 14  # dots that differ by less show nothing
FEWEST = 3  # letters side by side that are not seen
ROUND_A_LETTER = 1  # dots around it, so that a stroke that fills its own box is seen
CROPPED_BY = 5.0  # points by which the seen page is smaller than the paper


class _Seen:
    """A drawn page in grey, and the colour of its paper."""

    def __init__(self, image: Image.Image) -> None:
        self.image = image
        counts = image.histogram()
        self.paper = counts.index(max(counts))

    def around(self, left: float, top: float, right: float, bottom: float) -> tuple[int, int]:
        """Return the darkest and the lightest dot in and around a box."""
        across, down = self.image.width / WHOLE, self.image.height / WHOLE
        looked_at = (
            max(0, int(left * across) - ROUND_A_LETTER),
            max(0, int(top * down) - ROUND_A_LETTER),
            min(self.image.width, int(right * across) + 1 + ROUND_A_LETTER),
            min(self.image.height, int(bottom * down) + 1 + ROUND_A_LETTER),
        )
        return self.image.crop(looked_at).getextrema()  # type: ignore[return-value]


def unseen(path: str) -> Iterator[Finding]:
    """Yield what stands on the pages and is not seen."""
    with pypdfium2.PdfDocument(path) as document:
        for number in range(len(document)):
            page = document[number]
            yield from _on_page(page, number + 1)
            page.close()


def _on_page(page: Any, number: int) -> Iterator[Finding]:
    if _is_cropped(page):
        yield Finding("cropped", page=number)
    text, textpage = text_of(page)
    if any(one is not None for one in text.boxes):
        yield from _on_page_with_words(page, number, text, textpage)
    textpage.close()


def _is_cropped(page: Any) -> bool:
    whole, seen = page.get_mediabox(), page.get_cropbox()
    return any(abs(one - other) > CROPPED_BY for one, other in zip(whole, seen, strict=True))


def _on_page_with_words(page: Any, number: int, text: PageText, textpage: Any) -> Iterator[Finding]:
    image = drawn(page, dots_an_inch=DOTS, grey=True)
    runs: dict[str, list[str]] = {"invisible_text": [], "covered_text": []}
    for sort, words in _runs(text, textpage, _Seen(image)):
        runs[sort].append(words)
    for sort, said in runs.items():
        if said:
            yield Finding(sort, page=number, excerpt=shortened(" · ".join(said[:20])), count=len(said))


def _runs(text: PageText, textpage: Any, seen: _Seen) -> Iterator[tuple[str, str]]:
    """Yield each stretch of letters that is not seen, with the sort of its first letter."""
    start, sort = -1, ""
    for place in range(len(text.boxes) + 1):
        box = text.boxes[place] if place < len(text.boxes) else None
        if box is None and place < len(text.boxes) and start >= 0 and text.text[place] == " ":
            continue
        now = _why_unseen(textpage, text.origins[place], box, seen) if box is not None else ""
        if now == sort:
            continue
        if sort and sum(sign.isalnum() for sign in text.text[start:place]) >= FEWEST:
            yield sort, text.text[start:place].strip()
        start, sort = place, now


def _why_unseen(textpage: Any, place: int, box: tuple[float, float, float, float], seen: _Seen) -> str:
    if writes_without_ink(textpage, place):
        return "invisible_text"
    left, top, right, bottom = box
    if right <= 0 or bottom <= 0 or left >= WHOLE or top >= WHOLE:
        return "invisible_text"
    darkest, lightest = seen.around(left, top, right, bottom)
    if lightest - darkest >= EVEN:
        return ""
    return "covered_text" if abs(darkest - seen.paper) > EVEN else "invisible_text"
