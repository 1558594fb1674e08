"""The public's side: look up, ask, follow; and what a page never shows."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from palat.duties.information.models import Material, Part, Request
from palat.duties.information.operations import handling, releasing
from palat.duties.information.tests.factories import (
    FULL,
    NOW,
    REFUSED,
    official,
    ordered,
    part_ids,
    taken_up,
    told,
)
from palat.duties.information.tests.test_orders import with_file
from palat.kernel.pages.operations import new_key

pytestmark = pytest.mark.django_db
ASKED: dict[str, str] = {
    "text": "ขอสำเนาสัญญาจ้างทำความสะอาด",
    "more": "",
    "kind": "general",
    "form": "file",
    "answer_by": "code",
    "tell_in": "th",
}


def send(client: Client, form: dict[str, str]) -> Any:
    """Send the form of a request, with a key of its own unless it has one."""
    return client.post(reverse("information_ask"), {"once_key": new_key(), **form})


def test_what_is_published_is_found_before_it_is_asked_for(client: Client) -> None:
    page = client.get(reverse("information_home"), {"q": "สถิติเรื่องร้องทุกข์"}).text
    assert reverse("statistics") in page
    shown = send(client, {**ASKED, "text": "ขอสถิติเรื่องร้องทุกข์ทั้งหมด"})
    assert shown.status_code == 200
    assert 'name="looked"' in shown.text
    assert not Request.objects.exists()
    sent = send(client, {**ASKED, "text": "ขอสถิติเรื่องร้องทุกข์ทั้งหมด", "looked": "1"})
    assert sent.status_code == 302
    assert Request.objects.count() == 1


def test_a_request_sent_twice_is_one(client: Client) -> None:
    form = {**ASKED, "once_key": new_key()}
    first = send(client, form)
    again = send(client, form)
    assert first["Location"] == again["Location"]
    assert "รับคำขอของคุณแล้ว" in client.get(first["Location"]).text
    assert Request.objects.count() == 1


def test_each_line_becomes_a_part(client: Client) -> None:
    send(client, {**ASKED, "more": "ใบเสนอราคา\n\nรายงานการตรวจรับ"})
    assert list(Part.objects.order_by("number").values_list("words", flat=True)) == [
        "ขอสำเนาสัญญาจ้างทำความสะอาด",
        "ใบเสนอราคา",
        "รายงานการตรวจรับ",
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text": ""}, "โปรดบอกข้อมูลข่าวสารที่ต้องการ"),
        ({"kind": "own"}, "ต้องบอกชื่อ"),
        ({"answer_by": "post"}, "โปรดระบุ"),
        ({"more": "\n".join(map(str, range(40)))}, "โปรดตรวจรายการ"),
    ],
)
def test_a_form_that_lacks_something_says_what(client: Client, changed: dict[str, str], said: str) -> None:
    response = send(client, {**ASKED, **changed})
    assert response.status_code == 422
    assert said in response.text


def test_the_order_is_read_once_it_was_made_known(client: Client) -> None:
    one = taken_up(parts=("สัญญา", "บันทึกความเห็น"))
    with_file(one, part_ids(one)[0])
    url = reverse("information_track", args=[one.code])
    ordered(one, FULL, REFUSED)
    assert "มาตรา 15 (3)" not in client.get(url).text
    told(one)
    page = client.get(url).text
    for said in ("มาตรา 15 (3)", "บันทึกความเห็นภายใน", "อุทธรณ์ได้ถึงวันที่ 23 มิถุนายน 2569"):
        assert said in page
    assert "แฟ้มจัดซื้อ" not in page  # where it lies is the Office's own matter
    releasing.deliver(matter_id=one.pk, by=official("info-officer-1"), at=NOW, way="file", part_ids=part_ids(one)[:1])
    page = client.get(url).text
    assert "สัญญา.pdf" in page
    assert "ผู้ครองตำแหน่ง" not in page


def test_a_requester_clarifies_and_withdraws(client: Client) -> None:
    one = taken_up()
    handling.ask_requester(matter_id=one.pk, by=official("info-officer-1"), at=NOW, question="ฉบับปีใด")
    url = reverse("information_track", args=[one.code])
    assert "ฉบับปีใด" in client.get(url).text
    act = reverse("information_act", args=[one.code, "clarify"])
    assert client.post(act, {"text": ""}).status_code == 422
    assert client.post(act, {"text": "ฉบับปี 2569"}).status_code == 302
    one.refresh_from_db()
    assert one.state == "considering"
    assert client.post(reverse("information_act", args=[one.code, "withdraw"]), {"text": ""}).status_code == 302
    assert client.post(act, {"text": "อีกครั้ง"}).status_code == 422
    assert client.post(reverse("information_act", args=[one.code, "unknown"])).status_code == 404


def test_a_file_that_was_not_handed_over_is_not_found(client: Client) -> None:
    one = taken_up()
    with_file(one, part_ids(one)[0])
    number = Material.objects.get(part__matter=one).attachment_id
    assert client.get(reverse("information_own_file", args=[one.code, number])).status_code == 404
