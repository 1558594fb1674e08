"""What an appellant reads by receipt code: the ruling once it was made known; never what is in camera."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Appeal, Hearing, Ruling
from palat.duties.information.procedure.appeal import APPEAL
from palat.duties.information.procedure.appeal_words import OUTCOMES
from palat.kernel.matters.following import Followed, follow
from palat.kernel.matters.queries.public import matter_by_code

TOLD = frozenset({"complying", "closed"})


@dataclass(frozen=True, kw_only=True)
class AppealPage(Followed):
    """An appeal as its appellant sees it."""

    row: Appeal
    sitting: datetime | None
    ruling: Ruling | None
    outcome: str


def appeal_page(code: str) -> AppealPage | None:
    """Return the appellant's page of a tracking code, or None for a code that nobody was given."""
    matter = matter_by_code(code, duty="information")
    if matter is None or matter.procedure.code != APPEAL:
        return None
    row = Appeal.objects.get(pk=matter.id)
    ruling = Ruling.objects.filter(pk=matter.id).first() if matter.row.state in TOLD else None
    ahead = Hearing.objects.filter(appeal=row, state="set", sitting__state="set").select_related("sitting").first()
    return AppealPage(
        **follow(matter),
        row=row,
        sitting=ahead.sitting.starts_at if ahead else None,
        ruling=ruling,
        outcome=_(dict(OUTCOMES)[ruling.outcome]) if ruling else "",
    )
