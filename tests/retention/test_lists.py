"""A list from hand to hand: each act, each refusal, who may."""

from datetime import date, timedelta
from typing import Any

import pytest

from palat.duties.petitions.tests.factories import NOW, liaison, official
from palat.kernel.calendar.operations import set_limit
from palat.kernel.history.queries import events_of, faults
from palat.kernel.matters.models import Bar, Matter
from palat.kernel.matters.operations import keeping
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.registers.models import RegisterEntry, RegisterLine
from palat.kernel.retention.models import DestructionList, Item
from palat.kernel.retention.operations import deciding, destroying, drafting, holds
from palat.kernel.retention.operations.standing import NotInOffice, UnableToRetain
from palat.kernel.retention.procedure import (
    AGREED,
    DESTROY,
    ENTRY,
    FOREVER,
    KEPT_FOREVER,
    KEPT_LONGER,
    LONGER,
    MATTER,
    Ref,
    Said,
)
from palat.kernel.retention.queries.due import due_by
from palat.kernel.retention.queries.lists import NotVisible, chain_of, lines_of, list_for, visible_lists
from palat.kernel.retention.queries.schedule import limit_for, schedule
from tests.retention.people import (
    COMMITTEE,
    ORDER,
    YEAR,
    all_say,
    closed_matter,
    decided,
    drafted,
    old_entry,
    ready,
    with_committee,
)

pytestmark = pytest.mark.django_db
LATER = date(2030, 1, 1)


def reloaded(found: DestructionList) -> DestructionList:
    return DestructionList.objects.get(pk=found.pk)


def kinds(found: DestructionList) -> list[str]:
    return [one.kind for one in events_of(chain_of(found.pk))]


# The schedule


def test_every_kind_of_thing_has_a_dated_limit_and_says_that_it_is_provisional() -> None:
    rules = schedule(on=NOW.date())
    assert {"petition", "group_petition", "problem", "external", "letter_in", "order"} <= {one.of for one in rules}
    assert {one.law.mark for one in rules} == {"provisional"}
    assert limit_for("matter", "petition", on=NOW.date()).amount == 120


def test_a_limit_of_its_own_goes_before_the_general_one() -> None:
    closed_matter(closed=NOW - timedelta(days=365 * 3))
    clerk = official("clerk-1")
    assert due_by(YEAR, clerk, most=9) == []
    values = {"amount": 24, "unit": "months", "provision": "office.practice", "mark": "provisional"}
    set_limit(code="retention.matter.petition", valid_from=date(2010, 1, 1), at=NOW, by="test", **values)
    assert [one.law.code for one in due_by(YEAR, clerk, most=9)] == ["retention.matter.petition"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"closed_at": None}, "open"),
        ({"closed_at": NOW}, "young"),
        ({"secrecy": 2}, "above the clerk's clearance"),
        ({"restricted": "royal"}, "in a queue of named readers"),
    ],
)
def test_what_is_not_due_or_not_theirs_to_see_is_not_listed(change: dict[str, Any], why: str) -> None:
    matter = closed_matter()
    assert len(due_by(YEAR, official("clerk-1"), most=9)) == 1
    Matter.objects.filter(pk=matter.pk).update(**change)
    assert due_by(YEAR, official("clerk-1"), most=9) == [], why


def test_a_case_and_what_was_merged_into_it_wait_for_each_other() -> None:
    case, other = closed_matter(), closed_matter(mark="zqothermark")
    Matter.objects.filter(pk=other.pk).update(merged_into=case.pk)
    assert len(due_by(YEAR, official("clerk-1"), most=9)) == 2
    Matter.objects.filter(pk=case.pk).update(closed_at=None)
    assert due_by(YEAR, official("clerk-1"), most=9) == []
    Matter.objects.filter(pk=case.pk).update(closed_at=other.closed_at)
    Matter.objects.filter(pk=other.pk).update(closed_at=None)
    assert due_by(YEAR, official("clerk-1"), most=9) == []


def test_a_paper_of_a_register_is_listed_and_emptied_and_its_number_stays() -> None:
    entry = old_entry()
    at = NOW + timedelta(days=300)  # the year of the entry has ended
    clerk = official("clerk-1")
    found = drafting.draft_list(year=NOW.year + 543, by=clerk, at=at)
    assert [(one.kind, one.row) for one in found.items.all()] == [(ENTRY, entry.pk)]
    gone = destroying.erase(refs=[Ref(ENTRY, entry.pk)], under=found.number, by=clerk, basis="", at=at)
    assert gone.persons == 0
    line = RegisterLine.objects.get(entry=entry)
    assert "ทำลายแล้ว" in line.subject
    assert RegisterEntry.objects.get(pk=entry.pk).text == entry.text
    assert list(faults()) == []


# Drawing up


def test_only_the_registry_draws_up_lists_of_years_that_have_ended() -> None:
    closed_matter()
    for post in ("officer-1", "director-psc", "ps", "auditor-1"):
        with pytest.raises(NotInOffice):
            drafting.draft_list(year=YEAR, by=official(post), at=NOW)
    with pytest.raises(NotInOffice):
        drafting.draft_list(year=YEAR, by=liaison("กฟภ"), at=NOW)
    with pytest.raises(UnableToRetain, match="สิ้นปี"):
        drafting.draft_list(year=YEAR + 1, by=official("clerk-1"), at=NOW)
    with pytest.raises(UnableToRetain, match="ไม่มีหนังสือ"):
        drafting.draft_list(year=YEAR - 5, by=official("clerk-1"), at=NOW)
    assert not DestructionList.objects.exists()


def test_what_is_on_an_open_list_is_on_no_other_and_a_dropped_list_sets_it_free() -> None:
    closed_matter()
    found = drafted()
    with pytest.raises(UnableToRetain, match="ไม่มีหนังสือ"):
        drafted()
    with pytest.raises(UnableToRetain, match="เหตุผล"):
        drafting.drop_list(list_id=found.pk, reason=" ", by=official("clerk-1"), at=NOW)
    with pytest.raises(NotInOffice):
        drafting.drop_list(list_id=found.pk, reason="ผิดปี", by=official("ps"), at=NOW)
    drafting.drop_list(list_id=found.pk, reason="ผิดปี", by=official("clerk-1"), at=NOW)
    assert drafted().number == "2/2568"


def test_an_item_comes_off_a_draft_but_the_last_one_stays() -> None:
    closed_matter()
    closed_matter(mark="zqothermark")
    found = drafted()
    first, second = found.items.order_by("place")
    with pytest.raises(NotInOffice):
        drafting.take_off(list_id=found.pk, item_id=first.pk, by=official("auditor-1"), at=NOW)
    drafting.take_off(list_id=found.pk, item_id=first.pk, by=official("clerk-1"), at=NOW)
    with pytest.raises(UnableToRetain, match="ไม่พบ"):
        drafting.take_off(list_id=found.pk, item_id=first.pk, by=official("clerk-1"), at=NOW)
    with pytest.raises(UnableToRetain, match="อย่างน้อยหนึ่ง"):
        drafting.take_off(list_id=found.pk, item_id=second.pk, by=official("clerk-1"), at=NOW)
    assert drafted().items.get().row == first.row


# The committee


def test_a_committee_of_three_is_named_by_an_order() -> None:
    closed_matter()
    found = drafted()
    with_committee(found)
    found = reloaded(found)
    assert (found.state, found.order_no) == ("considering", ORDER["order_no"])
    assert [one.place for one in found.members.order_by("place")] == [1, 2, 3]


@pytest.mark.parametrize(
    ("posts", "order", "refusal"),
    [
        (("head-1", "legal-1"), ORDER, "รวมสามคน"),
        (("head-1", "legal-1", "head-1"), ORDER, "รวมสามคน"),
        (("head-1", "legal-1", "clerk-1"), ORDER, "จัดทำบัญชี"),
        (("head-1", "legal-1", "ps"), ORDER, "เป็นผู้สั่งการ"),
        (("head-1", "legal-1", "admin-1"), ORDER, "ไม่ได้ดำรงตำแหน่ง"),
        (COMMITTEE, {**ORDER, "order_no": " "}, "เลขที่และวันที่"),
        (COMMITTEE, {**ORDER, "order_on": date(2027, 1, 1)}, "เลขที่และวันที่"),
    ],
)
def test_a_committee_that_may_not_be_is_refused(posts: tuple[str, ...], order: dict[str, Any], refusal: str) -> None:
    closed_matter()
    found = drafted()
    officials = [official(post).official_id or 0 for post in posts]
    with pytest.raises(UnableToRetain, match=refusal):
        drafting.name_committee(list_id=found.pk, officials=officials, by=official("clerk-1"), at=NOW, **order)
    assert reloaded(found).state == "draft"


def test_who_is_barred_from_a_matter_is_not_of_the_committee() -> None:
    matter = closed_matter()
    found = drafted()
    Bar.objects.create(matter=matter, official_id=official("head-1").official_id, reason="accused")
    with pytest.raises(UnableToRetain, match="ไม่มีสิทธิเห็น"):
        with_committee(found)


def test_each_member_says_something_on_each_item_before_the_chair_submits() -> None:
    closed_matter()
    closed_matter(mark="zqothermark")
    found = drafted()
    chair, second, third = with_committee(found)
    for stranger in (official("clerk-1"), official("ps"), official("officer-4")):
        with pytest.raises(NotInOffice):
            deciding.give_opinions(list_id=found.pk, said=all_say(found, DESTROY), by=stranger, at=NOW)
    for member in (chair, second):
        deciding.give_opinions(list_id=found.pk, said=all_say(found, DESTROY), by=member, at=NOW)
    first, last = found.items.order_by("place")
    deciding.give_opinions(list_id=found.pk, said={first.pk: Said(FOREVER)}, by=third, at=NOW)
    with pytest.raises(UnableToRetain, match="ไม่ครบ"):
        deciding.submit_list(list_id=found.pk, by=chair, at=NOW)
    deciding.give_opinions(list_id=found.pk, said={last.pk: Said(LONGER, LATER)}, by=third, at=NOW)
    with pytest.raises(UnableToRetain, match="ประธาน"):
        deciding.submit_list(list_id=found.pk, by=second, at=NOW)
    deciding.submit_list(list_id=found.pk, by=chair, at=NOW)
    with pytest.raises(UnableToRetain, match="สถานะ"):
        deciding.give_opinions(list_id=found.pk, said={last.pk: Said(DESTROY)}, by=third, at=NOW)
    lines = lines_of(reloaded(found), official("ps"))
    assert [one.common for one in lines] == [Said(DESTROY), Said(DESTROY)]
    assert [len(one.opinions) for one in lines] == [3, 3]
    assert all("ไฟฟ้าดับ" in one.subject for one in lines)


@pytest.mark.parametrize("said", [Said("maybe"), Said(LONGER), Said(LONGER, date(2020, 1, 1))])
def test_an_opinion_that_says_nothing_is_refused(said: Said) -> None:
    closed_matter()
    found = drafted()
    chair, *_others = with_committee(found)
    with pytest.raises(UnableToRetain, match="รายการที่ 1"):
        deciding.give_opinions(list_id=found.pk, said={found.items.get().pk: said}, by=chair, at=NOW)
    with pytest.raises(UnableToRetain, match="อย่างน้อยหนึ่ง"):
        deciding.give_opinions(list_id=found.pk, said={}, by=chair, at=NOW)
    with pytest.raises(UnableToRetain, match="ไม่พบรายการ"):
        deciding.give_opinions(list_id=found.pk, said={1: Said(DESTROY)}, by=chair, at=NOW)


# The head and the National Archives


def submitted() -> tuple[DestructionList, list[Any]]:
    closed_matter()
    closed_matter(mark="zqothermark")
    found = drafted()
    members = with_committee(found)
    for member in members:
        deciding.give_opinions(list_id=found.pk, said=all_say(found, DESTROY), by=member, at=NOW)
    deciding.submit_list(list_id=found.pk, by=members[0], at=NOW)
    return found, members


def test_the_head_returns_a_list_to_the_committee_with_a_reason() -> None:
    found, members = submitted()
    with pytest.raises(NotInOffice):
        deciding.return_list(list_id=found.pk, words="โปรดทบทวน", by=members[0], at=NOW)
    with pytest.raises(UnableToRetain, match="เหตุผล"):
        deciding.return_list(list_id=found.pk, words=" ", by=official("ps"), at=NOW)
    deciding.return_list(list_id=found.pk, words="โปรดทบทวน", by=official("ps"), at=NOW)
    assert reloaded(found).state == "considering"
    deciding.submit_list(list_id=found.pk, by=members[0], at=NOW)  # the opinions given before still stand
    assert reloaded(found).state == "submitted"


def test_the_head_alone_decides_and_on_every_item() -> None:
    found, members = submitted()
    for by in (official("clerk-1"), official("deputy-ps"), official("auditor-1"), members[0]):
        with pytest.raises(NotInOffice):
            deciding.decide_list(list_id=found.pk, said=all_say(found, DESTROY), by=by, at=NOW)
    first, last = found.items.order_by("place")
    with pytest.raises(UnableToRetain, match="ครบทุกรายการ"):
        deciding.decide_list(list_id=found.pk, said={first.pk: Said(DESTROY)}, by=official("ps"), at=NOW)
    said = {first.pk: Said(DESTROY), last.pk: Said(LONGER, LATER, "ยังมีคดี")}
    deciding.decide_list(list_id=found.pk, said=said, by=official("ps"), at=NOW)
    found, kept = reloaded(found), Item.objects.get(pk=last.pk)
    assert (found.state, kept.outcome, kept.keep_until) == ("decided", KEPT_LONGER, LATER)
    assert found.decided_basis.startswith("holding:")


def test_a_list_of_which_nothing_is_destroyed_ends_with_the_decision_and_is_due_again_in_time() -> None:
    found, _members = submitted()
    said = {one.pk: Said(LONGER, LATER) for one in found.items.all()}
    deciding.decide_list(list_id=found.pk, said=said, by=official("ps"), at=NOW)
    assert reloaded(found).state == "done"
    clerk = official("clerk-1")
    assert due_by(2571, clerk, most=9) == []
    assert due_by(2572, clerk, most=9) == []  # kept until 1 January 2573
    assert len(due_by(2573, clerk, most=9)) == 2


def test_what_is_kept_for_ever_is_never_listed_again() -> None:
    found, _members = submitted()
    deciding.decide_list(list_id=found.pk, said=all_say(found, FOREVER), by=official("ps"), at=NOW)
    assert due_by(2600, official("clerk-1"), most=9) == []


def test_the_archives_answer_on_each_item_and_what_they_want_is_kept() -> None:
    found, _members = submitted()
    clerk = official("clerk-1")
    deciding.decide_list(list_id=found.pk, said=all_say(found, DESTROY), by=official("ps"), at=NOW)
    sent = {"letter_no": "นร 0106/99", "sent_on": NOW.date()}
    with pytest.raises(NotInOffice):
        deciding.send_to_archives(list_id=found.pk, by=official("ps"), at=NOW, **sent)
    with pytest.raises(UnableToRetain, match="เลขที่หนังสือ"):
        deciding.send_to_archives(list_id=found.pk, letter_no="", sent_on=NOW.date(), by=clerk, at=NOW)
    due = deciding.send_to_archives(list_id=found.pk, by=clerk, at=NOW, **sent)
    assert due >= NOW.date() + timedelta(days=60)  # sixty days (provisional), on to the next working day
    first, last = found.items.order_by("place")
    answer = {"letter_no": "วธ 0401/7", "answered_on": NOW.date(), "by": clerk, "at": NOW}
    with pytest.raises(UnableToRetain, match="ครบทุกรายการ"):
        deciding.archives_answered(list_id=found.pk, said={first.pk: Said(AGREED)}, **answer)
    said = {first.pk: Said(AGREED), last.pk: Said(FOREVER, words="มีคุณค่าทางประวัติศาสตร์")}
    with pytest.raises(NotInOffice):
        deciding.archives_answered(list_id=found.pk, said=said, **{**answer, "by": official("auditor-1")})
    deciding.archives_answered(list_id=found.pk, said=said, **answer)
    assert reloaded(found).state == "ready"
    assert Item.objects.get(pk=last.pk).outcome == KEPT_FOREVER


def test_silence_counts_as_agreement_once_the_time_is_over() -> None:
    found, _members = submitted()
    clerk = official("clerk-1")
    deciding.decide_list(list_id=found.pk, said=all_say(found, DESTROY), by=official("ps"), at=NOW)
    due = deciding.send_to_archives(list_id=found.pk, letter_no="1", sent_on=NOW.date(), by=clerk, at=NOW)
    with pytest.raises(UnableToRetain, match="ยังไม่พ้นกำหนด"):
        deciding.archives_silent(list_id=found.pk, by=clerk, at=NOW)
    later = NOW + (due - NOW.date()) + timedelta(days=1)
    deciding.archives_silent(list_id=found.pk, by=official("clerk-1", at=later), at=later)
    found = reloaded(found)
    assert (found.state, found.silent) == ("ready", True)


# Destroying


def test_two_persons_destroy_and_the_second_is_of_the_committee() -> None:
    closed_matter()
    found = drafted()
    chair, second, _third = ready(found)
    clerk = official("clerk-1")
    with pytest.raises(UnableToRetain, match="ก่อนหนึ่งคน"):
        destroying.destroy_list(list_id=found.pk, by=chair, at=NOW)
    for stranger in (official("auditor-1"), official("ps")):
        with pytest.raises(NotInOffice):
            destroying.ask_to_destroy(list_id=found.pk, way="shred", by=stranger, at=NOW)
    with pytest.raises(UnableToRetain, match="วิธีทำลาย"):
        destroying.ask_to_destroy(list_id=found.pk, way="eat", by=clerk, at=NOW)
    destroying.ask_to_destroy(list_id=found.pk, way="shred", by=chair, at=NOW)
    with pytest.raises(UnableToRetain, match="แล้ว"):
        destroying.ask_to_destroy(list_id=found.pk, way="shred", by=clerk, at=NOW)
    with pytest.raises(UnableToRetain, match="อีกคนหนึ่ง"):
        destroying.destroy_list(list_id=found.pk, by=chair, at=NOW)
    with pytest.raises(NotInOffice):
        destroying.destroy_list(list_id=found.pk, by=clerk, at=NOW)
    destroying.destroy_list(list_id=found.pk, by=second, at=NOW)
    found = reloaded(found)
    assert (found.state, found.way, found.asked_by_id, found.destroyed_by_id) == (
        "done",
        "shred",
        chair.official_id,
        second.official_id,
    )
    assert kinds(found)[-2:] == ["destruction_asked", "destroyed"]


def test_asking_can_be_taken_back() -> None:
    closed_matter()
    found = drafted()
    chair, *_others = ready(found)
    with pytest.raises(UnableToRetain, match="ยังไม่มี"):
        destroying.withdraw_asking(list_id=found.pk, by=chair, at=NOW)
    destroying.ask_to_destroy(list_id=found.pk, way="none", by=official("clerk-1"), at=NOW)
    with pytest.raises(NotInOffice):
        destroying.withdraw_asking(list_id=found.pk, by=official("ps"), at=NOW)
    destroying.withdraw_asking(list_id=found.pk, by=chair, at=NOW)
    assert reloaded(found).asked_by_id is None


def test_a_hold_keeps_a_thing_from_the_list_and_on_the_list_from_destruction() -> None:
    matter, other = closed_matter(), closed_matter(mark="zqothermark")
    held = holds.place_hold(ref=Ref(MATTER, matter.pk), reason="ศาลเรียก", by=official("clerk-1"), at=NOW)
    assert [one.ref.row for one in due_by(YEAR, official("clerk-1"), most=9)] == [other.pk]
    holds.lift_hold(hold_id=held.pk, reason="คดีถึงที่สุด", by=official("director-psc"), at=NOW)
    found = drafted()
    members = ready(found)
    holds.place_hold(ref=Ref(MATTER, matter.pk), reason="ศาลเรียกอีก", by=official("legal-1"), at=NOW)
    destroying.ask_to_destroy(list_id=found.pk, way="none", by=official("clerk-1"), at=NOW)
    destroying.destroy_list(list_id=found.pk, by=members[1], at=NOW)
    matter.refresh_from_db()
    other.refresh_from_db()
    assert (matter.destroyed_under, other.destroyed_under) == ("", found.number)
    outcomes = dict(found.items.values_list("row", "outcome"))
    assert outcomes == {matter.pk: "held", other.pk: "destroyed"}


def test_what_was_opened_again_stays_and_a_list_of_nothing_else_is_not_destroyed() -> None:
    matter = closed_matter()
    found = drafted()
    members = ready(found)
    Matter.objects.filter(pk=matter.pk).update(closed_at=None)
    destroying.ask_to_destroy(list_id=found.pk, way="none", by=official("clerk-1"), at=NOW)
    with pytest.raises(UnableToRetain, match="ไม่มีรายการที่ทำลายได้"):
        destroying.destroy_list(list_id=found.pk, by=members[1], at=NOW)
    assert reloaded(found).state == "ready"


def test_nobody_acts_on_what_was_destroyed() -> None:

    matter = closed_matter()
    found = drafted()
    members = ready(found)
    destroying.ask_to_destroy(list_id=found.pk, way="none", by=official("clerk-1"), at=NOW)
    destroying.destroy_list(list_id=found.pk, by=members[1], at=NOW)
    with pytest.raises(UnableToAct, match="ทำลาย"):
        keeping.write_note(matter_id=matter.pk, by=official("officer-1"), at=NOW, words="ยังอยู่ไหม")


# Holds


def test_holds_are_placed_and_lifted_by_others_with_a_reason() -> None:
    matter = closed_matter()
    ref = Ref(MATTER, matter.pk)
    with pytest.raises(NotInOffice):
        holds.place_hold(ref=ref, reason="ศาลเรียก", by=official("officer-1"), at=NOW)
    with pytest.raises(UnableToRetain, match="เหตุผล"):
        holds.place_hold(ref=ref, reason=" ", by=official("clerk-1"), at=NOW)
    with pytest.raises(UnableToRetain, match="ไม่พบ"):
        holds.place_hold(ref=Ref(MATTER, 1), reason="ศาลเรียก", by=official("clerk-1"), at=NOW)
    held = holds.place_hold(ref=ref, reason="ศาลเรียก", by=official("legal-1"), at=NOW)
    with pytest.raises(NotInOffice):
        holds.lift_hold(hold_id=held.pk, reason="จบแล้ว", by=official("clerk-1"), at=NOW)
    with pytest.raises(UnableToRetain, match="อีกคนหนึ่ง"):
        holds.lift_hold(hold_id=held.pk, reason="จบแล้ว", by=official("legal-1"), at=NOW)
    holds.lift_hold(hold_id=held.pk, reason="จบแล้ว", by=official("ps"), at=NOW)
    with pytest.raises(UnableToRetain, match="ยกเลิกไปแล้ว"):
        holds.lift_hold(hold_id=held.pk, reason="จบแล้ว", by=official("ps"), at=NOW)
    said = events_of(f"retention:{ref}")
    assert [(one.kind, one.body["reason"]) for one in said] == [("hold_placed", "ศาลเรียก"), ("hold_lifted", "จบแล้ว")]


# Who reads


def test_lists_are_read_by_registry_head_auditor_and_their_members() -> None:
    closed_matter()
    found = drafted()
    decided(found)
    for post in ("clerk-1", "ps", "deputy-ps", "auditor-1", *COMMITTEE):
        assert list_for(found.pk, official(post)).pk == found.pk
    for by in (official("officer-1"), official("intake-1"), official("minister"), official("admin-1"), liaison("กฟภ")):
        with pytest.raises(NotVisible):
            list_for(found.pk, by)


def test_a_list_above_someones_clearance_does_not_exist_for_them() -> None:
    closed_matter()
    found = drafted()
    DestructionList.objects.update(secrecy=3)
    assert not visible_lists(official("auditor-1")).exists()
    assert visible_lists(official("ps")).exists()
    DestructionList.objects.update(secrecy=0, restricted="royal")
    assert not visible_lists(official("auditor-1")).exists()
    assert visible_lists(official("ps")).get().pk == found.pk
