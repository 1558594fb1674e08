"""Opening a table that someone hands us: plain or gzip, its encoding found, read line by line in constant memory."""

import csv
import fcntl
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from palat.kernel.exchange.procedure import Line, UnableToExchange

SAMPLE = 1 << 20  # bytes by which the encoding is judged
LONGEST_LINE = 16 << 20  # characters of one line; more is no table
LONGEST_CELL = 4 << 20  # characters of one cell; more is a quotation mark that nobody closed
THAI_CONSONANTS = bytes(range(0xA1, 0xCF))  # of TIS-620 and cp874
DAMAGED = (EOFError, gzip.BadGzipFile, zlib.error)
SOME, FEW = 0.2, 0.02  # shares of broken letters up to which a file is UTF-8, or cp874, with bad rows


class Table:
    """An open file: its headings, its rows, and how much of it was read."""

    def __init__(self, *, raw: BinaryIO, file: TextIO, size: int, encoding: str) -> None:
        self.encoding, self.size = encoding, size
        self._raw = raw
        csv.field_size_limit(LONGEST_CELL)
        self._reader = csv.reader(_lines(file))
        self.headings = self._headings()

    @property
    def position(self) -> int:
        """How many bytes of the file, as it lies on disk, were read."""
        return self._raw.tell()

    def _headings(self) -> list[str]:
        headings = [cell.strip().removeprefix("\ufeff") for cell in next(self._cells())[1]]
        twice = sorted({one for one in headings if one and headings.count(one) > 1})
        if twice:
            raise UnableToExchange(
                f"หัวตารางซ้ำกัน: {', '.join(twice)} — โปรดให้แต่ละคอลัมน์มีชื่อไม่ซ้ำ",
                f"Headings stand twice: {', '.join(twice)}. Give each column a name of its own.",
            )
        return headings

    def lines(self) -> Iterator[Line]:
        """Yield the rows after the headings; empty lines are passed over."""
        for number, cells in self._cells():
            yield Line(number, tuple(cells))

    def _cells(self) -> Iterator[tuple[int, list[str]]]:
        reader, line = self._reader, self._reader.line_num
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                raise UnableToExchange(
                    f"อ่านต่อจากบรรทัด {line + 1} ไม่ได้ น่าจะมีเครื่องหมายคำพูดที่ไม่ปิด โปรดแก้บรรทัดนั้นแล้วนำเข้าใหม่",
                    f"Cannot read on from line {line + 1}: probably a quotation mark is never closed. "
                    "Mend that line and import again.",
                ) from None
            number, line = line + 1, reader.line_num
            if cells:
                yield number, cells


def _lines(file: TextIO) -> Iterator[str]:
    try:
        while line := file.readline(LONGEST_LINE):
            if len(line) >= LONGEST_LINE:
                raise UnableToExchange(
                    "มีบรรทัดที่ยาวเกิน 16 ล้านตัวอักษร ไฟล์นี้ไม่ใช่ตาราง CSV",
                    "A line is longer than 16 million characters: this is no CSV table.",
                )
            yield line
    except DAMAGED:
        raise _damaged() from None


def _damaged() -> UnableToExchange:
    return UnableToExchange(
        "ไฟล์ gzip ขาดหายหรือเสียกลางทาง แถวก่อนหน้านั้นรับไว้แล้ว โปรดขอไฟล์ที่ครบแล้วนำเข้าใหม่ แถวที่รับแล้วจะไม่ซ้ำ",
        "The gzip file is cut off or damaged. Rows before that point are kept; get a whole copy and import again: "
        "nothing is taken twice.",
    )


@contextmanager
def open_table(path: Path, *, alone: bool = False) -> Iterator[Table]:
    """Open a CSV file, plain or gzip, with its encoding found; `alone` keeps others from taking it in meanwhile.

    Letters that do not fit the encoding come through marked, so that only their rows are refused.
    Raises: UnableToExchange when it is empty, no table, or of an encoding that we do not read.
    """
    try:
        raw = path.open("rb")
    except OSError as error:
        raise UnableToExchange(
            f"เปิดไฟล์ {path} ไม่ได้: {error.strerror}", f"Cannot open {path}: {error.strerror}"
        ) from None
    with raw:
        if alone:
            _lock(raw)
        is_gzip = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        inner = cast("io.BufferedReader", gzip.GzipFile(fileobj=raw) if is_gzip else raw)
        sample = _sample(inner)
        if is_gzip and not sample:
            raise _damaged()
        encoding = encoding_of(sample)
        inner.seek(0)
        text = io.TextIOWrapper(inner, encoding=encoding, errors="surrogateescape", newline="")
        yield Table(raw=raw, file=text, size=path.stat().st_size, encoding=encoding)


def _lock(file: BinaryIO) -> None:
    """Hold the file as long as it is open: the lock falls with the process, however it ends."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise in_use() from None


def in_use() -> UnableToExchange:
    """Return the refusal of a file that another process is taking in."""
    return UnableToExchange(
        "ไฟล์นี้กำลังนำเข้าอยู่ในอีกหน้าต่างหนึ่ง โปรดรอให้เสร็จ",
        "This file is being imported in another window at this moment. Wait until it is done.",
    )


def _sample(file: io.BufferedReader) -> bytes:
    """Return the beginning of a file, or as much of it as a damaged one gives."""
    taken = b""
    try:
        while len(taken) < SAMPLE and (more := file.read1(SAMPLE - len(taken))):
            taken += more
    except DAMAGED:
        pass  # said later, at the line where the damage stands
    return taken


def encoding_of(sample: bytes) -> str:
    """Return the encoding of a text by its beginning: utf-8, utf-8-sig or cp874.

    Raises: UnableToExchange with what to do, for anything else.
    """
    if not sample.strip(b"\xef\xbb\xbf \r\n\t"):
        raise UnableToExchange("ไฟล์ว่าง ไม่มีหัวตาราง", "The file is empty: it has no headings.")
    if sample.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnableToExchange(
            "เป็นไฟล์ Excel หรือ ZIP โปรดเปิดแล้วบันทึกเป็น “CSV UTF-8” ก่อน",
            "This is an Excel or ZIP file. Open it and save it as “CSV UTF-8” first.",
        )
    if sample[:2] in {b"\xff\xfe", b"\xfe\xff"} or sample.count(0) > len(sample) // 10:
        raise _unknown("UTF-16")
    if sample.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    read = sample.decode("utf-8", "surrogateescape")
    foreign = sum(1 for sign in read if sign > "\x7f")
    broken = sum(1 for sign in read if "\udc80" <= sign <= "\udcff")
    if len(sample) == SAMPLE:
        broken = max(0, broken - 3)  # the sample may end within a letter
    if broken <= foreign * SOME:
        return "utf-8"
    return _thai_of_one_byte(sample)


def _thai_of_one_byte(sample: bytes) -> str:
    high = len(sample) - sum(1 for byte in sample if byte < 0x80)
    consonants = high - len(bytes(byte for byte in sample if byte >= 0x80).translate(None, THAI_CONSONANTS))
    unread = sum(1 for sign in sample.decode("cp874", "surrogateescape") if "\udc80" <= sign <= "\udcff")
    if unread <= high * FEW and consonants * 3 >= high:  # some three in five letters of Thai text are consonants
        return "cp874"
    raise _unknown("")


def _unknown(name: str) -> UnableToExchange:
    shown = f" ({name})" if name else ""
    return UnableToExchange(
        f"ไม่รองรับการเข้ารหัสอักษรของไฟล์นี้{shown} โปรดบันทึกเป็น “CSV UTF-8” แล้วนำเข้าใหม่ (รับ UTF-8 และ Windows-874)",
        f"The encoding of this file{shown} is not supported. Save it as “CSV UTF-8” and import again "
        "(UTF-8 and Windows-874 are read).",
    )


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, by which a run that was broken off is found again."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
