"""Jobs of petitions: load by id, call one operation."""

from django.utils import timezone

from palat.duties.petitions.operations import (
    likeness,
    outgoing,
    outgoing_orders,
    pictures,
    samples,
    suggesting,
    talking,
)
from palat.duties.petitions.procedure.contacts import SAMPLE_KINDS
from palat.kernel.jobs.operations import job
from palat.kernel.matters.operations.numbering import number_matters


@job("petitions.number", every="* * * * * */5")
def number(timestamp: int) -> None:
    """Give register numbers to petitions received in the last seconds."""
    while number_matters(procedures=["petition"], register="petition", at=timezone.now()):
        pass


@job("petitions.received")
def received(matter_id: int) -> None:
    """Acknowledge a petition to someone who left an address."""
    outgoing.acknowledge(matter_id=matter_id, at=timezone.now())


@job("petitions.tell_petitioner")
def tell_petitioner(matter_id: int, what: str) -> None:
    """Tell a petitioner that there is news, never what it is."""
    outgoing.tell_petitioner(matter_id=matter_id, what=what, at=timezone.now())


@job("petitions.answer_merged")
def answer_merged(matter_id: int) -> None:
    """Answer everyone whose petition was merged into a case that was answered."""
    outgoing.answer_merged(matter_id=matter_id, at=timezone.now())


@job("petitions.tell_left_behind")
def tell_left_behind(matter_id: int, by_official_id: int | None) -> None:
    """Tell a case's officer that agencies lost what was merged into it, and have nothing of the case."""
    outgoing.tell_left_behind(matter_id=matter_id, by_official_id=by_official_id, at=timezone.now())


@job("petitions.pass_on_facts")
def pass_on_facts(matter_id: int, seq: int) -> None:
    """Tell a case that someone whose petition was merged into it added facts."""
    outgoing.pass_on_facts(matter_id=matter_id, seq=seq, at=timezone.now())


@job("petitions.tell_of_objection")
def tell_of_objection(matter_id: int) -> None:
    """Tell a case's officer of a review asked for from a petition merged into it."""
    outgoing.tell_of_objection(matter_id=matter_id, at=timezone.now())


@job("petitions.tell_of_review")
def tell_of_review(matter_id: int, seq: int) -> None:
    """Tell whoever asked for a review from a merged petition what became of it."""
    outgoing.tell_of_review(matter_id=matter_id, seq=seq, at=timezone.now())


@job("petitions.ask_satisfaction")
def ask_satisfaction(matter_id: int) -> None:
    """Ask a petitioner how the service was."""
    outgoing.tell_petitioner(matter_id=matter_id, what="rate", at=timezone.now())


@job("petitions.send_referrals")
def send_referrals(track_ids: list[int], by_letter: bool) -> None:
    """Tell agencies that a matter came, with a single-use link where they have no account."""
    outgoing.send_referrals(track_ids=track_ids, by_letter=by_letter, at=timezone.now())


@job("petitions.tell_agency")
def tell_agency(track_id: int, what: str) -> None:
    """Tell an agency of a change on its track."""
    outgoing.tell_agency(track_id=track_id, what=what, at=timezone.now())


@job("petitions.send_orders")
def send_orders(matter_id: int) -> None:
    """Tell agencies of the items of an order that are theirs."""
    outgoing.send_orders(matter_id=matter_id, at=timezone.now())


@job("petitions.send_chase")
def send_chase(agency_id: int, track_ids: list[int]) -> None:
    """Send an agency one message with the list of its overdue matters."""
    outgoing.send_chase(agency_id=agency_id, track_ids=track_ids, at=timezone.now())


@job("petitions.chase_overdue", every="0 1 * * *")
def chase_overdue(timestamp: int) -> None:
    """Chase overdue referrals each morning (eight o'clock in Thailand)."""
    outgoing.chase_overdue(at=timezone.now())


@job("petitions.tell_promises")
def tell_promises(track_ids: list[int], late: bool = False) -> None:
    """Tell agencies of promises that are theirs, or that are overdue."""
    outgoing.tell_promises(track_ids=track_ids, late=late, at=timezone.now())


@job("petitions.chase_promises", every="15 1 * * *")
def chase_promises(timestamp: int) -> None:
    """Chase overdue promises each morning (a quarter past eight in Thailand)."""
    outgoing.chase_promises(at=timezone.now())


@job("petitions.tell_late_orders")
def tell_late_orders(track_ids: list[int]) -> None:
    """Tell agencies of overdue items of orders, and the decider's secretary of those chased to no avail."""
    outgoing_orders.tell_late(track_ids=track_ids, at=timezone.now())


@job("petitions.chase_orders", every="30 1 * * *")
def chase_orders(timestamp: int) -> None:
    """Chase overdue items of orders each morning (half past eight in Thailand)."""
    outgoing_orders.chase(at=timezone.now())


@job("petitions.draw_samples", every="30 0 * * 1")
def draw_samples(timestamp: int) -> None:
    """Draw the samples of the week that ended, early on Monday (half past seven in Thailand)."""
    now = timezone.now()
    for kind, _label in SAMPLE_KINDS:
        samples.draw(kind=kind, week=samples.week_before(now), at=now)


@job("petitions.suggest", every="* * * * * */20")
def suggest(timestamp: int) -> None:
    """Keep what is proposed for the petitions that just came."""
    while suggesting.suggest_new(at=timezone.now()):
        pass


@job("petitions.note_taken", every="*/10 * * * *")
def note_taken(timestamp: int) -> None:
    """Note which of the proposals officers took."""
    suggesting.note_taken(at=timezone.now())


@job("petitions.likeness", every="* * * * * */15")
def make_likeness_keys(timestamp: int) -> None:
    """Make the keys by which the petitions that just came are found as like others."""
    while likeness.make_keys(at=timezone.now()):
        pass


@job("petitions.fetch_picture")
def fetch_picture(picture_id: int) -> None:
    """Fetch a picture that was sent in the chat."""
    pictures.fetch_picture(picture_id=picture_id, at=timezone.now())


@job("petitions.forget_left", every="*/15 * * * *")
def forget_left(timestamp: int) -> None:
    """Forget the conversations that were left, with what was told in them."""
    while talking.forget_left(at=timezone.now()):
        pass
