"""What a requester reads by receipt code: never who handles the request, never who a third party is."""

from dataclasses import dataclass

from django.utils import timezone

from palat.duties.information.models import Request
from palat.duties.information.procedure.request import REQUEST_1
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.queries.file import PublicLine, public_timeline
from palat.kernel.matters.queries.public import PublicMatter, matter_by_code
from palat.kernel.matters.showing import clock_shape, public_entries, public_steps
from palat.kernel.pages.shapes import Clock, Entry, Step


@dataclass(frozen=True)
class TrackingPage:
    """A request as its requester sees it."""

    matter: PublicMatter
    text: str
    steps: list[Step]
    clock: Clock | None
    timeline: list[PublicLine]

    @property
    def entries(self) -> list[Entry]:
        """The timeline as the page shows it, newest first."""
        return public_entries(self.timeline)


def page_for(code: str) -> TrackingPage | None:
    """Return the requester's page of a tracking code, or None for a code that nobody was given."""
    matter = matter_by_code(code, duty="information")
    if matter is None or matter.procedure.code != REQUEST_1.code:
        return None
    request = Request.objects.get(pk=matter.id)
    return TrackingPage(
        matter=matter,
        text=request.text,
        steps=public_steps(matter),
        clock=clock_shape(matter.clock, legal_date(timezone.now())) if matter.clock else None,
        timeline=public_timeline(matter.row),
    )
