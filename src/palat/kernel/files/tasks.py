"""Jobs of stored files."""

from django.utils import timezone

from palat.kernel.files import operations
from palat.kernel.jobs.operations import job


@job("files.destroy_expired", every="17 * * * *")
def destroy_expired(timestamp: int) -> None:
    """Destroy, every hour, what is not to be kept any longer."""
    while operations.destroy_expired(at=timezone.now()):
        pass


@job("files.sweep", every="40 20 * * 6")  # cron counts in UTC: early on Sunday in Thailand
def sweep(timestamp: int) -> None:
    """Remove, once a week, bytes that belong to no file."""
    operations.sweep(at=timezone.now())
