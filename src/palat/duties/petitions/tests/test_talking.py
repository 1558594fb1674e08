"""A petition told in LINE, from the signed webhook to the tracking code; forged, repeated and late ones do no harm."""

import json
import secrets
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from palat.duties.petitions.models import Petition, Talk, TalkPicture
from palat.duties.petitions.operations import outgoing, pictures, talking
from palat.duties.petitions.operations.intake import Matter
from palat.duties.petitions.tests.factories import petition
from palat.kernel.history.queries import events_of
from palat.kernel.identities.models import Person
from palat.kernel.identities.queries import fields_given, gave_same
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.queries.visibility import visible_attachments
from palat.kernel.notices.channels.going import Unavailable
from palat.kernel.notices.models import Notice, Wish
from palat.kernel.notices.operations.delivering import deliver
from palat.kernel.notices.stand_in import ME, Providers, line_event, signed_by_line
from palat.kernel.notices.tests.conftest import LINE_SECRET, listening, providers

pytestmark = pytest.mark.django_db
__all__ = ["listening", "providers"]
URL = "/hooks/line/"
STORY = "ไฟถนนหน้าโรงเรียนดับมาสามคืนแล้ว มืดมาก"


def send(client: Client, *events: dict[str, Any], secret: str = LINE_SECRET) -> int:
    body = json.dumps({"destination": "U" + "f" * 32, "events": list(events)}).encode()
    headers = {"X-Line-Signature": signed_by_line(body, secret)}
    return client.post(URL, body, content_type="application/json", headers=headers).status_code


def text(words: str, **more: Any) -> dict[str, Any]:
    return line_event({"type": "text", "text": words}, **more)


def answers(providers: Providers) -> list[str]:
    """Deliver what waits and return what was said in the chat."""
    for number in Notice.objects.filter(channel="line", state="waiting").order_by("pk").values_list("pk", flat=True):
        deliver(notice_id=number, at=timezone.now())
    return [one["messages"][0]["text"] for one in providers.of("line")]


def tell(client: Client, *words: str, **more: Any) -> None:
    for one in words:
        assert send(client, text(one, **more)) == 200


def filed(client: Client) -> Matter:
    tell(client, STORY, "ตลาดบางพูด จังหวัดนนทบุรี", "ข้าม", "สมมุติ ตัวอย่าง 0812345678", "ส่ง")
    return Petition.objects.select_related("matter").latest("pk").matter


def test_from_the_first_word_to_the_code(client: Client, providers: Providers) -> None:
    matter = filed(client)
    row = Petition.objects.get(pk=matter.pk)
    assert (row.channel, row.text, row.place_words) == ("line", STORY, "ตลาดบางพูด จังหวัดนนทบุรี")
    assert set(fields_given(row.person_id or 0)) == {"line_id", "full_name", "phone"}
    assert gave_same(person_id=row.person_id or 0, field="line_id", value=ME)
    wish = Wish.objects.get(pk=row.person_id)
    assert (wish.channel, wish.language) == ("line", "th")
    said = answers(providers)
    assert matter.code[:5] in said[-1]
    assert f"/track/{matter.code}/" in said[-1]
    assert all(STORY not in one and "สมมุติ" not in one for one in said)
    assert Talk.objects.get().step == ""


def test_news_of_it_is_told_in_the_chat_with_the_link_alone(client: Client, providers: Providers) -> None:
    matter = filed(client)
    outgoing.tell_petitioner(matter_id=matter.pk, what="result", at=timezone.now())
    said = answers(providers)[-1]
    assert "แจ้งผลการพิจารณา" in said
    assert STORY not in said
    page = client.get(said[said.index("/track/") :].split()[0])
    assert page.status_code == 200
    assert Notice.objects.get(kind="petition.result").read_at is not None


def test_a_forged_signature_is_refused_and_leaves_nothing(client: Client, providers: Providers) -> None:
    assert send(client, text(STORY), secret="another") == 403
    body = json.dumps({"events": [text(STORY)]}).encode()
    assert client.post(URL, body, content_type="application/json").status_code == 403
    assert not Talk.objects.exists()
    assert not Notice.objects.exists()


def test_without_a_secret_there_is_no_such_address(client: Client, settings: Any) -> None:
    settings.LINE_SECRET = ""
    assert send(client, text(STORY), secret="") == 404


def test_the_same_message_sent_again_is_taken_once(client: Client, providers: Providers) -> None:
    event = text(STORY)
    again = {**event, "deliveryContext": {"isRedelivery": True}, "replyToken": secrets.token_hex(16)}
    assert send(client, event) == send(client, again) == send(client, event) == 200
    assert Talk.objects.get().text == STORY
    assert Notice.objects.count() == 1


def test_messages_in_the_wrong_order_are_put_right(client: Client, providers: Providers) -> None:
    first, second, third = (text(words) for words in (STORY, "ตลาดบางพูด", "ลืมบอกว่าเสาไฟก็เอียงด้วย"))
    for place, event in enumerate((first, third, second)):
        event["timestamp"] = 1_780_000_000_000 + place * 1000
    assert send(client, second, first) == 200  # within one request they are sorted
    assert send(client, third) == 200
    talk = Talk.objects.get()
    assert talk.text == f"{STORY}\nลืมบอกว่าเสาไฟก็เอียงด้วย"
    assert (talk.step, talk.place) == ("pictures", "ตลาดบางพูด")


def test_what_comes_late_is_added_to_the_petition_that_was_sent(client: Client, providers: Providers) -> None:
    matter = filed(client)
    late = text("ลืมบอกว่าเกิดขึ้นทุกคืน")
    late["timestamp"] -= 60_000
    Talk.objects.update(last_at=late["timestamp"] + 50_000)
    assert send(client, late) == 200
    assert events_of(f"matter:{matter.pk}")[-1].body["from_petitioner"] == "ลืมบอกว่าเกิดขึ้นทุกคืน"


def test_pictures_are_fetched_and_go_with_the_petition(client: Client, providers: Providers) -> None:
    tell(client, STORY, "ข้าม")
    for _each in range(2):
        assert send(client, line_event({"type": "image", "id": str(secrets.randbelow(10**15))})) == 200
    first, second = TalkPicture.objects.order_by("pk")
    pictures.fetch_picture(picture_id=first.pk, at=timezone.now())
    tell(client, "พอแล้ว", "ข้าม", "ส่ง")
    matter = Petition.objects.get().matter
    assert visible_attachments(citizen(matter.pk), matter).count() == 1
    for _again in range(2):  # the second one comes later, once
        pictures.fetch_picture(picture_id=second.pk, at=timezone.now())
    assert visible_attachments(citizen(matter.pk), matter).count() == 2


def test_pictures_are_held_still_while_a_petition_is_sent(client: Client, providers: Providers) -> None:
    """One that a job keeps meanwhile would be in neither: read as not here yet, and without a petition to go to."""
    tell(client, STORY, "ข้าม")
    send(client, line_event({"type": "image", "id": "7"}))
    tell(client, "พอแล้ว", "ข้าม")
    with CaptureQueriesContext(connection) as asked:
        tell(client, "ส่ง")
    of_pictures = [one["sql"] for one in asked if '"petitions_talkpicture"' in one["sql"]]
    assert of_pictures[0].startswith("SELECT")
    assert of_pictures[0].endswith("FOR UPDATE")


def test_a_picture_that_is_none_is_lost_and_harms_nothing(client: Client, providers: Providers) -> None:
    tell(client, STORY, "ข้าม")
    providers.pictures["13"] = b"\x7fELF\x02\x01\x01" + bytes(90)
    send(client, line_event({"type": "image", "id": "13"}))
    pictures.fetch_picture(picture_id=TalkPicture.objects.get().pk, at=timezone.now())
    assert TalkPicture.objects.get().lost
    tell(client, "พอแล้ว", "ข้าม", "ส่ง")
    assert Petition.objects.count() == 1


def test_cancelling_forgets_what_was_told(client: Client, providers: Providers) -> None:
    tell(client, STORY, "ตลาด", "ข้าม", "สมมุติ ตัวอย่าง", "ยกเลิก")
    talk = Talk.objects.get()
    assert (talk.step, talk.text, talk.place) == ("", "", "")
    assert fields_given(talk.person_id or 0) == {"line_id"}
    assert not Petition.objects.exists()


def test_the_next_petition_bears_no_name_that_was_not_told_for_it(client: Client, providers: Providers) -> None:
    first = filed(client)
    assert set(fields_given(Talk.objects.get().person_id or 0)) == {"line_id"}
    tell(client, "ท่อประปาแตกหน้าตลาดตั้งแต่เมื่อวาน", "ข้าม", "ข้าม", "ข้าม", "ส่ง")
    second = Petition.objects.latest("pk")
    assert second.pk != first.pk
    assert set(fields_given(second.person_id or 0)) == {"line_id"}
    assert "ไม่บอกชื่อ" in answers(providers)[-2]
    assert "full_name" in fields_given(Petition.objects.get(pk=first.pk).person_id or 0)


def test_a_conversation_that_is_left_is_forgotten_with_who_told_it(client: Client, providers: Providers) -> None:
    tell(client, STORY, "ตลาด")
    talk = Talk.objects.get()
    assert talking.forget_left(at=talk.expires_at - timedelta(seconds=1)) == 0
    assert talking.forget_left(at=talk.expires_at) == 1
    talk.refresh_from_db()
    assert (talk.text, talk.person) == ("", None)
    assert Person.objects.latest("pk").erased_at is not None
    tell(client, "สวัสดี")
    assert Talk.objects.get().text == ""


def test_how_far_a_petition_is_is_told_by_its_code_alone(client: Client, providers: Providers) -> None:
    matter = petition(text="เรื่องลับของใครบางคน", at=timezone.now())
    tell(client, f"สถานะ {matter.code}", "สถานะ 123451234512346")
    known, unknown = answers(providers)
    assert f"/track/{matter.code}/" in known
    assert "เรื่องลับ" not in known
    assert "ไม่พบ" in unknown


def test_news_of_a_petition_filed_elsewhere_can_be_had_here(client: Client, providers: Providers) -> None:
    matter = petition(person={"email": "a@example.org"}, at=timezone.now())
    tell(client, f"ติดตาม {matter.code}")
    person_id = Petition.objects.get(pk=matter.pk).person_id
    assert Wish.objects.get(pk=person_id).channel == "line"
    tell(client, f"ติดตาม {matter.code}", user="U" + "a" * 32)  # another account does not take it over
    assert gave_same(person_id=person_id or 0, field="line_id", value=ME)
    assert "1111" in answers(providers)[-1]


def test_english_from_the_moment_it_is_asked_for(client: Client, providers: Providers) -> None:
    tell(client, "English", "The street light is broken since Monday", "Skip", "Done", "Skip", "Send")
    said = answers(providers)
    assert "What happened" not in said[0]
    assert "Where?" in said[1]
    assert "We have your petition" in said[-1]
    assert Wish.objects.get().language == "en"


def test_danger_to_life_is_told_whom_to_call(client: Client, providers: Providers) -> None:
    tell(client, "ตอนนี้ไฟกำลังไหม้บ้าน มีคนติดอยู่ข้างใน")
    assert answers(providers)[0].startswith("ถ้ามีคนอยู่ในอันตราย")


def test_closing_the_chat_ends_its_notices(client: Client, providers: Providers) -> None:
    filed(client)
    assert send(client, line_event(None, type="unfollow")) == 200
    assert Wish.objects.get().channel == "none"
    assert Talk.objects.get().person is None


def test_whoever_writes_like_a_machine_is_heard_no_more(
    client: Client, providers: Providers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(talking, "MOST_AN_HOUR", 3)
    tell(client, *["สวัสดี"] * 6)
    assert len(answers(providers)) == 4  # three answers, and once that it is too much


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b'{"events": 7}',
        b"[" * 100_000,
        json.dumps({"events": [{"type": "message"}] * 101}).encode(),
    ],
)
def test_what_is_not_as_line_writes_it_is_refused(body: bytes, client: Client, providers: Providers) -> None:
    headers = {"X-Line-Signature": signed_by_line(body, LINE_SECRET)}
    assert client.post(URL, body, content_type="application/json", headers=headers).status_code == 400


@pytest.mark.parametrize(
    "change",
    [
        {"source": {"type": "group", "groupId": "C1", "userId": ME}},
        {"source": {"type": "user", "userId": "U1'; DROP TABLE"}},
        {"timestamp": "now"},
        {"timestamp": True},
        {"webhookEventId": ""},
        {"message": {"type": "text", "text": {"a": 1}, "id": 5}},
        {"message": ["text"]},
        {"type": "beacon"},
        {"mode": "standby"},
    ],
)
def test_odd_events_are_left_out_and_harm_nothing(change: dict[str, Any], client: Client, providers: Providers) -> None:
    assert send(client, {**text(STORY), **change}) == 200
    assert not Talk.objects.exclude(text="").exists()


def test_a_text_without_end_is_cut(client: Client, providers: Providers) -> None:
    assert send(client, text("ก" * 100_000)) == 200
    assert len(Talk.objects.get().text) == 5_000


def test_a_body_larger_than_anything_is_not_read(client: Client, providers: Providers) -> None:
    assert client.post(URL, b"x" * 1_000_001, content_type="application/json").status_code == 413


def test_line_that_does_not_answer_lets_the_job_come_again(client: Client, providers: Providers) -> None:
    tell(client, STORY, "ข้าม")
    send(client, line_event({"type": "image", "id": "42"}))

    def away(_message_id: str) -> bytes:
        raise Unavailable

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures, "fetch", away)
        number = TalkPicture.objects.get().pk
        with pytest.raises(Unavailable):
            pictures.fetch_picture(picture_id=number, at=timezone.now())
    assert not TalkPicture.objects.get().lost
