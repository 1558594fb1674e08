"""Jobs of sealed identities."""

from django.utils import timezone

from palat.kernel.identities import operations
from palat.kernel.jobs.operations import job


@job("identities.erase_expired", every="25 17 * * *")  # cron counts in UTC: after midnight in Thailand
def erase_expired(timestamp: int) -> None:
    """Erase, every night, persons whose time of keeping is over."""
    now = timezone.now()
    while operations.erase_expired(on=timezone.localdate(now), at=now):
        pass
