"""What an agency sends on: to whom, how it is answered, what whoever receives it may read."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from palat.duties.petitions.tests.factories import NOW, agency_id, liaison, official
from palat.kernel.agencies.models import Onward
from palat.kernel.agencies.operations import onward
from palat.kernel.agencies.queries.inbox import inbox, last_days
from palat.kernel.agencies.queries.onward import compiled, received
from palat.kernel.matters.models import Bar, Matter, Track
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.queries.visibility import visible
from palat.kernel.notices.models import Notice
from tests.agencies.people import PEA, PWA, drafter, referred, user_of

pytestmark = pytest.mark.django_db
TODAY = timezone.now()
SOON = TODAY.date() + timedelta(days=3)
OUTSIDE = onward.Receiver(None, "อำเภอเมืองสมมุติ", "district@example.org")


def sent(track: Track, to: onward.Receiver = OUTSIDE, **more: Any) -> Onward:
    """Send a track on."""
    given = {"words": "โปรดสำรวจจุดที่ไฟดับ", "due_on": SOON, "by": liaison(PEA), "at": TODAY}
    return onward.send_on(track_id=track.pk, to=to, **given | more)


def path_of_link(one: Onward) -> str:
    """Return the path of the link that was sent last."""
    link = Notice.objects.filter(address=one.to_email).latest("pk").link
    return link[link.index("/agency-answer/") :]


def test_one_without_account_answers_once_by_a_link(client: Client) -> None:
    one = sent(referred())
    path = path_of_link(one)
    page = client.get(path).content.decode()
    assert "โปรดสำรวจจุดที่ไฟดับ" in page
    assert "ไฟฟ้าในซอยดับทุกคืน" in page
    file = SimpleUploadedFile("ภาพ.txt", "ผลสำรวจ".encode(), "text/plain")
    typed = {"words": "สำรวจแล้ว พบสายขาด", "who": "นายสมมุติ ปลัดอำเภอ", "files": file}
    assert client.post(path, typed).status_code == 200
    one.refresh_from_db()
    assert (one.state, one.answered_by, one.files.count()) == ("answered", "นายสมมุติ ปลัดอำเภอ", 1)
    assert client.get(path).status_code == 410
    assert client.post(path, typed).status_code == 410
    assert compiled(one.track_id) == "อำเภอเมืองสมมุติ: สำรวจแล้ว พบสายขาด"


def test_a_link_that_needs_a_name_says_so_and_keeps_the_words(client: Client) -> None:
    one = sent(referred())
    answer = client.post(path_of_link(one), {"words": "สำรวจแล้ว"})
    assert answer.status_code == 422
    assert "สำรวจแล้ว" in answer.content.decode()
    one.refresh_from_db()
    assert one.state == "asked"


def test_following_up_replaces_the_link(client: Client) -> None:
    one = sent(referred())
    before = path_of_link(one)
    onward.follow_up(onward_id=one.pk, by=liaison(PEA), at=TODAY)
    one.refresh_from_db()
    assert one.followed_up == 1
    assert client.get(before).status_code == 410
    assert client.get(path_of_link(one)).status_code == 200


def test_one_with_accounts_gets_it_in_its_inbox_and_reads_nothing_else(client: Client) -> None:
    track, receiver = referred(), liaison(PWA)
    one = sent(track, onward.Receiver(agency_id(PWA)))
    assert one.to_email == ""
    assert list(received(receiver)) == [one]
    assert list(received(liaison("กฟน"))) == []
    assert not visible(receiver).exists()
    assert not inbox(receiver).exists()
    client.force_login(user_of(receiver))
    assert client.get(reverse("agency_track", args=[track.pk])).status_code == 404
    assert client.get(reverse("agency_received_one", args=[one.pk])).status_code == 200
    answered = client.post(reverse("agency_received_one", args=[one.pk]), {"words": "ตรวจแล้ว"})
    assert answered.status_code == 302
    one.refresh_from_db()
    assert one.answer == "ตรวจแล้ว"


def test_the_text_stays_out_where_the_agency_says_so(client: Client) -> None:
    one = sent(referred(), with_text=False)
    page = client.get(path_of_link(one)).content.decode()
    assert "โปรดสำรวจ" in page
    assert "ไฟฟ้าในซอยดับทุกคืน" not in page


def test_a_concealed_petition_goes_on_as_the_approved_copy_alone(client: Client) -> None:
    from palat.duties.petitions.models import Petition

    track = referred()
    Petition.objects.filter(pk=track.matter_id).update(conceal=["name"], concealed_text="ฉบับปกปิดแล้ว")
    page = client.get(path_of_link(sent(track))).content.decode()
    assert "ฉบับปกปิดแล้ว" in page
    assert "ไฟฟ้าในซอยดับทุกคืน" not in page


@pytest.mark.parametrize("days", [-1, 400])
def test_the_day_must_come_and_come_before_the_agency_s_own(days: int) -> None:
    track = referred()
    with pytest.raises(UnableToAct, match="กำหนดตอบ"):
        sent(track, due_on=NOW.date() + timedelta(days=days), at=NOW)
    ours = last_days([track.pk])[track.pk]
    with pytest.raises(UnableToAct, match="ก่อนวันครบกำหนด"):
        sent(track, due_on=ours, at=NOW)
    sent(track, due_on=date.fromordinal(ours.toordinal() - 1), at=NOW)


def test_what_is_refused() -> None:
    track = referred()
    with pytest.raises(UnableToAct, match="โปรดระบุสิ่งที่ขอ"):
        sent(track, words=" ")
    with pytest.raises(UnableToAct, match="ส่งต่อภายใน"):
        sent(track, onward.Receiver(agency_id(PEA)))
    with pytest.raises(UnableToAct, match="ชื่อและอีเมล"):
        sent(track, onward.Receiver(None, "อบต. สมมุติ", ""))
    with pytest.raises(UnableToAct, match="โปรดระบุอีเมล"):
        sent(track, onward.Receiver(agency_id("กฟน")))
    liaison(PWA)
    sent(track, onward.Receiver(agency_id(PWA)))
    with pytest.raises(UnableToAct, match="มีเรื่องนี้อยู่แล้ว"):
        sent(track, onward.Receiver(agency_id(PWA)))


def test_accusations_classified_matters_and_barred_agencies_go_nowhere() -> None:
    track = referred()
    Bar.objects.create(matter_id=track.matter_id, agency_id=agency_id(PWA), reason="accused")
    with pytest.raises(UnableToAct, match="โปรดเลือกหน่วยงานอื่น"):
        sent(track, onward.Receiver(agency_id(PWA)))
    Matter.objects.filter(pk=track.matter_id).update(kind="accusation")
    with pytest.raises(UnableToAct, match="กล่าวโทษ"):
        sent(track)
    Matter.objects.filter(pk=track.matter_id).update(kind="grievance", secrecy=1)
    with pytest.raises(UnableToAct, match="ชั้นความลับ"):
        sent(track, by=liaison(PEA, role="cceo") if _clear() else None)


def _clear() -> bool:
    """Give the CCEO the clearance of the post that the Office enters."""
    from palat.kernel.organisation.models import Post
    from palat.kernel.organisation.queries import forget

    liaison(PEA, role="cceo")
    Post.objects.filter(role="cceo").update(clearance=1)
    forget()
    return True


@pytest.mark.parametrize("role", ["agency_reader", "agency_manager"])
def test_who_writes_no_answers_sends_nothing_on(role: str) -> None:
    with pytest.raises(NotAuthorised):
        sent(referred(), by=liaison(PEA, role=role))


def test_another_agency_neither_follows_up_nor_takes_back() -> None:
    one = sent(referred())
    for act in (onward.follow_up, onward.take_back):
        with pytest.raises(NotAuthorised):
            act(onward_id=one.pk, by=liaison(PWA), at=TODAY)
    with pytest.raises(NotAuthorised):
        onward.follow_up(onward_id=one.pk, by=drafter(), at=TODAY)
    with pytest.raises(NotAuthorised):
        onward.follow_up(onward_id=one.pk, by=official("officer-1"), at=TODAY)


def test_taken_back_is_read_no_longer(client: Client) -> None:
    track = referred()
    liaison(PWA)
    outside, inside = sent(track), sent(track, onward.Receiver(agency_id(PWA)))
    path = path_of_link(outside)
    for one in (outside, inside):
        onward.take_back(onward_id=one.pk, by=liaison(PEA), at=TODAY)
    assert client.get(path).status_code == 410
    assert list(received(liaison(PWA))) == []
    with pytest.raises(UnableToAct):
        onward.answer(onward_id=inside.pk, words="ตอบ", files=(), by=liaison(PWA), at=TODAY)


def test_an_answer_that_is_not_enough_goes_back_with_what_is_missing(client: Client) -> None:
    one = sent(referred())
    client.post(path_of_link(one), {"words": "ดูแล้ว", "who": "ปลัดอำเภอ"})
    onward.ask_again(onward_id=one.pk, by=liaison(PEA), at=TODAY, words="ขอภาพถ่าย", due_on=SOON)
    page = client.get(path_of_link(one)).content.decode()
    assert "ขอภาพถ่าย" in page
    client.post(path_of_link(one), {"words": "ส่งภาพแล้ว", "who": "ปลัดอำเภอ"})
    one.refresh_from_db()
    assert one.answer == "ดูแล้ว\n\nส่งภาพแล้ว"


def test_answers_are_compiled_into_the_agency_s_own_with_their_files(client: Client) -> None:
    track = referred()
    one = sent(track)
    file = SimpleUploadedFile("ผล.txt", "ผล".encode(), "text/plain")
    client.post(path_of_link(one), {"words": "พบสายขาด", "who": "ปลัดอำเภอ", "files": file})
    client.force_login(user_of(liaison(PEA)))
    address = reverse("agency_write", args=[track.pk, "report"])
    page = client.get(f"{address}?compile=1").content.decode()
    assert "อำเภอเมืองสมมุติ: พบสายขาด" in page
    kept = one.files.get()
    typed = {"words": "ประมวลแล้ว", "result": "solved", "revision": "0", "seen": "99", "way": "send"}
    assert client.post(address, {**typed, "onward_file": kept.pk}).status_code == 302
    client.force_login(user_of(official("officer-1")))
    assert "ผล.txt" in client.get(reverse("petition_matter", args=[track.matter.code])).content.decode()


def test_files_of_answers_are_read_by_both_sides_and_nobody_else(client: Client) -> None:
    liaison(PWA)
    one = sent(referred(), onward.Receiver(agency_id(PWA)))
    client.force_login(user_of(liaison(PWA)))
    file = SimpleUploadedFile("ผล.txt", "ผล".encode(), "text/plain")
    client.post(reverse("agency_received_one", args=[one.pk]), {"words": "แนบผล", "files": file})
    address = reverse("agency_onward_file", args=[one.pk, one.files.get().pk])
    for who, status in ((liaison(PEA), 200), (liaison(PWA), 200), (liaison("กฟน"), 404), (official("officer-1"), 404)):
        client.force_login(user_of(who))
        response = client.get(address)
        assert response.status_code == status
        if status == 200:
            assert b"".join(response.streaming_content)  # type: ignore[attr-defined]
