"""What was done by hand to the pages of letters that wait, and what lies beside them in the same scan."""

from django.db.models import Q

from palat.kernel.incoming.models import Cut, Item
from palat.kernel.incoming.procedure import WAITING


def last_cut(item: Item) -> Cut | None:
    """Return what was done last to the pages of a letter and stands; None where they are as they were scanned."""
    return Cut.objects.filter(item=item, undone_at=None).order_by("-id").first()


def neighbour(item: Item, *, after: bool) -> Item | None:
    """Return the letter next to one in the same scan and register, where it waits too."""
    if item.scan_id is None:
        return None
    beside = Q(place__gt=item.place) if after else Q(place__lt=item.place)
    waiting = Item.objects.filter(beside, scan=item.scan_id, register=item.register_id, state=WAITING)
    return waiting.order_by("place" if after else "-place").first()
