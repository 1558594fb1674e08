"""Jobs of mailboxes."""

from django.conf import settings
from django.utils import timezone

from palat.kernel.jobs.operations import job
from palat.kernel.mailbox.fetching import poll, server_of


@job("mailbox.poll", every="* * * * *")
def poll_mailbox(timestamp: int) -> None:
    """Take, every minute, what came into the Office's mailbox; nothing where none is set."""
    if settings.IMAP_URL:
        own = frozenset({settings.DEFAULT_FROM_EMAIL.lower(), *(one.lower() for one in settings.IMAP_OWN)})
        poll(server_of(settings.IMAP_URL, settings.IMAP_PASSWORD), at=timezone.now(), own=own)
