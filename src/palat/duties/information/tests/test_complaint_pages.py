"""Pages of complaints: the public's, the desk's, and an agency's behind a single-use link."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from palat.duties.information.models import Complaint
from palat.duties.information.operations.complaints.outgoing import tell_agency
from palat.duties.information.operations.parts import Decision
from palat.duties.information.tests.complaining import OPINION, acts, agency_id, asked, complaint, liaison, opined
from palat.duties.information.tests.factories import NOW, SOMCHAI, official, ordered, request, taken_up, told
from palat.kernel.accounts.models import User
from palat.kernel.matters.models import Matter, Track
from palat.kernel.matters.operations import indexing
from palat.kernel.notices.models import Notice
from palat.kernel.organisation.models import Agency
from palat.kernel.pages.operations import new_key

pytestmark = pytest.mark.django_db


def form(**changed: Any) -> dict[str, Any]:
    said = {"kind": "no_reply", "agency_id": agency_id(), "wanted": "สัญญาจ้างติดตั้งเสา", "asked_on": "1/5/2569"}
    return {**said, "text": "", "answer_by": "code", "tell_in": "th", "once_key": new_key(), **changed}


def at_desk(client: Client, post: str = "oic-officer-1") -> Client:
    official(post, at=timezone.now())
    client.force_login(User.objects.get(username=post))
    return client


def test_anybody_complains_about_any_agency(client: Client) -> None:
    url, sent = reverse("information_complain"), form(text="ไปสามครั้งแล้ว")
    assert client.get(url).status_code == 200
    first = client.post(url, sent)
    assert client.post(url, sent)["Location"] == first["Location"]
    assert "รับเรื่องร้องเรียนของคุณแล้ว" in client.get(first["Location"]).text
    one = Complaint.objects.get()
    assert (one.matter.kind, one.text, one.person_id) == ("no_reply", "ไปสามครั้งแล้ว", None)
    track = reverse("information_complaint_track", args=[one.matter.code])
    assert client.get(f"/track/?code={one.matter.code}")["Location"] == track
    assert "สัญญาจ้างติดตั้งเสา" in client.get(track).text


def test_a_code_leads_to_the_page_of_its_own_kind_and_an_unknown_one_to_none(client: Client) -> None:
    one, other = complaint(), request()
    page = reverse("information_complaint_track", args=[one.code])
    for name in ("information_track", "information_appeal_track", "petition_track"):
        assert client.get(reverse(name, args=[one.code]))["Location"] == page
        assert client.get(reverse(name, args=["000000000000000"])).status_code == 404
    assert client.get(reverse("information_complaint_track", args=[other.code])).status_code == 302
    for name in ("information_act", "information_appeal_act"):
        assert client.post(reverse(name, args=[one.code, "withdraw"])).status_code == 404
    assert client.get(reverse("information_complaint_act", args=[one.code, "withdraw"])).status_code == 405


def test_a_form_that_lacks_something_says_what(client: Client) -> None:
    for changed, said in (
        ({"asked_on": ""}, "ยื่นคำขอต่อหน่วยงานก่อน"),
        ({"wanted": ""}, "โปรดบอกข้อมูลข่าวสารที่เกี่ยวข้อง"),
        ({"answer_by": "post"}, "โปรดระบุ"),
        ({"agency_id": ""}, "โปรดเลือกหน่วยงาน"),
    ):
        page = client.post(reverse("information_complain"), form(**changed))
        assert page.status_code == 422
        assert said in page.text
    assert not Complaint.objects.exists()


def test_against_an_order_the_form_leads_to_the_appeal(client: Client) -> None:
    for kind, days in (("refused", 15), ("objection", 15), ("own", 30)):
        page = client.post(reverse("information_complain"), form(kind=kind))
        assert f"ยื่นอุทธรณ์ได้ภายใน {days} วัน" in page.text
        assert reverse("information_appeal_ask") in page.text
    assert not Complaint.objects.exists()


def test_from_ones_own_request_nothing_is_typed_twice(client: Client) -> None:
    one = taken_up(person=SOMCHAI)
    ordered(one, Decision("not_held", reasons="ค้นแล้วไม่พบ"))
    told(one)
    assert "ร้องเรียนหรือขอให้ตรวจสอบ" in client.get(reverse("information_track", args=[one.code])).text
    url = reverse("information_complain_of", args=[one.code])
    assert "ไม่ต้องกรอกอีก" in client.get(url).text
    sent = client.post(url, {"kind": "not_held", "text": "เคยเห็นเอกสารนี้", "once_key": new_key()})
    assert sent.status_code == 302
    check = Complaint.objects.get()
    assert check.matter.procedure == "information_check"
    assert check.person_id == one.information.person_id
    assert check.agency.code == "สปน"
    plain = request()
    page = client.post(
        reverse("information_complain_of", args=[plain.code]), {"kind": "not_held", "once_key": new_key()}
    )
    assert page.status_code == 422  # nothing was said not to be held
    assert client.get(reverse("information_complain_of", args=["200000000000009"])).status_code == 404


def test_the_opinion_is_read_once_it_was_given(client: Client) -> None:
    one = complaint(person=SOMCHAI)
    url = reverse("information_complaint_track", args=[one.code])
    assert OPINION.opinion not in client.get(url).text
    page = client.get(reverse("information_complaint_track", args=[opined().code])).text
    for said in (OPINION.opinion, OPINION.demands, OPINION.facts_found, "การไฟฟ้าส่วนภูมิภาค"):
        assert said in page
    assert "ผู้ครองตำแหน่ง" not in page


def test_a_complainant_clarifies_and_withdraws(client: Client) -> None:
    one = complaint()
    act = reverse("information_complaint_act", args=[one.code, "clarify"])
    assert client.post(act, {"text": ""}).status_code == 422
    assert client.post(act, {"text": "เลขที่ 12"}).status_code == 302
    withdraw = reverse("information_complaint_act", args=[one.code, "withdraw"])
    assert client.post(withdraw, {"text": "ได้แล้ว"}).status_code == 302
    assert client.post(act, {"text": "อีก"}).status_code == 422


def test_an_officer_takes_down_lists_opens_and_acts(client: Client) -> None:
    at_desk(client)
    taken = client.post(reverse("information_complaint_new"), form(channel="counter", full_name="สมชาย ทดสอบ"))
    one = Matter.objects.get(procedure="information_complaint")
    assert taken["Location"] == reverse("information_complaint", args=[one.code])
    listed = client.get(reverse("information_complaint_list"), {"agency": agency_id()}).text
    assert one.subject in listed
    assert reverse("information_complaint", args=[one.code]) in listed
    assert one.subject not in client.get(reverse("information_complaint_list"), {"procedure": "information_check"}).text
    assert reverse("information_complaint_list") in client.get(reverse("information_hub")).text
    page = client.get(reverse("information_complaint", args=[one.code])).text
    assert "สมชาย ทดสอบ" not in page  # sealed
    assert "รับไว้พิจารณา" in page
    do = reverse("information_complaint_do", args=[one.code, "take_up"])
    assert client.post(do, {"seen": one.head_seq}).status_code == 302
    assert client.get(reverse("information_complaint_do", args=[one.code, "inspect"])).status_code == 404  # no check
    ask = client.get(reverse("information_complaint_do", args=[one.code, "ask_agency"]))
    assert f'<option value="{agency_id()}" selected' in ask.text
    opened = client.post(reverse("information_complaint_identity", args=[one.code]), {"purpose": "contact"})
    assert "สมชาย ทดสอบ" in opened.text
    assert client.get(reverse("information_complaint_list"), {"export": "csv"}).status_code == 200


def test_an_agency_without_an_account_explains_by_a_single_use_link(client: Client) -> None:
    Agency.objects.filter(code="กฟภ").update(email="desk@agency.example.org")
    one, track = asked(person=SOMCHAI, text="คำของผู้ร้องเรียน", at=timezone.now() - timedelta(days=1))
    tell_agency(track_id=track.pk, what="ask", at=timezone.now())
    notice = Notice.objects.get(channel="email", kind="information.ask")
    found = re.search(r"/answer/[\w-]+/", notice.body)
    assert found
    page = client.get(found.group())
    assert "เหตุใดยังไม่ตอบ" in page.text
    for hidden in ("คำของผู้ร้องเรียน", "สมชาย"):
        assert hidden not in page.text
    typed = {"move": "agency_report", "seen": page.context["seen"], "agency_report-words": "ตอบแล้วตามหนังสือแนบ"}
    assert client.post(found.group(), typed).status_code == 200
    assert client.get(found.group()).status_code == 410
    assert Track.objects.get(pk=track.pk).state == "reported"
    file = at_desk(client).get(reverse("information_complaint", args=[one.code])).text
    assert "ตอบแล้วตามหนังสือแนบ" in file
    assert "รับคำชี้แจง" in file


def test_an_agency_with_an_account_explains_in_its_inbox(client: Client) -> None:
    one, track = asked(person=SOMCHAI, text="คำของผู้ร้องเรียน", at=timezone.now() - timedelta(days=1))
    liaison(at=timezone.now())
    client.force_login(User.objects.get(username="liaison-กฟภ"))
    assert "เหตุใดยังไม่ตอบ" in client.get(reverse("agency_inbox")).text
    page = client.get(reverse("agency_track", args=[track.pk])).text
    assert "เหตุใดยังไม่ตอบ" in page
    assert "คำของผู้ร้องเรียน" not in page
    write = reverse("agency_write", args=[track.pk, "report"])
    seen = client.get(write).context["seen"]
    assert client.post(write, {"words": "ตอบแล้ว", "way": "send", "seen": seen}).status_code == 302
    assert Track.objects.get(pk=track.pk).state == "reported"
    file = client.get(reverse("information_complaint", args=[one.code]))
    assert file["Location"] == reverse("agency_track", args=[track.pk])  # the words are the Office's alone
    for move, number in (("agency_report", track.pk), ("write_note", 0)):
        where = [one.code, move, *([number] if number else [])]
        name = "information_complaint_do_track" if number else "information_complaint_do"
        assert client.get(reverse(name, args=where)).status_code == 404
    assert client.post(reverse("information_complaint_identity", args=[one.code])).status_code == 404
    for name, where in (("list", []), ("new", []), ("file", [one.code, 1])):
        assert client.get(reverse(f"information_complaint_{name}", args=where)).status_code == 404, name


def test_a_desk_opens_the_matters_of_its_own_procedures_alone(client: Client) -> None:
    one, other = complaint(kind="not_held"), request()
    assert one.procedure == "information_check"
    at_desk(client, "ps")  # above every unit
    assert client.get(reverse("information_complaint", args=[one.code])).status_code == 200
    assert one.subject in client.get(reverse("information_complaint_list"), {"procedure": one.procedure}).text
    assert client.get(reverse("information_request", args=[other.code])).status_code == 200
    for name, code in (("complaint", other.code), ("request", one.code), ("appeal", one.code)):
        assert client.get(reverse(f"information_{name}", args=[code])).status_code == 404, name
        assert client.get(reverse(f"information_{name}_file", args=[code, 1])).status_code == 404, name
        assert client.get(reverse(f"information_{name}_do", args=[code, "write_note"])).status_code == 404, name
        assert client.post(reverse(f"information_{name}_identity", args=[code])).status_code == 404, name


def test_complaints_are_found_by_their_words_in_their_own_house_alone(client: Client) -> None:
    one = opined()
    indexing.refresh(at=NOW)
    for post, finds in (("oic-officer-2", True), ("info-officer-1", False), ("officer-1", False)):
        at_desk(client, post)
        page = client.get(reverse("desk_find"), {"q": "เสาไฟฟ้า"}).text
        assert (reverse("information_complaint", args=[one.code]) in page) is finds, post


def test_the_officer_of_the_request_learns_that_its_agency_is_asked() -> None:
    from palat.duties.information.operations import handling
    from palat.duties.information.operations.complaints import explanations
    from palat.kernel.matters.authority import citizen

    source = request()
    handling.take_up(**acts(source, "info-officer-1"))
    one = complaint(agency_id=agency_id("สปน"), request_id=source.pk, by=citizen(source.pk))
    handling.take_up(**acts(one))
    explanations.ask_agency(**acts(one), words="เหตุใดไม่ตอบ")
    track = Track.objects.get(matter=one, type="explanation")
    tell_agency(track_id=track.pk, what="ask", at=timezone.now())
    assert Notice.objects.filter(official_id=official("info-officer-1").official_id, subject__contains="สขร").exists()
