"""Painting over what is withheld: a solid box that bears the ground."""

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from palat.kernel.redaction.procedure import WHOLE, Box, Cover

SMALLEST, LARGEST = 9, 34  # dots of a label's letters
AIR = 0.86  # of the box that a label may fill
INK, PAPER = (0, 0, 0), (255, 255, 255)


def in_dots(box: Box, width: int, height: int) -> tuple[int, int, int, int]:
    """Return a box in dots of a picture, with every dot that it touches: left, top, right, bottom within."""
    left, top = box.left * width // WHOLE, box.top * height // WHOLE
    right, bottom = -(-box.right * width // WHOLE), -(-box.bottom * height // WHOLE)
    return left, top, max(left, min(width, right) - 1), max(top, min(height, bottom) - 1)


def paint(image: Image.Image, covers: Sequence[Cover], font: str) -> Image.Image:
    """Paint boxes with their labels over a picture. Returns it in three colours."""
    painted = image.convert("RGB")
    pen = ImageDraw.Draw(painted)
    places = [in_dots(one.box, *painted.size) for one in covers]
    for place in places:
        pen.rectangle(place, fill=INK)
    for one, place in zip(covers, places, strict=True):
        if one.label:
            _label(pen, one.label, place, font)
    return painted


def _label(pen: ImageDraw.ImageDraw, words: str, place: tuple[int, int, int, int], font: str) -> None:
    """Write a label in the middle of its box, as large as fits; one that would be too small is left to the index."""
    left, top, right, bottom = place
    across, down = (right - left) * AIR, (bottom - top) * AIR
    for size in range(LARGEST, SMALLEST - 1, -1):
        face = ImageFont.truetype(font, size)
        x0, y0, x1, y1 = face.getbbox(words)
        if x1 - x0 <= across and y1 - y0 <= down:
            pen.text(((left + right - x0 - x1) / 2, (top + bottom - y0 - y1) / 2), words, fill=PAPER, font=face)
            return
