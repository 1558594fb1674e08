"""Sound and video: the frame of the file is checked, and the place of recording is blotted out."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from palat.kernel.files.procedure import UnableToAccept

LARGEST_INDEX = 20_000_000  # bytes of a `moov` box, which is read into memory

# ISO 6709, as cameras write it: +13.7563+100.5018/ with or without height
_PLACE = re.compile(rb"[+-]\d{2,6}\.\d{2,}[+-]\d{3,7}\.\d{2,}(?:[+-]\d+(?:\.\d+)?)?/?")
_PLACE_BOXES = (b"\xa9xyz", b"loci")


def without_place(path: Path, into: Path) -> bool:
    """Write an MP4 or M4A without its place to `into`, if it tells one. Returns whether it was written.

    Sizes and offsets inside the file stay as they are. Raises: UnableToAccept when boxes do not fill the file.
    """
    boxes = list(_boxes(path))
    index = next((box for box in boxes if box[0] == b"moov"), None)
    if index is None:
        raise UnableToAccept("damaged")
    _name, start, size = index
    if size > LARGEST_INDEX:
        raise UnableToAccept("bomb")
    with path.open("rb") as file:
        file.seek(start)
        content = file.read(size)
    blotted = _blot(content)
    if blotted == content:
        return False
    shutil.copyfile(path, into)
    with into.open("r+b") as file:
        file.seek(start)
        file.write(blotted)
    return True


def _boxes(path: Path) -> Iterator[tuple[bytes, int, int]]:
    """Yield name, start and size of each outermost box."""
    end, place = path.stat().st_size, 0
    with path.open("rb") as file:
        while place < end:
            file.seek(place)
            head = file.read(16)
            size = int.from_bytes(head[:4])
            if size == 1:
                size = int.from_bytes(head[8:16])
            elif size == 0:
                size = end - place
            if len(head) < 8 or size < 8 or place + size > end:
                raise UnableToAccept("damaged")
            yield head[4:8], place, size
            place += size


def _blot(content: bytes) -> bytes:
    """Turn the digits of places into zeros, and the boxes that hold them into free space."""
    content = _PLACE.sub(lambda found: re.sub(rb"\d", b"0", found[0]), content)
    for name in _PLACE_BOXES:
        place = content.find(name)
        while place >= 4:
            size = int.from_bytes(content[place - 4 : place])
            if 8 <= size <= len(content) - place + 4:
                content = content[:place] + b"free" + bytes(size - 8) + content[place + size - 4 :]
            place = content.find(name, place + 1)
    return content
