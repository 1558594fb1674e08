"""Making the copy that leaves: pages with marks become pictures with solid boxes; the others stay, cleaned."""

import io
import warnings
from collections import defaultdict
from collections.abc import Collection, Sequence

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageOps

from palat.kernel.redaction.inspecting.pdf import opened
from palat.kernel.redaction.inspecting.pictures import MOST_PIXELS
from palat.kernel.redaction.pages import drawn as drawn_page
from palat.kernel.redaction.procedure import Cover
from palat.kernel.redaction.redacting.cleaning import strip
from palat.kernel.redaction.redacting.painting import paint

DOTS = 200  # an inch of what is drawn anew
QUALITY = 85
COLOURLESS = 12  # a page whose colours differ by less is written in grey


def redact_pdf(path: str, into: str, covers: Sequence[Cover], drawn: Collection[int], font: str) -> None:
    """Write the copy of a clean base: pages with covers, and those that must be drawn, as pictures without any text.

    Raises: TooMuch; IndexError for a cover on a page that is not there.
    """
    by_page: dict[int, list[Cover]] = defaultdict(list)
    for one in covers:
        by_page[one.page].append(one)
    with opened(path) as base, pypdfium2.PdfDocument(path) as seen, pikepdf.new() as target:
        if by_page and not 1 <= min(by_page) <= max(by_page) <= len(base.pages):
            raise IndexError(max(by_page))
        for number in range(1, len(base.pages) + 1):
            if number in by_page or number in drawn:
                _add_picture(target, seen, number, by_page[number], font)
            else:
                target.pages.append(base.pages[number - 1])
        strip(target, also=("/OC",))
        target.remove_unreferenced_resources()
        target.save(into, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _add_picture(
    target: pikepdf.Pdf, seen: pypdfium2.PdfDocument, number: int, covers: Sequence[Cover], font: str
) -> None:
    page = seen[number - 1]
    across, down = page.get_size()
    image = _written_small(paint(drawn_page(page, dots_an_inch=DOTS), covers, font))
    page.close()
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    picture = pikepdf.Stream(
        target,
        out.getvalue(),
        {
            "/Type": pikepdf.Name.XObject,
            "/Subtype": pikepdf.Name.Image,
            "/Filter": pikepdf.Name.DCTDecode,
            "/Width": image.width,
            "/Height": image.height,
            "/ColorSpace": pikepdf.Name.DeviceGray if image.mode == "L" else pikepdf.Name.DeviceRGB,
            "/BitsPerComponent": 8,
        },
    )
    made = target.add_blank_page(page_size=(across, down))
    made.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=target.make_indirect(picture)))
    made.Contents = target.make_stream(f"q {across:.3f} 0 0 {down:.3f} 0 0 cm /P Do Q".encode())


def _written_small(image: Image.Image) -> Image.Image:
    """Return a picture in grey if it has no colours: it needs a third of the place."""
    small = image.resize((max(1, image.width // 4), max(1, image.height // 4)))
    red, green, blue = small.split()
    differences = (ImageChops.difference(one, other).getextrema() for one, other in ((red, green), (green, blue)))
    most = max(int(high) for _low, high in differences)  # type: ignore[arg-type]
    return image.convert("L") if most < COLOURLESS else image


def upright(path: str) -> Image.Image:
    """Return a picture as it is seen: its first frame, upright. Raises: OSError and what Pillow raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(path, formats=["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise OSError("too many dots")
            picture.load()
            turned = ImageOps.exif_transpose(picture)
            if turned.mode in {"RGBA", "LA", "P", "PA"}:
                whole = Image.new("RGBA", turned.size, (255, 255, 255, 255))
                whole.alpha_composite(turned.convert("RGBA"))
                turned = whole
            return turned.convert("RGB")


def redact_picture(path: str, into: str, covers: Sequence[Cover], font: str) -> str:
    """Write a picture anew with its boxes and without whatever was beside it. Returns its kind: `jpeg` or `png`."""
    with Image.open(path) as picture:
        kind = "jpeg" if picture.format == "JPEG" else "png"
    painted = paint(upright(path), covers, font)
    if kind == "jpeg":
        painted.save(into, "JPEG", quality=QUALITY + 5)
    else:
        painted.save(into, "PNG", optimize=False)
    return kind
