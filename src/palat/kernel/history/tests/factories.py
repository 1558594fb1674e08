"""A small history: two chains that grew over two days, something said in each event."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

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
    cut_root(day=TODAY, at=NOW)
    later = NOW + timedelta(days=1)
    told("one", at=later)
    told("ไทย", at=later)
    cut_root(day=TODAY + timedelta(days=1), at=later)
