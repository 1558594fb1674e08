"""Jobs of what comes in: reading takes long, and is never done while somebody waits for a page."""

from django.utils import timezone

from palat.kernel.incoming.operations.exchanging import count_pages
from palat.kernel.incoming.operations.posting import posted
from palat.kernel.incoming.operations.receiving import letter_dispatched
from palat.kernel.incoming.operations.taking import read_again, read_item, read_scan
from palat.kernel.jobs.operations import job


@job("incoming.read_scan", attempts=3)
def read_scan_job(scan_id: int) -> None:
    """Read a scan and split it into letters."""
    read_scan(scan_id=scan_id, at=timezone.now())


@job("incoming.read_item", attempts=2)
def read_item_job(item_id: int) -> None:
    """Read the pages of a letter by Tesseract."""
    read_item(item_id=item_id)


@job("incoming.read_again", attempts=2)
def read_again_job(item_id: int) -> None:
    """Read a letter whose pages were changed by hand."""
    read_again(item_id=item_id)


@job("incoming.letter_dispatched")
def letter_dispatched_job(letter_id: int) -> None:
    """Mark as answered what a letter of ours answers, and follow it under its number of the post."""
    letter_dispatched(letter_id=letter_id, at=timezone.now())
    posted(letter_id=letter_id)


@job("incoming.count_pages", attempts=2)
def count_pages_job(item_id: int) -> None:
    """Count the pages of what came by the exchange."""
    count_pages(item_id=item_id)
