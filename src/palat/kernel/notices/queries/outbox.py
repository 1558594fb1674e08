"""Reading the outbox: what goes out, in which state; never to which address, and never what it says."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from palat.kernel.notices.models import Answer, Notice
from palat.kernel.notices.procedure import TROUBLE

SHOWN = ("address", "subject", "body", "link", "answering")  # held back from every list


def outbox() -> QuerySet[Notice]:
    """Return everything that went out or waits, without address and words."""
    return Notice.objects.exclude(channel="inapp").select_related("receiver").defer(*SHOWN)


def outgoing(notice_id: int) -> Notice | None:
    """Return one of them."""
    return outbox().filter(pk=notice_id).first()


def notices_about(about: str, *, limit: int = 50) -> list[Notice]:
    """Return what went out to a citizen about a matter, newest first."""
    found = outbox().filter(about=about, person__isnull=False).order_by("-made_at", "-id")
    return list(found[:limit])


def last_about(about: str) -> Notice | None:
    """Return the last notice to a citizen about a matter."""
    return next(iter(notices_about(about, limit=1)), None)


def answers_to(notice_id: int, *, limit: int = 20) -> list[Answer]:
    """Return what came in answer to a notice, newest first: what became of each, never what it says."""
    return list(Answer.objects.filter(notice_id=notice_id).order_by("-at")[:limit])


def told_lately(*, about: str, kind: str, since: datetime) -> bool:
    """Say whether someone was told a kind of news about a matter since a moment."""
    return Notice.objects.filter(about=about, kind=kind, made_at__gt=since).exists()


@dataclass(frozen=True)
class Tallies:
    """How many notices are in trouble, and how many wait."""

    by_state: dict[str, int]

    @property
    def trouble(self) -> int:
        """How many a person should look at."""
        return sum(self.by_state.get(state, 0) for state in TROUBLE)


def tallies(states: Collection[str] = (*TROUBLE, "waiting", "sending")) -> Tallies:
    """Return how many notices stand in these states."""
    found = Notice.objects.filter(state__in=states).exclude(channel="inapp").values_list("state")
    return Tallies(dict(found.annotate(many=Count("pk")).order_by()))
