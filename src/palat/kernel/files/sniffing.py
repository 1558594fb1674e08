"""What a file is, by its first bytes. Names and declared types are not believed."""

import re

import puremagic

from palat.kernel.files.procedure import UnableToAccept, extension, names_a_program

HEAD_BYTES = 8192
ZIP = b"PK\x03\x04"
MP4_BRANDS = (b"isom", b"iso2", b"mp41", b"mp42", b"avc1", b"M4V", b"qt  ", b"3gp")
M4A_BRANDS = (b"M4A", b"M4B")
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1", b"avif")
PROGRAMS = (
    b"\x7fELF",  # Linux
    b"\xfe\xed\xfa\xce",  # macOS
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",  # macOS, Java
    b"dex\n",  # Android
)
ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"PK\x05\x06", b"\x28\xb5\x2f\xfd")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(rb"<\s*(?:!doctype\s+html|html|svg|script|iframe|object|embed|\?php|\?xml)", re.IGNORECASE)
_MP3_SYNC = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb]")
_WORDS_OF_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b")


def kind_of(head: bytes, name: str) -> str:
    """Return the code of the kind, or `zip` for what only its members can tell.

    Raises: UnableToAccept with the reason, for everything that is not taken.
    """
    if not head:
        raise UnableToAccept("empty")
    if is_program(head):
        raise UnableToAccept("executable")
    known = _picture(head) or _recording(head)
    if known:
        return known
    if head.startswith(ZIP):
        return "zip"
    if head.startswith(OLE):
        raise UnableToAccept("old_office")
    if head.startswith(ARCHIVES):
        raise UnableToAccept("archive")
    if b"%PDF-" in head[:1024]:
        return _pdf(head)
    return _text(head, name)


def is_program(head: bytes) -> bool:
    """Say whether a machine would run this. `MZ` begins programs of Windows, and words, but no word has a zero byte."""
    return head.startswith(PROGRAMS) or (head.startswith(b"MZ") and b"\0" in head[:512])


def _picture(head: bytes) -> str:
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return "webp" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else ""


def _recording(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand.startswith(HEIC_BRANDS):
            raise UnableToAccept("heic")
        if brand.startswith(M4A_BRANDS):
            return "m4a"
        return "mp4" if brand.startswith(MP4_BRANDS) else ""
    return "mp3" if head[:3] == b"ID3" or _MP3_SYNC.match(head) else ""


def _pdf(head: bytes) -> str:
    """A PDF begins with its header; some programs put white space or a byte order mark before it, nothing else."""
    before = head[: head.index(b"%PDF-")].removeprefix(b"\xef\xbb\xbf")
    if before.strip():
        raise UnableToAccept("disguised")
    return "pdf"


def _text(head: bytes, name: str) -> str:
    if not looks_like_text(head):
        raise UnableToAccept("script" if _is_program_by_content(head) else "unknown")
    if _MARKUP.search(head) or head.startswith(b"#!") or names_a_program(name):
        raise UnableToAccept("script")
    return "csv" if extension(name) == "csv" else "txt"


def looks_like_text(head: bytes) -> bool:
    """Say whether these bytes may be text: UTF-8, UTF-16 with its mark, or Thai of one byte a letter (TIS-620)."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return bool(head) and head.translate(None, _WORDS_OF_CONTROL) == head


def _is_program_by_content(head: bytes) -> bool:
    try:
        guessed = puremagic.from_string(head)
    except (puremagic.PureError, ValueError):
        return False
    return names_a_program(f"file{guessed}")
