"""Links, and merging many into one and taking them apart again."""

import pytest

from palat.kernel.history.queries import events_of, faults
from palat.kernel.matters.models import Link, Matter, WorkItem
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.operations.changing import chain_of
from palat.kernel.matters.operations.links import link, merge, unmerge
from palat.kernel.matters.operations.receiving import build_matter
from palat.kernel.matters.queries.tracks import merged_ids
from palat.kernel.matters.tests.factories import CITIZEN, NOW, holder, matter
from palat.kernel.organisation.queries import unit_id
from palat.kernel.writing import copy_many

pytestmark = pytest.mark.django_db


def _many(count: int) -> list[int]:
    built = [
        build_matter(
            procedure="petition", kind="grievance", subject="ช้างไทย", at=NOW, by=CITIZEN, unit_id=unit_id("psc.intake"),
            facts={"channel": "web"}, body={"text": "ขอให้พาช้างกลับบ้าน"},
        )
        for _each in range(count)
    ]  # fmt: skip
    copy_many([row for one in built for row in one.rows])
    return [one.matter.pk for one in built]


def test_two_thousand_matters_are_merged_at_once_and_taken_apart_again() -> None:
    by = holder("intake-1")
    case = matter(officer=holder("officer-1"))
    numbers = _many(2000)
    assert merge(matter_ids=numbers, into_id=case.pk, by=by, at=NOW, reason="เรื่องเดียวกัน") == 2000
    assert Matter.objects.filter(pk__in=numbers, state="merged", merged_into=case, closed_at=NOW).count() == 2000
    assert Link.objects.filter(target=case, kind="merged_into", ended_at=None).count() == 2000
    assert not WorkItem.objects.filter(matter_id__in=numbers).exists()
    assert merged_ids(case.pk) == sorted(numbers)
    assert [event.kind for event in events_of(chain_of(numbers[-1]))] == ["received", "merge"]
    last = events_of(chain_of(case.pk))[-1]
    assert (last.kind, last.facts["count"]) == ("merged_in", 2000)

    some = numbers[:500]
    assert unmerge(matter_ids=some, by=holder("intake-head"), at=NOW, reason="คนละเหตุ") == 500
    assert Matter.objects.filter(pk__in=some, state="in_hand", merged_into=None, closed_at=None).count() == 500
    assert Link.objects.filter(target=case, kind="merged_into", ended_at=None).count() == 1500
    assert WorkItem.objects.filter(matter_id__in=some).count() == 500
    assert len(merged_ids(case.pk)) == 1500
    assert list(faults()) == []


def test_what_was_merged_into_one_of_them_follows_along() -> None:
    by = holder("intake-1")
    first, second, third = matter(), matter(), matter()
    merge(matter_ids=[first.pk], into_id=second.pk, by=by, at=NOW, reason="")
    merge(matter_ids=[second.pk], into_id=third.pk, by=by, at=NOW, reason="")
    assert merged_ids(third.pk) == [first.pk, second.pk]


def live(one: Matter) -> list[int]:
    links = Link.objects.filter(source=one, kind="merged_into", ended_at=None)
    return list(links.values_list("target_id", flat=True))


def told(one: Matter) -> list[str]:
    return [event.kind for event in events_of(chain_of(one.pk))]


def test_what_followed_comes_back_and_each_history_tells_it() -> None:
    by, head = holder("intake-1"), holder("intake-head")
    first, second, third, fourth, apart = (matter() for _n in range(5))
    merge(matter_ids=[first.pk, second.pk], into_id=third.pk, by=by, at=NOW, reason="")
    merge(matter_ids=[apart.pk], into_id=fourth.pk, by=by, at=NOW, reason="")
    merge(matter_ids=[third.pk], into_id=fourth.pk, by=by, at=NOW, reason="")
    assert (live(first), live(second), live(third)) == ([fourth.pk], [fourth.pk], [fourth.pk])
    assert told(first) == ["received", "merge", "merge_followed"]
    assert unmerge(matter_ids=[third.pk], by=head, at=NOW, reason="คนละเหตุ") == 1
    assert merged_ids(third.pk) == [first.pk, second.pk]
    assert merged_ids(fourth.pk) == [apart.pk]
    assert (live(first), live(third), live(apart)) == ([third.pk], [], [fourth.pk])
    assert told(first) == ["received", "merge", "merge_followed", "merge_returned"]
    assert events_of(chain_of(first.pk))[-1].basis.startswith("holding:")
    assert list(faults()) == []


def test_what_was_taken_out_meanwhile_does_not_come_back() -> None:
    by, head = holder("intake-1"), holder("intake-head")
    first, second, third = matter(), matter(), matter()
    merge(matter_ids=[first.pk], into_id=second.pk, by=by, at=NOW, reason="")
    merge(matter_ids=[second.pk], into_id=third.pk, by=by, at=NOW, reason="")
    unmerge(matter_ids=[first.pk], by=head, at=NOW, reason="")
    merge(matter_ids=[first.pk], into_id=third.pk, by=head, at=NOW, reason="เรื่องเดียวกันจริง")
    unmerge(matter_ids=[second.pk], by=head, at=NOW, reason="")
    assert merged_ids(third.pk) == [first.pk]
    assert merged_ids(second.pk) == []


def test_along_two_cases_each_step_is_undone_by_itself() -> None:
    by, head = holder("intake-1"), holder("intake-head")
    first, second, third, fourth = (matter() for _n in range(4))
    for one, into in ((first, second), (second, third), (third, fourth)):
        merge(matter_ids=[one.pk], into_id=into.pk, by=by, at=NOW, reason="")
    assert merged_ids(fourth.pk) == [first.pk, second.pk, third.pk]
    unmerge(matter_ids=[third.pk], by=head, at=NOW, reason="")
    assert merged_ids(third.pk) == [first.pk, second.pk]
    unmerge(matter_ids=[second.pk], by=head, at=NOW, reason="")
    assert merged_ids(second.pk) == [first.pk]


def test_case_must_be_open_and_not_merged_itself() -> None:
    by = holder("intake-1")
    first, second, third = matter(), matter(), matter()
    merge(matter_ids=[first.pk], into_id=second.pk, by=by, at=NOW, reason="")
    with pytest.raises(UnableToAct):
        merge(matter_ids=[third.pk], into_id=first.pk, by=by, at=NOW, reason="")
    with pytest.raises(UnableToAct, match="อย่างน้อยหนึ่งเรื่อง"):
        merge(matter_ids=[second.pk], into_id=second.pk, by=by, at=NOW, reason="")
    assert Matter.objects.get(pk=third.pk).state == "received"


def test_merging_and_taking_apart_need_authority() -> None:
    first, second = matter(), matter()
    with pytest.raises(UnableToAct):
        merge(matter_ids=[first.pk], into_id=second.pk, by=holder("agent-1"), at=NOW, reason="")
    merge(matter_ids=[first.pk], into_id=second.pk, by=holder("intake-1"), at=NOW, reason="")
    with pytest.raises(NotAuthorised):
        unmerge(matter_ids=[first.pk], by=holder("intake-1"), at=NOW, reason="")


def test_link_is_told_once_and_twice_changes_nothing() -> None:
    by = holder("intake-1")
    first, second = matter(), matter()
    for _each in range(2):
        link(source_id=first.pk, target_id=second.pk, kind="related", by=by, at=NOW)
    assert Link.objects.filter(source=first, target=second).count() == 1
    assert [event.kind for event in events_of(chain_of(first.pk))] == ["received", "linked"]
    with pytest.raises(UnableToAct, match="ตัวเอง"):
        link(source_id=first.pk, target_id=first.pk, kind="related", by=by, at=NOW)
