"""Peers that keep what waits for us in a queue: asked, taken from once, and nothing is lost by a crash between."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from lxml import etree

from palat.kernel.calendar.counting import legal_date
from palat.kernel.egif.models import Message, Peer, Refusal
from palat.kernel.egif.operations import collecting
from palat.kernel.egif.procedure import Profile
from palat.kernel.egif.wire import writing
from palat.kernel.incoming.models import Item
from palat.kernel.registers.models import Register
from tests.exchange.peers import Listening, a_letter, a_peer, as_sent

pytestmark = pytest.mark.django_db
COLLECTS = Profile(collects=True)


def response_with(content: bytes, process: str) -> bytes:
    """Return a message as a queue gives it: within the answer to our asking, with the number of its process."""
    sent = etree.fromstring(content)
    request = next(sent.iter(writing.REQUEST))
    request.tag = "CorrespondenceLetterInboundResponse"
    number = etree.Element("ProcessID")
    number.text = process
    request.insert(0, number)
    return writing.as_bytes(sent)


def queue_of(*waiting: bytes, deletes: bool = True) -> Callable[[bytes], tuple[int, bytes]]:
    """Return how a queue answers that holds these messages."""
    held = {f"P-{place}": one for place, one in enumerate(waiting, start=1)}

    def answer(content: bytes) -> tuple[int, bytes]:
        root = etree.fromstring(content)
        taken = root.findtext(f".//{writing.DELETE}/ProcessID")
        if taken:
            if not deletes:
                return 503, b""
            held.pop(taken, None)
            return 200, writing.response(writing.DELETE, process_id=taken, at=timezone.now())
        process = next(iter(held), None)
        if process is None:
            return 200, writing.response(writing.ASK, at=timezone.now())
        return 200, response_with(held[process], process)

    return answer


def collected(peer: Peer) -> int:
    return collecting.collect(peer_id=peer.pk, at=timezone.now())


def test_everything_that_waits_is_taken_and_taken_out(far: Listening) -> None:
    peer = a_peer(far.url, profile=COLLECTS)
    far.answer = queue_of(as_sent(a_letter()), as_sent(a_letter("มท 5307.1/89"), message_id="urn:uuid:2"))
    assert (collecting.due(), collected(peer)) == ([peer.pk], 2)
    assert [one.told["paper_number"] for one in Item.objects.order_by("id")] == ["มท 5307.1/88", "มท 5307.1/89"]
    assert {one.process_id for one in Message.objects.filter(direction="in")} == {"P-1", "P-2"}
    assert collected(peer) == 0
    peer.refresh_from_db()
    assert (peer.failure, peer.asked_at is not None) == ("", True)


def test_message_given_again_because_it_could_not_be_taken_out_is_known(far: Listening) -> None:
    peer = a_peer(far.url, profile=COLLECTS)
    far.answer = queue_of(as_sent(a_letter()), deletes=False)
    for _time in range(2):
        collected(peer)
    peer.refresh_from_db()
    assert (Item.objects.count(), peer.failure) == (1, "HTTP 503")
    far.answer = queue_of(as_sent(a_letter()))
    collected(peer)
    assert Item.objects.count() == 1


def test_while_no_register_is_open_it_waits_there_and_the_peer_says_why(far: Listening) -> None:
    peer, open_until = a_peer(far.url, profile=COLLECTS), Register.objects.filter(kind="letter_in")
    far.answer = queue_of(as_sent(a_letter()))
    open_until.update(valid_to=legal_date(timezone.now()))
    assert collected(peer) == 0
    peer.refresh_from_db()
    assert (peer.failure, Item.objects.count()) == ("NoRegister", 0)
    open_until.update(valid_to=None)
    assert collected(peer) == 1
    peer.refresh_from_db()
    assert (peer.failure, Item.objects.count()) == ("", 1)


def test_what_is_not_taken_does_not_stand_before_the_rest(far: Listening) -> None:
    peer = a_peer(far.url, profile=COLLECTS)
    forged = as_sent(a_letter(sender=a_letter().sender.__class__(ministry="9", department="99999")))
    far.answer = queue_of(forged, as_sent(a_letter("มท 5307.1/89"), message_id="urn:uuid:2"))
    assert collected(peer) == 2
    assert (Item.objects.count(), Refusal.objects.get().why) == (1, "other_party")


@pytest.mark.parametrize(
    ("status", "body", "well", "why"),
    [
        (200, writing.response(writing.ASK, at=timezone.now()), True, ""),
        (200, b"<html>login</html>", False, "unavailable"),
        (200, b"<a/>", False, "unavailable"),
        (200, writing.response(writing.REQUEST, process_id="1", at=timezone.now()), False, "refused"),
        (404, b"", False, "refused"),
        (503, b"", False, "unavailable"),
        (500, writing.fault("x", "no"), False, "refused"),
        (302, b"", False, "refused"),
    ],
)
def test_trying_a_connection_says_what_came_of_it_and_takes_nothing(
    far: Listening, status: int, body: bytes, well: bool, why: str
) -> None:
    far.answer = lambda _content: (status, body)
    tried = collecting.try_peer(a_peer(far.url), at=timezone.now())
    assert (tried.well, tried.why) == (well, why)
    assert not Message.objects.exists()


def test_peers_that_bring_their_messages_or_are_stopped_are_not_asked(settings: Any) -> None:
    a_peer()
    a_peer(agency="กปภ", profile=COLLECTS, stopped_at=timezone.now())
    assert collecting.due() == []
    Peer.objects.update(stopped_at=None)
    settings.EGIF_DEPARTMENT = ""
    assert collecting.due() == []


def test_peer_out_of_reach_is_noted(settings: Any) -> None:
    peer = a_peer(profile=COLLECTS)
    assert collected(peer) == 0
    peer.refresh_from_db()
    assert peer.failure
