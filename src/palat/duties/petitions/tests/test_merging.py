"""Merging petitions: into a case that was answered already, at intake, and what is shown of merged ones."""

from typing import Any

import pytest
from django.urls import reverse

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations import merging
from palat.duties.petitions.operations.intake import Brought, UnableToReceive
from palat.duties.petitions.operations.likeness import make_keys
from palat.duties.petitions.queries.likeness import like_this, likely_same
from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.duties.petitions.tests.test_contact_pages import at_desk
from palat.kernel.matters.models import Link, Matter
from palat.kernel.matters.operations.acts import UnableToAct

pytestmark = pytest.mark.django_db
LAMP = "เสาไฟฟ้าส่องสว่างหน้าปากซอยสุขใจดับมาสามวันแล้ว กลางคืนมืดมากเดินกลับบ้านน่ากลัว"
LIKE = "เสาไฟฟ้าส่องสว่างหน้าปากซอยสุขใจดับมาห้าวันแล้ว กลางคืนมืดมากเดินกลับบ้านน่ากลัว"


def jobs(name: str) -> int:
    from procrastinate.contrib.django.models import ProcrastinateJob

    return ProcrastinateJob.objects.filter(task_name=name).count()


def test_whoever_joins_an_answered_case_gets_its_answer() -> None:
    case, late = petition(), petition()
    by = official("intake-1")
    merging.merge(matter_ids=[petition().pk], into_id=case.pk, by=by, at=NOW, reason="")
    assert jobs("petitions.answer_merged") == 0
    Petition.objects.filter(pk=case.pk).update(told_at=NOW)
    merging.merge(matter_ids=[late.pk], into_id=case.pk, by=by, at=NOW, reason="")
    assert jobs("petitions.answer_merged") == 1


def test_by_code_finds_only_what_the_actor_may_see() -> None:
    first, second = petition(), petition(secrecy=3)
    with pytest.raises(UnableToAct, match="ไม่พบเรื่องหลัก"):
        merging.merge_into_code(matter_id=first.pk, code=second.code, by=official("intake-1"), at=NOW, reason="")
    third = petition()
    assert merging.merge_into_code(matter_id=first.pk, code=third.code, by=official("intake-1"), at=NOW, reason="")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"danger": True}, "อันตรายต่อชีวิต"),
        ({"restricted": True}, "คิวจำกัด"),
        ({"text": "ขอถวายฎีกา เรื่องที่ดินทำกิน"}, "คิวจำกัด"),
    ],
)
def test_what_must_be_looked_at_by_itself_is_not_merged_at_intake(more: dict[str, Any], said: str) -> None:
    case = petition()
    brought = Brought(**{"kind": "grievance", "channel": "web", "text": LIKE, **more})
    with pytest.raises(UnableToReceive, match=said):
        merging.file_merged(brought=brought, code=case.code, by=official("intake-1"), at=NOW, reason="")
    assert Matter.objects.count() == 1


def test_a_merged_petition_is_shown_as_its_case_once() -> None:
    case, first, second = (petition(text=LAMP, area_id="120601") for _n in range(3))
    make_keys(at=NOW)
    by = official("intake-1")
    merging.merge(matter_ids=[first.pk, second.pk], into_id=case.pk, by=by, at=NOW, reason="")
    (found,) = likely_same(by=by, at=NOW, text=LIKE, place_words="")
    assert found.code == case.code
    assert found.open
    new = petition(text=LIKE, area_id="120601")
    assert [one.code for one in like_this(new, by=by, at=NOW)] == [case.code]
    first.refresh_from_db()
    assert like_this(first, by=by, at=NOW) == [] or first.code not in {
        one.code for one in like_this(first, by=by, at=NOW)
    }


def test_a_case_that_one_may_not_open_is_not_shown_for_what_it_took_in() -> None:
    case, other = (petition(text=LAMP) for _n in range(2))
    make_keys(at=NOW)
    merging.merge(matter_ids=[other.pk], into_id=case.pk, by=official("intake-1"), at=NOW, reason="")
    Matter.objects.filter(pk=case.pk).update(secrecy=3)
    assert likely_same(by=official("intake-1"), at=NOW, text=LIKE) == []


def test_the_same_person_adds_to_the_own_petition_not_to_the_case() -> None:
    case = petition(text=LAMP)
    own = petition(text=LIKE, person={"full_name": "สมมุติ ทดสอบ", "phone": "0812345678"})
    by = official("intake-1")
    merging.merge(matter_ids=[own.pk], into_id=case.pk, by=by, at=NOW, reason="")
    (found,) = likely_same(by=by, at=NOW, phone="0812345678")
    assert (found.code, found.join_code) == (case.code, own.code)


def test_page_of_a_new_matter_merges_or_links_by_one_click() -> None:
    case, new = petition(text=LAMP, area_id="120601"), petition(text=LIKE, area_id="120601")
    make_keys(at=NOW)
    client = at_desk("intake-1")
    shown = client.get(reverse("petition_matter", args=[new.code])).content.decode()
    assert "ถ้อยคำตรงกัน" in shown
    assert f'name="code" value="{case.code}"' in shown
    fields = {"code": case.code, "reason": "ถ้อยคำตรงกัน", "seen": Matter.objects.get(pk=new.pk).head_seq}
    assert client.post(reverse("petition_do", args=[new.code, "merge"]), fields).status_code == 302
    assert Matter.objects.get(pk=new.pk).merged_into_id == case.pk


def test_linked_cases_are_not_shown_again() -> None:
    case, new = petition(text=LAMP, area_id="120601"), petition(text=LIKE, area_id="120601")
    make_keys(at=NOW)
    client = at_desk("intake-1")
    fields = {"code": case.code, "kind": "related", "seen": Matter.objects.get(pk=new.pk).head_seq}
    assert client.post(reverse("petition_do", args=[new.code, "add_link"]), fields).status_code == 302
    assert Link.objects.filter(source=new, target=case, kind="related").exists()
    assert client.get(reverse("petition_matter", args=[new.code])).context["like"] == []
