"""Webhooks: signed, told once each, never to an address inside, with secrets that can be changed without a gap."""

import ipaddress
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from palat.kernel.history.queries import events_of
from palat.kernel.notices.channels.going import Refused, Unavailable
from palat.kernel.notices.channels.http import public_address
from palat.kernel.notices.keeping import NotAllowed
from palat.kernel.notices.models import Notice, Receiver
from palat.kernel.notices.operations import outcomes, receivers
from palat.kernel.notices.operations.delivering import deliver
from palat.kernel.notices.operations.receivers import UnableToKeepReceiver, Wanted, tell_receivers
from palat.kernel.notices.operations.telling import News
from palat.kernel.notices.signing import is_signed, secrets_of, signature
from palat.kernel.notices.stand_in import Providers, StandIn
from palat.kernel.notices.tests.conftest import NOW, administrator, notice, shift_leader
from palat.kernel.organisation.models import Agency

pytestmark = pytest.mark.django_db
NEWS = News("petition.referral", about="matter:7")


def wanted(listening: StandIn | None = None, **more: Any) -> Wanted:
    url = f"{listening.url}/receiver" if listening else "https://system.example/palat"
    agency = Agency.objects.get(code="กฟภ")
    given = {"name": "ระบบรับเรื่อง", "url": url, "agency_id": agency.pk, "allow_private": bool(listening)}
    return Wanted(**{**given, **more})


@pytest.fixture
def receiver(listening: StandIn, providers: Providers) -> Receiver:
    made, secret = receivers.add(wanted=wanted(listening), by=administrator(), at=NOW)
    providers.receiver_secrets = (secret,)
    return made


def tell(receiver: Receiver) -> Notice:
    told = {"matter": "123451234512345", "track": 5}
    assert tell_receivers(NEWS, agency_id=receiver.agency_id, told=told, at=timezone.now()) == 1
    return Notice.objects.filter(channel="webhook").latest("pk")


def test_an_event_arrives_signed_and_says_codes_alone(receiver: Receiver, providers: Providers) -> None:
    one = tell(receiver)
    deliver(notice_id=one.pk, at=timezone.now())
    one.refresh_from_db()
    assert (one.state, one.status) == ("sent", "HTTP 200")
    event = providers.of("webhook")[0]["event"]
    assert set(event) == {"id", "kind", "at", "agency", "matter", "track"}


def test_other_agencies_and_other_kinds_are_not_told(receiver: Receiver) -> None:
    other = Agency.objects.exclude(pk=receiver.agency_id).first()
    assert other is not None
    assert tell_receivers(NEWS, agency_id=other.pk, told={}, at=NOW) == 0
    Receiver.objects.update(kinds=["petition.recall"])
    assert tell_receivers(NEWS, agency_id=receiver.agency_id, told={}, at=NOW) == 0


def test_one_that_was_stopped_is_told_nothing_until_it_is_told_again(receiver: Receiver) -> None:
    receivers.stop(receiver_id=receiver.pk, by=administrator(), at=NOW)
    assert tell_receivers(NEWS, agency_id=receiver.agency_id, told={}, at=NOW) == 0
    receivers.stop(receiver_id=receiver.pk, by=administrator(), at=NOW, again=True)
    assert tell_receivers(NEWS, agency_id=receiver.agency_id, told={}, at=NOW) == 1


def test_a_replay_is_another_delivery_of_the_same_event(receiver: Receiver, providers: Providers) -> None:
    one = tell(receiver)
    deliver(notice_id=one.pk, at=timezone.now())
    copy = outcomes.replay(notice_id=one.pk, by=administrator(), at=timezone.now())
    deliver(notice_id=copy.pk, at=timezone.now())
    first, second = providers.of("webhook")
    assert first["event"] == second["event"]
    assert first["key"] != second["key"]
    assert second["again"]
    with pytest.raises(NotAllowed):
        outcomes.replay(notice_id=one.pk, by=shift_leader(), at=NOW)


def test_a_receiver_that_fails_is_tried_again_later_with_the_same_event(
    receiver: Receiver, providers: Providers
) -> None:
    one = tell(receiver)
    providers.failing = [500]
    deliver(notice_id=one.pk, at=timezone.now())
    one.refresh_from_db()
    assert one.state == "waiting"
    assert one.next_at is not None
    deliver(notice_id=one.pk, at=one.next_at)
    assert len(providers.of("webhook")) == 1


def test_a_redirection_is_not_followed(receiver: Receiver, providers: Providers) -> None:
    one = tell(receiver)
    providers.failing = [302]
    deliver(notice_id=one.pk, at=timezone.now())
    one.refresh_from_db()
    assert (one.state, one.failure, one.status) == ("failed", "refused", "HTTP 302")


def test_after_a_change_of_secret_both_sign_for_a_week(receiver: Receiver, providers: Providers) -> None:
    old = providers.receiver_secrets[0]
    new = receivers.rotate(receiver_id=receiver.pk, by=administrator(), at=NOW)
    receiver.refresh_from_db()
    assert new != old
    assert secrets_of(receiver, at=NOW + timedelta(days=6)) == [new, old]
    assert secrets_of(receiver, at=NOW + timedelta(days=7)) == [new]
    assert {one.kind for one in events_of("receivers")} == {"receiver_added", "receiver_secret_changed"}
    assert all(new not in str(one.facts) for one in events_of("receivers"))


def test_a_signature_is_of_these_bytes_this_secret_and_this_moment() -> None:
    header = signature(b"{}", ["one", "two"], at=NOW)
    assert is_signed(b"{}", header, ["two"], at=NOW)
    assert not is_signed(b"{ }", header, ["two"], at=NOW)
    assert not is_signed(b"{}", header, ["three"], at=NOW)
    assert not is_signed(b"{}", header, [""], at=NOW)
    assert not is_signed(b"{}", header, ["one"], at=NOW + timedelta(minutes=6))
    assert not is_signed(b"{}", "t=x,v1=" + "0" * 64, ["one"], at=NOW)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "169.254.169.254",
        "::1",
        "fe80::1",
        "::ffff:10.0.0.1",
        "224.0.0.1",
    ],
)
def test_no_name_leads_inside(address: str) -> None:
    with pytest.raises(Refused, match="private_address"):
        public_address("x.example", 443, allowed=(), resolve=lambda *_: [address])
    with pytest.raises(Refused):  # nor one of several
        public_address("x.example", 443, allowed=(), resolve=lambda *_: ["8.8.8.8", address])


def test_only_the_networks_that_were_allowed() -> None:
    allowed = (ipaddress.ip_network("10.20.0.0/16"),)
    assert public_address("x", 443, allowed=allowed, resolve=lambda *_: ["10.20.3.4"]) == "10.20.3.4"
    with pytest.raises(Refused):
        public_address("x", 443, allowed=allowed, resolve=lambda *_: ["10.21.3.4"])
    with pytest.raises(Unavailable):
        public_address("x", 443, allowed=allowed, resolve=lambda *_: [])


def test_an_inside_address_is_refused_even_if_it_was_public_when_it_was_kept(receiver: Receiver) -> None:
    Receiver.objects.update(allow_private=False)
    one = tell(receiver)
    deliver(notice_id=one.pk, at=timezone.now())
    one.refresh_from_db()
    assert (one.state, one.failure) == ("failed", "private_address")


@pytest.mark.parametrize(
    "change",
    [
        {"url": "ftp://x.example/"},
        {"url": "https://"},
        {"url": "https://user:word@x.example/"},
        {"url": "http://x.example/"},
        {"url": "https://x.example:99999/"},
        {"name": " "},
        {"kinds": ["petition.unknown"]},
    ],
)
def test_what_cannot_be_a_receiver_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(UnableToKeepReceiver):
        receivers.add(wanted=replace(wanted(), **change), by=administrator(), at=NOW)


def test_no_network_inside_may_be_used_where_none_is_allowed(settings: Any) -> None:
    settings.WEBHOOK_NETWORKS = []
    with pytest.raises(UnableToKeepReceiver):
        receivers.add(wanted=wanted(allow_private=True), by=administrator(), at=NOW)


def test_only_the_administrator_keeps_receivers(receiver: Receiver) -> None:
    by = shift_leader()
    for act in (
        lambda: receivers.add(wanted=wanted(), by=by, at=NOW),
        lambda: receivers.change(receiver_id=receiver.pk, wanted=wanted(), by=by, at=NOW),
        lambda: receivers.rotate(receiver_id=receiver.pk, by=by, at=NOW),
        lambda: receivers.stop(receiver_id=receiver.pk, by=by, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()


# Receipts of the gateway ------------------------------------------------------------------------------------------


def receipt(client: Any, told: Any, by: str = "receipts") -> Any:
    body = json.dumps(told).encode()
    headers = {"Palat-Signature": signature(body, [by], at=timezone.now())}
    return client.post("/hooks/sms/", body, content_type="application/json", headers=headers)


def test_a_receipt_sets_the_state_once(client: Any, providers: Providers) -> None:
    one = notice("sms")
    deliver(notice_id=one.pk, at=NOW)
    one.refresh_from_db()
    told = {"id": one.provider_ref, "state": "delivered"}
    assert receipt(client, told, by="forged").status_code == 403
    assert [receipt(client, told).json() for _again in range(2)] == [{"known": True}, {"known": False}]
    one.refresh_from_db()
    assert one.state == "delivered"
    assert receipt(client, {"id": one.provider_ref, "state": "undelivered"}).json() == {"known": True}
    assert receipt(client, {"id": "unknown", "state": "delivered"}).json() == {"known": False}
    assert receipt(client, {"id": "", "state": "delivered"}).json() == {"known": False}
    assert receipt(client, ["x"]).status_code == 400
