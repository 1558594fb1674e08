"""Reading a list line by line: what is wrong with a line is said of that line and stops no other."""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from palat.kernel.exchange.procedure import Line as Raw
from palat.kernel.exchange.procedure import Reason, Refused, UnableToExchange, guard, unguard
from palat.kernel.exchange.reading import open_table
from palat.kernel.exchange.rejects import Rejects, is_rejects

MOST_LINES = 200_000
UNSEEN = frozenset({"Cc", "Cf"})  # control signs and marks of direction
BROKEN = re.compile("[\udc80-\udcff]")  # bytes that are no letters of the file's encoding

ACCEPTED, UNCHANGED, REJECTED = "accepted", "unchanged", "rejected"
VERDICTS = {ACCEPTED: "รับแล้ว", UNCHANGED: "ไม่เปลี่ยนแปลง", REJECTED: "ไม่รับ"}


class LineRefused(Exception):
    """One line cannot be taken; `reason` says why in both languages."""

    def __init__(self, words: str, **values: object) -> None:
        said = {}
        for language in ("th", "en"):
            with override(language):
                said[language] = gettext(words) % values if values else gettext(words)
        self.reason = Reason(said["th"], said["en"])
        super().__init__(self.reason.th)


@dataclass(frozen=True)
class Line:
    """One line of the list: its values cleaned, and its cells as they stand below the headings of the file."""

    number: int
    values: Mapping[str, str]
    cells: tuple[str, ...]
    headings: tuple[str, ...]

    def get(self, column: str) -> str:
        """Return a value, empty where the column is missing."""
        return self.values.get(column, "")

    def need(self, column: str, longest: int = 200) -> str:
        """Return a value that must be there. Raises: LineRefused."""
        value = self.short(column, longest)
        if not value:
            raise LineRefused(_("ไม่มีค่าในช่อง %(column)s"), column=column)
        return value

    def short(self, column: str, longest: int) -> str:
        """Return a value that may not be longer than so many characters. Raises: LineRefused."""
        value = self.get(column)
        if len(value) > longest:
            raise LineRefused(_("ช่อง %(column)s ยาวเกิน %(longest)s ตัวอักษร"), column=column, longest=longest)
        return value

    def day(self, column: str) -> date | None:
        """Return a day written as 2026-06-08, or None where empty. Raises: LineRefused."""
        value = self.get(column)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError as error:
            raise LineRefused(_("ช่อง %(column)s ต้องเป็นวันที่แบบ ค.ศ. เช่น 2026-06-08"), column=column) from error


@dataclass(frozen=True)
class Outcome:
    """What became of one line; for a refused one, why."""

    line: Line
    verdict: str
    what: str
    done: str = ""
    refusal: Reason | None = None

    @property
    def reason(self) -> str:
        """What was done with the line, or why nothing was."""
        return self.refusal.th if self.refusal else self.done


@dataclass
class Report:
    """What became of every line, in the order of the file."""

    outcomes: list[Outcome] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Return how many lines came to each verdict."""
        counted = Counter(outcome.verdict for outcome in self.outcomes)
        return {verdict: counted[verdict] for verdict in VERDICTS}

    def rejected(self) -> list[Outcome]:
        """Return the lines that were refused."""
        return [outcome for outcome in self.outcomes if outcome.verdict == REJECTED]


@dataclass(frozen=True)
class Run:
    """One import: from which day what changes takes effect, when it is done, and by whom."""

    on: date
    at: datetime
    by: str


def lines(path: Path, needed: Collection[str]) -> Iterator[Line]:
    """Yield the lines of a table, plain or gzip, with whatever encoding `exchange` reads.

    Raises: UnableToExchange for anything else, a column that is missing, or far too many lines.
    """
    with open_table(path, alone=True) as table:
        clean = _unguarded if is_rejects(table.headings) else _clean
        missing = [column for column in needed if column not in table.headings]
        if missing:
            named = ", ".join(missing)
            raise UnableToExchange(f"แฟ้มไม่มีช่อง {named}", f"The file has no column {named}")
        for number, line in enumerate(table.lines(), start=1):
            if number > MOST_LINES:
                raise UnableToExchange(
                    f"แฟ้มยาวเกิน {MOST_LINES} บรรทัด โปรดแบ่งแฟ้ม", f"More than {MOST_LINES} lines: divide the file"
                )
            values = dict(zip(table.headings, map(clean, line.cells), strict=False))
            yield Line(line.number, values, line.cells, tuple(table.headings))


def _clean(value: str) -> str:
    """Return a value with single spaces and without what cannot be seen or is no letter."""
    text = "".join(" " if char.isspace() else char for char in unicodedata.normalize("NFC", value))
    return " ".join("".join(char for char in text if unicodedata.category(char) not in UNSEEN).split())


def _unguarded(value: str) -> str:
    return _clean(unguard(value))


def take(found: Iterable[Line], one: Callable[[Line], Outcome], name: Callable[[Line], str]) -> Report:
    """Take each line by itself; `one` leaves nothing behind of a line that it refuses."""
    report = Report()
    for line in found:
        try:
            _require_sound(line)
            report.outcomes.append(one(line))
        except LineRefused as refused:
            report.outcomes.append(Outcome(line, REJECTED, name(line), refusal=refused.reason))
    return report


def _require_sound(line: Line) -> None:
    """Refuse a line whose shape or letters are not sound."""
    if len(line.cells) != len(line.headings):
        raise LineRefused(
            _("มี %(cells)s ช่อง แต่หัวตารางมี %(headings)s ช่อง"), cells=len(line.cells), headings=len(line.headings)
        )
    if any(BROKEN.search(cell) for cell in line.cells):
        raise LineRefused(_("มีตัวอักษรที่อ่านไม่ได้"))


def write_report(report: Report, path: Path) -> None:
    """Write what became of every line."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["line", "verdict", "what", "reason"])
        for outcome in report.outcomes:
            writer.writerow([outcome.line.number, outcome.verdict, guard(outcome.what), guard(outcome.reason)])


def write_rejects(report: Report, place: Path) -> Path:
    """Write the refused lines as they were, with line and reasons, to be mended and imported again.

    Returns the file, which is there only when a line was refused.
    """
    refused = report.rejected()
    with Rejects(place, refused[0].line.headings if refused else ()) as rejects:
        rejects.start()
        rejects.add(
            Refused(Raw(outcome.line.number, outcome.line.cells), outcome.refusal)
            for outcome in refused
            if outcome.refusal
        )
    return rejects.path
