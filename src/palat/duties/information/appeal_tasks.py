"""Jobs of appeals: load by id, call one operation. `tasks` brings them in."""

from django.utils import timezone

from palat.duties.information.operations import outgoing
from palat.duties.information.operations.appealing import outgoing as appeals
from palat.duties.information.operations.appealing import rulings
from palat.kernel.jobs.operations import job
from palat.kernel.matters.operations.numbering import number_matters


@job("information.send_appeal_link")
def send_appeal_link(track_id: int) -> None:
    """Send a third party whose objection was rejected the link by which it may appeal."""
    outgoing.send_appeal_link(track_id=track_id, at=timezone.now())


@job("information.number_appeals", every="* * * * * */5")
def number_appeals(timestamp: int) -> None:
    """Give register numbers to appeals received in the last seconds."""
    while number_matters(procedures=["information_appeal"], register="information_appeal", at=timezone.now()):
        pass


@job("information.appeal_received")
def appeal_received(matter_id: int) -> None:
    """Acknowledge an appeal, and let the request's officer know of it."""
    appeals.tell_of_appeal(matter_id=matter_id, at=timezone.now())


@job("information.tell_appellant")
def tell_appellant(matter_id: int, what: str) -> None:
    """Tell an appellant that there is news, never what it is."""
    appeals.tell_appellant(matter_id=matter_id, what=what, at=timezone.now())


@job("information.draft_ruling_letters")
def draft_ruling_letters(matter_id: int) -> None:
    """Draft the letters by which a ruling is made known."""
    rulings.draft_letters(matter_id=matter_id, at=timezone.now())


@job("information.tell_panel")
def tell_panel(matter_id: int, official_ids: list[int]) -> None:
    """Tell members that they sit on an appeal, or when it is heard."""
    appeals.tell_panel(matter_id=matter_id, official_ids=official_ids, at=timezone.now())


@job("information.tell_secretary")
def tell_secretary(matter_id: int, what: str) -> None:
    """Tell the secretary of an appeal what happened on it."""
    appeals.tell_secretary(matter_id=matter_id, what=what, at=timezone.now())


@job("information.tell_file_called")
def tell_file_called(matter_id: int) -> None:
    """Tell the officer of a request to the Office that the tribunal calls its file."""
    appeals.tell_file_called(matter_id=matter_id, at=timezone.now())


@job("information.tell_sitting")
def tell_sitting(sitting_id: int, official_ids: list[int]) -> None:
    """Tell those who sit on what was listed that their sitting was moved or cancelled."""
    appeals.tell_sitting(sitting_id=sitting_id, official_ids=official_ids, at=timezone.now())
