"""What a complainant reads by receipt code: never who handles the complaint."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from palat.duties.information.models import Complaint
from palat.duties.information.procedure.complaint_words import FINDINGS, KINDS
from palat.duties.information.queries.complaints.listing import PROCEDURES
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.queries.file import PublicLine, public_timeline
from palat.kernel.matters.queries.public import PublicMatter, PublicTrack, matter_by_code
from palat.kernel.matters.queries.visibility import Attachment, visible_attachments
from palat.kernel.matters.showing import clock_shape, public_entries, public_steps
from palat.kernel.pages.language import name_of
from palat.kernel.pages.shapes import Clock, Entry, Step

OPINED = frozenset({"opined", "complying", "closed"})  # where the opinion is known to the complainant


@dataclass(frozen=True)
class ComplaintTracking:
    """A complaint as its complainant sees it."""

    matter: PublicMatter
    row: Complaint
    agency: str
    kind: str
    steps: list[Step]
    clock: Clock | None
    timeline: list[PublicLine]
    may: frozenset[str]
    given: list[tuple[int, str]]

    @property
    def entries(self) -> list[Entry]:
        """The timeline as the page shows it, newest first."""
        return public_entries(self.timeline)

    @property
    def asked(self) -> str:
        """What the Office waits for the complainant to clarify, or an empty text."""
        if self.matter.row.state != "clarifying":
            return ""
        return next((line.words for line in reversed(self.timeline) if line.kind == "ask_requester"), "")

    @property
    def opinion(self) -> Complaint | None:
        """The opinion, once it was given; nothing of it before."""
        return self.row if self.row.opined_on and self.matter.row.state in OPINED else None

    @property
    def found(self) -> str:
        """What was found, in words."""
        return _(dict(FINDINGS)[self.row.found]) if self.row.found else ""

    @property
    def agencies(self) -> list[PublicTrack]:
        """What agencies do about it, as the public may know it."""
        return [one for one in self.matter.tracks if one.agency]

    @property
    def refused(self) -> str:
        """Why it was not admitted, or an empty text."""
        if self.matter.row.state != "not_admitted":
            return ""
        return next((line.words for line in reversed(self.timeline) if line.kind == "not_admit"), "")


def complaint_page(code: str) -> ComplaintTracking | None:
    """Return the complainant's page of a tracking code, or None for a code that nobody was given."""
    matter = matter_by_code(code, duty="information")
    if matter is None or matter.procedure.code not in PROCEDURES:
        return None
    row = Complaint.objects.select_related("agency").get(pk=matter.id)
    by, today = citizen(matter.id), legal_date(timezone.now())
    return ComplaintTracking(
        matter=matter,
        row=row,
        agency=name_of(row.agency),
        kind=_(dict(KINDS)[matter.row.kind]),
        steps=public_steps(matter),
        clock=clock_shape(matter.clock, today) if matter.clock and not matter.final else None,
        timeline=public_timeline(matter.row),
        may=matter.may(by),
        given=[(one.pk, one.name) for one in visible_attachments(by, matter.row)],
    )


def complaint_file(code: str, number: int) -> Attachment | None:
    """Return a file that the complainant of this code gave, or None."""
    page = complaint_page(code)
    return visible_attachments(citizen(page.matter.id), page.matter.row).filter(pk=number).first() if page else None
