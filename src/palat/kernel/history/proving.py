"""Proving that the history is whole: every event, every chain's end, every root, read once as a stream.

Nothing is held in memory but the chain being read and one day's leaves folded together, so that a
history of many millions of events is proved as surely as one of a hundred. What was said may have been
destroyed under a list: that is told by the chain of erasures itself, and whatever is gone without it is a fault.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection, transaction

from palat.kernel.history.chain import START, day_root, digest_of, event_hash, leaf_hash, merkle_root
from palat.kernel.history.keys import known_keys
from palat.kernel.history.models import Root

EVENTS = """
SELECT e.chain, e.seq, e.kind, e.at, e.actor, e.basis, e.public, e.facts, e.body_digest, e.previous, e.hash,
       b.salt, b.content
FROM history_event e LEFT JOIN history_body b ON b.event_id = e.id
{only} ORDER BY e.chain, e.seq
"""
ENDS = """
SELECT h.chain FROM history_chainhead h
LEFT JOIN history_event e ON e.chain = h.chain AND e.seq = h.seq AND e.hash = h.hash
WHERE h.seq > 0 AND e.id IS NULL OR EXISTS (
  SELECT 1 FROM history_event later WHERE later.chain = h.chain AND later.seq > h.seq)
ORDER BY h.chain
"""
LEAVES = """SELECT chain, seq, hash FROM history_leaf WHERE root_id = %s ORDER BY chain COLLATE "C" """
ALTERED_LEAVES = """
SELECT l.chain, l.seq FROM history_leaf l
LEFT JOIN history_event e ON e.chain = l.chain AND e.seq = l.seq AND e.hash = l.hash
WHERE l.root_id = %s AND e.id IS NULL ORDER BY l.chain
"""
CHUNK = 5000
SAID_EVERY = 20_000
SILENCED = """
SELECT e.chain, e.seq FROM history_event e LEFT JOIN history_body b ON b.event_id = e.id
WHERE e.body_digest IS NOT NULL AND b.event_id IS NULL {only} ORDER BY e.chain, e.seq
"""
ERASED = "SELECT facts FROM history_event WHERE chain = 'erasures' ORDER BY seq"


@dataclass(frozen=True)
class Fault:
    """Something found wrong: the event, chain or root, and what is wrong with it."""

    where: str
    what: str


Progress = Callable[[int], None]


def silent(_events: int) -> None:
    """Report no progress."""


def faults(*, chain: str | None = None, progress: Progress = silent) -> Iterator[Fault]:
    """Yield every chain's first fault, then every root's. Nothing yielded: the history is whole.

    `progress` is told every so often how many events were read.
    """
    with transaction.atomic():  # keeps the stream open; nothing is written
        yield from _chain_faults(chain, progress)
        yield from _silence_faults(chain)
        if chain is None:
            yield from _end_faults()
            yield from _root_faults()


def _stream(statement: str, values: list[Any]) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, values)
        while rows := cursor.fetchmany(CHUNK):
            yield from rows


def _chain_faults(only: str | None, progress: Progress) -> Iterator[Fault]:
    statement = EVENTS.format(only="WHERE e.chain = %s" if only else "")
    chain, seq, previous, broken, read = "", 0, START, False, 0
    for row in _stream(statement, [only] if only else []):
        read += 1
        if read % SAID_EVERY == 0:
            progress(read)
        if row[0] != chain:
            chain, seq, previous, broken = row[0], 0, START, False
        if broken:
            continue
        seq += 1
        fault = _event_fault(row, seq, previous)
        if fault:
            broken = True
            yield Fault(f"{chain}#{row[1]}", fault)
        previous = row[10]
    progress(read)


def _event_fault(row: tuple[Any, ...], due: int, previous: bytes) -> str | None:
    chain, seq, kind, at, actor, basis, public, facts, digest, stored, hashed, salt, content = row
    if seq != due:
        return f"ลำดับที่ {due} หายไป"
    if stored != previous:
        return "ไม่ต่อกับเหตุการณ์ก่อนหน้า"
    expected = event_hash(
        chain=chain,
        seq=seq,
        kind=kind,
        at=at,
        actor=actor,
        basis=basis,
        public=public,
        facts=facts,
        body_digest=digest,
        previous=previous,
    )
    if hashed != expected:
        return "เนื้อหาไม่ตรงกับค่าแฮช"
    if salt is not None and digest != digest_of(salt, content):
        return "ถ้อยคำถูกแก้ไข"
    return None


@dataclass(frozen=True)
class Erasure:
    """What was erased of a chain: all that had been said until then, or of single events."""

    chain: str
    bodies: int
    under: str
    events: frozenset[int] = frozenset()


def erasures() -> Iterator[Erasure]:
    """Yield every erasure on record, oldest first; `under` is the number of the list, where there was one."""
    for (facts,) in _stream(ERASED, []):
        told = json.loads(facts)
        yield Erasure(told["chain"], told["bodies"], told.get("list", ""), frozenset(told.get("events", ())))


def _silence_faults(only: str | None) -> Iterator[Fault]:
    """Yield the first event of each chain whose words are gone though no erasure on record covers it."""
    whole: set[str] = set()
    some: dict[str, set[int]] = {}
    for one in erasures():
        if one.events:
            some.setdefault(one.chain, set()).update(one.events)
        else:
            whole.add(one.chain)
    named = ""
    for chain, seq in _stream(SILENCED.format(only="AND e.chain = %s" if only else ""), [only] if only else []):
        if chain != named and chain not in whole and seq not in some.get(chain, ()):
            named = chain
            yield Fault(f"{chain}#{seq}", "ถ้อยคำหายไปโดยไม่มีบันทึกการทำลาย")


def _end_faults() -> Iterator[Fault]:
    with connection.cursor() as cursor:
        cursor.execute(ENDS)
        for (chain,) in cursor.fetchall():
            yield Fault(chain, "เหตุการณ์ท้ายสายหายไปหรือมีเกิน")


def _root_faults() -> Iterator[Fault]:
    previous, known = START, known_keys()
    for root in Root.objects.order_by("day"):
        where = f"root {root.day}"
        tree = merkle_root(leaf_hash(chain, seq, hash_) for chain, seq, hash_ in _stream(LEAVES, [root.day]))
        value = day_root(root.day.isoformat(), tree, previous)
        if bytes(root.tree) != tree or bytes(root.previous) != previous or bytes(root.root) != value:
            yield Fault(where, "ค่ารากไม่ตรงกับสายเหตุการณ์")
        if root.key not in known:
            yield Fault(where, "ลงนามด้วยกุญแจที่สำนักงานไม่ได้ประกาศ")
        if not signed(root.key, bytes(root.signature), value):
            yield Fault(where, "ลายเซ็นไม่ถูกต้อง")
        yield from _leaf_faults(root.day, where)
        previous = bytes(root.root)


def signed(key: str, signature: bytes, value: bytes) -> bool:
    """Say whether a signature over a root holds under a public key (hex)."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, value)
    except (InvalidSignature, ValueError):
        return False
    return True


def _leaf_faults(day: date, where: str) -> Iterator[Fault]:
    with connection.cursor() as cursor:
        cursor.execute(ALTERED_LEAVES, [day])
        for chain, seq in cursor.fetchall():
            yield Fault(where, f"เหตุการณ์ {chain}#{seq} ที่รากนี้รับรองถูกแก้หรือหายไป")
