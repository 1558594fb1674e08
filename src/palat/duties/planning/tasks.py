"""Jobs of this duty: compute what the work gives, open rounds when their window comes, follow up what is owed."""

from contextlib import suppress

from django.utils import timezone

from palat.duties.planning.operations import reporting, rounds
from palat.duties.planning.operations.agreeing import number_all
from palat.kernel.jobs.operations import job
from palat.kernel.matters.authority import SYSTEM
from palat.kernel.matters.operations.acts import UnableToAct


@job("planning.numbers", every="* * * * * */30")
def number_agreements(timestamp: int) -> None:
    """Give register numbers to agreements that were opened."""
    number_all(at=timezone.now())


@job("planning.compute")
def compute(matter_id: int, track_id: int) -> None:
    """Compute an indicator of a round; one that was reviewed meanwhile stays as it is."""
    with suppress(UnableToAct):
        reporting.compute_report(matter_id=matter_id, track_id=track_id, at=timezone.now())


@job("planning.rounds", every="17 18 * * *")  # cron counts in UTC: after midnight in Thailand
def open_rounds(timestamp: int) -> None:
    """Open the reports of every agreement whose window begins."""
    now = timezone.now()
    for matter_id, round in rounds.rounds_to_open(at=now):
        with suppress(UnableToAct):
            rounds.open_round(matter_id=matter_id, by=SYSTEM, at=now, round=round)


@job("planning.chase", every="27 1 * * *")
def chase(timestamp: int) -> None:
    """Follow up every report that is owed past its day; whoever was followed up lately is left in peace."""
    now = timezone.now()
    for matter_id, track_id in rounds.owed_reports(at=now):
        with suppress(UnableToAct):
            rounds.chase_report(matter_id=matter_id, track_id=track_id, at=now)
