"""Pages of the exchange: who may do what there, what is refused in words, and what is never shown again."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from palat.duties.petitions.tests.factories import official
from palat.kernel.accounts.models import User
from palat.kernel.egif.models import Message, Peer
from palat.kernel.egif.operations import telling
from palat.kernel.egif.operations.receiving import receive
from palat.kernel.egif.procedure import Profile
from palat.kernel.history.queries import events_of
from palat.kernel.incoming.models import Item
from palat.kernel.organisation.models import Agency
from palat.kernel.pages.operations import new_key
from palat.launch.doctor import _exchange
from tests.exchange.peers import THEIRS, Listening, a_key, a_letter, a_peer, as_sent

pytestmark = pytest.mark.django_db


def at_desk(post: str) -> Client:
    official(post, at=timezone.now())
    client = Client()
    client.force_login(User.objects.get(username=post))
    return client


def typed(**more: Any) -> dict[str, Any]:
    profile = Profile()
    return {
        "agency_id": Agency.objects.get(code="กฟภ").pk,
        "name": "สารบรรณ กฟภ.",
        "url": "https://ecms.example.go.th/service2",
        **THEIRS,
        "certificate": "",
        "addressing": profile.addressing,
        "to_name": profile.to_name,
        "numbering": profile.numbering,
        "secrecy_codes": "001 002 003 004",
        "urgency_codes": "001 002 003 004",
        "receipts": "on",
        "extras": "on",
        **more,
    }


def test_administrator_connects_an_agency_and_sees_its_address_once() -> None:
    client = at_desk("admin-1")
    made = client.post(reverse("admin_peer_new"), typed(certificate=a_key("กฟภ").pem))
    peer = Peer.objects.get()
    assert "/hooks/exchange/" in made.content.decode()
    assert (peer.tried_on, peer.dialect.remembers, peer.dialect.receipts) == (None, False, True)
    page = client.get(reverse("admin_peer", args=[peer.pk])).content.decode()
    assert "/hooks/exchange/" not in page
    assert "ยังไม่ได้ตรวจยืนยัน" in page
    assert [one.kind for one in events_of("peers")] == ["peer_added"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"url": "ftp://x"}, "https://"),
        ({"url": "http://ecms.example.go.th/"}, "ภายใน"),
        ({"url": "https://user:secret@x.example/"}, "รหัสผ่าน"),
        ({"department": "กรม"}, "รหัสกรม"),
        ({"certificate": "ไม่ใช่"}, "PEM"),
        ({"secrecy_codes": "001 001 002 003"}, "ไม่ซ้ำกัน"),
        ({"secrecy_codes": "001"}, "4 ตัว"),
        ({"addressing": "x"}, ""),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(wrong: dict[str, str], words: str) -> None:
    answer = at_desk("admin-1").post(reverse("admin_peer_new"), typed(**wrong))
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Peer.objects.exists()


def test_second_connection_of_one_agency_is_refused_until_the_first_is_stopped() -> None:
    client = at_desk("admin-1")
    client.post(reverse("admin_peer_new"), typed())
    assert client.post(reverse("admin_peer_new"), typed()).status_code == 422
    first = Peer.objects.get()
    client.post(reverse("admin_peer_act", args=[first.pk, "stop"]))
    client.post(reverse("admin_peer_new"), typed())
    assert Peer.objects.count() == 2
    client.post(reverse("admin_peer_act", args=[first.pk, "resume"]))
    first.refresh_from_db()
    assert first.stopped_at is not None


def test_profile_is_proved_until_it_changes() -> None:
    client = at_desk("admin-1")
    client.post(reverse("admin_peer_new"), typed())
    peer = Peer.objects.get()
    client.post(reverse("admin_peer_act", args=[peer.pk, "proved"]))
    client.post(reverse("admin_peer", args=[peer.pk]), typed(name="ชื่อใหม่"))
    peer.refresh_from_db()
    assert peer.tried_on
    client.post(reverse("admin_peer", args=[peer.pk]), typed(to_name="to"))
    peer.refresh_from_db()
    assert peer.tried_on is None


def test_another_address_ends_the_one_before() -> None:
    peer = a_peer()
    from palat.kernel.egif.addressing import token_of

    before = token_of(peer)
    at_desk("admin-1").post(reverse("admin_peer_act", args=[peer.pk, "address"]))
    assert Client().post(f"/hooks/exchange/{before}/", b"<a/>", "text/xml").status_code == 404


def test_trying_is_told_on_the_page(far: Listening) -> None:
    peer = a_peer(far.url)
    far.answer = lambda _content: (503, b"")
    shown = at_desk("admin-1").post(reverse("admin_peer_act", args=[peer.pk, "try"]), follow=True)
    assert "ติดต่อไม่สำเร็จ" in shown.content.decode()


def sent(client: Client, url: str, **data: str) -> Any:
    """Send a form with the key that makes it count once."""
    return client.post(url, {"once_key": new_key(), **data})


def came(message_id: str = "urn:uuid:1", **more: Any) -> Message:
    content = as_sent(a_letter(**more), message_id=message_id)
    receive(peer=Peer.objects.first() or a_peer(), content=content, at=timezone.now())
    return Message.objects.filter(direction="in").latest("id")


def test_clerk_reads_the_message_saves_it_and_rejects_it_with_a_reason() -> None:
    message = came()
    client = at_desk("clerk-1")
    page = client.get(reverse("exchange_message", args=[message.pk])).content.decode()
    assert "มท ๕๓๐๗.๑/๘๘" in page
    saved = client.get(reverse("exchange_source", args=[message.pk]))
    assert (saved.content, saved["Content-Type"]) == (as_sent(a_letter()), "application/octet-stream")
    assert client.post(reverse("exchange_reject", args=[message.pk]), {"words": ""}).status_code == 422
    sent(client, reverse("exchange_reject", args=[message.pk]), words="ส่งผิดหน่วยงาน")
    assert Item.objects.get().aside == "rejected"
    assert client.get(reverse("exchange_reject", args=[message.pk])).status_code == 404
    assert "ส่งผิดหน่วยงาน" in client.get(reverse("exchange") + "?view=in").content.decode()


def test_classified_letter_is_seen_by_its_registrar_alone() -> None:
    message = came(secrecy="ลับ")
    url = reverse("exchange_message", args=[message.pk])
    assert at_desk("clerk-1").get(url).status_code == 404
    assert at_desk("secret-registrar-1").get(url).status_code == 200


def test_lists_ask_as_often_for_three_letters_as_for_one(django_assert_max_num_queries: Any) -> None:
    came()
    client = at_desk("clerk-1")
    url = reverse("exchange") + "?view=in"
    client.get(url)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        client.get(url)
    came("urn:uuid:2", number="มท 5307.1/90")
    came("urn:uuid:3", number="มท 5307.1/91")
    with CaptureQueriesContext(connection) as three:
        client.get(url)
    assert len(one) == len(three)


def test_number_is_told_again_from_the_page() -> None:
    message = came()
    Message.objects.filter(pk=message.pk).update(state="wrong_number")
    Item.objects.update(state="entered", year=2569, running=7, entered_at=timezone.now())
    client = at_desk("clerk-1")
    assert [row.pk for row in client.get(reverse("exchange") + "?view=look").context["page"].rows] == [message.pk]
    sent(client, reverse("exchange_tell_again", args=[message.pk]))
    assert Message.objects.get(direction="out", kind="accept").said["accept_id"] == "7/2569"
    assert telling.item_entered(item_id=message.item_id or 0, at=timezone.now()) is None


def test_doctor_names_peers_that_do_not_answer_and_certificates_that_end(settings: Any) -> None:
    assert _exchange().well
    peer = a_peer(certificate=a_key("กฟภ").pem)
    assert (_exchange().well, _exchange().said) == (True, "1")
    for wrong in ({"failure": "HTTP 503"}, {"certificate": a_key("เก่า", ended=True).pem}):
        Peer.objects.filter(pk=peer.pk).update(**wrong)
        assert (_exchange().well, peer.name in _exchange().said) == (False, True)
        Peer.objects.filter(pk=peer.pk).update(failure="", certificate="")
    settings.EGIF_MINISTRY = ""
    assert "PALAT_EGIF_MINISTRY" in _exchange().said
