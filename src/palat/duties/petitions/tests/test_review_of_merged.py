"""Someone whose petition was merged into a case asks for its review from their own page; nobody else learns of them."""

import pytest
from django.test import Client

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations import citizens, outgoing, reviews
from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.kernel.history.queries import events_of
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.models import Clock, Matter
from palat.kernel.matters.operations.acts import UnableToAct, acting
from palat.kernel.matters.operations.holding import assign
from palat.kernel.matters.operations.links import merge, unmerge
from palat.kernel.notices.models import Notice

pytestmark = pytest.mark.django_db
WORDS = "หลังได้รับคำตอบ เหตุเกิดซ้ำอีกสองครั้ง"
MAIL = {"full_name": "สมมุติ", "email": "somsmut@example.org"}


def joined(*, decided: bool = True) -> tuple[Matter, Matter]:
    """A case, noted by a supervisor unless still open, and a petition merged into it."""
    case, twin = petition(), petition(person=MAIL)
    head = official("intake-head")
    merge(matter_ids=[twin.pk], into_id=case.pk, by=official("intake-1"), at=NOW, reason="เรื่องเดียวกัน")
    assign(matter_ids=[case.pk], officer_id=official("officer-1").official_id or 0, by=head, at=NOW)
    if decided:
        with acting(matter_id=case.pk, by=official("head-1"), at=NOW) as act:
            act.move("note")
        Petition.objects.filter(pk=twin.pk).update(answer_found="พบ", answer_reasons="เหตุ", told_at=NOW)
    return case, twin


def ask(twin: Matter, words: str = WORDS) -> None:
    citizens.object_to_result(matter_id=twin.pk, by=citizen(twin.pk), at=NOW, new_facts=words)


def last(matter: Matter) -> object:
    return events_of(f"matter:{matter.pk}")[-1]


def test_the_own_page_offers_it_and_the_case_is_opened_again(client: Client) -> None:
    case, twin = joined()
    assert "object-text" in client.get(f"/track/{twin.code}/").text
    assert client.post(f"/track/{twin.code}/object/", {"text": WORDS}).status_code == 302
    told = events_of(f"matter:{twin.pk}")[-1]
    assert (told.kind, told.body["from_petitioner"]) == ("object_in_case", WORDS)
    opened = events_of(f"matter:{case.pk}")[-1]
    assert (opened.kind, opened.facts["petition"], opened.facts["seq"]) == ("object_from_merged", twin.pk, told.seq)
    assert not opened.body
    assert Matter.objects.get(pk=case.pk).state == "review_requested"
    assert Matter.objects.get(pk=twin.pk).state == "merged"
    assert Clock.objects.filter(matter=case, code="review", stopped_at=None).exists()


def test_the_page_of_the_case_names_nobody(client: Client) -> None:
    case, twin = joined()
    ask(twin)
    page = client.get(f"/track/{case.code}/").text
    assert "มีคำขอให้ทบทวนผล" in page
    assert twin.code not in page
    assert WORDS not in page
    assert "เรื่องที่รวมไว้" not in page


def test_it_is_not_offered_before_the_case_has_a_result_nor_twice(client: Client) -> None:
    _case, twin = joined(decided=False)
    assert "object-text" not in client.get(f"/track/{twin.code}/").text
    with pytest.raises(UnableToAct, match="ยังไม่มีผล"):
        ask(twin)
    _case, other = joined()
    ask(other)
    assert "object-text" not in client.get(f"/track/{other.code}/").text
    with pytest.raises(UnableToAct, match="ทบทวน"):
        ask(other)


def test_without_new_facts_nothing_happens() -> None:
    case, twin = joined()
    with pytest.raises(UnableToAct, match="ข้อเท็จจริงใหม่"):
        ask(twin, "ไม่พอใจ")
    assert Matter.objects.get(pk=case.pk).state == "noted"
    assert last(twin).kind == "merge"  # type: ignore[attr-defined]


def test_another_citizen_may_not_ask_for_it() -> None:
    case, twin = joined()
    with pytest.raises(UnableToAct):
        citizens.object_to_result(matter_id=twin.pk, by=citizen(case.pk), at=NOW, new_facts=WORDS)
    assert Matter.objects.get(pk=case.pk).state == "noted"


def test_the_officer_of_the_case_is_told_without_the_words() -> None:
    _case, twin = joined()
    ask(twin)
    outgoing.tell_of_objection(matter_id=twin.pk, at=NOW)
    notice = Notice.objects.get(official_id=official("officer-1").official_id, subject__contains="ขอให้ทบทวนผล")
    assert twin.code in notice.link
    assert WORDS not in notice.subject + notice.body


def test_the_one_who_decides_finds_the_new_facts_from_the_case(client: Client) -> None:
    case, twin = joined()
    ask(twin)
    client.force_login(user_of("head-1"))
    assert f"/{twin.code}/" in client.get(f"/desk/petitions/{case.code}/").text


def user_of(post: str) -> object:
    from palat.kernel.accounts.models import User

    official(post)
    return User.objects.get(username=post)


def test_only_the_one_who_asked_reads_why_the_result_stands(client: Client) -> None:
    case, twin = joined()
    ask(twin)
    reviews.decline_review(matter_id=case.pk, by=official("head-1"), at=NOW, words="ตรวจแล้วไม่พบเหตุซ้ำ")
    seq = events_of(f"matter:{case.pk}")[-1].seq
    for _time in range(2):
        outgoing.tell_of_review(matter_id=twin.pk, seq=seq, at=NOW)
    assert [one.kind for one in events_of(f"matter:{twin.pk}")].count("decline_review") == 1
    assert Notice.objects.filter(channel="email", subject__contains="ขอให้ทบทวน").count() == 1
    assert "ตรวจแล้วไม่พบเหตุซ้ำ" in client.get(f"/track/{twin.code}/").text
    assert "ตรวจแล้วไม่พบเหตุซ้ำ" not in client.get(f"/track/{case.code}/").text


def test_a_review_taken_up_is_told_and_the_case_can_be_decided_anew() -> None:
    case, twin = joined()
    ask(twin)
    reviews.accept_review(matter_id=case.pk, by=official("head-1"), at=NOW)
    outgoing.tell_of_review(matter_id=twin.pk, seq=events_of(f"matter:{case.pk}")[-1].seq, at=NOW)
    assert last(twin).kind == "accept_review"  # type: ignore[attr-defined]
    assert Matter.objects.get(pk=case.pk).state == "in_hand"
    assert Matter.objects.get(pk=twin.pk).state == "merged"


def test_one_taken_out_again_is_not_told() -> None:
    case, twin = joined()
    ask(twin)
    reviews.decline_review(matter_id=case.pk, by=official("head-1"), at=NOW, words="ยืนยัน")
    unmerge(matter_ids=[twin.pk], by=official("intake-head"), at=NOW, reason="คนละเหตุ")
    outgoing.tell_of_review(matter_id=twin.pk, seq=events_of(f"matter:{case.pk}")[-1].seq, at=NOW)
    assert last(twin).kind == "unmerge"  # type: ignore[attr-defined]
