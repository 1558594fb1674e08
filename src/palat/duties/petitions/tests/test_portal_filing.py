"""Filing on the portal: part by part, looked over, sent once; nothing typed is lost on the way."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from palat.duties.petitions.models import Petition
from palat.kernel.identities.queries import fields_given
from palat.kernel.matters.models import Matter
from palat.kernel.pages.operations import new_key

pytestmark = pytest.mark.django_db
URL = "/petitions/new/"
TEXT = "น้ำประปาไม่ไหลมาสามวันแล้ว เด็กเล็กในบ้านไม่มีน้ำใช้"


def post(client: Client, go: str, **typed: Any) -> Any:
    """Send the form as it stands in a browser."""
    return client.post(URL, {"once_key": new_key(), "go": go, "kind": "grievance", "text": TEXT, **typed})


def test_first_part_asks_what_happened_and_no_identity(client: Client) -> None:
    page = client.get(URL).content.decode()
    assert 'id="id_text"' in page
    assert 'id="id_full_name"' not in page


def test_next_part_carries_what_was_typed_along(client: Client) -> None:
    page = post(client, "who", place_words="ตำบลบางพูด").content.decode()
    assert 'id="id_full_name"' in page
    assert f'name="text" value="{TEXT}"' in page
    assert 'name="place_words" value="ตำบลบางพูด"' in page
    assert Matter.objects.count() == 0


def test_an_empty_text_is_asked_for_before_going_on(client: Client) -> None:
    answer = post(client, "who", text="   ", place_words="ตำบลบางพูด")
    assert answer.status_code == 422
    assert "โปรดเล่าเรื่องที่ต้องการแจ้ง" in answer.content.decode()
    assert 'value="ตำบลบางพูด"' in answer.content.decode()


def test_a_way_of_answer_needs_its_address(client: Client) -> None:
    answer = post(client, "review", answer_by="post")
    assert answer.status_code == 422
    assert 'id="id_address_error"' in answer.content.decode()


def test_the_last_part_shows_everything_and_goes_back_without_reproach(client: Client) -> None:
    page = post(client, "review", full_name="สมมุติ", conceal=["name", "phone"], danger="on").content.decode()
    for words in (TEXT, "สมมุติ", "ชื่อ-นามสกุล, หมายเลขโทรศัพท์", "เดือดร้อน อยากให้แก้ไข"):
        assert words in page
    back = post(client, "what", text="").content.decode()
    assert "field-wrong" not in back


def test_nothing_said_of_oneself_is_shown_as_anonymous(client: Client) -> None:
    assert "ไม่ประสงค์ออกนาม" in post(client, "review").content.decode()


def test_sending_gives_a_receipt_and_seals_who_sent_it(client: Client) -> None:
    answer = post(client, "send", full_name="สมมุติ ตัวอย่าง", email="somsmut@example.org", conceal=["name"])
    petition = Petition.objects.select_related("matter").get()
    assert answer.url == f"/petitions/received/{petition.matter.code}/"
    assert petition.conceal == ["name"]
    assert set(fields_given(petition.person_id or 0)) == {"full_name", "email"}
    receipt = client.get(answer.url).content.decode()
    assert 'data-draft-sent="petition"' in receipt
    assert "สมมุติ" not in receipt


def test_a_form_sent_twice_is_one_petition(client: Client) -> None:
    key = new_key()
    first, second = (client.post(URL, {"once_key": key, "go": "send", "text": TEXT}) for _time in range(2))
    assert first.url == second.url
    assert Matter.objects.count() == 1


def test_a_form_without_its_key_loses_nothing(client: Client) -> None:
    answer = client.post(URL, {"once_key": "", "go": "send", "text": TEXT})
    assert answer.status_code == 422
    assert TEXT in answer.content.decode()
    assert Matter.objects.count() == 0


def test_a_receipt_of_an_unknown_code_leads_to_the_search(client: Client) -> None:
    assert client.get("/petitions/received/000000000000000/").url == "/track/"


def test_a_mistyped_code_is_explained_in_the_language_of_the_page(client: Client) -> None:
    client.cookies.load({settings.LANGUAGE_COOKIE_NAME: "en"})
    page = client.get("/track/", {"code": "1234512345"})
    assert page.status_code == 422
    assert "รหัสเรื่องมี" not in page.text
