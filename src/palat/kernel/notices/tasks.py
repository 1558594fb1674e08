"""Jobs of notices."""

from django.utils import timezone

from palat.kernel.jobs.operations import job
from palat.kernel.notices.operations import delivering, digests, hearing


@job("notices.deliver")
def deliver(notice_id: int) -> None:
    """Send one notice."""
    delivering.deliver(notice_id=notice_id, at=timezone.now())


@job("notices.push", every="* * * * * */20")
def push(timestamp: int) -> None:
    """Set going what waits past its time, and judge what a crash cut off."""
    delivering.push(at=timezone.now())


@job("notices.digests", every="0 0 * * *")
def send_digests(timestamp: int) -> None:
    """Send the officials who wish it their daily count, at seven in the morning in Thailand."""
    digests.send_digests(at=timezone.now())


@job("notices.forget_heard", every="40 20 * * *")
def forget_heard(timestamp: int) -> None:
    """Forget each night the numbers of chat messages that nobody will send again."""
    hearing.forget_heard(at=timezone.now())
