"""Reading the history, and proving that it is whole."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db.models import QuerySet

from palat.kernel.history.chain import START, day_root, digest_of, event_hash, leaf_hash, merkle_root
from palat.kernel.history.models import Body, ChainHead, Event, Leaf, Root


@dataclass(frozen=True)
class Told:
    """An event as pages show it: what was done, and what was said where that is still kept."""

    id: int
    seq: int
    kind: str
    at: datetime
    actor: str
    basis: str
    public: bool
    facts: dict[str, Any]
    body: dict[str, Any] = field(default_factory=dict)
    erased: bool = False


def events_of(chain: str, *, public_only: bool = False, after: int = 0) -> list[Told]:
    """Return the events of a chain in order, with their bodies, in one statement."""
    events = Event.objects.filter(chain=chain, seq__gt=after).select_related("body").order_by("seq")
    if public_only:
        events = events.filter(public=True)
    return [told(event) for event in events]


def told(event: Event) -> Told:
    """Open one event for showing."""
    body = getattr(event, "body", None)
    return Told(
        id=event.pk,
        seq=event.seq,
        kind=event.kind,
        at=event.at,
        actor=event.actor,
        basis=event.basis,
        public=event.public,
        facts=json.loads(event.facts),
        body=json.loads(body.content) if body else {},
        erased=body is None and event.body_digest is not None,
    )


def roots() -> QuerySet[Root]:
    """Return the published roots, newest first."""
    return Root.objects.order_by("-day")


@dataclass(frozen=True)
class Fault:
    """The first thing found wrong in a chain or root."""

    where: str
    what: str


def faults(*, chain: str | None = None) -> Iterator[Fault]:
    """Yield every chain's first fault, then every root's. Nothing yielded: the history is whole.

    Reads the events once, in order, in constant memory.
    """
    yield from _chain_faults(chain)
    if chain is None:
        yield from _head_faults()
        yield from _root_faults()


def _chain_faults(only: str | None) -> Iterator[Fault]:
    events = Event.objects.select_related("body").order_by("chain", "seq")
    if only:
        events = events.filter(chain=only)
    chain, seq, previous, broken = "", 0, START, False
    for event in events.iterator(chunk_size=5000):
        if event.chain != chain:
            chain, seq, previous, broken = event.chain, 0, START, False
        if broken:
            continue
        seq += 1
        fault = _event_fault(event, seq, previous)
        if fault:
            broken = True
            yield Fault(f"{event.chain}#{event.seq}", fault)
        previous = bytes(event.hash)


def _event_fault(event: Event, seq: int, previous: bytes) -> str | None:
    if event.seq != seq:
        return f"ลำดับที่ {seq} หายไป"
    if bytes(event.previous) != previous:
        return "ไม่ต่อกับเหตุการณ์ก่อนหน้า"
    digest = bytes(event.body_digest) if event.body_digest is not None else None
    expected = event_hash(
        chain=event.chain,
        seq=event.seq,
        kind=event.kind,
        at=event.at,
        actor=event.actor,
        basis=event.basis,
        public=event.public,
        facts=event.facts,
        body_digest=digest,
        previous=previous,
    )
    if bytes(event.hash) != expected:
        return "เนื้อหาไม่ตรงกับค่าแฮช"
    body: Body | None = getattr(event, "body", None)
    if body and digest != digest_of(bytes(body.salt), body.content):
        return "ถ้อยคำถูกแก้ไข"
    return None


def _head_faults() -> Iterator[Fault]:
    for head in ChainHead.objects.iterator():
        last = Event.objects.filter(chain=head.chain).order_by("-seq").first()
        if (last.seq if last else 0) != head.seq:
            yield Fault(head.chain, "เหตุการณ์ท้ายสายหายไป")


def _root_faults() -> Iterator[Fault]:
    previous = START
    for root in Root.objects.order_by("day"):
        where = f"root {root.day}"
        leaves = list(Leaf.objects.filter(root=root).values_list("chain", "seq", "hash"))
        leaves.sort(key=lambda leaf: leaf[0].encode())
        tree = merkle_root(leaf_hash(chain, seq, bytes(hash_)) for chain, seq, hash_ in leaves)
        value = day_root(root.day.isoformat(), tree, previous)
        if bytes(root.previous) != previous or bytes(root.root) != value:
            yield Fault(where, "ค่ารากไม่ตรงกับสายเหตุการณ์")
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(root.key)).verify(bytes(root.signature), value)
        except InvalidSignature:
            yield Fault(where, "ลายเซ็นไม่ถูกต้อง")
        yield from _leaf_faults(root, where)
        previous = bytes(root.root)


def _leaf_faults(root: Root, where: str) -> Iterator[Fault]:
    missing = Leaf.objects.raw(
        "SELECT l.* FROM history_leaf l LEFT JOIN history_event e ON e.chain = l.chain AND e.seq = l.seq"
        " AND e.hash = l.hash WHERE l.root_id = %s AND e.id IS NULL",
        [root.day],
    )
    for leaf in missing:
        yield Fault(where, f"เหตุการณ์ {leaf.chain}#{leaf.seq} ที่รากนี้รับรองถูกแก้หรือหายไป")
