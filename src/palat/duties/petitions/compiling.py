"""The facts of a petition side by side: issue by issue, source by source, each answer quoted word for word."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


# What a source says to an issue; what nobody set is read from the track (asked, late, answered).
MARKS = (
    ("answers", _("ตอบประเด็น")),
    ("partly", _("ตอบบางส่วน")),
    ("contradicts", _("ขัดแย้งกับแหล่งอื่น")),
    ("silent", _("ไม่ได้ตอบประเด็นนี้")),
)


@dataclass(frozen=True)
class Cell:
    """What one agency says to one issue: a mark, and the passage of its answer."""

    track_id: int
    mark: str = ""
    quote: str = ""


@dataclass(frozen=True)
class Issue:
    """One issue: the question of fact, what the officer found, the provisions it turns on, what each agency says."""

    words: str
    finding: str = ""
    provisions: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = field(default=())

    def cell(self, track_id: int) -> Cell:
        """Return what an agency says; an empty cell where it was not set."""
        return next((cell for cell in self.cells if cell.track_id == track_id), Cell(track_id))


class NotQuoted(ValueError):
    """A passage does not stand in the answer that it is quoted from."""


def check_quotes(issues: Sequence[Issue], answers: Mapping[int, str]) -> None:
    """Check that each passage stands word for word in the agency's answer. Raises: NotQuoted with the passage."""
    for issue in issues:
        for cell in issue.cells:
            if cell.quote and _bare(cell.quote) not in _bare(answers.get(cell.track_id, "")):
                raise NotQuoted(cell.quote)


def _bare(text: str) -> str:
    return "".join(text.split())


def findings_of(issues: Sequence[Issue]) -> str:
    """Return the findings as text, for the opinion and the history."""
    return "\n".join(
        f"{number}. {issue.words}: {issue.finding}" if issue.finding else f"{number}. {issue.words}"
        for number, issue in enumerate(issues, start=1)
    )


def write(issues: Sequence[Issue]) -> list[dict[str, Any]]:
    """Return issues as they are stored."""
    return [asdict(issue) for issue in issues]


def read(stored: Sequence[Mapping[str, Any]]) -> list[Issue]:
    """Return stored issues."""
    return [
        Issue(one["words"], one["finding"], tuple(one["provisions"]), tuple(Cell(**cell) for cell in one["cells"]))
        for one in stored
    ]
