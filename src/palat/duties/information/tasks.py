"""Jobs of this duty: load by id, call one operation."""

from django.utils import timezone

from palat.duties.information import appeal_tasks as appeal_tasks
from palat.duties.information.operations import looking, outgoing, silence
from palat.duties.information.operations import publication_work as publication_work_of
from palat.duties.information.operations import statistics as statistics_of
from palat.duties.information.operations.complaints import outgoing as complaints
from palat.duties.information.procedure.complaint_words import CHECK, COMPLAINT
from palat.kernel.jobs.operations import job
from palat.kernel.matters.operations.numbering import number_matters


@job("information.number", every="* * * * * */5")
def number(timestamp: int) -> None:
    """Give register numbers to requests received in the last seconds."""
    while number_matters(procedures=["information_request"], register="information_request", at=timezone.now()):
        pass


@job("information.number_complaints", every="* * * * * */5")
def number_complaints(timestamp: int) -> None:
    """Give register numbers to complaints and checks received in the last seconds, each in its own register."""
    for procedure in (COMPLAINT, CHECK):
        while number_matters(procedures=[procedure], register=procedure, at=timezone.now()):
            pass


@job("information.received")
def received(matter_id: int) -> None:
    """Acknowledge a request or a complaint to someone who left an address."""
    outgoing.acknowledge(matter_id=matter_id, at=timezone.now())


@job("information.tell_requester")
def tell_requester(matter_id: int, what: str) -> None:
    """Tell a requester that there is news, never what it is."""
    outgoing.tell_requester(matter_id=matter_id, what=what, at=timezone.now())


@job("information.tell_agency")
def tell_agency(track_id: int, what: str) -> None:
    """Tell an agency that is complained of what happened on its track."""
    complaints.tell_agency(track_id=track_id, what=what, at=timezone.now())


@job("information.chase", every="50 17 * * *")
def chase(timestamp: int) -> None:
    """Follow up each night (ten to one in Thailand) what agencies owe past its day."""
    complaints.chase_overdue(at=timezone.now())


@job("information.send_party_link")
def send_party_link(track_id: int) -> None:
    """Send a third party its own link by which it may object."""
    outgoing.send_party_link(track_id=track_id, at=timezone.now())


@job("information.note_silence", every="40 17 * * *")
def note_silence(timestamp: int) -> None:
    """Note each night (forty past midnight in Thailand) which third parties let the time to object pass."""
    silence.note_all(at=timezone.now())


@job("information.look_through")
def look_through(looked_id: int) -> None:
    """Look through a file that is to be opened to everybody."""
    looking.look_through(looked_id=looked_id, at=timezone.now())


@job("information.publication_work", every="10 23 * * *")
def publication_work(timestamp: int) -> None:
    """Find each morning (ten past six in Thailand) what of the register is missing or due, and remind of it."""
    now = timezone.now()
    publication_work_of.survey(at=now)
    publication_work_of.remind(at=now)


@job("information.statistic")
def statistic(source: str, gone: bool = False) -> None:
    """Make one of our own statistics anew."""
    statistics_of.make_again(source, at=timezone.now(), gone=gone)


@job("information.statistics", every="20 20 * * *")
def statistics(timestamp: int) -> None:
    """Make our own statistics anew in the first night of a month (twenty past three in Thailand), or a later one."""
    statistics_of.make_due(at=timezone.now())
