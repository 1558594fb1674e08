"""What happened meanwhile: two officers on one matter, a link that was used, ran out or was never ours."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from palat.duties.petitions.operations import referrals, screening
from palat.duties.petitions.tests.factories import NOW, agency_id, official, petition
from palat.kernel.matters.models import Matter, OneTimeLink, Track
from palat.kernel.matters.operations.onetime import make_link
from tests.faults.test_forms import at_desk, in_hand

pytestmark = pytest.mark.django_db


def test_second_of_two_officers_is_shown_what_changed_and_keeps_the_words() -> None:
    matter = in_hand()
    officer, head = at_desk("officer-1"), at_desk("head-1")
    path = f"/desk/petitions/{matter.code}/acts/refer/"
    seen = officer.get(path).context["seen"]
    taken = head.post(
        f"/desk/petitions/{matter.code}/acts/suspend/", {"seen": seen, "words": "รอคำพิพากษา", "reason": "court"}
    )
    typed = {"seen": seen, "agency_ids": [agency_id("กฟภ")], "words": "ถ้อยคำที่พิมพ์อยู่ครึ่งชั่วโมง"}
    answer = officer.post(path, typed)
    page = answer.content.decode()
    assert taken.status_code == 302, taken.content.decode()
    assert answer.status_code == 422
    assert "ถ้อยคำที่พิมพ์อยู่ครึ่งชั่วโมง" in page
    assert "head-1" in page  # who acted meanwhile
    assert not Track.objects.filter(matter=matter, type="referral").exists()


def link(*, at: Any = None) -> str:
    """A single-use link to a petition that lies with an agency."""
    matter = in_hand()
    referrals.refer(matter_id=matter.pk, agency_ids=[agency_id("กฟภ")], by=official("officer-1"), at=NOW)
    track = Track.objects.get(matter=matter, type="referral")
    return "/answer/" + make_link(track_id=track.pk, sent_to="pea@example.org", at=at or timezone.now()) + "/"


def answered(path: str) -> Any:
    typed = {"move": "agency_return", "agency_return-words": "ไม่อยู่ในหน้าที่และอำนาจ"}
    return Client().post(path, typed)


def test_a_used_link_says_that_the_answer_arrived_and_takes_no_second() -> None:
    path = link()
    assert answered(path).status_code == 200
    for again in (Client().get(path), answered(path)):
        assert again.status_code == 410
        assert "ใช้ตอบไปแล้ว" in again.content.decode()
    assert Track.objects.get(type="referral").state == "returned"


def test_an_expired_link_says_where_to_ask_for_another() -> None:
    for gone in (Client().get(path := link(at=timezone.now() - timedelta(days=60))), answered(path)):
        assert gone.status_code == 410
        assert "หมดอายุ" in gone.content.decode()
    assert OneTimeLink.objects.filter(used_at=None).count() == 1


@pytest.mark.parametrize("token", ["forged", "a" * 500, "../../etc", "ภาษาไทย"])
def test_a_forged_link_opens_nothing_and_breaks_nothing(token: str) -> None:
    link()
    assert Client().get(f"/answer/{token}/").status_code in {404, 410}


def test_what_was_typed_behind_a_link_survives_a_refusal() -> None:
    path = link()
    typed = {"move": "agency_return", "agency_return-words": "", "agency_return-suggests": "การประปาส่วนภูมิภาค"}
    answer = Client().post(path, typed)
    assert answer.status_code == 422
    assert "การประปาส่วนภูมิภาค" in answer.content.decode()
    assert Client().get(path).status_code == 200


def test_words_to_an_agency_that_recalled_meanwhile_are_kept() -> None:
    path = link()
    matter, track = Matter.objects.get(), Track.objects.get(type="referral")
    referrals.recall(
        matter_id=matter.pk, track_id=track.pk, by=official("officer-1"), at=timezone.now(), words="ผู้ร้องขอถอน"
    )
    answer = answered(path)
    assert answer.status_code == 410  # nothing of the petition is shown any more
    assert "ไม่อยู่ในหน้าที่และอำนาจ" in answer.content.decode()
    assert OneTimeLink.objects.filter(used_at=None).count() == 1


def test_a_matter_closed_meanwhile_says_so() -> None:
    matter, client = petition(), at_desk("intake-1")
    path = f"/desk/petitions/{matter.code}/acts/accept/"
    seen = client.get(path).context["seen"]
    officer = official("officer-1").official_id
    screening.accept(matter_id=matter.pk, by=official("intake-head"), at=NOW, officer_id=officer)
    answer = client.post(path, {"seen": seen, "officer_id": officer, "urgency": "2"})
    assert answer.status_code == 422
    assert "conflict" in answer.content.decode() or "หลังจากที่คุณเปิดหน้านี้" in answer.content.decode()
