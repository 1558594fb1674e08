"""Pages of appeals: who opens them, what each shows, and what the public files and follows."""

from datetime import datetime, time, timedelta
from io import BytesIO
from typing import Any

import icalendar
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from palat.duties.information.models import Appeal, Branch, CameraFile, Hearing, Ruling, Sitting
from palat.duties.information.operations.appealing import admission, camera, publishing, rulings, sending
from palat.duties.information.procedure.appeal import APPEAL_1
from palat.duties.information.queries.appealing.tracking import appeal_page
from palat.duties.information.tests.appeal_factories import (
    APPELLANT,
    DAY,
    DIRECTOR,
    DRAFT,
    HEAD,
    MEMBERS,
    PUBLIC,
    SECRETARY,
    acts,
    against,
    assigned,
    considering,
    in_camera,
    listed,
    refused_request,
    ruled,
    with_objector,
)
from palat.duties.information.tests.factories import REFUSED, SOMCHAI, official, part_ids, taken_up
from palat.duties.information.views.appeals import APPEALS
from palat.kernel.accounts.models import User
from palat.kernel.calendar.counting import BANGKOK
from palat.kernel.matters.models import Attachment, Matter, Track
from palat.kernel.matters.operations.onetime import make_link
from palat.kernel.organisation.queries import agency_by_code, forget
from palat.kernel.pages.dates import display_moment
from palat.kernel.pages.operations import new_key

pytestmark = pytest.mark.django_db


def signed_in(post: str) -> Client:
    """Return a client in which whoever holds a post is signed in."""
    forget()
    client = Client()
    client.force_login(User.objects.get(username=post))
    return client


def moment() -> datetime:
    """Return a moment of today: pages ask for the real one."""
    return timezone.now() - timedelta(seconds=5)


def fresh(now: datetime) -> Matter:
    """Receive an appeal against an order that was made known today."""
    return against(told_on=now.astimezone(BANGKOK).date(), at=now)


def test_every_act_without_a_page_of_its_own_has_a_row_and_a_form() -> None:
    offered = {move.code for move in APPEAL_1.main.moves if not move.own_page}
    assert offered <= set(APPEALS.rows), offered - set(APPEALS.rows)


def test_the_desk_walks_an_appeal_through_its_pages() -> None:
    now = moment()
    one = considering(fresh(now), at=now)
    page = signed_in(HEAD).get(reverse("information_appeal", args=[one.code])).text
    for said in ("ขอสัญญาจ้างแล้วไม่ให้", "ยื่นภายในกำหนด", "องค์คณะและการประชุม", "เรียกสำนวนจากหน่วยงาน"):
        assert said in page
    assert "สมปอง" not in page
    secretary = signed_in(SECRETARY)
    for move in ("set_panel", "draft_ruling", "record_votes", "set_sitting", "call_file", "not_admit"):
        who = signed_in(DIRECTOR) if move in {"not_admit"} else signed_in(HEAD)
        assert who.get(reverse("information_appeal_do", args=[one.code, move])).status_code == 200, move
    draft = {
        "outcome": "disclose",
        "grounds": ["s15_6"],
        "issue": "ประเด็นที่ยังเป็นร่าง",
        "facts": "ข้อเท็จจริง",
        "reasons": "เหตุผล",
        "order": "ให้เปิดเผย",
        "seen": "999",
    }
    url = reverse("information_appeal_do", args=[one.code, "draft_ruling"])
    assert secretary.post(url, {**draft, "order": ""}).status_code == 422
    assert secretary.post(url, draft).status_code == 302
    assert Ruling.objects.get(pk=one.pk).grounds == ["s15_6"]
    outside = signed_in("oic-officer-1").get(reverse("information_appeal", args=[one.code])).text
    assert "ประเด็นที่ยังเป็นร่าง" not in outside  # the draft is of the panel and its secretariat
    assert "สำนวนลับ" not in outside
    # at the counter: an order of the Office is named by the number of its request
    arranged = secretary.post(
        reverse("information_new_sitting"),
        {
            "branch_id": str(Appeal.objects.get(pk=one.pk).branch_id),
            "day": f"{(now + timedelta(days=3)).astimezone(BANGKOK):%d/%m}/{now.astimezone(BANGKOK).year + 543}",
            "hour": "09.30",
            "place": "ห้องประชุม 2",
            "once_key": new_key(),
        },
    )
    assert arranged.status_code == 302
    sitting = Sitting.objects.get()
    assert sitting.starts_at.astimezone(BANGKOK).hour == 9
    url = reverse("information_appeal_do", args=[one.code, "set_sitting"])
    assert secretary.post(url, {"sitting_id": str(sitting.pk), "seen": "999"}).status_code == 302
    assert "ห้องประชุม 2" in signed_in(MEMBERS[0]).get(reverse("information_sittings")).text
    assert one.subject in signed_in(MEMBERS[0]).get(reverse("information_sitting", args=[sitting.pk])).text
    assert signed_in("tribunal-economy-1").get(reverse("information_sitting", args=[sitting.pk])).status_code == 404
    cancelling = reverse("information_cancel_sitting", args=[sitting.pk])
    assert secretary.post(cancelling, {"words": "ห้องไม่ว่าง"}).status_code == 302
    assert Hearing.objects.get(appeal=one.pk).state == "put_off"
    history = secretary.get(reverse("information_sitting", args=[sitting.pk])).text
    assert "ยกเลิกการประชุม" in history
    assert history.count(f"ผู้ครองตำแหน่ง {SECRETARY}") >= 2  # who arranged and who cancelled it


def test_a_document_in_camera_is_read_on_record_by_the_panel_and_nobody_else() -> None:
    now = moment()
    one = considering(fresh(now), at=now)
    number = in_camera(one, at=now)
    url = reverse("information_camera", args=[one.code, number])
    member = signed_in(MEMBERS[0])
    assert member.get(url).status_code == 405
    assert member.post(url, {"purpose": ""}).status_code == 302
    assert "เปิดอ่านแล้ว" not in member.get(reverse("information_appeal", args=[one.code])).text
    response = member.post(url, {"purpose": "deliberate"})
    assert response.status_code == 200
    assert b"".join(response.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    page = member.get(reverse("information_appeal", args=[one.code])).text
    assert "เปิดอ่านแล้ว 1 ครั้ง" in page
    assert "ประกอบการพิจารณา" in page
    for stranger in (MEMBERS[4], "oic-officer-1", DIRECTOR, "tribunal-secretary-2", "oic-head"):
        assert signed_in(stranger).post(url, {"purpose": "deliberate"}).status_code == 302, stranger
        assert "สำนวนลับ.pdf" not in signed_in(stranger).get(reverse("information_appeal", args=[one.code])).text
    for outsider in ("tribunal-economy-1", "info-officer-1", "officer-1", "ps"):
        expected = 302 if outsider == "ps" else 404
        assert signed_in(outsider).post(url, {"purpose": "deliberate"}).status_code == expected, outsider
    track = Client().get(reverse("information_appeal_track", args=[one.code])).text
    assert "สำนวนลับ" not in track
    assert "เปิดอ่าน" not in track
    file = CameraFile.objects.get(pk=number)
    assert Client().get(reverse("information_appeal_own_file", args=[one.code, file.file_id])).status_code == 404


def test_anybody_appeals_against_another_agency_and_follows_it() -> None:
    client, key = Client(), new_key()
    form: dict[str, Any] = {
        "agency_id": str(agency_by_code("กปภ").pk),
        "kind": "refusal",
        "order_words": "หนังสือไม่ให้สัญญา",
        "text": "สัญญาลงนามแล้วต้องเปิดเผย",
        "answer_by": "code",
        "tell_in": "th",
        "once_key": key,
        **APPELLANT,
    }
    url = reverse("information_appeal_ask")
    assert "โปรดระบุ" in client.post(url, {**form, "answer_by": "post", "address": ""}).text
    assert client.post(url, {**form, "full_name": ""}).status_code == 422
    first, again = client.post(url, form), client.post(url, form)
    assert first["Location"] == again["Location"]
    one = Matter.objects.get(procedure="information_appeal")
    assert "รับคำอุทธรณ์ของคุณแล้ว" in client.get(first["Location"]).text
    track = reverse("information_appeal_track", args=[one.code])
    assert client.get(f"/track/{one.code}/")["Location"] == track  # the one place at which every code is followed
    assert "สัญญาลงนามแล้วต้องเปิดเผย" in client.get(track).text
    act = reverse("information_appeal_act", args=[one.code, "add_words"])
    assert client.post(act, {"text": ""}).status_code == 422
    assert client.post(act, {"text": "เพิ่มเติม"}).status_code == 302
    assert client.post(reverse("information_appeal_act", args=[one.code, "withdraw_appeal"])).status_code == 302
    assert client.post(act, {"text": "อีก"}).status_code == 422


def test_an_order_of_the_office_is_appealed_from_its_tracking_page() -> None:
    now = moment()
    request, client = refused_request(REFUSED, person=SOMCHAI, at=now), Client()
    track = client.get(reverse("information_track", args=[request.code])).text
    url = reverse("information_appeal_order", args=[request.code])
    assert url in track
    page = client.get(url).text
    assert "อุทธรณ์ได้ถึง" in page
    assert 'name="full_name"' not in page  # a name that was given is not asked for again
    sent = client.post(url, {"text": "เป็นข้อเท็จจริง มิใช่ความเห็น", "once_key": new_key()})
    assert sent.status_code == 302
    assert Appeal.objects.get().person_id == request.information.person_id
    unnamed = refused_request(REFUSED, at=now)
    url = reverse("information_appeal_order", args=[unnamed.code])
    assert client.post(url, {"text": "ไม่เห็นด้วย", "answer_by": "code", "once_key": new_key()}).status_code == 422


def test_a_third_party_appeals_once_by_its_link() -> None:
    now = moment()
    request, track = with_objector(at=now)
    token = make_link(track_id=track, sent_to="appeal", at=now)
    url, client = reverse("information_appeal_party", args=[token]), Client()
    page = client.get(url).text
    assert request.subject not in page
    sent = client.post(url, {"text": "ความลับทางการค้า", "once_key": new_key()})
    assert sent.status_code == 302
    assert Track.objects.get(pk=track).state == "appealed"
    assert client.get(url).status_code == 410


def test_a_ruling_is_read_by_its_appellant_once_told_and_by_anybody_once_published() -> None:
    one, after = ruled()
    client, track = Client(), reverse("information_appeal_track", args=[one.code])
    assert "สัญญาที่ใช้จ่ายจากงบประมาณ" not in client.get(track).text
    sending.send_ruling(**acts(one, SECRETARY, after), sent_on=after.date(), way="post")
    assert "สัญญาที่ใช้จ่ายจากงบประมาณ" in client.get(track).text
    page = reverse("information_ruling_page", args=[one.pk])
    assert client.get(page).status_code == 404
    publishing.prepare_public(**acts(one, HEAD, after), title="สัญญาจ้างที่ลงนามแล้ว", text=PUBLIC)
    publishing.publish_ruling(**acts(one, DIRECTOR, after), read_through=True)
    shown = client.get(page).text
    assert PUBLIC in shown
    assert "มาตรา 15 (6)" in shown
    listing = reverse("information_rulings")
    for found in ({}, {"ground": "s15_6"}, {"agency": "กปภ"}, {"topic": "procurement"}, {"q": "งบประมาณ"}):
        assert "สัญญาจ้างที่ลงนามแล้ว" in client.get(listing, found).text, found
    for missed in ({"ground": "s15_1"}, {"topic": "health"}, {"q": "เวชระเบียน"}):
        assert "สัญญาจ้างที่ลงนามแล้ว" not in client.get(listing, missed).text, missed
    assert "สัญญาจ้างที่ลงนามแล้ว" in signed_in("info-officer-1").get(reverse("information_rulings_desk")).text
    # offered as precedent: while another ruling is drafted, and while a refusal is
    other = considering(against(at=after), at=after)
    draft = signed_in(SECRETARY).get(reverse("information_appeal_do", args=[other.code, "draft_ruling"])).text
    assert "สัญญาจ้างที่ลงนามแล้ว" in draft
    request = taken_up(at=after)
    decide = reverse("information_request_do_track", args=[request.code, "decide_part", part_ids(request)[0]])
    assert "สัญญาจ้างที่ลงนามแล้ว" in signed_in("info-officer-1").get(decide).text


def test_a_members_feed_tells_when_and_not_what() -> None:
    now = moment()
    one = considering(fresh(now), at=now)
    rulings.draft_ruling(**acts(one, SECRETARY, now), draft=DRAFT)
    Matter.objects.filter(pk=one.pk).update(number="อธ 7/2569")
    listed(one, at=now)
    member = signed_in(MEMBERS[0])
    shown = member.post(reverse("information_new_feed")).text
    address = shown.split('value="http')[1].split('"')[0].split("testserver")[1]
    feed = Client().get(address)
    assert feed["Content-Type"].startswith("text/calendar")
    event = icalendar.Calendar.from_ical(feed.content).walk("VEVENT")[0]
    assert "อธ 7/2569" in str(event["description"])
    assert one.subject not in feed.text
    assert event["dtstart"].dt == Sitting.objects.get().starts_at
    assert signed_in(HEAD).post(reverse("information_new_feed")).status_code == 404
    member.post(reverse("information_new_feed"), {"what": "end"})
    assert Client().get(address).status_code == 404


def test_who_names_members_and_lists_that_are_not_for_everybody() -> None:
    form = {
        "branch_id": str(Branch.objects.get(code="economy").pk),
        "official_id": str(User.objects.get(username="officer-6").official.pk),
        "valid_from": "01/06/2569",
        "valid_to": "01/06/2572",
        "once_key": new_key(),
    }
    assert signed_in(HEAD).post(reverse("information_members"), form).status_code == 302
    assert "ผู้ครองตำแหน่ง officer-6" in signed_in(HEAD).get(reverse("information_members")).text
    for post in (SECRETARY, MEMBERS[0], "info-head"):
        assert signed_in(post).get(reverse("information_members")).status_code == 404, post
    assigned()
    for post, status in ((MEMBERS[0], 200), ("info-officer-1", 404), ("officer-1", 404)):
        assert signed_in(post).get(reverse("information_appeal_list")).status_code == status, post
    member = signed_in(MEMBERS[0])
    for name in ("petition_list", "registers", "letters_out", "incoming"):
        assert member.get(reverse(name)).status_code == 404, name
    assert member.get(reverse("desk_work")).status_code == 200


def test_the_history_calls_an_appellant_by_that_name() -> None:
    text = signed_in(HEAD).get(reverse("information_appeal", args=[against().code])).text
    assert "ผู้อุทธรณ์เห็น" in text
    assert "ผู้ร้องเห็น" not in text


def test_what_came_on_paper_is_kept_scanned_with_an_appeal_taken_at_the_counter() -> None:
    picture = BytesIO()
    Image.new("RGB", (20, 20), "white").save(picture, "PNG")
    form = {
        "agency_id": str(agency_by_code("กปภ").pk),
        "channel": "post",
        "kind": "refusal",
        "order_words": "หนังสือไม่ให้สัญญา",
        "text": "สัญญาลงนามแล้วต้องเปิดเผย",
        "answer_by": "code",
        "tell_in": "th",
        "once_key": new_key(),
        **APPELLANT,
    }
    client, url = signed_in(HEAD), reverse("information_appeal_new")
    assert 'type="file"' in client.get(url).text
    scan = SimpleUploadedFile("คำอุทธรณ์.png", picture.getvalue(), "image/png")
    assert client.post(url, {**form, "files": [scan]}).status_code == 302
    one = Matter.objects.get(procedure="information_appeal")
    kept = Attachment.objects.get(matter=one)
    assert (kept.origin, kept.name) == ("petitioner", "คำอุทธรณ์.png")
    shown = client.get(reverse("information_appeal_file", args=[one.code, kept.pk]))
    assert b"".join(shown.streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]


def test_an_appeal_that_ended_early_shows_no_step_it_never_came_to_nor_an_hour_nobody_knows() -> None:
    now = moment()
    day = (now - DAY).astimezone(BANGKOK).date()
    one = against(at=now, by=official(SECRETARY, at=now), channel="post", arrived_on=day, told_on=day)
    track = reverse("information_appeal_track", args=[one.code])
    noon = display_moment(datetime.combine(day, time(12), BANGKOK))  # the hour that stands for a day without one
    assert noon not in Client().get(track).text
    admission.withdraw_appeal(**acts(one, SECRETARY, now), way="phone", asked_on=day, words="ขอถอน")
    page = Client().get(track).text
    assert "ผู้อุทธรณ์ถอนอุทธรณ์" in page
    assert "คณะกรรมการวินิจฉัยพิจารณา" not in page


def test_the_public_reads_until_when_it_is_ruled_and_not_what_an_agency_owes_within() -> None:
    now = moment()
    one = considering(against(at=now, told_on=now.date() - DAY), at=now)
    camera.call_file(**acts(one, SECRETARY, now), words="สำนวน")
    shown = appeal_page(one.code)
    assert shown is not None
    assert shown.matter.clock is not None
    assert shown.matter.clock.code == "ruling"
