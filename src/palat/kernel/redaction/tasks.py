"""Jobs of release: opening files takes long, and is never done while somebody waits for a page."""

from django.utils import timezone

from palat.kernel.jobs.operations import job
from palat.kernel.redaction.operations.making import look_into, make_copies


@job("redaction.look_into", attempts=2)
def look_into_job(source_id: int) -> None:
    """Look into a document."""
    look_into(source_id=source_id, at=timezone.now())


@job("redaction.make_copies", attempts=2)
def make_copies_job(set_id: int, revision: int) -> None:
    """Make and check the copies of a set."""
    make_copies(set_id=set_id, revision=revision, at=timezone.now())
