"""Pages of groups and problems: who gets them, what they do, that a double sending is harmless."""

import secrets
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from palat.duties.petitions.models import Coming, MassGroup, Meeting, Problem, Promise, SituationReport
from palat.duties.petitions.tests.factories import agency_id, liaison, official, petition
from palat.kernel.accounts.models import User
from palat.kernel.matters.models import Matter

pytestmark = pytest.mark.django_db


def signed_in(post: str) -> Client:
    official(post)
    client = Client()
    client.force_login(User.objects.get(username=post))
    return client


def key() -> str:
    return secrets.token_urlsafe(24)


def opened(client: Client) -> MassGroup:
    data = {"name": "เครือข่ายริมน้ำสมมุติ", "about": "น้ำท่วมขังซ้ำ", "place_words": "อำเภอเมืองเชียงใหม่ จังหวัดเชียงใหม่"}
    assert client.post(reverse("group_new"), data).status_code == 302
    return MassGroup.objects.get()


def came(client: Client, group: MassGroup, once: str) -> Any:
    data = {
        "subject": "ขอให้ขุดลอกคลอง",
        "demands": "ขุดลอกคลองก่อนฤดูฝน\nชดเชยผู้เดือดร้อน",
        "place": "จุดบริการประชาชน 1111",
        "people": "60",
        "counted_by": "กลุ่มประสานมวลชน",
        "urgency": "4",
        "once_key": once,
    }
    return client.post(reverse("group_come", args=[group.pk]), data)


def test_a_group_is_received_once_and_gets_its_copy_in_two_pages() -> None:
    client = signed_in("officer-7")
    group, once = opened(client), key()
    first, again = came(client, group, once), came(client, group, once)
    assert first["Location"] == again["Location"]
    coming = Coming.objects.get()
    number = Matter.objects.get(pk=coming.pk).number
    assert number in client.get(first["Location"]).content.decode()
    public = Client().get(reverse("group_public_copy", args=[coming.matter.code]))
    assert "ขุดลอกคลองก่อนฤดูฝน" in public.content.decode()
    assert Client().get(reverse("group_qr", args=[coming.matter.code])).content.startswith(b"<?xml")
    tracked = Client().get(reverse("petition_track", args=[coming.matter.code]))
    assert tracked["Location"] == reverse("group_public_copy", args=[coming.matter.code])
    assert client.get(reverse("petition_matter", args=[coming.matter.code]), follow=True).status_code == 200


def test_talks_keep_what_was_typed_when_refused_and_add_rows() -> None:
    client = signed_in("officer-7")
    came(client, opened(client), key())
    url = reverse("group_talks", args=[Coming.objects.get().matter.code])
    data: dict[str, Any] = {
        "day": "1/6/2569",
        "time": "10:30",
        "place": "ห้องประชุม",
        "attendees": "ผู้แทนกลุ่ม\nนายอำเภอ",
        "words": "ตกลงขุดลอก",
        "rows": "3",
        "p0-words": "ขุดลอกคลอง",
        "once_key": key(),
    }
    refused = client.post(url, data)
    assert refused.status_code == 422
    assert "ตกลงขุดลอก" in refused.content.decode()
    assert not Meeting.objects.exists()
    assert 'name="p5-words"' in client.post(url, data | {"more": "1"}).content.decode()
    data |= {"p0-owner_post": "นายอำเภอ", "p0-due_on": "24/12/2570"}
    assert client.post(url, data).status_code == 302
    assert Promise.objects.get().owner_post == "นายอำเภอ"
    assert client.get(reverse("promise_list"), {"when": "overdue"}).status_code == 200


def test_situation_report_is_sent_and_read_by_those_above_only() -> None:
    client, director = signed_in("officer-7"), signed_in("director-psc")
    group = opened(client)
    data = {
        "place": "ประตู 4",
        "people": "40",
        "counted_by": "ตำรวจ",
        "mood": "calm",
        "demands": "ขอพบ",
        "next_step": "เชิญหารือ",
        "send_to": ["director"],
        "once_key": key(),
    }
    assert client.post(reverse("situation_write", args=[group.pk]), data).status_code == 302
    page = reverse("situation_report", args=[SituationReport.objects.get().pk])
    assert director.get(page).status_code == 200
    assert signed_in("officer-1").get(page).status_code == 404


@pytest.mark.parametrize("name", ["group_list", "coming_list", "situation_list"])
@pytest.mark.parametrize(("who", "status"), [("officer-7", 200), ("ps", 200), ("officer-1", 404), ("agent-1", 404)])
def test_who_gets_the_lists(name: str, who: str, status: int) -> None:
    assert signed_in(who).get(reverse(name)).status_code == status


def test_agency_sees_its_demand_and_no_more() -> None:
    client = signed_in("officer-7")
    came(client, opened(client), key())
    coming = Coming.objects.get()
    first, second = coming.matter.tracks.filter(type="demand").order_by("pk")
    url = reverse("petition_do_track", args=[coming.matter.code, "send_demand", first.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"agency_id": agency_id("กฟภ"), "seen": "99"}).status_code == 302
    liaison("กฟภ")
    theirs = Client()
    theirs.force_login(User.objects.get(username="agency_liaison-กฟภ"))
    page = theirs.get(reverse("group_coming", args=[coming.matter.code])).content.decode()
    assert first.label in page
    assert second.label not in page
    assert theirs.get(reverse("group_file", args=[coming.group_id])).status_code == 404


def test_problem_is_opened_gathers_and_shows_how_many_since_when() -> None:
    client = signed_in("officer-1")
    petition(category="social.electricity")
    data = {"title": "ไฟดับซ้ำ", "harm": "ชุมชนริมคลอง", "category": "social.electricity", "once_key": key()}
    made = client.post(reverse("problem_new"), data)
    assert made.status_code == 302
    problem = Problem.objects.get()
    code = problem.matter.code
    assert client.post(reverse("problem_candidates", args=[code]), {"all": "1"}).status_code == 302
    page = client.get(reverse("problem_page", args=[code])).content.decode()
    assert "ตั้งแต่" in page
    assert client.get(reverse("problem_edit", args=[code])).status_code == 200
    assert client.get(reverse("problem_meeting", args=[code])).status_code == 200
    assert client.get(reverse("petition_do", args=[code, "submit"]), follow=True).status_code == 200
    refused = client.post(reverse("problem_new"), data | {"title": "นายสมมุติถูกตัดไฟ", "once_key": key()})
    assert refused.status_code == 422
    assert client.get(reverse("problem_list"), {"q": "ไฟดับ"}).status_code == 200
    assert signed_in("minister").get(reverse("problem_page", args=[code])).status_code == 404
