"""How events are chained: plain functions over exact bytes, no database.

Every event holds the hash of the one before it in its chain. The hash covers the
stored values byte for byte, so nothing of an event can change unnoticed. What was
said (the body) is covered by a salted digest only: erasing body and salt leaves the
chain whole and tells nobody what was erased.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

START = bytes(32)


@dataclass(frozen=True)
class Head:
    """Where a chain stands: the sequence and hash of its last event."""

    seq: int = 0
    hash: bytes = START


def canonical(facts: Mapping[str, Any]) -> str:
    """Write facts as the one text that is stored and hashed."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def stamp(at: datetime) -> str:
    """Write a moment as the history hashes it: UTC, six digits of a second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest_of(salt: bytes, content: str) -> bytes:
    """Return the salted digest of a body."""
    return hashlib.sha256(salt + content.encode()).digest()


def new_salt() -> bytes:
    """Return 16 random bytes that keep a short body from being guessed from its digest."""
    return secrets.token_bytes(16)


def event_hash(
    *,
    chain: str,
    seq: int,
    kind: str,
    at: datetime,
    actor: str,
    basis: str,
    public: bool,
    facts: str,
    body_digest: bytes | None,
    previous: bytes,
) -> bytes:
    """Return the hash of one event: each part by its length, so that no two events share a text."""
    parts = (
        chain.encode(),
        str(seq).encode(),
        kind.encode(),
        stamp(at).encode(),
        actor.encode(),
        basis.encode(),
        b"1" if public else b"0",
        facts.encode(),
        body_digest or b"",
        previous,
    )
    hasher = hashlib.sha256()
    for part in parts:
        hasher.update(len(part).to_bytes(4, "big"))
        hasher.update(part)
    return hasher.digest()


def leaf_hash(chain: str, seq: int, head: bytes) -> bytes:
    """Return the leaf that a chain's head contributes to a day's root."""
    return hashlib.sha256(b"\x00" + chain.encode() + b"\x00" + str(seq).encode() + b"\x00" + head).digest()


def merkle_root(leaves: Iterable[bytes]) -> bytes:
    """Return the Merkle root over leaves in the given order; 32 zero bytes for none."""
    level = list(leaves)
    if not level:
        return START
    while len(level) > 1:
        if len(level) % 2:
            level.append(level[-1])
        level = [hashlib.sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in range(0, len(level), 2)]
    return level[0]


def day_root(day: str, tree: bytes, previous: bytes) -> bytes:
    """Return the root of a day: its tree and the root before it."""
    return hashlib.sha256(b"\x02" + day.encode() + tree + previous).digest()
