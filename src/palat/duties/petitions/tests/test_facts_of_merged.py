"""Someone whose petition was merged into a case may still add facts, and they reach the case's officer."""

import pytest
from django.test import Client

from palat.duties.petitions.operations import citizens, outgoing, screening
from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.kernel.history.queries import events_of
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.operations.links import merge, unmerge
from palat.kernel.notices.models import Notice

pytestmark = pytest.mark.django_db
WORDS = "เมื่อคืนเกิดซ้ำอีกครั้ง"


def joined() -> tuple[Matter, Matter]:
    """A case with an officer, and a petition merged into it."""
    case, twin = petition(), petition()
    officer = official("officer-1").official_id
    screening.accept(matter_id=case.pk, by=official("intake-1"), at=NOW, officer_id=officer)
    merge(matter_ids=[twin.pk], into_id=case.pk, by=official("intake-1"), at=NOW, reason="เรื่องเดียวกัน")
    return case, twin


def add(matter: Matter) -> int:
    citizens.add_facts(matter_id=matter.pk, by=citizen(matter.pk), at=NOW, text=WORDS)
    return events_of(f"matter:{matter.pk}")[-1].seq


def test_the_page_offers_it_and_the_facts_are_kept_on_the_petition(client: Client) -> None:
    _case, twin = joined()
    assert "facts-text" in client.get(f"/track/{twin.code}/").text
    assert client.post(f"/track/{twin.code}/facts/", {"text": WORDS}).status_code == 302
    told = events_of(f"matter:{twin.pk}")[-1]
    assert (told.kind, told.body["from_petitioner"]) == ("add_facts", WORDS)
    assert Matter.objects.get(pk=twin.pk).state == "merged"


def test_the_officer_of_the_case_is_told_once_and_the_case_holds_no_words() -> None:
    case, twin = joined()
    seq = add(twin)
    for _time in range(2):
        outgoing.pass_on_facts(matter_id=twin.pk, seq=seq, at=NOW)
    brought = [one for one in events_of(f"matter:{case.pk}") if one.kind == "facts_joined"]
    assert [one.facts for one in brought] == [{"from": twin.pk, "seq": seq}]
    assert not brought[0].body
    notice = Notice.objects.get(official_id=official("officer-1").official_id, subject__contains="ข้อเท็จจริงเพิ่ม")
    assert twin.code in notice.link
    assert WORDS not in notice.subject + notice.body


def test_the_case_hides_the_other_petition_from_its_own_petitioner(client: Client) -> None:
    case, twin = joined()
    outgoing.pass_on_facts(matter_id=twin.pk, seq=add(twin), at=NOW)
    page = client.get(f"/track/{case.code}/").text
    assert twin.code not in page
    assert "เรื่องที่รวมไว้" not in page


def test_one_taken_out_again_is_not_passed_on() -> None:
    case, twin = joined()
    seq = add(twin)
    unmerge(matter_ids=[twin.pk], by=official("intake-head"), at=NOW, reason="คนละเหตุ")
    outgoing.pass_on_facts(matter_id=twin.pk, seq=seq, at=NOW)
    assert all(one.kind != "facts_joined" for one in events_of(f"matter:{case.pk}"))


def test_what_has_ended_takes_no_facts() -> None:
    case = petition()
    citizens.withdraw(matter_id=case.pk, by=citizen(case.pk), at=NOW, reason="")
    with pytest.raises(UnableToAct):
        add(case)
