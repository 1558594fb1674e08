"""Jobs of letters: load by id, call one operation."""

from django.utils import timezone

from palat.kernel.jobs.operations import job
from palat.kernel.letters.operations import sending


@job("letters.finish")
def finish(letter_id: int) -> None:
    """Set and keep the paper of a letter that was given its number."""
    sending.finish(letter_id=letter_id, at=timezone.now())
