"""Jobs of notices."""

from django.utils import timezone

from palat.kernel.jobs.operations import job
from palat.kernel.notices import operations


@job("notices.deliver")
def deliver(notice_id: int) -> None:
    """Send one e-mail."""
    operations.deliver(notice_id=notice_id, at=timezone.now())
