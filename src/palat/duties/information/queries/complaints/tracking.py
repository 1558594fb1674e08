"""What a complainant reads by receipt code: never who handles the complaint."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from palat.duties.information.models import Complaint
from palat.duties.information.procedure.complaint_words import FINDINGS, KINDS
from palat.duties.information.queries.complaints.listing import PROCEDURES
from palat.kernel.matters.following import Followed, follow
from palat.kernel.matters.queries.public import PublicTrack, matter_by_code
from palat.kernel.pages.language import name_of

OPINED = frozenset({"opined", "complying", "closed"})  # where the opinion is known to the complainant


@dataclass(frozen=True, kw_only=True)
class ComplaintTracking(Followed):
    """A complaint as its complainant sees it."""

    row: Complaint
    agency: str
    kind: str

    @property
    def asked(self) -> str:
        """What the Office waits for the complainant to clarify, or an empty text."""
        return self.last_words("ask_requester", state="clarifying")

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
        return self.last_words("not_admit", state="not_admitted")


def complaint_page(code: str) -> ComplaintTracking | None:
    """Return the complainant's page of a tracking code, or None for a code that nobody was given."""
    matter = matter_by_code(code, duty="information")
    if matter is None or matter.procedure.code not in PROCEDURES:
        return None
    row = Complaint.objects.select_related("agency").get(pk=matter.id)
    kind = _(dict(KINDS)[matter.row.kind])
    return ComplaintTracking(**follow(matter), row=row, agency=name_of(row.agency), kind=kind)
