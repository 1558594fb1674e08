"""What a citizen reads by receipt code: never who handles it, never what other agencies were told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Petition
from palat.duties.petitions.procedure.states import ENDED
from palat.duties.petitions.procedure.words import REFERRAL
from palat.duties.petitions.queries.wishes import Told, told
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.queries.file import PublicLine, public_timeline
from palat.kernel.matters.queries.moved_days import MovedDay, last_move
from palat.kernel.matters.queries.public import PublicMatter, PublicTrack, matter_by_code
from palat.kernel.matters.queries.visibility import Attachment, visible_attachments
from palat.kernel.matters.showing import clock_shape, public_entries, public_steps
from palat.kernel.pages.shapes import Clock, Entry, Step


@dataclass(frozen=True)
class TrackingPage:
    """A matter as its petitioner sees it."""

    matter_id: int
    code: str
    number: str
    subject: str
    text: str
    wanted: str
    received_at: datetime
    main_state: str
    state: str
    steps: list[Step]
    agencies: Sequence[PublicTrack]
    timeline: list[PublicLine]
    answer: dict[str, str]
    may: frozenset[str]
    clock: Clock | None
    moved: MovedDay | None
    files: list[tuple[int, str]]
    stars: int | None
    merged_into: str
    told: Told

    @property
    def entries(self) -> list[Entry]:
        """The timeline as the page shows it, newest first."""
        return public_entries(self.timeline)

    @property
    def asked(self) -> str:
        """What the Office waits for the petitioner to answer, or an empty text."""
        if self.main_state != "info_requested":
            return ""
        return next((line.words for line in reversed(self.timeline) if line.kind == "ask_petitioner"), "")

    @property
    def star_choices(self) -> tuple[tuple[int, str], ...]:
        """The five stars, in words."""
        return (
            (5, _("พอใจมาก")),
            (4, _("พอใจ")),
            (3, _("ปานกลาง")),
            (2, _("ไม่ค่อยพอใจ")),
            (1, _("ไม่พอใจ")),
        )


def page_for(code: str) -> TrackingPage | None:
    """Return the petitioner's page of a tracking code, or None for a code that nobody was given."""
    matter = matter_by_code(code, duty="petitions")
    if matter is None or matter.procedure.code != "petition":
        return None
    petition = Petition.objects.get(pk=matter.id)
    by = citizen(matter.id)
    return TrackingPage(
        matter_id=matter.id,
        code=matter.code,
        number=matter.number,
        subject=matter.subject,
        text=petition.text,
        wanted=petition.wanted,
        received_at=matter.received_at,
        main_state=matter.row.state,
        state=matter.state_label,
        steps=public_steps(matter),
        agencies=[track for track in matter.tracks if track.type == REFERRAL],
        timeline=public_timeline(matter.row),
        answer=_answer(petition) if petition.told_at else {},
        may=may_of(matter),
        clock=clock_shape(matter.clock, legal_date(timezone.now())) if matter.clock else None,
        moved=last_move(matter.clock),
        files=[(one.pk, one.name) for one in visible_attachments(by, matter.row)],
        stars=petition.stars,
        merged_into=matter.merged_into,
        told=told(petition.person_id, matter.id),
    )


def may_of(matter: PublicMatter) -> frozenset[str]:
    """Return what a petitioner may do now; of a merged petition, to ask for a review once its case has a result."""
    may = matter.may(citizen(matter.id))
    if "object_in_case" not in may:
        return may
    case = matter.row.merged_into
    return (may - {"object_in_case"}) | ({"object"} if case and case.state in ENDED else set())


def file_for(code: str, number: int) -> Attachment | None:
    """Return a file that the petitioner of this code may have, or None."""
    matter = matter_by_code(code, duty="petitions")
    return visible_attachments(citizen(matter.id), matter.row).filter(pk=number).first() if matter else None


def _answer(petition: Petition) -> dict[str, str]:
    return {
        "found": petition.answer_found,
        "happens": petition.answer_next,
        "can_do": petition.answer_can_do,
        "reasons": petition.answer_reasons,
    }
