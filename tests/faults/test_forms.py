"""Bad input through the user's doors: each gets a clear message, and nothing typed is lost."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations import referrals, screening
from palat.duties.petitions.tests.factories import NOW, agency_id, official, petition
from palat.kernel.accounts.models import User
from palat.kernel.matters.models import Matter, Track
from palat.kernel.organisation.models import Agency
from palat.kernel.organisation.operations import abolish_agency
from palat.kernel.pages.operations import new_key

pytestmark = pytest.mark.django_db
PORTAL, DESK = "/petitions/new/", "/desk/petitions/take-in/"
GIVEN = "ตำบลสมมุติ"  # typed besides what is bad, and never to be lost
TEXT = "น้ำประปาไม่ไหลมาสามวันแล้ว"


def at_desk(post: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=official(post).authority.user_id))
    return client


def send(door: str, text: str, **more: Any) -> Any:
    """Send one of the two forms by which a petition comes in."""
    client = Client() if door == PORTAL else at_desk("intake-1")
    typed = {"channel": "walk_in", "person_kind": "natural"} if door == DESK else {}
    typed |= {"once_key": new_key(), "kind": "grievance", "answer_by": "code", "place_words": GIVEN, "text": text}
    return client.post(door, {**typed, **more})


doors = pytest.mark.parametrize("door", [PORTAL, DESK], ids=["portal", "desk"])


@doors
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "โปรด"),
        (" \u200b\u202e\x00 ", "โปรด"),
        ("ก" * 20_001, "20000"),
        ("\ufffd" * 40, "อ่านตัวอักษรไม่ได้"),
    ],
    ids=["empty", "only marks nobody sees", "huge", "wrong encoding"],
)
def test_what_cannot_be_taken_is_said_and_the_rest_is_kept(door: str, text: str, said: str) -> None:
    answer = send(door, text)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page.replace(",", "")
    assert GIVEN in page
    assert Matter.objects.count() == 0


@doors
def test_bytes_of_the_old_thai_encoding_are_refused_in_words(door: str) -> None:
    client = Client() if door == PORTAL else at_desk("intake-1")
    old = "ช่วยด้วยน้ำไม่ไหล".encode("tis-620")
    body = b"once_key=" + new_key().encode()
    body += b"&kind=grievance&answer_by=code&channel=walk_in&person_kind=natural&text="
    body += b"".join(b"%%%02X" % byte for byte in old)
    answer = client.post(door, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422
    assert "อ่านตัวอักษรไม่ได้" in answer.content.decode()


@doors
def test_control_characters_and_direction_marks_are_dropped_and_emoji_kept(door: str) -> None:
    answer = send(
        door,
        "น้ำไม่ไหล\x00\x07\r\nมา\u202eสามวัน\u2066 😢👨‍👩‍👧",
        full_name="สมมุติ\x00 \u202eตัวอย่าง",
        accused="โรงงาน\u2067 ก\x1b[31m",
        place_words="ตำบล\u202eสมมุติ\n1",
    )
    assert answer.status_code == 302
    kept = Petition.objects.get()
    assert kept.text == "น้ำไม่ไหล\nมาสามวัน 😢👨‍👩‍👧"
    assert kept.place_words == "ตำบลสมมุติ 1"
    with connection.cursor() as cursor:  # sealed fields hold no NUL either: the person could be opened
        cursor.execute("SELECT count(*) FROM identities_person")
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize(
    "address",
    ["/desk/find/?q=%00", "/desk/petitions/?q=%e0%b8", "/desk/petitions/?after=%00", "/track/?code=%00", "/track/%00/"],
)
def test_nothing_falls_over_a_nul_in_an_address(address: str) -> None:
    assert at_desk("officer-1").get(address).status_code in {200, 302, 400, 404, 422}


def test_a_form_of_many_megabytes_is_refused_before_it_is_read() -> None:
    body = b"text=" + b"a" * 4_000_000
    answer = Client().post(PORTAL, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413


def test_a_page_that_says_nothing_readable_of_what_it_saw_is_no_server_error() -> None:
    matter = petition()
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=official("officer-1").official_id)
    path = f"/desk/petitions/{matter.code}/acts/write_note/"
    answer = at_desk("officer-1").post(path, {"seen": "²; DROP", "words": "บันทึก"})
    assert answer.status_code in {302, 422}


# Agencies that are no more --------------------------------------------------------------------------------------


def in_hand() -> Matter:
    matter = petition()
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=official("officer-1").official_id)
    return matter


def abolished(code: str, heir: str = "") -> int:
    gone, next_one = agency_id(code), agency_id(heir) if heir else None
    abolish_agency(agency_id=gone, successor_id=next_one, on=NOW.date(), at=NOW, by="test")
    return gone


def refer(matter: Matter, agency: int) -> Any:
    path = f"/desk/petitions/{matter.code}/acts/refer/"
    return at_desk("officer-1").post(path, {"seen": "99", "agency_ids": [agency], "words": "โปรดตรวจสอบโดยเร็ว"})


def test_what_is_sent_to_an_abolished_agency_goes_to_its_successor() -> None:
    Agency.objects.filter(code="กปภ").update(email="pwa@example.org")
    matter = in_hand()
    answer = refer(matter, abolished("กฟภ", "กปภ"))
    assert answer.status_code == 302
    assert Track.objects.get(matter=matter, type="referral").agency_id == agency_id("กปภ")


def test_an_abolished_agency_without_successor_is_said_and_the_words_are_kept() -> None:
    matter = in_hand()
    gone = abolished("กฟภ")
    answer = refer(matter, gone)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ถูกยุบเลิกแล้ว" in page or "ไม่มีในตัวเลือก" in page or "ไม่ใช่" in page
    assert "โปรดตรวจสอบโดยเร็ว" in page
    with pytest.raises(referrals.UnableToAct, match="ถูกยุบเลิกแล้ว"):
        referrals.refer(matter_id=matter.pk, agency_ids=[gone], by=official("officer-1"), at=NOW)
