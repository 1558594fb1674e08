"""What pictures hold besides what is seen: place, camera, small pictures, words, more frames, what follows the end."""

import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image

from palat.kernel.redaction.inspecting.jpeg import after_the_end, segments
from palat.kernel.redaction.procedure import Finding, shortened

MOST_PIXELS = 80_000_000
_WORDS = ("comment", "Comment", "Description", "Title", "Author", "Copyright", "Software", "Source", "Raw profile type")


class NoPicture(Exception):
    """It is no picture that can be opened; `sort` says why."""

    def __init__(self, sort: str) -> None:
        super().__init__(sort)
        self.sort = sort


def inspect_picture(path: str) -> list[Finding]:
    """Return what a picture hides. Raises: NoPicture."""
    content = Path(path).read_bytes()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP"]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise NoPicture("bomb")
                found = [*_of_exif(picture.getexif()), *_of_info(picture)]
                if (frames := getattr(picture, "n_frames", 1)) > 1:
                    found.append(Finding("more_frames", count=frames - 1))
                kind = picture.format
                picture.load()
    except Image.DecompressionBombError as error:
        raise NoPicture("bomb") from error
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError) as error:
        raise NoPicture("damaged") from error
    if kind == "JPEG":
        found += [one for one in _of_segments(content) if one.sort not in {mine.sort for mine in found}]
        found += _rest(after_the_end(content))
    elif kind == "PNG":
        end = content.rfind(b"IEND")
        found += _rest(content[end + 8 :] if end > 0 else b"")
    return found


def of_jpeg(content: bytes) -> list[Finding]:
    """Return what a JPEG inside another file hides."""
    return list(_of_segments(content))


def _rest(content: bytes) -> list[Finding]:
    return [Finding("after_the_end", excerpt=shortened(_letters(content)), count=len(content))] if content else []


def _letters(content: bytes) -> str:
    return content[:400].decode("utf-8", "replace").replace("\ufffd", "")


def _of_exif(exif: Any) -> Iterator[Finding]:
    if place := exif.get_ifd(ExifTags.IFD.GPSInfo):
        yield Finding("gps", excerpt=shortened(_place(place)))
    told = [f"{ExifTags.TAGS[tag]}: {value}" for tag, value in exif.items() if tag in ExifTags.TAGS and tag != 34853]
    if told:
        yield Finding("exif", excerpt=shortened(" · ".join(told)), count=len(told))
    if exif.get_ifd(ExifTags.IFD.IFD1):
        yield Finding("thumbnail")


def _place(place: Any) -> str:
    try:
        return ", ".join(
            f"{float(d) + float(m) / 60 + float(s) / 3600:.5f} {place.get(ref, '')}"
            for ref, (d, m, s) in ((1, place[2]), (3, place[4]))
        )
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return ""


def _of_info(picture: Image.Image) -> Iterator[Finding]:
    info = picture.info
    for key in ("xmp", "XML:com.adobe.xmp"):
        if info.get(key):
            yield Finding("xmp", excerpt=shortened(_text(info[key])))
    words = [f"{key}: {_text(value)}" for key, value in info.items() if str(key).startswith(_WORDS) and value]
    words += [f"{key}: {value}" for key, value in getattr(picture, "text", {}).items() if key not in info]
    if words:
        yield Finding("picture_comment", excerpt=shortened(" · ".join(words)), count=len(words))


def _text(value: Any) -> str:
    return value[:2_000].decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _of_segments(content: bytes) -> Iterator[Finding]:
    """What stands in the segments of a JPEG, read without decoding the picture."""
    for name, body in segments(content):
        if name == "exif":
            exif = Image.Exif()
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    exif.load(body)
                    told = list(_of_exif(exif))
                yield from told
            except (OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError):
                yield Finding("exif")
        elif name == "xmp":
            yield Finding("xmp", excerpt=shortened(_text(body)))
        elif name == "comment":
            yield Finding("picture_comment", excerpt=shortened(_text(body)))
