"""The file of rows that were not taken: each with its line and reason. Mended, it imports again."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from palat.kernel.exchange.procedure import Refused, UnableToExchange, guard

LINE, REASON_TH, REASON_EN = "บรรทัด (line)", "เหตุที่ไม่รับ", "reason"
HEADINGS = (LINE, REASON_TH, REASON_EN)


def is_rejects(headings: Sequence[str]) -> bool:
    """Say whether a file is one of ours, whose cells are guarded once more than in the file they came from."""
    return tuple(headings[: len(HEADINGS)]) == HEADINGS


class _Lines:
    """Gives the csv module something to write to: each row becomes bytes again as they came."""

    def __init__(self, encoding: str) -> None:
        self.encoding, self.kept = encoding, b""

    def write(self, line: str) -> None:
        self.kept = line.encode(self.encoding, "surrogateescape")


class Rejects:
    """Writes `FILE.rejects.csv` beside the file; the file exists only when there is something to say.

    A run that continues cuts the file back to what was committed (`size`) and writes on.
    """

    def __init__(self, source: Path, headings: Sequence[str], *, size: int = 0) -> None:
        self.path = source.with_name(source.name + ".rejects.csv")
        self.size = size
        self._headings = headings[len(HEADINGS) :] if is_rejects(headings) else headings
        self._drop = len(HEADINGS) if is_rejects(headings) else 0
        # UTF-8 with a mark: spreadsheet programs need it for Thai. Bytes that were no letters stay as they were.
        self._lines = _Lines("utf-8")
        self._writer = csv.writer(self._lines)
        self._file: BinaryIO | None = None

    def __enter__(self) -> "Rejects":
        return self

    def __exit__(self, *error: object) -> None:
        if self._file:
            self._file.close()

    def start(self) -> None:
        """Cut away what an earlier run wrote past what was committed; remove the file if nothing was."""
        if not self.path.exists():
            self.size = 0
        elif self.size:
            with self._guarded(), self.path.open("r+b") as file:
                file.truncate(self.size)
        else:
            with self._guarded():
                self.path.unlink()

    def add(self, refused: Iterable[Refused]) -> None:
        """Write rows that were not taken, onto the disk."""
        for one in refused:
            if self._file is None:
                with self._guarded():
                    self._file = self.path.open("ab")
                if not self.size:
                    self._file.write(b"\xef\xbb\xbf" + self._row([*HEADINGS, *self._headings]))
            cells = [guard(cell) for cell in one.line.cells[self._drop :]]
            self._file.write(self._row([str(one.line.number), one.reason.th, one.reason.en, *cells]))
        if self._file:
            self._file.flush()
            self.size = self._file.tell()

    def _row(self, cells: Sequence[str]) -> bytes:
        self._writer.writerow(cells)
        return self._lines.kept

    def _guarded(self) -> "_Writable":
        return _Writable(self.path)


class _Writable:
    """Says in words that the place beside the file cannot be written."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if isinstance(error, OSError):
            raise UnableToExchange(
                f"เขียนไฟล์ {self.path} ไม่ได้: {error.strerror} — โปรดย้ายไฟล์ต้นทางไปไว้ในโฟลเดอร์ที่เขียนได้",
                f"Cannot write {self.path}: {error.strerror}. Move the file to a folder that can be written.",
            ) from None
