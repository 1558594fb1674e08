"""A petitioner chooses how to be told, when filing and later by the code; the matter shows how far each notice came."""

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations import outgoing, wishes
from palat.duties.petitions.operations.wishes import Chosen
from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.duties.petitions.tests.test_deciding import at_desk
from palat.kernel.identities.queries import fields_given
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.operations.acts import NotAuthorised
from palat.kernel.notices.models import Notice, Wish
from palat.kernel.pages.operations import new_key

pytestmark = pytest.mark.django_db
TEXT = "น้ำประปาไม่ไหลมาสามวันแล้ว เด็กเล็กในบ้านไม่มีน้ำใช้"


def file(client: Client, **typed: str) -> Any:
    return client.post("/petitions/new/", {"once_key": new_key(), "go": "send", "text": TEXT, **typed})


def test_who_files_chooses_text_messages_in_english(client: Client, settings: Any) -> None:
    settings.SMS_URL = "http://127.0.0.1:9/sms"
    client.cookies.load({django_settings.LANGUAGE_COOKIE_NAME: "en"})
    assert file(client, answer_by="sms").status_code == 422  # to which telephone?
    assert file(client, answer_by="sms", phone="0812345678").status_code == 302
    wish = Wish.objects.get(pk=Petition.objects.get().person_id)
    assert (wish.channel, wish.language) == ("sms", "en")


def test_a_channel_that_is_not_set_up_is_not_offered(client: Client, settings: Any) -> None:
    settings.SMS_URL = ""
    page = client.post("/petitions/new/", {"once_key": new_key(), "go": "who", "text": TEXT}).text
    assert 'value="sms"' not in page
    assert file(client, answer_by="sms", phone="0812345678").status_code == 422


def test_who_says_nothing_of_it_keeps_the_usual_way(client: Client) -> None:
    file(client, email="a@example.org")
    assert not Wish.objects.exists()


def test_it_is_changed_on_the_page_of_the_code_without_showing_an_address(client: Client) -> None:
    matter = petition(person={"email": "somsmut@example.org"})
    url = f"/track/{matter.code}/"
    page = client.get(url).text
    assert "แจ้งทางอีเมล เป็นภาษาไทย" in page
    assert "somsmut" not in page
    client.post(f"{url}notices/", {"channel": "none", "language": "en"})
    assert "ไม่แจ้ง คุณเปิดดูเองด้วยรหัสเรื่อง" in client.get(url).text
    refused = client.post(f"{url}notices/", {"channel": "email", "language": "th", "address": "thief@example.org"})
    assert refused.status_code == 422
    assert "จึงยังไม่เปลี่ยน" in refused.text


def test_who_named_no_way_may_do_so_later_and_stays_without_a_name(client: Client) -> None:
    matter = petition()
    client.post(f"/track/{matter.code}/notices/", {"channel": "email", "language": "th", "address": "a@example.org"})
    row = Petition.objects.get(pk=matter.pk)
    assert row.anonymous
    assert fields_given(row.person_id or 0) == {"email"}
    outgoing.tell_petitioner(matter_id=matter.pk, what="message", at=NOW)
    assert Notice.objects.get().channel == "email"


def test_only_the_holder_of_this_code_chooses() -> None:
    mine, other = petition(person={"email": "a@example.org"}), petition()
    for by in (citizen(other.pk), official("officer-1")):
        with pytest.raises(NotAuthorised):
            wishes.choose(matter_id=mine.pk, chosen=Chosen("none", "th"), by=by, at=NOW)
    assert not Wish.objects.exists()


def test_the_page_says_that_the_last_notice_did_not_arrive(client: Client) -> None:
    matter = petition(person={"email": "a@example.org"})
    outgoing.acknowledge(matter_id=matter.pk, at=NOW)
    assert "ส่งไม่ถึง" not in client.get(f"/track/{matter.code}/").text
    Notice.objects.update(state="bounced", failure="no_mailbox")
    assert "ส่งไม่ถึง" in client.get(f"/track/{matter.code}/").text


def test_the_officers_page_shows_how_far_each_notice_came() -> None:
    matter = petition(person={"email": "a@example.org"})
    outgoing.acknowledge(matter_id=matter.pk, at=NOW)
    Notice.objects.update(state="bounced", failure="no_mailbox", status="5.1.1", read_at=NOW)
    page = at_desk("officer-1").get(f"/desk/petitions/{matter.code}/").text
    for words in ("การแจ้งผู้ร้อง", "ตีกลับ", "ไม่มีผู้รับตามที่อยู่นี้ (5.1.1)", "เปิดลิงก์แล้ว"):
        assert words in page
    assert "a@example.org" not in page


def test_the_link_in_a_notice_is_read_when_it_is_opened(client: Client) -> None:
    matter = petition(person={"email": "a@example.org"})
    outgoing.acknowledge(matter_id=matter.pk, at=NOW)
    one = Notice.objects.get()
    path = one.link[one.link.index("/track/") :]
    assert client.get(path.replace("?n=", "?n=x")).status_code == 200
    assert Notice.objects.get().read_at is None
    client.get(path)
    assert Notice.objects.get().read_at is not None
