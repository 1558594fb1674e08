"""Jobs of the engine."""

from datetime import date, timedelta

from django.utils import timezone

from palat.kernel.history.operations import cut_root
from palat.kernel.jobs.operations import job
from palat.kernel.matters.operations import indexing
from palat.kernel.matters.operations.moved_days import recount_and_tell


@job("matters.recount_clocks")
def recount_clocks(first: str, last: str) -> None:
    """Count anew the open clocks that a change of the calendar touches, and tell those who hold the matters."""
    recount_and_tell(first=date.fromisoformat(first), last=date.fromisoformat(last), at=timezone.now())


@job("history.cut_root", every="7 17 * * *")  # cron counts in UTC: seven past midnight in Thailand
def cut_yesterdays_root(timestamp: int) -> None:
    """Cut and sign yesterday's root of the history."""
    now = timezone.now()
    cut_root(day=timezone.localdate(now) - timedelta(days=1), at=now)


@job("matters.index_words", every="* * * * *")
def index_words(timestamp: int) -> None:
    """Bring the search index up to date, every minute."""
    indexing.refresh(at=timezone.now())
