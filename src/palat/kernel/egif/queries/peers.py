"""Reading peers: who is connected, who carries a letter, what reached their addresses and was refused."""

from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from palat.kernel.egif.models import Message, Peer, Refusal
from palat.kernel.letters.models import Letter
from palat.kernel.registers.procedure import plain


def key_of(number: str) -> str:
    """Return a letter's number as numbers are compared: Arabic digits, no spaces."""
    return plain(number).replace(" ", "")[:120]


def peers() -> QuerySet[Peer]:
    """Return every peer, by name."""
    return Peer.objects.select_related("agency").order_by("name", "pk")


def peer(number: int) -> Peer | None:
    """Return one peer."""
    return peers().filter(pk=number).first()


def peer_for(letter: Letter) -> Peer | None:
    """Return the peer to which a letter can go: its agency's, if it is connected and the Office has its own codes.

    None for a letter to a person, and for a classified one where the profile does not allow it.
    """
    if letter.agency_id is None or not (settings.EGIF_MINISTRY and settings.EGIF_DEPARTMENT):
        return None
    found = Peer.objects.filter(agency=letter.agency_id, stopped_at=None).first()
    if found is None or (letter.secrecy and not found.dialect.classified):
        return None
    return found


def refusals_of(peer_id: int, *, limit: int = 10) -> list[Refusal]:
    """Return what was refused of late at a peer's address, the newest first."""
    return list(Refusal.objects.filter(peer=peer_id).order_by("-id")[:limit])


def last_messages(peer_id: int, *, limit: int = 10) -> list[Message]:
    """Return the last messages to and from a peer, the newest first."""
    return list(Message.objects.filter(peer=peer_id).select_related("notice").order_by("-id")[:limit])


def refused_lately() -> int:
    """Return how much was refused within a day."""
    return Refusal.objects.filter(at__gt=timezone.now() - timedelta(days=1)).count()
