"""What was done by hand to the pages of letters that wait, and what lies beside them in the same scan."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from palat.kernel.incoming.models import Cut, CutFile, Item
from palat.kernel.incoming.procedure import ASIDE, JOIN, JOINED, SPLIT, WAITING


def last_cut(item: Item) -> Cut | None:
    """Return what was done last to the pages of a letter and can be undone; None where nothing is.

    What a cut began from goes when a letter of the same scan is destroyed: it can then be undone no more.
    """
    before = CutFile.objects.filter(cut=OuterRef("pk"))
    return Cut.objects.filter(Exists(before), item=item, undone_at=None).order_by("-id").first()


def pieces_of(item_ids: Collection[int]) -> set[int]:
    """Return what was a letter of its own and is none any more, because its pages are with one of these."""
    gone = Q(kind=JOIN, undone_at=None) | Q(kind=SPLIT, undone_at__isnull=False)
    found: set[int] = set()
    asked = set(item_ids)
    while asked:
        tied = Cut.objects.filter(gone, item__in=asked, other__state=ASIDE, other__aside=JOINED)
        asked = {one for one in tied.values_list("other_id", flat=True) if one} - found
        found |= asked
    return found


def neighbour(item: Item, *, after: bool) -> Item | None:
    """Return the letter next to one in the same scan and register, where it waits too."""
    if item.scan_id is None:
        return None
    beside = Q(place__gt=item.place) if after else Q(place__lt=item.place)
    waiting = Item.objects.filter(beside, scan=item.scan_id, register=item.register_id, state=WAITING)
    return waiting.order_by("place" if after else "-place").first()
