"""The pages of a scan put right by hand: parted, joined, turned, and undone while the letters wait."""

import io
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from palat.duties.petitions.tests.factories import NOW, official
from palat.duties.petitions.tests.test_deciding import at_desk
from palat.kernel.files.bounding import at_hand
from palat.kernel.files.operations import store
from palat.kernel.files.queries import open_file
from palat.kernel.history.queries import events_of
from palat.kernel.history.remains import Remains
from palat.kernel.incoming.models import Cut, CutFile, Item
from palat.kernel.incoming.operations import entering
from palat.kernel.incoming.operations.cutting import join_next, join_previous, split_after, turn_page, undo
from palat.kernel.incoming.operations.entering import bring_back, enter_item, set_aside
from palat.kernel.incoming.operations.erasing import empty_items
from palat.kernel.incoming.operations.taking import UnableToTake, chain_of, lay_in, read_again, read_scan
from palat.kernel.incoming.queries.items import waiting
from palat.kernel.incoming.readers import reading
from palat.kernel.incoming.tests.scans import as_picture, bound, letter, scanned, separator
from palat.kernel.pages.operations import new_key
from palat.kernel.registers.models import RegisterEntry
from palat.kernel.registers.operations.entries import NotKeeper
from tests.desk.test_incoming import TODAY, clerk, entry, laid_in
from tests.desk.test_incoming import storage as storage

pytestmark = pytest.mark.django_db
SECOND = ("กค 0102/9", "ขอความอนุเคราะห์ข้อมูล")


def two_in_one() -> Item:
    """Two letters scanned without a sheet between them."""
    (item,) = laid_in(bound([letter(), letter(*SECOND)]))
    return item


def pages(item: Item) -> list[int]:
    """How many pages each file of a letter really has, by the files themselves."""
    found = []
    for one in item.files.order_by("place"):
        with open_file(one.file) as source, pikepdf.open(io.BytesIO(source.read())) as document:
            assert len(document.pages) == one.pages
            found.append(one.pages)
    return found


def kinds(item: Item) -> list[str]:
    return [one.kind for one in events_of(chain_of(item.pk))]


def left() -> list[Item]:
    return list(waiting(clerk().authority).order_by("place"))  # type: ignore[arg-type]


def test_letter_is_parted_after_a_page_and_each_part_has_its_own_words() -> None:
    item = two_in_one()
    rest = split_after(item_id=item.pk, page=1, by=clerk(), at=NOW)
    for one in (item, rest):
        read_again(item_id=one.pk)
        one.refresh_from_db()
    assert (pages(item), pages(rest)) == ([1], [1])
    assert "มท" in item.text and "กค" not in item.text  # noqa: PT018 - one thing: whose words stand where
    assert "กค" in rest.text
    assert (item.place, rest.place, rest.received_on, rest.reading) == (1, 2, TODAY, "layer")
    assert left() == [item, rest]
    assert (kinds(item)[-1], kinds(rest)) == ("item_split", ["item_cut_off"])
    entered = enter_item(item_id=rest.pk, entry=entry(), by=clerk(), at=NOW)
    assert RegisterEntry.objects.get(running=entered.running, register_id="letter_in")


def test_letters_behind_a_cut_keep_their_order() -> None:
    first, last = laid_in(bound([letter(), letter(*SECOND), separator(), letter("ยธ 1/1", "ฉบับท้าย")]))
    rest = split_after(item_id=first.pk, page=1, by=clerk(), at=NOW)
    last.refresh_from_db()
    assert [one.pk for one in left()] == [first.pk, rest.pk, last.pk]
    assert last.place == 3


@pytest.mark.parametrize("page", [0, 2, 9])
def test_no_part_is_left_without_a_page(page: int) -> None:
    item = two_in_one()
    with pytest.raises(UnableToTake, match="อย่างน้อยหนึ่งหน้า"):
        split_after(item_id=item.pk, page=page, by=clerk(), at=NOW)
    assert not Cut.objects.exists()


def test_parting_is_undone_and_what_was_cut_off_is_no_letter_any_more() -> None:
    item = two_in_one()
    rest = split_after(item_id=item.pk, page=1, by=clerk(), at=NOW)
    undo(item_id=item.pk, by=clerk(), at=NOW)
    rest.refresh_from_db()
    assert pages(item) == [2]
    assert (rest.state, rest.aside) == ("aside", "joined")
    assert left() == [item]
    with pytest.raises(UnableToTake, match="เลิกการรวม"):
        bring_back(item_id=rest.pk, by=clerk(), at=NOW)
    with pytest.raises(UnableToTake, match="ไม่มีการจัดหน้า"):
        undo(item_id=item.pk, by=clerk(), at=NOW)


def test_parting_stands_once_a_part_was_entered_or_cut_again() -> None:
    item = two_in_one()
    rest = split_after(item_id=item.pk, page=1, by=clerk(), at=NOW)
    turn_page(item_id=rest.pk, page=1, degrees=90, by=clerk(), at=NOW)
    with pytest.raises(UnableToTake, match="อีกฉบับหนึ่งต่อจากนี้"):
        undo(item_id=item.pk, by=clerk(), at=NOW)
    enter_item(item_id=rest.pk, entry=entry(), by=clerk(), at=NOW)
    with pytest.raises(UnableToTake, match="ลงทะเบียน"):
        undo(item_id=item.pk, by=clerk(), at=NOW)
    assert pages(item) == [1]


def test_neighbours_are_joined_from_either_side_and_parted_again() -> None:
    first, second = laid_in(bound([letter(), separator(), letter(*SECOND)]))
    assert join_next(item_id=first.pk, by=clerk(), at=NOW) == first
    assert (pages(first), left()) == ([1, 1], [first])
    read_again(item_id=first.pk)
    first.refresh_from_db()
    assert "กค" in first.text
    undo(item_id=first.pk, by=clerk(), at=NOW)
    assert (pages(first), left()) == ([1], [first, second])
    own = second.files.get().file_id
    assert join_previous(item_id=second.pk, by=clerk(), at=NOW) == first
    assert pages(first) == [1, 1]
    rest = split_after(item_id=first.pk, page=1, by=clerk(), at=NOW)  # between the files: neither is written anew
    assert rest.files.get().file_id == own


def test_what_was_set_aside_or_entered_is_no_neighbour() -> None:
    first, second, third = laid_in(
        bound([letter(), separator(), letter(*SECOND), separator(), letter("ยธ 1/1", "ฉบับท้าย")])
    )
    enter_item(item_id=first.pk, entry=entry(), by=clerk(), at=NOW)
    set_aside(item_id=third.pk, why="blank", by=clerk(), at=NOW)
    for act in (join_previous, join_next):
        with pytest.raises(UnableToTake, match="ไม่มีฉบับ"):
            act(item_id=second.pk, by=clerk(), at=NOW)


def test_page_is_turned_and_turned_back() -> None:
    item = two_in_one()
    turn_page(item_id=item.pk, page=2, degrees=90, by=clerk(), at=NOW)
    with open_file(item.files.get().file) as source, pikepdf.open(io.BytesIO(source.read())) as document:
        assert [int(page.get("/Rotate", 0)) for page in document.pages] == [0, 90]
    with at_hand(item.files.get().file) as path:
        drawn = Image.open(io.BytesIO(reading.picture(path, 2, width=300)))
    assert drawn.width > drawn.height
    undo(item_id=item.pk, by=clerk(), at=NOW)
    with open_file(item.files.get().file) as source, pikepdf.open(io.BytesIO(source.read())) as document:
        assert not any(int(page.get("/Rotate", 0)) for page in document.pages)


def test_picture_is_turned_too() -> None:
    content = io.BytesIO()
    as_picture(letter()).convert("RGB").save(content, "JPEG")
    item = laid_in_as(content.getvalue(), "ภาพ.jpg")
    turn_page(item_id=item.pk, page=1, degrees=270, by=clerk(), at=NOW)
    with open_file(item.files.get().file) as source:
        turned = Image.open(io.BytesIO(source.read()))
        assert turned.width > turned.height


def laid_in_as(content: bytes, name: str) -> Item:
    stored = store(upload=io.BytesIO(content), name=name, at=NOW)
    given: dict[str, Any] = {"register": "letter_in", "channel": "post", "received_on": TODAY}
    (scan,) = lay_in(files=[(stored.pk, name)], by=clerk(), at=NOW, **given)
    read_scan(scan_id=scan.pk, at=NOW)
    return Item.objects.get(scan=scan)


def test_pages_without_words_say_so_after_a_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ocr_program", lambda: "")
    (item,) = laid_in(scanned([as_picture(letter()), as_picture(letter(*SECOND))]))
    split_after(item_id=item.pk, page=1, by=clerk(), at=NOW)
    read_again(item_id=item.pk)
    item.refresh_from_db()
    assert item.reading == "none"


@pytest.mark.parametrize(("page", "degrees"), [(3, 90), (0, 90), (1, 45)])
def test_no_page_is_turned_that_is_not_there_nor_by_other_than_quarters(page: int, degrees: int) -> None:
    item = two_in_one()
    with pytest.raises(UnableToTake):
        turn_page(item_id=item.pk, page=page, degrees=degrees, by=clerk(), at=NOW)
    assert pages(item) == [2]


def test_nobody_but_the_keeper_cuts_and_nothing_that_was_entered() -> None:
    item = two_in_one()
    for act in (
        lambda by: split_after(item_id=item.pk, page=1, by=by, at=NOW),
        lambda by: turn_page(item_id=item.pk, page=1, degrees=90, by=by, at=NOW),
        lambda by: join_next(item_id=item.pk, by=by, at=NOW),
        lambda by: undo(item_id=item.pk, by=by, at=NOW),
    ):
        with pytest.raises(NotKeeper):
            act(official("officer-1"))
    enter_item(item_id=item.pk, entry=entry(), by=clerk(), at=NOW)
    with pytest.raises(UnableToTake, match="มีผู้ดำเนินการ"):
        split_after(item_id=item.pk, page=1, by=clerk(), at=NOW)


def test_pages_that_were_changed_meanwhile_are_looked_at_again() -> None:
    item = two_in_one()
    turn_page(item_id=item.pk, page=1, degrees=90, by=clerk(), at=NOW, seen=0)
    with pytest.raises(UnableToTake, match="ถูกจัดใหม่"):
        split_after(item_id=item.pk, page=1, by=clerk(), at=NOW, seen=0)


def test_files_of_before_are_destroyed_with_the_letter() -> None:
    item = two_in_one()
    before = item.files.get().file_id
    turn_page(item_id=item.pk, page=1, degrees=90, by=clerk(), at=NOW)
    after = item.files.get().file_id
    number = enter_item(item_id=item.pk, entry=entry(), by=clerk(), at=NOW)
    entered = RegisterEntry.objects.get(register_id=number.register, year=number.year, running=number.running)
    remains = Remains()
    empty_items(entry_ids=[entered.pk], words="ทำลายแล้ว", at=NOW, remains=remains)
    assert {before, after} <= remains.files
    assert not CutFile.objects.exists()


# The page


@pytest.fixture
def desk() -> Client:
    return at_desk("clerk-1")


def press(desk: Client, item: Item, act: str, *, seen: int = 0) -> Any:
    said = {"once_key": new_key(), "act": act, "seen": seen}
    return desk.post(reverse("incoming_cut", args=[item.pk]), said, follow=True)


def test_clerk_parts_turns_joins_and_undoes_on_the_page(desk: Client) -> None:
    item = two_in_one()
    assert reverse("incoming_cut", args=[item.pk]) in desk.get(reverse("incoming_item", args=[item.pk])).text
    page = press(desk, item, "turn:1:90")
    assert "หมุนหน้าแล้ว" in page.text
    assert "เลิกทำ: หมุนหน้า" in page.text
    page = press(desk, item, "split:1", seen=page.context["seen"])
    assert "แยกแล้ว" in page.text
    rest = Item.objects.exclude(pk=item.pk).get()
    assert reverse("incoming_cut", args=[rest.pk]) in page.text
    page = press(desk, rest, "previous")
    assert page.redirect_chain == [(reverse("incoming_cut", args=[item.pk]), 302)]
    for _each in range(3):
        page = press(desk, item, "undo", seen=page.context["seen"])
    assert page.context["seen"] == 0
    assert left() == [item]


def test_page_that_is_out_of_date_is_refused_in_words(desk: Client) -> None:
    item = two_in_one()
    press(desk, item, "turn:1:90")
    page = press(desk, item, "split:1")
    assert page.status_code == 422
    assert "ถูกจัดใหม่" in page.text
    assert press(desk, item, "split:x").status_code == 422


def test_pages_of_what_was_entered_are_not_changed(desk: Client) -> None:
    item = two_in_one()
    entering.enter_item(item_id=item.pk, entry=entry(), by=clerk(), at=NOW)
    assert desk.get(reverse("incoming_cut", args=[item.pk])).url == reverse("incoming_item", args=[item.pk])  # type: ignore[attr-defined]
