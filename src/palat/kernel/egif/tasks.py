"""Jobs of the exchange: load by id, call one operation."""

from django.utils import timezone

from palat.kernel.egif.operations import collecting, erasing, receiving, telling
from palat.kernel.jobs.operations import enqueue, job


@job("egif.item_entered")
def item_entered(item_id: int) -> None:
    """Tell a sender the number that its letter was given."""
    telling.item_entered(item_id=item_id, at=timezone.now())


@job("egif.forget_refusals", every="10 20 * * *")
def forget_refusals(timestamp: int) -> None:
    """Forget each night what was refused at the addresses of peers long ago."""
    receiving.forget_refusals(at=timezone.now())


@job("egif.forget_invalid", every="20 20 * * *")
def forget_invalid(timestamp: int) -> None:
    """Forget each night letters that were not sound and that their senders were told of long ago."""
    erasing.forget_invalid(at=timezone.now())


@job("egif.collect", every="* * * * *")
def collect(timestamp: int) -> None:
    """Ask, every minute, the peers that do not bring their messages."""
    for peer_id in collecting.due():
        enqueue("egif.collect_one", peer_id=peer_id)


@job("egif.collect_one", attempts=1)
def collect_one(peer_id: int) -> None:
    """Take what waits at one peer."""
    collecting.collect(peer_id=peer_id, at=timezone.now())
