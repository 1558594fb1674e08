"""Providers on this machine, people with addresses, and words of a kind that tests bring."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from palat.kernel.history import ids
from palat.kernel.identities.operations import create_person
from palat.kernel.notices.models import Notice
from palat.kernel.notices.operations.telling import put
from palat.kernel.notices.stand_in import ME, Providers, StandIn

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
