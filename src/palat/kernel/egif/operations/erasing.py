"""Emptying messages whose letter was destroyed under a list: that it went or came, when, and its hash stay."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from palat.kernel.egif.models import Enclosure, Message
from palat.kernel.history.remains import Remains


def empty_messages(*, letter_ids: Collection[int], words: str, at: datetime, remains: Remains) -> None:
    """Empty the messages of letters, those of things that were emptied at this moment, and what was told of both."""
    of_them = Q(letter__in=letter_ids) | Q(item__erased_at=at)
    numbers = set(Message.objects.filter(of_them).values_list("pk", flat=True))
    numbers |= set(Message.objects.filter(about__in=numbers).values_list("pk", flat=True))
    found = Message.objects.filter(pk__in=numbers)
    remains.add(files=found.values_list("file_id", flat=True))
    enclosures = Enclosure.objects.filter(message__in=numbers)
    remains.add(files=enclosures.values_list("file_id", flat=True))
    enclosures.delete()
    found.update(subject=words[:500], said={}, why="", settlement="", file=None)
