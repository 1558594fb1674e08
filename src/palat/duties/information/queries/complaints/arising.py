"""What a request to this Office gives to a complaint that arises from it: nobody types it twice."""

from dataclasses import dataclass
from datetime import date

from palat.duties.information.models import Request
from palat.duties.information.procedure.complaint_words import CHECKED, GROUNDS, NOT_HELD
from palat.duties.information.queries.tracking import TrackingPage
from palat.kernel.calendar.counting import legal_date
from palat.kernel.organisation.queries import agency_by_code

OWN_AGENCY = "สปน"
FROM_A_REQUEST = frozenset({"not_provided", "late", "no_reply", "no_convenience"})


@dataclass(frozen=True)
class Arising:
    """A request as a complaint begins with it."""

    request_id: int
    agency_id: int
    wanted: str
    asked_on: date
    person_id: int | None
    answer_by: str
    offered: tuple[tuple[str, str], ...]
    likely: str
    refused: bool  # something was refused by an order: against that there is an appeal


def arising_from(page: TrackingPage) -> Arising:
    """Return what a complaint about a request begins with; a check where something is said not to be held."""
    row: Request = page.row
    offered = tuple(pair for pair in GROUNDS if pair[0] in FROM_A_REQUEST)
    if page.not_held:
        offered = (*CHECKED, *offered)
    late = page.clock is not None and page.clock.state == "missed"
    return Arising(
        request_id=row.pk,
        agency_id=agency_by_code(OWN_AGENCY).pk,
        wanted=row.text,
        asked_on=legal_date(page.matter.received_at),
        person_id=row.person_id,
        answer_by=row.answer_by,
        offered=offered,
        likely=NOT_HELD if page.not_held else "no_reply" if late else "",
        refused=page.appeal_until is not None,
    )
