"""Emptying things that came in, once they were destroyed under a list: their number of receipt and their way stay."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from palat.kernel.history.remains import Remains
from palat.kernel.incoming.models import CutFile, Item, ItemFile, Original, Posting, Scan, Stay
from palat.kernel.incoming.operations.taking import chain_of
from palat.kernel.incoming.queries.cuts import pieces_of
from palat.kernel.registers.models import RegisterEntry
from palat.kernel.registers.operations.erasing import empty_lines

EMPTY: dict[str, object] = {
    "subject": "",
    "sender": "",
    "text": "",
    "notes": [],
    "summary": "",
    "told": {},
    "where": "",
    "person": None,
    "scan": None,
}


def empty_items(
    *,
    matter_ids: Collection[int] = (),
    entry_ids: Collection[int] = (),
    item_ids: Collection[int] = (),
    letter_ids: Collection[int] = (),
    words: str,
    at: datetime,
    remains: Remains,
) -> set[int]:
    """Empty what came in on matters, under entries of registers and what was set aside, with the lines written of them.

    What was joined into these goes too. Returns of which entries the lines were emptied.
    """
    of_them = list(_items_of(matter_ids, entry_ids, item_ids).values_list("pk", flat=True))
    items = list(Item.objects.filter(pk__in={*of_them, *pieces_of(of_them)}, erased_at=None))
    numbers = [one.pk for one in items]
    scans = {one.scan_id for one in items if one.scan_id}
    _let_go_of_shared_pages(scans, remains)
    remains.add(
        persons=[one.person_id for one in items],
        files=ItemFile.objects.filter(item__in=numbers).values_list("file_id", flat=True),
        chains=[chain_of(one) for one in numbers],
    )
    Item.objects.filter(pk__in=numbers).update(erased_at=at, **EMPTY)
    ItemFile.objects.filter(item__in=numbers).update(file=None, name="", refused="")
    Stay.objects.filter(item__in=numbers).update(where="")
    Original.objects.filter(item__in=numbers).update(what="", kept_in="", returned_how="")
    Posting.objects.filter(letter__in=letter_ids).update(words="")
    Scan.objects.filter(pk__in=scans, items=None).delete()
    lines = [*entry_ids, *(entry for one in items for entry in _entries_of(one))]
    return empty_lines(entry_ids=lines, refs=[f"matter:{one}" for one in matter_ids], words=words, remains=remains)


def lock_items(*, matter_ids: Collection[int], entry_ids: Collection[int], item_ids: Collection[int]) -> None:
    """Lock what came in on matters, under entries or by its own number, in the order of their ids, until the end."""
    list(_items_of(matter_ids, entry_ids, item_ids).select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def _items_of(matter_ids: Collection[int], entry_ids: Collection[int], item_ids: Collection[int]) -> QuerySet[Item]:
    entry = RegisterEntry.objects.filter(
        pk__in=entry_ids, register=OuterRef("register"), year=OuterRef("year"), running=OuterRef("running")
    )
    # What a line of the register put into a matter belongs to it, where nothing else says to which it does.
    written = RegisterEntry.objects.filter(
        line__about__in=[f"matter:{one}" for one in matter_ids],
        register=OuterRef("register"),
        year=OuterRef("year"),
        running=OuterRef("running"),
    )
    of_lines = Q(Exists(written), matter=None)
    return Item.objects.filter(Q(matter__in=matter_ids) | of_lines | Q(Exists(entry)) | Q(pk__in=item_ids))


def _let_go_of_shared_pages(scans: Collection[int], remains: Remains) -> None:
    """Let go of what pages of several letters stand in: whole scans, and files as they were before or after a cut.

    Every letter has a file of its own; what another still needs stays with it.
    """
    cut = CutFile.objects.filter(cut__item__scan__in=scans)
    whole = Scan.objects.filter(pk__in=scans)
    for rows in (cut, whole):
        remains.add(files=rows.values_list("file_id", flat=True))
    cut.delete()
    whole.update(file=None, name="")


def _entries_of(item: Item) -> list[int]:
    if item.year is None or item.running is None:
        return []
    entries = RegisterEntry.objects.filter(register=item.register_id, year=item.year, running=item.running)
    return list(entries.values_list("pk", flat=True))
