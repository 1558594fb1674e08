"""Agencies without an account: told with a link that leads on, asked in full, answered with files; no dead ends."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from palat.duties.petitions.operations import citizens, merging, outgoing, referrals, rulings, screening
from palat.duties.petitions.queries.chasing import overdue_referrals
from palat.duties.petitions.tests.factories import NOW, agency_id, concealed, liaison, official, petition
from palat.duties.petitions.tests.test_deciding import at_desk, before_minister, proposed
from palat.duties.petitions.tests.test_visits import picture
from palat.kernel.agencies.operations.telling import answer_links
from palat.kernel.identities.models import Reveal
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.models import Attachment, Clock, Matter, Track
from palat.kernel.matters.queries.tracks import tracks_by_id
from palat.kernel.notices.models import Notice
from palat.kernel.organisation.models import Agency

pytestmark = pytest.mark.django_db


def referred(code: str = "กฟภ", message: str = "", **brought: Any) -> Track:
    Agency.objects.filter(code=code).update(email="desk@agency.example.org")
    matter, officer = petition(**brought), official("officer-1")
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    if brought.get("conceal"):
        concealed(matter, "ฉบับปกปิดที่ส่งออกได้")
    referrals.refer(matter_id=matter.pk, agency_ids=[agency_id(code)], by=officer, at=NOW, words=message)
    return Track.objects.get(matter=matter, type="referral")


def told(track: Track, what: str) -> str:
    """Run the job that the act left, and return the address of the link that the agency got."""
    left(track, what)
    return sent(track, what)


def left(track: Track, what: str) -> None:
    """Check that an act left the job that tells the agency."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    jobs = ProcrastinateJob.objects.filter(task_name="petitions.tell_agency", args__track_id=track.pk, args__what=what)
    assert jobs.exists(), f"nobody tells the agency: {what}"


def link_in(notice: Any) -> str:
    found = re.search(r"/answer/[\w-]+/", notice.body)
    assert found, notice.body
    return found.group()


def sent(track: Track, what: str = "referral") -> str:
    outgoing.tell_agency(track_id=track.pk, what=what, at=timezone.now())
    return link_in(Notice.objects.filter(channel="email").order_by("pk").last())


def typed(page: Any, move: str, **fields: Any) -> dict[str, Any]:
    named = {f"{move}-{name}": value for name, value in fields.items() if name != "files"}
    files = {"files": fields["files"]} if "files" in fields else {}
    return {"move": move, "seen": page.context["seen"], **named, **files}


def test_agency_that_asked_is_told_of_the_reply_and_can_answer() -> None:
    track, client = referred(), Client()
    first = sent(track)
    assert client.post(first, typed(client.get(first), "agency_ask", words="เสาต้นใด")).status_code == 200
    assert client.get(first).status_code == 410
    referrals.reply_agency(
        matter_id=track.matter_id,
        track_id=track.pk,
        by=official("officer-1"),
        at=timezone.now(),
        words="ต้นที่สามจากปากซอย",
    )
    page = client.get(told(track, "reply"))
    for words in ("เสาต้นใด", "ต้นที่สามจากปากซอย"):
        assert words in page.text
    report = typed(page, "agency_report", words="เปลี่ยนหลอดแล้ว", result="solved")
    assert "ได้รับคำตอบ" in client.post(page.request["PATH_INFO"], report).text
    track.refresh_from_db()
    assert (track.state, track.answer) == ("reported", "เปลี่ยนหลอดแล้ว")


def test_chase_carries_a_link_for_each_case_where_there_is_no_account() -> None:
    tracks = [referred(), referred()]
    outgoing.send_chase(agency_id=agency_id("กฟภ"), track_ids=[one.pk for one in tracks], at=timezone.now())
    body = Notice.objects.get(kind="petition.chase", channel="email").body
    links = re.findall(r"/answer/[\w-]+/", body)
    assert len(set(links)) == 2
    assert all(Client().get(link).status_code == 200 for link in links)


def test_chase_leads_those_with_an_account_to_their_inbox() -> None:
    track = referred()
    liaison("กฟภ")
    outgoing.send_chase(agency_id=agency_id("กฟภ"), track_ids=[track.pk], at=NOW)
    body = Notice.objects.get(kind="petition.chase", channel="email").body
    assert "/answer/" not in body
    assert "/desk/agency" in body


def test_link_to_an_order_shows_its_words_and_takes_its_answers() -> None:
    Agency.objects.filter(code="กฟภ").update(email="desk@agency.example.org")
    matter, client = before_minister(), Client()
    rulings.decide(
        matter_id=matter.pk, by=official("minister"), at=NOW, decision="approved", words="", items=proposed()
    )
    track = Track.objects.get(matter=matter, type="order", agency_id=agency_id("กฟภ"))
    page = client.get(sent(track, "order"))
    assert "ตรวจหม้อแปลง" in page.text
    client.post(page.request["PATH_INFO"], typed(page, "order_acknowledge"))
    page = client.get(told(track, "order"))  # the report is still owed, so a new link comes
    client.post(page.request["PATH_INFO"], typed(page, "order_report", words="ตรวจครบแล้ว"))
    track.refresh_from_db()
    assert (track.state, track.answer) == ("done_reported", "ตรวจครบแล้ว")
    desk = at_desk("officer-1")
    url = f"/desk/petitions/{matter.code}/acts/order_send_back/{track.pk}/"
    matter.refresh_from_db()
    assert desk.post(url, {"words": "ขาดหม้อแปลงที่สอง", "seen": matter.head_seq}).status_code == 302
    assert "ขาดหม้อแปลงที่สอง" in client.get(told(track, "send_back")).text


def test_link_page_tells_what_the_agency_needs() -> None:
    where = {"place_words": "ซอยสุขใจ 9 หลังตลาด", "area_id": "1001"}
    track = referred(message="ขอให้ตรวจทั้งซอย", person={"phone": "0812345678"}, **where)
    Matter.objects.filter(pk=track.matter_id).update(number="นร 1/2569")
    report = referrals.Report(words="อยู่ระหว่างดำเนินการ", result="solved")
    client, officer = Client(), official("officer-1")
    common = {"matter_id": track.matter_id, "track_id": track.pk, "at": timezone.now()}
    page = client.get(sent(track))
    client.post(page.request["PATH_INFO"], typed(page, "agency_report", words=report.words, result="solved"))
    referrals.send_back(**common, by=officer, reason="no_evidence", words="โปรดแนบภาพ")
    shown = client.get(told(track, "send_back")).text
    for words in (
        "ขอให้ตรวจทั้งซอย",
        "ซอยสุขใจ 9",
        "นร 1/2569",
        "ไม่มีหลักฐานประกอบ",
        "โปรดแนบภาพ",
        "ขอข้อมูลติดต่อจากเจ้าของเรื่อง",
    ):
        assert words in shown, words
    assert "0812345678" not in shown


def test_report_through_a_link_comes_with_its_files_which_a_refusal_does_not_lose() -> None:
    track, client = referred(), Client()
    page = client.get(sent(track))
    url = page.request["PATH_INFO"]
    again = client.post(url, typed(page, "agency_report", words="", result="solved", files=picture("photo.jpg")))
    assert again.status_code == 422
    assert not again.context["held"].refused
    (kept,) = again.context["held"].kept
    more = {"held_file": kept.remove_value}
    client.post(url, {**typed(again, "agency_report", words="ซ่อมแล้ว", result="solved"), **more})
    one = Attachment.objects.get(track=track)
    assert (one.name, one.origin) == ("photo.jpg", "agency")


def test_answer_to_what_has_moved_since_is_refused_and_comes_back() -> None:
    track, client = referred(), Client()
    one, other = sent(track), sent(track)
    page = client.get(one)
    client.post(other, typed(client.get(other), "agency_progress", words="กำลังตรวจ"))
    late = client.post(one, typed(page, "agency_progress", words="คำที่พิมพ์ไว้"))
    assert late.status_code == 422
    assert "คำที่พิมพ์ไว้" in late.text
    assert "กำลังตรวจ" in late.text  # what changed meanwhile
    assert client.post(one, typed(late, "agency_progress", words="คำที่พิมพ์ไว้")).status_code == 200


def test_agency_learns_where_and_opens_the_contact_as_a_recorded_act() -> None:
    track = referred(place_words="ซอยสุขใจ 9", area_id="1001", person={"given_name": "สมมุติ", "phone": "0812345678"})
    liaison("กฟภ")
    client = at_desk_of("agency_liaison-กฟภ")
    page = client.get(f"/desk/agency/{track.pk}/")
    url = page.context["asked"].contact_url
    assert "ซอยสุขใจ 9" in page.text
    assert url in page.text
    assert "0812345678" not in page.text
    opened = client.post(url, {"purpose": "contact", "words": "นัดเข้าซ่อม"})
    assert "0812345678" in opened.text
    assert Reveal.objects.filter(matter=f"matter:{track.matter_id}").count() == 1
    assert at_desk("officer-2").post(url, {"purpose": "contact"}).status_code == 404


def at_desk_of(username: str) -> Client:
    from palat.kernel.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def test_nothing_concealed_reaches_an_agency() -> None:
    track = referred(
        text="บ้านข้าพเจ้าเลขที่ 9",
        wanted="ขอให้มาที่บ้าน",
        place_words="บ้านเลขที่ 9",
        area_id="1001",
        conceal=["name", "phone", "address", "email"],
        person={"given_name": "สมมุติ", "phone": "0812345678", "address": "บ้านเลขที่ 9"},
    )
    by_link = Client().get(sent(track)).text
    liaison("กฟภ")
    by_account = at_desk_of("agency_liaison-กฟภ").get(f"/desk/agency/{track.pk}/")
    for shown in (by_account.text, by_link):
        assert "ฉบับปกปิดที่ส่งออกได้" in shown
        for words in ("เลขที่ 9", "มาที่บ้าน", "0812345678", "สมมุติ"):
            assert words not in shown, words
    contact = by_account.context["asked"].contact_url
    assert not contact
    forced = at_desk_of("agency_liaison-กฟภ").post(
        f"/desk/petitions/tracks/{track.pk}/contact/", {"purpose": "contact", "words": "ก"}
    )
    assert forced.status_code == 404


@pytest.mark.parametrize("how", ["withdrawn", "merged"])
def test_petition_that_is_over_is_taken_back_and_chased_no_more(how: str) -> None:
    track = referred()
    if how == "withdrawn":
        citizens.withdraw(matter_id=track.matter_id, by=citizen(track.matter_id), at=NOW, reason="ถูกขอให้ถอนเรื่อง")
    else:
        merging.merge(matter_ids=[track.matter_id], into_id=petition().pk, by=official("intake-1"), at=NOW, reason="ซ้ำ")
    track.refresh_from_db()
    assert (track.state, track.final) == ("recalled", True)
    assert not Clock.objects.filter(track=track, stopped_at=None).exists()
    left(track, "recall")
    outgoing.tell_agency(track_id=track.pk, what="recall", at=timezone.now())
    mail = Notice.objects.get(kind="petition.recall", channel="email")
    assert "/answer/" not in mail.body  # a link that leads nowhere
    assert "ไม่ต้องรายงานผล" in mail.body
    assert "ถูกขอให้ถอนเรื่อง" not in mail.body  # pressure on a petitioner is no news for the agency


def test_what_was_left_open_on_a_petition_that_is_over_is_not_chased() -> None:
    track = referred()
    late = NOW.replace(year=NOW.year + 1)
    assert (track.matter_id, track.pk) in overdue_referrals(late)
    Matter.objects.filter(pk=track.matter_id).update(closed_at=NOW)
    assert overdue_referrals(late) == []


def test_no_link_goes_out_to_what_it_would_not_open() -> None:
    track = referred()
    Matter.objects.filter(pk=track.matter_id).update(secrecy=1)
    before = Notice.objects.filter(channel="email").count()
    outgoing.tell_agency(track_id=track.pk, what="referral", at=timezone.now())
    assert Notice.objects.filter(channel="email").count() == before
    assert answer_links(tracks_by_id([track.pk]), "desk@agency.example.org", timezone.now()) == {}
