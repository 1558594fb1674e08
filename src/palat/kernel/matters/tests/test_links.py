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
from palat.kernel.matters.writing import write_many
from palat.kernel.organisation.queries import unit_id

pytestmark = pytest.mark.django_db


def _many(count: int) -> list[int]:
    built = [
        build_matter(
            procedure="petition", kind="grievance", subject="ช้างไทย", at=NOW, by=CITIZEN, unit_id=unit_id("psc.intake"),
            facts={"channel": "web"}, body={"text": "ขอให้พาช้างกลับบ้าน"},
        )
        for _each in range(count)
    ]  # fmt: skip
    write_many([row for one in built for row in one.rows])
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
