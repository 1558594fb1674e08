"""What a citizen reads by receipt code: never who handles it, never what other agencies were told."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Petition
from palat.duties.petitions.procedure.states import ENDED
from palat.duties.petitions.procedure.words import REFERRAL
from palat.duties.petitions.queries.wishes import Told, told
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.following import Followed, follow
from palat.kernel.matters.queries.moved_days import MovedDay, last_move
from palat.kernel.matters.queries.public import PublicMatter, PublicTrack, matter_by_code
from palat.kernel.matters.showing import clock_shape


@dataclass(frozen=True, kw_only=True)
class TrackingPage(Followed):
    """A matter as its petitioner sees it."""

    text: str
    wanted: str
    agencies: Sequence[PublicTrack]
    answer: dict[str, str]
    moved: MovedDay | None
    stars: int | None
    told: Told

    @property
    def asked(self) -> str:
        """What the Office waits for the petitioner to answer, or an empty text."""
        return self.last_words("ask_petitioner", state="info_requested")

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
    clock = clock_shape(matter.clock, legal_date(timezone.now())) if matter.clock else None
    return TrackingPage(
        **{**follow(matter), "may": may_of(matter), "clock": clock},
        text=petition.text,
        wanted=petition.wanted,
        agencies=[track for track in matter.tracks if track.type == REFERRAL],
        answer=_answer(petition) if petition.told_at else {},
        moved=last_move(matter.clock),
        stars=petition.stars,
        told=told(petition.person_id, matter.id),
    )


def may_of(matter: PublicMatter) -> frozenset[str]:
    """Return what a petitioner may do now; of a merged petition, to ask for a review once its case has a result."""
    may = matter.may(citizen(matter.id))
    if "object_in_case" not in may:
        return may
    case = matter.row.merged_into
    return (may - {"object_in_case"}) | ({"object"} if case and case.state in ENDED else set())


def _answer(petition: Petition) -> dict[str, str]:
    return {
        "found": petition.answer_found,
        "happens": petition.answer_next,
        "can_do": petition.answer_can_do,
        "reasons": petition.answer_reasons,
    }
