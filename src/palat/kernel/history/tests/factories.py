"""A small history: two chains that grew over two days, something said in each event."""

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection

from palat.kernel.history.models import Event
from palat.kernel.history.operations import append, cut_root

NOW = datetime(2026, 6, 8, 3, 0, tzinfo=UTC)
TODAY = date(2026, 6, 8)


def told(chain: str, *, at: datetime = NOW, said: str = "ถ้อยคำ", **how: Any) -> Event:
    """Append one event in which something was said."""
    given: dict[str, Any] = {"kind": "done", "actor": "official:1", "facts": {"number": 1}, "basis": "holding:1"}
    return append(chain=chain, at=at, body={"words": said}, **{**given, **how})


def two_days() -> None:
    """Write two chains over two days, each day with its root."""
    for _each in range(3):
        told("one")
    told("two", public=True)
    settle()
    cut_root(day=TODAY, at=NOW)
    later = NOW + timedelta(days=1)
    told("one", at=later)
    told("ไทย", at=later)
    settle()
    cut_root(day=TODAY + timedelta(days=1), at=later)


def settle(seconds: float = 60) -> None:
    """Wait until no transaction of the server is older than what is committed: other workers' tests run in it too.

    A root takes nothing that such a transaction might still precede.
    """
    if connection.in_atomic_block:
        return
    end = time.monotonic() + seconds
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        (now,) = cursor.fetchone()
        while True:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            if cursor.fetchone()[0] >= now:
                return
            assert time.monotonic() < end, "another transaction of the server does not end"
            time.sleep(0.02)
