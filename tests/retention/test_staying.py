"""What keeps a thing from being destroyed: a hold on anything of it, a matter that it came into, an original."""

from datetime import timedelta

import pytest

from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.kernel.history import ids
from palat.kernel.incoming.models import Item, Original
from palat.kernel.incoming.operations import keeping
from palat.kernel.letters.models import Letter, LetterMatter
from palat.kernel.matters.models import Matter
from palat.kernel.registers.models import RegisterEntry, RegisterLine
from palat.kernel.registers.operations.entries import void
from palat.kernel.retention.models import DestructionList, Hold
from palat.kernel.retention.models import Item as Listed
from palat.kernel.retention.operations import destroying, drafting, holds
from palat.kernel.retention.operations.standing import UnableToRetain
from palat.kernel.retention.procedure import DESTROYED, ENTRY, HELD, LEFT, LETTER, MATTER, Ref
from palat.kernel.retention.queries.due import due_by
from palat.kernel.retention.queries.holding import held_among
from palat.kernel.retention.queries.lists import lines_of
from tests.retention.people import MARK, YEAR, closed_matter, destroyed, drafted, item_under, old_entry, ready

pytestmark = pytest.mark.django_db
THIS_YEAR, LATER = NOW.year + 543, NOW + timedelta(days=300)  # the year of an entry has ended


def hold(ref: Ref) -> Hold:
    return holds.place_hold(ref=ref, reason="ศาลเรียก", by=official("legal-1"), at=NOW)


def held_thing(matter: Matter, how: str) -> Ref:
    """Return a thing that hangs on a matter in some way."""
    if how == "letter":
        return Ref(LETTER, Letter.objects.get(about__matter=matter).pk)
    if how == "line":
        line = RegisterLine.objects.get(about=f"matter:{matter.pk}")
        Item.objects.filter(matter=matter).update(matter=None)
        return Ref(ENTRY, line.entry_id)
    if how == "item":
        item = Item.objects.get(matter=matter)
        RegisterLine.objects.filter(about=f"matter:{matter.pk}").update(about="")
        return Ref(ENTRY, RegisterEntry.objects.get(register=item.register_id, running=item.running).pk)
    merged = closed_matter(mark="zqmergedmark")
    Matter.objects.filter(pk=merged.pk).update(merged_into=matter.pk)
    return Ref(MATTER, merged.pk)


@pytest.mark.parametrize("how", ["letter", "line", "item", "merged"])
def test_a_hold_on_what_hangs_on_a_matter_holds_the_matter(how: str) -> None:
    matter, other = closed_matter(), closed_matter(mark="zqothermark")
    held = hold(held_thing(matter, how))
    assert [one.ref.row for one in due_by(YEAR, official("clerk-1"), most=9)] == [other.pk]
    holds.lift_hold(hold_id=held.pk, reason="คดีถึงที่สุด", by=official("ps"), at=NOW)
    assert matter.pk in [one.ref.row for one in due_by(YEAR, official("clerk-1"), most=9)]


@pytest.mark.parametrize("how", ["letter", "line", "item", "merged"])
def test_a_hold_on_what_hangs_on_a_listed_matter_keeps_it_from_destruction(how: str) -> None:
    matter, other = closed_matter(), closed_matter(mark="zqothermark")
    ref = held_thing(matter, how)
    found = drafted()
    members = ready(found)
    hold(ref)
    assert [one.item.row for one in lines_of(found, official("ps")) if not one.held] == [other.pk]
    destroying.ask_to_destroy(list_id=found.pk, way="none", by=official("clerk-1"), at=NOW)
    destroying.destroy_list(list_id=found.pk, by=members[1], at=NOW)
    matter.refresh_from_db()
    assert (matter.destroyed_under, MARK in matter.subject or "ทำลาย" not in matter.subject) == ("", True)
    outcomes = dict(found.items.values_list("row", "outcome"))
    assert (outcomes[matter.pk], outcomes[other.pk]) == (HELD, DESTROYED)


def test_a_hold_on_a_case_holds_what_was_merged_into_it() -> None:
    case, merged = closed_matter(), closed_matter(mark="zqmergedmark")
    Matter.objects.filter(pk=merged.pk).update(merged_into=case.pk)
    hold(Ref(MATTER, case.pk))
    assert due_by(YEAR, official("clerk-1"), most=9) == []


def test_a_hold_on_one_matter_holds_no_other() -> None:
    matter, other = closed_matter(), closed_matter(mark="zqothermark")
    shared = Letter.objects.get(about__matter=matter)
    hold(Ref(MATTER, matter.pk))
    assert held_among([Ref(MATTER, matter.pk), Ref(MATTER, other.pk)]) == {Ref(MATTER, matter.pk)}
    LetterMatter.objects.create(letter=shared, matter=other)
    hold(Ref(LETTER, shared.pk))
    assert held_among([Ref(MATTER, matter.pk), Ref(MATTER, other.pk)]) == {
        Ref(MATTER, matter.pk),
        Ref(MATTER, other.pk),
    }


def test_why_a_letter_was_held_goes_with_its_matter() -> None:
    matter = closed_matter()
    for how in ("letter", "line"):
        held = hold(held_thing(matter, how))
        holds.lift_hold(hold_id=held.pk, reason=f"จบ {MARK}", by=official("ps"), at=NOW)
    Item.objects.filter(matter=None, register="letter_in").update(matter=matter)
    destroyed(drafted())
    assert {(one.reason, one.lifted_reason) for one in Hold.objects.all()} == {("", "")}


# What is whole


def listed_entry(entry: RegisterEntry) -> tuple[DestructionList, object]:
    """Bring the list of one entry to where it may be destroyed."""
    found = drafting.draft_list(year=THIS_YEAR, by=official("clerk-1"), at=LATER)
    assert [(one.kind, one.row) for one in found.items.all()] == [(ENTRY, entry.pk)]
    return found, ready(found)[1]


@pytest.mark.parametrize("how", ["put", "became"])
def test_a_letter_that_came_into_a_matter_after_it_was_listed_stays(how: str) -> None:
    entry = old_entry()
    item = item_under(entry, text="ขอความอนุเคราะห์")
    found, second = listed_entry(entry)
    matter, clerk = petition(), official("clerk-1")
    if how == "put":
        keeping.put_into_matter(item_id=item.pk, matter_id=matter.pk, wants_answer=True, by=clerk, at=NOW)
    else:
        keeping.became(item_id=item.pk, matter_id=matter.pk, by=clerk, at=NOW)
    destroying.ask_to_destroy(list_id=found.pk, way="none", by=clerk, at=NOW)
    with pytest.raises(UnableToRetain, match="ไม่มีรายการที่ทำลายได้"):
        destroying.destroy_list(list_id=found.pk, by=second, at=NOW)  # type: ignore[arg-type]
    item.refresh_from_db()
    assert (item.text, item.erased_at) == ("ขอความอนุเคราะห์", None)


def original_of(item: Item) -> Original:
    return Original.objects.create(id=ids.take(), item=item, what="โฉนดที่ดิน", taken_at=NOW)


def test_a_matter_with_an_original_in_custody_is_not_listed_until_it_is_returned() -> None:
    matter = closed_matter()
    one = original_of(Item.objects.get(matter=matter))
    assert due_by(YEAR, official("clerk-1"), most=9) == []
    keeping.return_original(original_id=one.pk, how="รับคืนเอง", by=official("clerk-1"), at=NOW)
    assert [one.ref.row for one in due_by(YEAR, official("clerk-1"), most=9)] == [matter.pk]


def test_an_original_that_came_to_light_on_a_listed_matter_keeps_it_and_its_record() -> None:
    matter, other = closed_matter(), closed_matter(mark="zqothermark")
    found = drafted()
    one = original_of(Item.objects.get(matter=matter))
    destroyed(found)
    assert dict(Listed.objects.filter(on_list=found).values_list("row", "outcome")) == {
        matter.pk: LEFT,
        other.pk: DESTROYED,
    }
    one.refresh_from_db()
    assert one.what == "โฉนดที่ดิน"


def test_an_entry_with_an_original_in_custody_is_not_listed() -> None:
    entry = old_entry()
    one = original_of(item_under(entry))
    assert due_by(THIS_YEAR, official("clerk-1"), most=9) == []
    keeping.return_original(original_id=one.pk, how="รับคืนเอง", by=official("clerk-1"), at=NOW)
    assert [one.ref for one in due_by(THIS_YEAR, official("clerk-1"), most=9)] == [Ref(ENTRY, entry.pk)]


def test_what_stands_beside_a_void_number_is_due_too() -> None:
    entry = old_entry(sender="นายสมมุติ")
    clerk = official("clerk-1")
    assert clerk.authority
    place = {"register": entry.register_id, "year": entry.year, "running": entry.running}
    void(**place, reason="ลงผิดทะเบียน", by=clerk.authority, at=NOW)
    assert [one.ref for one in due_by(THIS_YEAR, clerk, most=9)] == [Ref(ENTRY, entry.pk)]


def test_a_list_says_which_things_are_no_longer_whole_before_it_is_destroyed() -> None:
    from tests.retention.test_pages import at_the_desk, text_of

    matter, other = closed_matter(), closed_matter(mark="zqothermark")
    found = drafted()
    assert [one.left for one in lines_of(found, official("ps"))] == [False, False]
    assert "จะไม่ถูกทำลาย" not in text_of(at_the_desk("clerk-1"), "retention_list", found.pk)
    original_of(Item.objects.get(matter=matter))
    assert [one.item.row for one in lines_of(found, official("ps")) if one.left] == [matter.pk]
    assert "เปิดใหม่ เข้าเรื่องแล้ว หรือมีต้นฉบับรอคืน" in text_of(at_the_desk("clerk-1"), "retention_list", found.pk)
    Original.objects.filter(returned_at=None).update(returned_at=NOW, returned_by_id=official("clerk-1").official_id)
    destroyed(found)
    found = DestructionList.objects.get(pk=found.pk)
    assert {one.left for one in lines_of(found, official("ps"))} == {False}
    assert Matter.objects.get(pk=other.pk).destroyed_under
