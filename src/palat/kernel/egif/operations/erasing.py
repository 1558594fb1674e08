"""Emptying messages: that it went or came, when, and its hash stay.

Those of a letter go with it, under a list. A letter that was not sound enough to reach a box is in no register and on
no list: its sender mends it and sends it anew, and what was wrong is kept for a time, to be asked about.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from palat.kernel.egif.models import Enclosure, Message
from palat.kernel.egif.procedure import IN, INVALID, KINDS, LETTER
from palat.kernel.files.operations import set_retention
from palat.kernel.history.remains import Remains

KEPT = timedelta(days=90)
RETENTION = "exchange_invalid"


def empty_messages(*, letter_ids: Collection[int], words: str, at: datetime, remains: Remains) -> None:
    """Empty the messages of letters, those of things that were emptied at this moment, and what was told of both."""
    of_them = Q(letter__in=letter_ids) | Q(item__erased_at=at)
    _empty(set(Message.objects.filter(of_them).values_list("pk", flat=True)), words=words, remains=remains)


@transaction.atomic
def forget_invalid(*, at: datetime) -> int:
    """Empty letters that came, were not sound, and were told so long ago; their files go. Returns how many.

    What class of secrecy one had stays: it says who may still see that it came.
    """
    old = Message.objects.filter(direction=IN, kind=LETTER, item=None, state=KINDS[INVALID].state, at__lt=at - KEPT)
    found = dict(old.select_for_update().exclude(file=None).values_list("pk", "said__secrecy"))
    remains = Remains()
    _empty(found, words="", remains=remains)
    for secrecy in set(found.values()):
        mine = [number for number, its in found.items() if its == secrecy]
        Message.objects.filter(pk__in=mine).update(said={"secrecy": secrecy or ""})
    set_retention(file_ids=remains.files, retention=RETENTION, destroy_after=at)
    return len(found)


def _empty(numbers: Collection[int], *, words: str, remains: Remains) -> None:
    """Empty messages with what was told of them."""
    found = Message.objects.filter(Q(pk__in=list(numbers)) | Q(about__in=list(numbers)))
    remains.add(files=found.values_list("file_id", flat=True))
    enclosures = Enclosure.objects.filter(message__in=found)
    remains.add(files=enclosures.values_list("file_id", flat=True))
    enclosures.delete()
    found.update(subject=words[:500], said={}, why="", settlement="", file=None)
