"""Pages of a destroyed letter: none is left in the whole scan, in a file of before a cut, or in what was joined."""

from typing import Any

import pytest

from palat.duties.petitions.tests.factories import NOW, official
from palat.kernel.files.models import StoredFile
from palat.kernel.history.queries import faults
from palat.kernel.incoming.models import CutFile, Item, ItemFile, Scan
from palat.kernel.incoming.operations.cutting import join_next, join_previous, split_after, turn_page, undo
from palat.kernel.incoming.operations.entering import bring_back, enter_item, hand_to_registrar
from palat.kernel.incoming.operations.taking import UnableToTake, read_again
from palat.kernel.incoming.queries.items import visible_items
from palat.kernel.incoming.tests.scans import bound, letter, separator
from palat.kernel.registers.models import RegisterEntry
from palat.kernel.retention.operations.destroying import erase
from palat.kernel.retention.procedure import ENTRY, Ref
from tests.desk.test_cutting import SECOND, left, pages, two_in_one
from tests.desk.test_incoming import clerk, entry, laid_in

pytestmark = pytest.mark.django_db


def two() -> tuple[Item, Item]:
    first, second = laid_in(bound([letter(), separator(), letter(*SECOND)]))
    return first, second


def entered(item: Item) -> RegisterEntry:
    number = enter_item(item_id=item.pk, entry=entry(), by=clerk(), at=NOW)
    return RegisterEntry.objects.get(register_id=number.register, year=number.year, running=number.running)


def destroy(found: RegisterEntry) -> None:
    erase(refs=[Ref(ENTRY, found.pk)], under="1/2568", by=clerk(), basis="list:1", at=NOW)


def kept_files() -> set[int]:
    """Return the stored files whose bytes are still kept."""
    return set(StoredFile.objects.filter(destroyed_at=None).values_list("pk", flat=True))


def files_of(*items: Item) -> set[Any]:
    return set(ItemFile.objects.filter(item__in=items, file__isnull=False).values_list("file_id", flat=True))


# What is joined or undone


def test_what_was_joined_keeps_neither_words_nor_pages() -> None:
    _first, second = two()
    assert second.text
    join_previous(item_id=second.pk, by=clerk(), at=NOW)
    second.refresh_from_db()
    assert (second.state, second.aside, second.text, files_of(second)) == ("aside", "joined", "", set())
    read_again(item_id=second.pk)  # the job that was still on its way
    second.refresh_from_db()
    assert second.text == ""


def test_joining_is_undone_with_words_and_pages_back_where_they_were() -> None:
    first, second = two()
    before = files_of(first), files_of(second)
    join_next(item_id=first.pk, by=clerk(), at=NOW)
    turn_page(item_id=first.pk, page=2, degrees=90, by=clerk(), at=NOW)
    undo(item_id=first.pk, by=clerk(), at=NOW)
    undo(item_id=first.pk, by=clerk(), at=NOW)
    assert (files_of(first), files_of(second)) == before
    assert (pages(first), pages(second), left()) == ([1], [1], [first, second])
    read_again(item_id=second.pk)
    second.refresh_from_db()
    assert "กค" in second.text


def test_what_an_undone_parting_had_made_keeps_neither_words_nor_pages() -> None:
    item = two_in_one()
    rest = split_after(item_id=item.pk, page=1, by=clerk(), at=NOW)
    read_again(item_id=rest.pk)
    undo(item_id=item.pk, by=clerk(), at=NOW)
    rest.refresh_from_db()
    assert (rest.aside, rest.text, files_of(rest)) == ("joined", "", set())
    assert pages(item) == [2]


def test_what_was_joined_goes_to_the_registrar_with_its_letter() -> None:
    first, second = two()
    join_next(item_id=first.pk, by=clerk(), at=NOW)
    hand_to_registrar(item_id=first.pk, by=clerk(), at=NOW)
    assert not visible_items(clerk()).filter(pk__in=[first.pk, second.pk]).exists()
    registrar = official("secret-registrar-1")
    undo(item_id=first.pk, by=registrar, at=NOW)
    second.refresh_from_db()
    assert (second.state, second.register.secret, pages(second)) == ("waiting", True, [1])


def test_a_parting_is_not_undone_once_the_other_part_went_to_the_registrar() -> None:
    item = two_in_one()
    rest = split_after(item_id=item.pk, page=1, by=clerk(), at=NOW)
    hand_to_registrar(item_id=rest.pk, by=clerk(), at=NOW)
    with pytest.raises(UnableToTake, match="เลิกทำไม่ได้"):
        undo(item_id=item.pk, by=clerk(), at=NOW)


# What is destroyed


def test_nothing_is_left_of_what_was_joined_into_a_destroyed_letter() -> None:
    first, second = two()
    ItemFile.objects.filter(item=second).update(name="ฉบับหลัง.pdf")
    join_next(item_id=first.pk, by=clerk(), at=NOW)
    Item.objects.filter(pk=second.pk).update(text="ถ้อยคำที่เหลือจากรุ่นก่อน")
    ItemFile.objects.create(item=second, file_id=min(files_of(first)), name="ค้าง.pdf", place=1)
    destroy(entered(first))
    second.refresh_from_db()
    assert (second.text, second.erased_at, files_of(first, second)) == ("", NOW, set())
    assert kept_files() == set()
    with pytest.raises(UnableToTake):
        bring_back(item_id=second.pk, by=clerk(), at=NOW)


def test_nothing_is_left_of_what_an_undone_cut_had_made() -> None:
    item = two_in_one()
    split_after(item_id=item.pk, page=1, by=clerk(), at=NOW)
    undo(item_id=item.pk, by=clerk(), at=NOW)
    turn_page(item_id=item.pk, page=1, degrees=90, by=clerk(), at=NOW)
    undo(item_id=item.pk, by=clerk(), at=NOW)
    destroy(entered(item))
    assert kept_files() == set()
    assert not CutFile.objects.exists()


def test_the_whole_scan_goes_with_the_first_letter_and_the_other_keeps_its_own_pages() -> None:
    first, second = two()
    gone, stays = files_of(first), files_of(second)
    whole = first.scan.file_id if first.scan else None
    assert {whole, *gone, *stays} <= kept_files()
    other = entered(second)
    destroy(entered(first))
    assert kept_files() == stays
    assert Scan.objects.get().file_id is None
    assert pages(second) == [1]
    destroy(other)
    assert kept_files() == set()
    assert not Scan.objects.exists()
    assert list(faults()) == []


def test_files_of_before_a_cut_go_with_either_part() -> None:
    item = two_in_one()
    turn_page(item_id=item.pk, page=2, degrees=180, by=clerk(), at=NOW)  # what was before holds both letters too
    rest = split_after(item_id=item.pk, page=1, by=clerk(), at=NOW)
    stays = files_of(item)
    destroy(entered(rest))
    assert kept_files() == stays
    assert not CutFile.objects.exists()
    with pytest.raises(UnableToTake, match="ไม่มีการจัดหน้า"):
        undo(item_id=item.pk, by=clerk(), at=NOW)  # it keeps its page
    assert pages(item) == [1]
