"""What a clerk does by hand to the pages of a scan: part it after a page, join neighbours, turn a page; and undo it.

A separator sheet that was forgotten, or lay where none belonged, a page that lay askew. Only letters that wait to be
entered are changed. The scan itself stays as it was laid in; files are written anew and the old ones kept for undoing.
Each page is with one letter only: what was joined, or was parted and put back, holds neither pages nor words.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from palat.kernel.files.bounding import at_hand
from palat.kernel.files.operations import UnableToStore, store
from palat.kernel.history import ids
from palat.kernel.incoming.models import Cut, CutFile, Item, ItemFile
from palat.kernel.incoming.operations.entering import kept_item
from palat.kernel.incoming.operations.taking import UnableToTake, record
from palat.kernel.incoming.procedure import ASIDE, JOIN, JOINED, READ_LATER, READ_NONE, SPLIT, TURN, TURNS, WAITING
from palat.kernel.incoming.queries.cuts import last_cut, neighbour
from palat.kernel.incoming.readers import reading
from palat.kernel.incoming.readers.reading import UnableToRead
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.registers.operations.entries import NotKeeper


@dataclass(frozen=True)
class Piece:
    """Some pages of a letter: a file that is kept, and how many pages it has."""

    file_id: int
    name: str
    pages: int


@transaction.atomic
def split_after(*, item_id: int, page: int, by: Actor, at: datetime, seen: int | None = None) -> Item:
    """Part a letter after a page, counted over all of its files. Returns what was cut off, a letter of its own.

    Raises: UnableToTake where nothing would be left, or the pages were changed since they were seen.
    """
    item, basis = _open(item_id, by, seen)
    files = _files(item)
    if not 1 <= page < sum(_count(one) for one in files):
        raise UnableToTake(_("แยกหลังหน้านี้ไม่ได้ ต้องมีอย่างน้อยหนึ่งหน้าทั้งสองฉบับ"))
    first, rest = _parted(files, page, at)
    Item.objects.filter(scan=item.scan_id, place__gt=item.place).update(place=F("place") + 1)
    cut_off = Item(
        id=ids.take(),
        register=item.register,
        channel=item.channel,
        scan_id=item.scan_id,
        place=item.place + 1,
        came_at=item.came_at,
        received_on=item.received_on,
        postmarked_on=item.postmarked_on,
    )
    cut_off.save(force_insert=True)
    _keep_cut(item, SPLIT, by, at, other=cut_off)
    _set_files(item, first)
    _set_files(cut_off, rest)
    _read_again(item, cut_off)
    record(item.pk, "item_split", actor=by.ref, at=at, basis=basis, page=page, into=cut_off.pk)
    record(cut_off.pk, "item_cut_off", actor=by.ref, at=at, basis=basis, of=item.pk)
    return cut_off


@transaction.atomic
def join_previous(*, item_id: int, by: Actor, at: datetime, seen: int | None = None) -> Item:
    """Join a letter to the one before it in the same scan. Returns that one, with the pages of both."""
    item, basis = _open(item_id, by, seen)
    before = neighbour(item, after=False)
    if before is None:
        raise UnableToTake(_("ไม่มีฉบับก่อนหน้าในชุดสแกนเดียวกันที่ยังรอลงทะเบียน"))
    before, _basis = kept_item(before.pk, by, states=(WAITING,))
    joined = [*_pieces(_files(before)), *_pieces(_files(item))]
    _keep_cut(before, JOIN, by, at, other=item)
    _set_files(before, joined)
    _read_again(before)
    _end(item)
    record(item.pk, "item_joined", actor=by.ref, at=at, basis=basis, to=before.pk)
    record(before.pk, "item_lengthened", actor=by.ref, at=at, basis=basis, by=item.pk)
    return before


@transaction.atomic
def join_next(*, item_id: int, by: Actor, at: datetime, seen: int | None = None) -> Item:
    """Join the letter after it in the same scan to a letter. Returns it, with the pages of both."""
    item, _basis = _open(item_id, by, seen)
    after = neighbour(item, after=True)
    if after is None:
        raise UnableToTake(_("ไม่มีฉบับถัดไปในชุดสแกนเดียวกันที่ยังรอลงทะเบียน"))
    return join_previous(item_id=after.pk, by=by, at=at)


@transaction.atomic
def turn_page(*, item_id: int, page: int, degrees: int, by: Actor, at: datetime, seen: int | None = None) -> None:
    """Turn a page with the clock, counted over all files of a letter. Raises: UnableToTake."""
    item, basis = _open(item_id, by, seen)
    if degrees not in TURNS:
        raise UnableToTake(_("หมุนได้ครั้งละ 90, 180 หรือ 270 องศา"))
    pieces, passed = [], 0
    for one in _files(item):
        number, passed = page - passed, passed + _count(one)
        if 1 <= number <= _count(one):
            file_id = _written(one, at, "turn", number, degrees)
            pieces.append(Piece(file_id, one.name, _count(one)))
        else:
            pieces.extend(_pieces([one]))
    if not 1 <= page <= passed:
        raise UnableToTake(_("ไม่มีหน้านี้"))
    _keep_cut(item, TURN, by, at)
    _set_files(item, pieces)
    _read_again(item)
    record(item.pk, "page_turned", actor=by.ref, at=at, basis=basis, page=page, degrees=degrees)


@transaction.atomic
def undo(*, item_id: int, by: Actor, at: datetime, seen: int | None = None) -> None:
    """Undo what was done last to the pages of a letter. Raises: UnableToTake where something stands on it already."""
    item, basis = _open(item_id, by, seen)
    cut = last_cut(item)
    if cut is None:
        raise UnableToTake(_("ไม่มีการจัดหน้าให้เลิกทำ"))
    before, now = (
        [Piece(one.file_id, one.name, one.pages) for one in cut.files.order_by("place")],
        _pieces(_files(item)),
    )
    if cut.other_id is not None:
        other = _other_of(cut, by)
        now += _undo_other(cut, other, now[len(before) :])
        record(other.pk, "cut_undone", actor=by.ref, at=at, basis=basis, cut=cut.kind)
    _set_files(item, before)
    _read_again(item)
    _keep_files(cut, now)
    Cut.objects.filter(pk=cut.pk).update(undone_at=at)
    record(item.pk, "cut_undone", actor=by.ref, at=at, basis=basis, cut=cut.kind)


def _other_of(cut: Cut, by: Actor) -> Item:
    """Return the other letter of a cut, under lock. Raises: UnableToTake where something was done to it since."""
    try:
        other, _basis = kept_item(cut.other_id or 0, by, states=(WAITING if cut.kind == SPLIT else ASIDE,))
    except (UnableToTake, NotKeeper):
        raise UnableToTake(_("อีกฉบับหนึ่งลงทะเบียน แยกไว้ หรือส่งนายทะเบียนแล้ว จึงเลิกทำไม่ได้")) from None
    later = Cut.objects.filter(Q(item=other) | Q(other=other), undone_at=None, pk__gt=cut.pk)
    if later.exists():
        raise UnableToTake(_("มีการจัดหน้าของอีกฉบับหนึ่งต่อจากนี้ โปรดเลิกทำที่ฉบับนั้นก่อน"))
    return other


def _undo_other(cut: Cut, other: Item, lent: Sequence[Piece]) -> list[Piece]:
    """Put the other letter of a cut back. Returns the pages that it holds no more.

    What was cut off is no letter any more; what was joined is one again, with the pages that it had lent.
    """
    if cut.kind == SPLIT:
        taken = _pieces(_files(other))
        _end(other)
        return taken
    _set_files(other, lent)
    other.state, other.aside = WAITING, ""
    other.save(update_fields=["state", "aside"])
    _read_again(other)
    return []


def _end(item: Item) -> None:
    """Let a letter be none any more: its pages and its words are with another."""
    _set_files(item, ())
    item.state, item.aside, item.text, item.reading = ASIDE, JOINED, "", READ_NONE
    item.save(update_fields=["state", "aside", "text", "reading"])


# Files


def _open(item_id: int, by: Actor, seen: int | None) -> tuple[Item, str]:
    """Return a letter of a scan that waits, under lock. `seen`: the last cut of it that the person saw, 0 for none."""
    item, basis = kept_item(item_id, by, states=(WAITING,))
    if item.scan_id is None:
        raise UnableToTake(_("จัดหน้าได้เฉพาะเอกสารที่สแกน"))
    last = last_cut(item)
    if seen is not None and seen != (last.pk if last else 0):
        raise UnableToTake(_("หน้าของฉบับนี้ถูกจัดใหม่หลังจากที่คุณเปิดดู โปรดตรวจอีกครั้ง"))
    return item, basis


def _files(item: Item) -> list[ItemFile]:
    return list(item.files.filter(file__isnull=False).select_related("file").order_by("place"))


def _count(one: ItemFile) -> int:
    return max(one.pages, 1)


def _pieces(files: Sequence[ItemFile]) -> list[Piece]:
    return [Piece(one.file_id, one.name, _count(one)) for one in files if one.file_id]


def _parted(files: Sequence[ItemFile], page: int, at: datetime) -> tuple[list[Piece], list[Piece]]:
    """Return the pages of files up to a page, and those after it; a file that holds both is cut."""
    first: list[Piece] = []
    rest: list[Piece] = []
    passed = 0
    for one in files:
        here, passed = page - passed, passed + _count(one)
        if here >= _count(one):
            first += _pieces([one])
        elif here <= 0:
            rest += _pieces([one])
        else:
            first.append(Piece(_written(one, at, "cut", 1, here), one.name, here))
            rest.append(Piece(_written(one, at, "cut", here + 1, _count(one)), one.name, _count(one) - here))
    return first, rest


def _written(one: ItemFile, at: datetime, what: str, number: int, other: int) -> int:
    """Write a file anew, in a process of its own, and keep it. Raises: UnableToTake."""
    if one.file is None:
        raise UnableToTake(_("ไม่มีไฟล์ของหน้านี้"))
    try:
        with at_hand(one.file) as path:
            content = reading.cut(path, number, other) if what == "cut" else reading.turn(path, number, degrees=other)
        return int(store(upload=io.BytesIO(content), name=one.name, at=at).pk)
    except (UnableToRead, UnableToStore) as fault:
        raise UnableToTake(_("เปิดไฟล์นี้เพื่อจัดหน้าไม่ได้")) from fault


def _keep_cut(item: Item, kind: str, by: Actor, at: datetime, *, other: Item | None = None) -> None:
    cut = Cut.objects.create(id=ids.take(), item=item, kind=kind, other=other, at=at, by_id=by.official_id or 0)
    _keep_files(cut, _pieces(_files(item)))


def _keep_files(cut: Cut, pieces: Sequence[Piece]) -> None:
    cut.files.all().delete()
    CutFile.objects.bulk_create(
        CutFile(cut=cut, file_id=one.file_id, name=one.name, place=place, pages=one.pages)
        for place, one in enumerate(pieces, start=1)
    )


def _set_files(item: Item, pieces: Sequence[Piece]) -> None:
    item.files.all().delete()
    ItemFile.objects.bulk_create(
        ItemFile(item=item, file_id=one.file_id, name=one.name, place=place, pages=one.pages)
        for place, one in enumerate(pieces, start=1)
    )


def _read_again(*items: Item) -> None:
    """Let the words be read anew: what is suggested comes from the pages that are there now."""
    for item in items:
        item.text, item.reading = "", READ_LATER
        item.save(update_fields=["text", "reading"])
        enqueue("incoming.read_again", item_id=item.pk)
