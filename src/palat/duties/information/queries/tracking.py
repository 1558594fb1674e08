"""What a requester reads by receipt code: never who handles the request, never who a third party is."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from palat.duties.information.models import Request
from palat.duties.information.procedure.request import REQUEST_1
from palat.duties.information.queries.parts import ChargeLine, PartLine, baht, charges_of, parts_of
from palat.duties.information.queries.times import appeal_limit
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import basis_of
from palat.kernel.matters.following import Followed, follow
from palat.kernel.matters.queries.public import PublicMatter, matter_by_code

TOLD = frozenset({"notified", "delivered", "closed"})  # where the order is known to the requester


@dataclass(frozen=True)
class OrderPart:
    """A part of the order as the requester reads it."""

    line: PartLine
    state: str


@dataclass(frozen=True, kw_only=True)
class TrackingPage(Followed):
    """A request as its requester sees it."""

    row: Request
    order: list[OrderPart] = field(default_factory=list)
    charges: list[ChargeLine] = field(default_factory=list)
    appeal_basis: str = ""

    @property
    def asked(self) -> str:
        """What the Office waits for the requester to clarify, or an empty text."""
        return self.last_words("ask_requester", state="clarifying")

    @property
    def appeal_until(self) -> date | None:
        """The last day of the appeal, where something is refused."""
        return self.row.appeal_until

    @property
    def not_held(self) -> bool:
        """Whether something is said not to be held."""
        return any(part.state == "not_held" for part in self.order)

    @property
    def may_complain(self) -> bool:
        """Whether there can be something to complain of: not of what was withdrawn, or sent on to its holder."""
        return self.matter.row.state not in {"withdrawn", "transferred", "advised"}

    @property
    def total(self) -> str:
        """What the copies cost."""
        return baht(sum(one.satang for one in self.charges))


def page_for(code: str) -> TrackingPage | None:
    """Return the requester's page of a tracking code, or None for a code that nobody was given."""
    matter = matter_by_code(code, duty="information")
    if matter is None or matter.procedure.code != REQUEST_1.code:
        return None
    today = legal_date(timezone.now())
    return TrackingPage(
        **follow(matter),
        row=Request.objects.get(pk=matter.id),
        order=_order(matter, today),
        charges=charges_of(matter.id) if matter.row.state in TOLD else [],
        appeal_basis=basis_of(appeal_limit(matter.row.kind, on=today)),
    )


def _order(matter: PublicMatter, today: date) -> list[OrderPart]:
    """Return the order, once it was made known; nothing of it before."""
    if matter.row.state not in TOLD:
        return []
    states = dict(matter.row.tracks.filter(type="part").values_list("pk", "state"))
    return [OrderPart(line, states.get(line.id, "")) for line in parts_of(matter.id, today) if line.decision]
