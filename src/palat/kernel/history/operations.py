"""Appending to the history, cutting its daily root, erasing what was said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from palat.kernel.history import ids
from palat.kernel.history.chain import (
    START,
    Head,
    canonical,
    day_root,
    digest_of,
    event_hash,
    leaf_hash,
    merkle_root,
    new_salt,
)
from palat.kernel.history.keys import public_half, signing_key
from palat.kernel.history.models import Body, ChainHead, Event, Leaf, Root
from palat.kernel.writing import copy_many, rewrite_fields


@dataclass(frozen=True)
class Entry:
    """An event as built but not yet written, with its body and the head it leaves behind."""

    event: Event
    body: Body | None
    head: Head

    @property
    def rows(self) -> tuple[Event | Body, ...]:
        """The rows to write, in order."""
        return (self.event,) if self.body is None else (self.event, self.body)


def build(
    *,
    chain: str,
    head: Head,
    kind: str,
    at: datetime,
    actor: str,
    basis: str = "",
    public: bool = False,
    facts: Mapping[str, Any] | None = None,
    body: Mapping[str, Any] | None = None,
    event_id: int | None = None,
) -> Entry:
    """Build the next event of a chain, without writing it.

    The caller holds the lock of the chain's head. `facts` must hold nothing personal;
    what people said goes into `body`, which can be erased.
    """
    number = event_id or ids.take()
    written = canonical(facts or {})
    said = canonical(body) if body else None
    salt = new_salt()
    digest = digest_of(salt, said) if said is not None else None
    seq = head.seq + 1
    hashed = event_hash(
        chain=chain,
        seq=seq,
        kind=kind,
        at=at,
        actor=actor,
        basis=basis,
        public=public,
        facts=written,
        body_digest=digest,
        previous=head.hash,
    )
    event = Event(
        id=number,
        chain=chain,
        seq=seq,
        kind=kind,
        at=at,
        actor=actor,
        basis=basis,
        public=public,
        facts=written,
        body_digest=digest,
        previous=head.hash,
        hash=hashed,
    )
    kept = Body(event_id=number, salt=salt, content=said) if said is not None else None
    return Entry(event, kept, Head(seq, hashed))


@transaction.atomic
def append(
    *,
    chain: str,
    kind: str,
    at: datetime,
    actor: str,
    basis: str = "",
    public: bool = False,
    facts: Mapping[str, Any] | None = None,
    body: Mapping[str, Any] | None = None,
) -> Event:
    """Append one event to a chain that belongs to no matter (roles, limits, settings …)."""
    ChainHead.objects.bulk_create([ChainHead(chain=chain, seq=0, hash=START)], ignore_conflicts=True)
    stored = ChainHead.objects.select_for_update().get(chain=chain)
    entry = build(
        chain=chain,
        head=Head(stored.seq, bytes(stored.hash)),
        kind=kind,
        at=at,
        actor=actor,
        basis=basis,
        public=public,
        facts=facts,
        body=body,
    )
    for row in entry.rows:
        row.save(force_insert=True)
    stored.seq, stored.hash = entry.head.seq, entry.head.hash
    stored.save(update_fields=["seq", "hash"])
    return entry.event


@dataclass(frozen=True)
class Said:
    """An event to append to a chain that belongs to no matter."""

    chain: str
    kind: str
    actor: str
    facts: Mapping[str, Any]


@transaction.atomic
def append_many(events: Iterable[Said], *, at: datetime) -> None:
    """Append one event to each of many chains, set-based, their heads locked in the order of their names."""
    by_chain = {one.chain: one for one in events}
    chains = sorted(by_chain)
    ChainHead.objects.bulk_create([ChainHead(chain=one, seq=0, hash=START) for one in chains], ignore_conflicts=True)
    heads = list(ChainHead.objects.select_for_update().filter(chain__in=chains).order_by("chain"))
    written = []
    for head in heads:
        said = by_chain[head.chain]
        entry = build(
            chain=head.chain,
            head=Head(head.seq, bytes(head.hash)),
            kind=said.kind,
            at=at,
            actor=said.actor,
            facts=said.facts,
        )
        written.append(entry.event)
        head.seq, head.hash = entry.head.seq, entry.head.hash
    copy_many(written)
    rewrite_fields(heads, ("seq", "hash"))


ERASE = """
DELETE FROM history_body b USING history_event e
WHERE e.id = b.event_id AND e.chain = ANY(%s) RETURNING e.chain, e.seq
"""
ERASE_SOME = ERASE.replace("e.chain = ANY", "e.id = ANY")
ERASURES = "erasures"


def erase_bodies(*, chain: str, at: datetime, actor: str, basis: str, reason: str) -> int:
    """Erase all that was said in a chain; what was done stays, and the erasure is itself an event.

    Returns how many bodies were erased.
    """
    with transaction.atomic():
        erased = _erased(ERASE, [chain]).get(chain, set())
        facts = {"chain": chain, "bodies": len(erased), "reason": reason}
        append(chain=ERASURES, kind="bodies_erased", at=at, actor=actor, basis=basis, facts=facts)
    return len(erased)


@transaction.atomic
def erase_many(
    *, chains: Iterable[str], events: Iterable[int] = (), under: str, at: datetime, actor: str, basis: str
) -> int:
    """Erase what was said in many chains, and in single events of others, under a list of things to be destroyed.

    One event for each chain tells what was erased and under which list, so that a proof can say so. Of single events
    it names which. Returns how many bodies were erased.
    """
    whole, some = _erased(ERASE, sorted(set(chains))), _erased(ERASE_SOME, sorted(set(events)))
    told: list[dict[str, Any]] = [
        {"chain": one, "bodies": len(seqs), "list": under} for one, seqs in sorted(whole.items())
    ]
    told += [
        {"chain": one, "bodies": len(seqs), "list": under, "events": sorted(seqs)} for one, seqs in sorted(some.items())
    ]
    _append_in_turn(ERASURES, "bodies_erased", told, at=at, actor=actor, basis=basis)
    return sum(len(seqs) for found in (whole, some) for seqs in found.values())


def _erased(statement: str, keys: list[Any]) -> dict[str, set[int]]:
    """Delete bodies. Returns the places of the events that lost them, by chain."""
    found: dict[str, set[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(statement, [keys])
        for chain, seq in cursor.fetchall():
            found.setdefault(chain, set()).add(seq)
    return found


def _append_in_turn(
    chain: str, kind: str, facts: Iterable[Mapping[str, Any]], *, at: datetime, actor: str, basis: str
) -> None:
    """Append many events to one chain that belongs to no matter, its head locked once."""
    ChainHead.objects.bulk_create([ChainHead(chain=chain, seq=0, hash=START)], ignore_conflicts=True)
    stored = ChainHead.objects.select_for_update().get(chain=chain)
    head, written = Head(stored.seq, bytes(stored.hash)), []
    for one in facts:
        entry = build(chain=chain, head=head, kind=kind, at=at, actor=actor, basis=basis, facts=one)
        written.append(entry.event)
        head = entry.head
    Event.objects.bulk_create(written)
    stored.seq, stored.hash = head.seq, head.hash
    stored.save(update_fields=["seq", "hash"])


HEADS_THAT_GREW = """
SELECT DISTINCT ON (chain) chain, seq, hash
FROM history_event
WHERE transaction < %(cut)s AND transaction >= %(since)s
ORDER BY chain, seq DESC
"""


@transaction.atomic
def cut_root(*, day: date, at: datetime) -> Root:
    """Cut and sign the root of a day over the heads of all chains that grew since the last one.

    The cut is the oldest transaction still open: what commits late falls into the next day.
    Cutting the same day twice returns the root already cut. After a restore into another
    cluster transaction numbers begin anew, so then every chain is taken once.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('history.root'))")
        done = Root.objects.filter(day=day).first()
        if done:
            return done
        cursor.execute(
            "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint,"
            " (SELECT system_identifier::text FROM pg_control_system())"
        )
        cut, system = cursor.fetchone()
        last = Root.objects.order_by("day").last()
        since = last.cut if last and last.system == system else 0
        cursor.execute(HEADS_THAT_GREW, {"cut": cut, "since": since})
        heads = [(chain, seq, bytes(hash_)) for chain, seq, hash_ in cursor.fetchall()]
    heads.sort(key=lambda head: head[0].encode())
    tree = merkle_root(leaf_hash(*head) for head in heads)
    previous = bytes(last.root) if last else START
    value = day_root(day.isoformat(), tree, previous)
    key = signing_key()
    root = Root.objects.create(
        day=day,
        cut=cut,
        system=system,
        chains=len(heads),
        tree=tree,
        previous=previous,
        root=value,
        signature=key.sign(value),
        key=public_half(key),
        at=at,
    )
    Leaf.objects.bulk_create(
        (Leaf(root=root, chain=chain, seq=seq, hash=hash_) for chain, seq, hash_ in heads), batch_size=5000
    )
    return root
