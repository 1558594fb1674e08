"""Merging petitions: into a case that was answered already, at intake, and what is shown of merged ones."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations import merging, outgoing, referrals, screening
from palat.duties.petitions.operations.intake import Brought, UnableToReceive
from palat.duties.petitions.operations.likeness import make_keys
from palat.duties.petitions.queries.left_behind import left_behind
from palat.duties.petitions.queries.likeness import like_this, likely_same
from palat.duties.petitions.tests.factories import NOW, agency_id, official, petition
from palat.duties.petitions.tests.test_contact_pages import at_desk
from palat.kernel.matters.models import Link, Matter, Track
from palat.kernel.matters.operations import bars
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.notices.models import Notice

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


def referred(*agencies: str) -> Matter:
    """Return a petition that lies at agencies."""
    one, officer = petition(), official("officer-1")
    screening.accept(matter_id=one.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    if agencies:
        referrals.refer(matter_id=one.pk, agency_ids=[agency_id(code) for code in agencies], by=officer, at=NOW)
    return one


def test_agencies_that_lose_what_is_merged_are_shown_until_the_case_is_sent_to_them(client: Client) -> None:
    case, first, second, recalled = referred("กปภ"), referred("กฟภ", "กปภ"), referred("กฟภ"), referred("กฟน")
    lost = Track.objects.get(matter=recalled, type="referral")
    later, officer = NOW + timedelta(hours=1), official("officer-1")
    referrals.recall(matter_id=recalled.pk, track_id=lost.pk, by=officer, at=NOW, words="แก้ไขแล้ว")
    merged = [first.pk, second.pk, recalled.pk]
    merging.merge(matter_ids=merged, into_id=case.pk, by=official("intake-1"), at=later, reason="เหตุเดียวกัน")
    assert [(one.agency_id, one.petitions) for one in left_behind(case.pk)] == [(agency_id("กฟภ"), 2)]
    client = at_desk("officer-1")
    name = left_behind(case.pk)[0].name
    assert f"{name} <span" in client.get(reverse("petition_matter", args=[case.code])).content.decode()
    form = client.get(reverse("petition_do", args=[case.code, "refer"])).context["form"]
    assert form["agency_ids"].value() == [agency_id("กฟภ")]
    referrals.refer(matter_id=case.pk, agency_ids=[agency_id("กฟภ")], by=officer, at=later)
    assert left_behind(case.pk) == []


def test_agencies_that_are_barred_from_the_case_are_not_named() -> None:
    case, other = referred(), referred("กฟภ")
    merging.merge(matter_ids=[other.pk], into_id=case.pk, by=official("intake-1"), at=NOW, reason="")
    assert left_behind(case.pk)
    bars.bar(matter_id=case.pk, by=official("head-1"), at=NOW, reason="interest", agency_id=agency_id("กฟภ"))
    assert left_behind(case.pk) == []


def test_the_officer_of_the_case_is_told_once_unless_it_is_who_merged() -> None:
    case, other, third, officer = referred(), referred("กฟภ"), referred(), official("officer-1").official_id
    merging.merge(matter_ids=[third.pk], into_id=case.pk, by=official("intake-1"), at=NOW, reason="")
    assert jobs("petitions.tell_left_behind") == 0, "it lay at no agency"
    merging.merge(matter_ids=[other.pk], into_id=case.pk, by=official("intake-1"), at=NOW, reason="")
    assert jobs("petitions.tell_left_behind") == 1
    for by in (officer, official("intake-1").official_id):
        outgoing.tell_left_behind(matter_id=case.pk, by_official_id=by, at=NOW)
    told = Notice.objects.filter(official_id=officer, subject__contains="ยังไม่ได้รับเรื่องหลัก")
    assert [case.code in one.link for one in told] == [True]
    referrals.refer(matter_id=case.pk, agency_ids=[agency_id("กฟภ")], by=official("officer-1"), at=NOW)
    outgoing.tell_left_behind(matter_id=case.pk, by_official_id=None, at=NOW)
    assert told.count() == 1


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
