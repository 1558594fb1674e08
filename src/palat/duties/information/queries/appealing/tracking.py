"""What an appellant reads by receipt code: the ruling once it was made known; never what is in camera."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from palat.duties.information.models import Appeal, Hearing, Ruling
from palat.duties.information.procedure.appeal import APPEAL
from palat.duties.information.procedure.appeal_words import OUTCOMES
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.queries.file import PublicLine, public_timeline
from palat.kernel.matters.queries.public import PublicMatter, matter_by_code
from palat.kernel.matters.queries.visibility import Attachment, visible_attachments
from palat.kernel.matters.showing import clock_shape, public_entries, public_steps
from palat.kernel.pages.shapes import Clock, Entry, Step

TOLD = frozenset({"complying", "closed"})


@dataclass(frozen=True)
class AppealPage:
    """An appeal as its appellant sees it."""

    matter: PublicMatter
    row: Appeal
    steps: list[Step]
    clock: Clock | None
    timeline: list[PublicLine]
    may: frozenset[str]
    given: list[tuple[int, str]]
    sitting: datetime | None
    ruling: Ruling | None
    outcome: str

    @property
    def entries(self) -> list[Entry]:
        """The timeline as the page shows it, newest first."""
        return public_entries(self.timeline)


def appeal_page(code: str) -> AppealPage | None:
    """Return the appellant's page of a tracking code, or None for a code that nobody was given."""
    matter = matter_by_code(code, duty="information")
    if matter is None or matter.procedure.code != APPEAL:
        return None
    row, by, today = Appeal.objects.get(pk=matter.id), citizen(matter.id), legal_date(timezone.now())
    ruling = Ruling.objects.filter(pk=matter.id).first() if matter.row.state in TOLD else None
    ahead = Hearing.objects.filter(appeal=row, state="set", sitting__state="set").select_related("sitting").first()
    return AppealPage(
        matter=matter,
        row=row,
        steps=public_steps(matter),
        clock=clock_shape(matter.clock, today) if matter.clock and not matter.final else None,
        timeline=public_timeline(matter.row),
        may=matter.may(by),
        given=[(one.pk, one.name) for one in visible_attachments(by, matter.row) if one.origin == "petitioner"],
        sitting=ahead.sitting.starts_at if ahead else None,
        ruling=ruling,
        outcome=_(dict(OUTCOMES)[ruling.outcome]) if ruling else "",
    )


def own_file(code: str, number: int) -> Attachment | None:
    """Return a file that the appellant gave, or None."""
    matter = matter_by_code(code, duty="information")
    if matter is None or matter.procedure.code != APPEAL:
        return None
    return visible_attachments(citizen(matter.id), matter.row).filter(pk=number).first()
