"""What was read is kept for a few seconds in the process: the organisation is read in every request."""

import threading
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")
CACHE_SECONDS = 5  # a post or delegation that was ended stops working within this time in every process
AREA_SECONDS = 600  # areas change only when the reference data are loaded
MOST_KEPT = 5000

Made = TypeVar("Made")
_kept: dict[tuple[object, ...], tuple[float, object]] = {}
_areas: dict[tuple[object, ...], tuple[float, object]] = {}
_lock = threading.Lock()


def kept(key: tuple[object, ...], make: Callable[[], Made], *, seconds: float = CACHE_SECONDS) -> Made:
    """Return what was kept under a key, or make it and keep it. The caller may not alter it."""
    return _of(_kept, key, make, seconds)


def kept_of_areas(key: tuple[object, ...], make: Callable[[], Made]) -> Made:
    """Keep as `kept` does what is read of the areas alone: no act of the Office changes it, and it is long to read."""
    return _of(_areas, key, make, AREA_SECONDS)


def _of(
    kept: dict[tuple[object, ...], tuple[float, object]],
    key: tuple[object, ...],
    make: Callable[[], Made],
    seconds: float,
) -> Made:
    now = time.monotonic()
    with _lock:
        found = kept.get(key)
    if found and found[0] > now:
        return cast("Made", found[1])
    made = make()
    with _lock:
        if len(kept) > MOST_KEPT:
            kept.clear()
        kept[key] = (now + seconds, made)
    return made


def forget() -> None:
    """Forget what this process keeps; operations that change the organisation call it, also after the commit."""
    with _lock:
        _kept.clear()


def forget_areas() -> None:
    """Forget the areas too; the loading of the reference data calls it."""
    with _lock:
        _areas.clear()


def day_of(on: datetime | date) -> date:
    """Return the legal day, in Asia/Bangkok, of a moment; a day stays itself."""
    return on.astimezone(BANGKOK).date() if isinstance(on, datetime) else on
