"""The segments of a JPEG: what a camera or a program wrote into it, and the picture without these."""

from collections.abc import Iterator

START, END, SCAN, COMMENT, FIRST_APP, LAST_APP = 0xD8, 0xD9, 0xDA, 0xFE, 0xE0, 0xEF
ADOBE, PROFILE, JFIF = 0xEE, 0xE2, 0xE0  # without these a picture shows other colours
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_EXIF, _XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"


def _parts(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield mark, first and last place of each segment before the picture itself."""
    place = 2
    if content[:2] != b"\xff\xd8":
        return
    while place + 4 <= len(content) and content[place] == 0xFF:
        mark = content[place + 1]
        if mark == 0xFF:
            place += 1
            continue
        if mark in {SCAN, END}:
            return
        size = 0 if mark in _ALONE else int.from_bytes(content[place + 2 : place + 4], "big")
        yield mark, place, min(len(content), place + 2 + size)
        place += 2 + size


def segments(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what the segments tell that are no part of the picture: `exif`, `xmp`, `comment`."""
    for mark, first, last in _parts(content):
        body = content[first + 4 : last]
        if mark == COMMENT:
            yield "comment", body
        elif mark == 0xE1 and body.startswith(_EXIF):
            yield "exif", body
        elif mark == 0xE1:
            yield "xmp", body.removeprefix(_XMP)
        elif mark == 0xED:
            yield "comment", body


def without_segments(content: bytes) -> bytes:
    """Return a JPEG with the same picture and nothing but what shows it."""
    kept, end = [content[:2]], 2
    for mark, first, last in _parts(content):
        told = mark == COMMENT or (FIRST_APP <= mark <= LAST_APP and mark not in {ADOBE, PROFILE, JFIF})
        if not told:
            kept.append(content[first:last])
        end = last
    return b"".join(kept) + content[end:] if len(kept) > 1 else content


def after_the_end(content: bytes) -> bytes:
    """Return what follows the end of a JPEG: within the picture itself its mark never occurs."""
    begun = max((last for _mark, _first, last in _parts(content)), default=2)
    end = content.find(b"\xff\xd9", begun)
    return content[end + 2 :].strip(b"\0\r\n ") if end > 0 else b""
