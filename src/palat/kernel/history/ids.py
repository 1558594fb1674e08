"""Row numbers taken in advance, so that one act can write many rows in one statement."""

import threading

from django.db import connection

BLOCK = 100  # the sequence's own increment: one round trip serves a hundred rows

_lock = threading.Lock()
_free: dict[str, tuple[int, int]] = {}


def take() -> int:
    """Return a row number that no other process has or will get.

    Numbers left over when a process ends are lost; they are keys, not official numbers.
    """
    name = connection.settings_dict["NAME"]
    with _lock:
        first, past = _free.get(name, (0, 0))
        if first == past:
            with connection.cursor() as cursor:
                cursor.execute("SELECT nextval('palat_row')")
                first = cursor.fetchone()[0]
            past = first + BLOCK
        _free[name] = (first + 1, past)
    return first


def take_many(count: int) -> list[int]:
    """Return `count` ascending row numbers, for bulk loads."""
    blocks = -(-count // BLOCK)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('palat_row') FROM generate_series(1, %s)", [blocks])
        firsts = sorted(row[0] for row in cursor.fetchall())
    return [first + step for first in firsts for step in range(BLOCK)][:count]
