"""Jobs of the history."""

from datetime import timedelta

from django.utils import timezone

from palat.kernel.history import operations
from palat.kernel.jobs.operations import job


@job("history.cut_root", every="7 17 * * *")  # cron counts in UTC: seven past midnight in Thailand
def cut_root(timestamp: int) -> None:
    """Cut yesterday's root a few minutes after midnight in Thailand."""
    now = timezone.now()
    operations.cut_root(day=timezone.localdate(now) - timedelta(days=1), at=now)
