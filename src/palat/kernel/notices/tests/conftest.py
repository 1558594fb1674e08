"""Providers on this machine, people with addresses, and words of a kind that tests bring."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from palat.kernel.accounts.models import User
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.identities.operations import create_person
from palat.kernel.notices.models import Notice
from palat.kernel.notices.operations.telling import put
from palat.kernel.notices.stand_in import ME, Providers, StandIn
from palat.kernel.organisation.models import Official, Post
from palat.kernel.organisation.operations import appoint
from palat.kernel.organisation.procedure import Authority
from palat.kernel.organisation.queries import authority_of, forget

NOW = datetime(2026, 6, 8, 3, 0, tzinfo=UTC)
LINE_SECRET = "line-secret-of-tests"


@pytest.fixture(scope="session")
def listening() -> Iterator[StandIn]:
    """The providers, listening."""
    server = StandIn(0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def providers(listening: StandIn, settings: Any) -> Providers:
    """Fresh providers, and settings that lead to them."""
    listening.providers = Providers(line_secret=LINE_SECRET)
    settings.SMS_URL, settings.SMS_TOKEN = f"{listening.url}/sms", "token"
    settings.LINE_URL = settings.LINE_DATA_URL = listening.url
    settings.LINE_TOKEN, settings.LINE_SECRET = "token", LINE_SECRET
    settings.SMS_HOOK_SECRET = "receipts"
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    return listening.providers


def somebody(**fields: str) -> int:
    """Seal a person and return the number."""
    given = {"email": "somsmut@example.org", "phone": "081-234-5678", "line_id": ME} | fields
    return create_person(kind="natural", fields={k: v for k, v in given.items() if v}, at=NOW).pk


def notice(channel: str, *, at: datetime = NOW, **more: Any) -> Notice:
    """Put a notice to a new person into the outbox."""
    given: dict[str, Any] = {"subject": "มีความเคลื่อนไหว", "body": "เปิดดู", "about": "matter:7", "made_at": at}
    if "address" not in more and "person_id" not in more:
        given["person_id"] = somebody()
    made = put(Notice(id=ids.take(), channel=channel, **given | more))
    assert made is not None
    return made


def administrator() -> Authority:
    """Who looks after the system."""
    return _holder("admin-1")


def shift_leader() -> Authority:
    """Who leads a shift."""
    return _holder("shift-1")


def clerk() -> Authority:
    """Somebody who does not look after the outbox."""
    return _holder("intake-1")


def _holder(code: str) -> Authority:
    user, made = User.objects.get_or_create(username=code)
    if made:
        person = Official.objects.create(user=user, given_name="สมมุติ", family_name=code)
        post = Post.objects.get(code=code)
        appoint(post_id=post.pk, official_id=person.pk, valid_from=date(2020, 1, 1), at=NOW, by="test")
    forget()
    return authority_of(user_id=user.pk, on=legal_date(NOW))
