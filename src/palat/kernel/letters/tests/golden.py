"""How each form of paper looked when somebody last looked at it: small pictures of its pages.

    PALAT_DEBUG=1 .venv/bin/python -m palat.kernel.letters.tests.golden

draws them anew after a template was changed on purpose; look at every one before it is committed.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

FOLDER = Path(__file__).with_name("golden")
SCALE = 50 / 72  # 50 dots to an inch: lines, blocks and marks are seen, single letters are not
BLOCK = 8  # dots: what is compared is how dark each square is, not every dot
TOLERANCE = 26  # of 255: a line that moved by itself or a mark that is gone is far above, another smoothing far below


def pages() -> Iterator[tuple[str, bytes]]:
    """Yield name and PDF of each paper that is looked at."""
    from palat.kernel.letters.layout import render
    from palat.kernel.letters.shapes import SHAPES
    from palat.kernel.letters.templating.samples import bare, long, sample

    for form in SHAPES:
        yield form, render(sample(form))
    yield "external-draft", render(bare("external"))
    yield "external-long", render(long("external"))


def pictures(pdf: bytes) -> list[Image.Image]:
    """Draw the pages of a PDF small and grey."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return [page.render(scale=SCALE).to_pil().convert("L") for page in document]


def difference(one: Image.Image, other: Image.Image) -> int:
    """Return by how much the most different squares of two pages differ, of 255."""
    if one.size != other.size:
        return 255
    size = (one.width // BLOCK, one.height // BLOCK)
    squares = [image.resize(size, Image.Resampling.BOX) for image in (one, other)]
    return int(ImageChops.difference(*squares).getextrema()[1])


def main() -> None:
    """Draw all pictures anew."""
    import django

    django.setup()
    for old in FOLDER.glob("*.png"):
        old.unlink()
    FOLDER.mkdir(exist_ok=True)
    for name, pdf in pages():
        for number, picture in enumerate(pictures(pdf), 1):
            picture.quantize(16).save(FOLDER / f"{name}-{number}.png", optimize=True)


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palat.settings")
    main()
