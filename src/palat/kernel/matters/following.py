"""A matter as who holds its code follows it: where it stands, what happened, what one can do, one's files."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.queries.file import PublicLine, public_timeline
from palat.kernel.matters.queries.public import PublicMatter
from palat.kernel.matters.queries.visibility import Attachment, visible_attachments
from palat.kernel.matters.showing import clock_shape, public_entries, public_steps
from palat.kernel.pages.shapes import Clock, Entry, Step

OFFICE = "office"


@dataclass(frozen=True, kw_only=True)
class Followed:
    """What every duty shows of a matter to who holds its code; a duty adds its own."""

    matter: PublicMatter
    steps: list[Step]
    clock: Clock | None
    timeline: list[PublicLine]
    may: frozenset[str]
    kept: list[Attachment]

    @property
    def code(self) -> str:
        """The code by which it is followed."""
        return self.matter.code

    @property
    def number(self) -> str:
        """Its number in the register, or an empty text."""
        return self.matter.number

    @property
    def subject(self) -> str:
        """What it is about."""
        return self.matter.subject

    @property
    def received_at(self) -> datetime:
        """When it came in."""
        return self.matter.received_at

    @property
    def state(self) -> str:
        """Where it stands, in words for the public."""
        return self.matter.state_label

    @property
    def entries(self) -> list[Entry]:
        """The timeline as the page shows it, newest first."""
        return public_entries(self.timeline)

    @property
    def files(self) -> list[tuple[int, str]]:
        """The files that one may have."""
        return [(one.pk, one.name) for one in self.kept]

    @property
    def given(self) -> list[tuple[int, str]]:
        """The files that came from outside the Office."""
        return [(one.pk, one.name) for one in self.kept if one.origin != OFFICE]

    @property
    def handed_over(self) -> list[tuple[int, str]]:
        """The files that the Office let out."""
        return [(one.pk, one.name) for one in self.kept if one.origin == OFFICE]

    def last_words(self, kind: str, *, state: str) -> str:
        """Return what an act said last, while the matter stands where it led."""
        if self.matter.row.state != state:
            return ""
        return next((line.words for line in reversed(self.timeline) if line.kind == kind), "")


def follow(matter: PublicMatter) -> dict[str, Any]:
    """Return what is read of a matter for `Followed`; a clock of one that is over is shown to nobody."""
    by, today = citizen(matter.id), legal_date(timezone.now())
    return {
        "matter": matter,
        "steps": public_steps(matter),
        "clock": clock_shape(matter.clock, today) if matter.clock and not matter.final else None,
        "timeline": public_timeline(matter.row),
        "may": matter.may(by),
        "kept": list(visible_attachments(by, matter.row)),
    }
