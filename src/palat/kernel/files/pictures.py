"""Pictures are decoded and written anew: place, camera and whatever else was hidden stay behind."""

import warnings
from pathlib import Path

from PIL import Image, ImageOps

from palat.kernel.files.procedure import UnableToAccept

MOST_PIXELS = {"jpeg": 64_000_000, "png": 40_000_000, "webp": 40_000_000}
REDUCED_FROM = 24_000_000  # a JPEG above this is decoded at a half or less, so that memory stays bounded
LARGEST_PROFILE = 65_536  # bytes of a colour profile worth keeping
QUALITY = 88
MILLION = 1_000_000


def rewrite(path: Path, into: Path, kind: str) -> bool:
    """Write the picture anew to `into`, upright and without metadata. Returns whether it was reduced.

    Raises: UnableToAccept when it is damaged, cut short or has too many pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=[kind.upper()]) as picture:
                return _rewrite(picture, into, kind)
    except Image.DecompressionBombError as error:
        raise UnableToAccept("picture_too_large", limit=MOST_PIXELS[kind] // MILLION) from error
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError) as error:
        raise UnableToAccept("damaged") from error


def _rewrite(picture: Image.Image, into: Path, kind: str) -> bool:
    width, height = picture.size
    if width * height > MOST_PIXELS[kind]:
        raise UnableToAccept("picture_too_large", limit=MOST_PIXELS[kind] // MILLION)
    reduced = kind == "jpeg" and width * height > REDUCED_FROM
    if reduced:
        picture.draft("RGB", (width // 2, height // 2))
    picture.load()
    ImageOps.exif_transpose(picture, in_place=True)
    profile = picture.info.get("icc_profile") or b""
    picture.info = {key: picture.info[key] for key in ("transparency",) if key in picture.info}
    written = picture
    if kind == "jpeg" and picture.mode not in {"RGB", "L"}:
        written, profile = picture.convert("RGB"), b""
    options = {"jpeg": {"quality": QUALITY, "optimize": True}, "png": {}, "webp": {"quality": QUALITY}}
    written.save(into, kind.upper(), icc_profile=profile if len(profile) <= LARGEST_PROFILE else None, **options[kind])
    return reduced
