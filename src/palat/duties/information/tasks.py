"""Jobs of this duty: load by id, call one operation."""

from django.utils import timezone

from palat.duties.information.operations import outgoing
from palat.kernel.jobs.operations import job
from palat.kernel.matters.operations.numbering import number_matters


@job("information.number", every="* * * * * */5")
def number(timestamp: int) -> None:
    """Give register numbers to requests received in the last seconds."""
    while number_matters(procedures=["information_request"], register="information_request", at=timezone.now()):
        pass


@job("information.received")
def received(matter_id: int) -> None:
    """Acknowledge a request to someone who left an address."""
    outgoing.tell_requester(matter_id=matter_id, what="received", at=timezone.now())


@job("information.tell_requester")
def tell_requester(matter_id: int, what: str) -> None:
    """Tell a requester that there is news, never what it is."""
    outgoing.tell_requester(matter_id=matter_id, what=what, at=timezone.now())
