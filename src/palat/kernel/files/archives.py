"""Office documents are zip archives: what they hold is looked through without believing what they declare."""

import re
import zipfile
import zlib
from pathlib import Path

from palat.kernel.files.procedure import UnableToAccept
from palat.kernel.files.sniffing import OLE, ZIP, is_program

MOST_MEMBERS = 2000
MOST_BYTES = 300_000_000  # unpacked, all members together
MOST_RATIO = 200  # of unpacked to packed, for what unpacks to more than RATIO_FROM
RATIO_FROM = 10_000_000
MOST_DIRECTORY_BYTES = 1_000_000  # of the table of members: read whole into memory, so bounded first
LARGEST_READ = 2_000_000  # of a relations or types part
CHUNK = 65536

_MACRO_NAMES = re.compile(
    r"(vbaproject|vbadata|\.exe$|\.dll$|\.js$|\.vbs$|\.bat$|\.cmd$|\.ps1$|\.jar$|activex/|^basic/|^scripts/|macrosheets/)",
    re.IGNORECASE,
)
_EMBEDDED_DOCUMENT = re.compile(r"embeddings/[^/]+\.(xlsx|docx|pptx)$", re.IGNORECASE)
_REMOTE_TEMPLATE = re.compile(
    rb"<Relationship\b(?=[^>]*TargetMode\s*=\s*[\"']External)[^>]*(attachedTemplate|oleObject|/frame\b|subDocument)",
    re.IGNORECASE,
)
_MAIN_PARTS = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"presentationml.presentation.main+xml", "pptx"),
)


def office_kind(path: Path) -> str:
    """Return `docx`, `xlsx`, `pptx` or `odt`. Raises: UnableToAccept for any other archive and for a dangerous one."""
    check_directory(path)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if any(member.flag_bits & 1 for member in members):
                raise UnableToAccept("archive_locked")
            check_declared(members, path.stat().st_size)
            kind = _kind(archive)
            _check_names(members)
            _check_members(archive, members)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise UnableToAccept("damaged") from error
    return kind


def check_directory(path: Path) -> None:
    """Look at the end record before the table of members is read into memory."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 65_557))
        tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) < place + 22:
        raise UnableToAccept("damaged")
    if int.from_bytes(tail[place + 12 : place + 16], "little") > MOST_DIRECTORY_BYTES:
        raise UnableToAccept("bomb")


def check_declared(members: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(member.file_size for member in members)
    too_dense = unpacked > RATIO_FROM and unpacked > packed * MOST_RATIO
    if len(members) > MOST_MEMBERS or unpacked > MOST_BYTES or too_dense:
        raise UnableToAccept("bomb")


def _kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        types = _read(archive, "[Content_Types].xml")
        if b"macroenabled" in types.lower():
            raise UnableToAccept("macros")
        for mark, kind in _MAIN_PARTS:
            if mark in types:
                return kind
    elif "mimetype" in names and _read(archive, "mimetype").strip() == b"application/vnd.oasis.opendocument.text":
        return "odt"
    raise UnableToAccept("archive")


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        content = member.read(LARGEST_READ + 1)
    if len(content) > LARGEST_READ:
        raise UnableToAccept("bomb")
    return content


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    for member in members:
        if _MACRO_NAMES.search(member.filename.replace("\\", "/")):
            raise UnableToAccept("macros")


def _check_members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Unpack every member in passing, counting what really comes out."""
    unpacked = 0
    for member in members:
        if member.filename.endswith(".rels") and _REMOTE_TEMPLATE.search(_read(archive, member.filename)):
            raise UnableToAccept("macros")
        with archive.open(member) as content:
            first = content.read(CHUNK)
            _check_first_bytes(member.filename, first)
            chunk = first
            while chunk:
                unpacked += len(chunk)
                if unpacked > MOST_BYTES:
                    raise UnableToAccept("bomb")
                chunk = content.read(CHUNK)


def _check_first_bytes(name: str, first: bytes) -> None:
    if is_program(first) or first.startswith(OLE):
        raise UnableToAccept("macros")
    if first.startswith(ZIP) and not _EMBEDDED_DOCUMENT.search(name):
        raise UnableToAccept("bomb")
