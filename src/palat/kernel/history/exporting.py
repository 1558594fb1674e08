"""The history as a file that anybody can prove, without this program (`verifier/palat_verify.py`).

JSON, one object to a line: a heading, each event followed by nothing else of its own but the roots that
cover it, the roots, and an end that says how many there were. What people said is left out unless asked for:
its salted digest stands in for it.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from heapq import merge
from typing import Any

from django.db import connection, transaction

from palat.kernel.history.chain import stamp
from palat.kernel.history.keys import known_keys
from palat.kernel.history.models import Root
from palat.kernel.history.proving import CHUNK

FORMAT = "palat-history/1"
EVENTS = """
SELECT e.chain, e.seq, e.kind, e.at, e.actor, e.basis, e.public, e.facts, e.body_digest, e.previous, e.hash,
       b.salt, b.content
FROM history_event e LEFT JOIN history_body b ON b.event_id = e.id
ORDER BY e.chain COLLATE "C", e.seq
"""
LEAVES = """
SELECT chain, seq, root_id, hash FROM history_leaf ORDER BY chain COLLATE "C", seq, root_id
"""
EVENT, LEAF = 0, 1


def history_lines(*, at: datetime, bodies: bool = False) -> Iterator[str]:
    """Yield the whole history line by line, in constant memory, as it stands in one snapshot."""
    events = 0
    with transaction.atomic():
        yield _line(type="heading", format=FORMAT, made_at=stamp(at), keys=list(known_keys()), bodies=bodies)
        for chain, seq, what, row in merge(_events(), _leaves()):
            if what == EVENT:
                events += 1
                yield _event_line(chain.decode(), seq, row, bodies)
            else:
                day, hashed = row
                yield _line(type="leaf", day=day.isoformat(), chain=chain.decode(), seq=seq, hash=hashed.hex())
        for root in Root.objects.order_by("day"):
            yield _line(type="root", **root_fields(root))
        yield _line(type="end", events=events)


def root_fields(root: Root) -> dict[str, Any]:
    """Return a root as it is published."""
    return {
        "day": root.day.isoformat(),
        "chains": root.chains,
        "tree": bytes(root.tree).hex(),
        "previous": bytes(root.previous).hex(),
        "root": bytes(root.root).hex(),
        "signature": bytes(root.signature).hex(),
        "key": root.key,
    }


def published_roots(roots: Iterator[Root]) -> dict[str, Any]:
    """Return roots and the keys behind them as the transparency log publishes them."""
    return {"format": "palat-roots/1", "keys": list(known_keys()), "roots": [root_fields(root) for root in roots]}


Keyed = tuple[bytes, int, int, Any]


def _events() -> Iterator[Keyed]:
    for row in _stream(EVENTS):
        yield row[0].encode(), row[1], EVENT, row[2:]


def _leaves() -> Iterator[Keyed]:
    for chain, seq, day, hashed in _stream(LEAVES):
        yield chain.encode(), seq, LEAF, (day, hashed)


def _stream(statement: str) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(CHUNK):
            yield from rows


def _event_line(chain: str, seq: int, row: tuple[Any, ...], bodies: bool) -> str:
    kind, at, actor, basis, public, facts, digest, previous, hashed, salt, content = row
    fields: dict[str, Any] = {
        "type": "event",
        "chain": chain,
        "seq": seq,
        "kind": kind,
        "at": stamp(at),
        "actor": actor,
        "basis": basis,
        "public": public,
        "facts": facts,
        "body_digest": digest.hex() if digest is not None else None,
        "previous": previous.hex(),
        "hash": hashed.hex(),
    }
    if bodies and salt is not None:
        fields |= {"salt": salt.hex(), "body": content}
    return _line(**fields)


def _line(**fields: Any) -> str:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")) + "\n"
