"""Ending a petition as its petitioner asks: by the code, or recorded by an official who says how it was asked."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from palat.duties.petitions.operations import citizens, outgoing, screening
from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.kernel.accounts.models import User
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history.queries import events_of
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.queries.file import public_timeline
from palat.kernel.notices.models import Notice

pytestmark = pytest.mark.django_db
TODAY = legal_date(NOW)
SAID: dict[str, Any] = {"way": "phone", "asked_on": TODAY, "words": "ไฟฟ้าดีแล้ว ไม่ต้องทำต่อ"}


def held() -> Matter:
    one = petition(person={"given_name": "สมมุติ", "phone": "0899999999"}, answer_by="sms")
    screening.accept(matter_id=one.pk, by=official("intake-1"), at=NOW, officer_id=official("officer-1").official_id)
    return one


@pytest.mark.parametrize("post", ["agent-1", "intake-1", "officer-1", "director-psc"])
def test_no_official_withdraws_in_the_petitioners_name(post: str) -> None:
    with pytest.raises(NotAuthorised):
        citizens.withdraw(matter_id=held().pk, by=official(post), at=NOW, reason="ผู้ร้องขอ")


@pytest.mark.parametrize("post", ["agent-1", "officer-4", "auditor-1"])
def test_who_has_no_part_in_the_case_records_no_withdrawal(post: str) -> None:
    with pytest.raises(NotAuthorised):
        citizens.record_withdrawal(matter_id=held().pk, by=official(post), at=NOW, **SAID)


@pytest.mark.parametrize(
    "lacking",
    [
        {"way": ""},
        {"way": "telepathy"},
        {"words": " "},
        {"words": "ขอถอน"},
        {"asked_on": TODAY + timedelta(days=1)},
        {"asked_on": date(2020, 1, 1)},
    ],
)
def test_a_record_says_how_when_and_in_which_words(lacking: dict[str, Any]) -> None:
    one = held()
    with pytest.raises(UnableToAct):
        citizens.record_withdrawal(matter_id=one.pk, by=official("officer-1"), at=NOW, **{**SAID, **lacking})
    one.refresh_from_db()
    assert one.state == "in_hand"


def test_the_petitioner_is_told_and_by_objecting_opens_it_again() -> None:
    one = held()
    citizens.record_withdrawal(matter_id=one.pk, by=official("officer-1"), at=NOW, **SAID)
    one.refresh_from_db()
    assert (one.state, one.closing) == ("withdrawn", "withdrawn")
    event = events_of(f"matter:{one.pk}")[-1]
    assert event.body["words"] == SAID["words"]
    assert event.facts["way"] == "phone"
    line = public_timeline(one)[-1]
    assert "เจ้าหน้าที่" in line.label
    assert "1111" in line.words
    assert SAID["words"] not in line.words
    (told,) = ProcrastinateJob.objects.filter(task_name="petitions.tell_petitioner").values_list("args", flat=True)
    outgoing.tell_petitioner(**told, at=NOW)
    assert Notice.objects.filter(kind="petition.withdrawn", about=f"matter:{one.pk}").exists()
    citizens.object_to_result(matter_id=one.pk, by=citizen(one.pk), at=NOW, new_facts="ไม่ได้ขอยุติเรื่องเลย")
    one.refresh_from_db()
    assert (one.state, one.closed_at) == ("review_requested", None)


def test_the_page_asks_for_the_evidence() -> None:
    one = held()
    client = Client()
    client.force_login(User.objects.get(username="officer-1"))
    address = f"/desk/petitions/{one.code}/acts/record_withdrawal/"
    page = client.get(address).content.decode()
    assert 'name="way"' in page
    assert 'name="asked_on"' in page
    assert client.post(address, {"way": "phone", "asked_on": "", "words": ""}).status_code == 422
    assert client.get(f"/desk/petitions/{one.code}/acts/withdraw/").status_code == 404
