"""Peers that do not bring their messages: asked for them, one after the other, each taken out once it is ours.

    ask ─▶ a message with the number of its process ─▶ taken, committed ─▶ "delete that process" ─▶ ask again

A crash between taking and deleting lets the message be given again; it is known, and only deleted.
"""

import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import DatabaseError

from palat.kernel.egif.models import Peer
from palat.kernel.egif.operations.composing import question
from palat.kernel.egif.operations.peers import is_identified
from palat.kernel.egif.operations.posting import Answered, post
from palat.kernel.egif.operations.receiving import receive
from palat.kernel.egif.wire import reading
from palat.kernel.egif.wire.said import UnableToRead
from palat.kernel.notices.channels.going import Refused, Unavailable, Unknown
from palat.kernel.registers.queries import NoRegister

log = structlog.get_logger(__name__)
MOST_AT_ONCE = 50


@dataclass(frozen=True)
class Tried:
    """What came of asking a peer once: whether it answered as this exchange does, and what it said in figures."""

    well: bool
    why: str = ""  # a code of FAILURES
    status: str = ""
    waits: bool = False


def collect(*, peer_id: int, at: datetime) -> int:
    """Take what waits at a peer for us. Returns how many messages that were; why it failed is noted on the peer.

    What cannot be taken here stays there.
    """
    peer = Peer.objects.select_related("agency").get(pk=peer_id)
    taken = 0
    failure = ""
    try:
        while taken < MOST_AT_ONCE and _collect_one(peer, at):
            taken += 1
    except (Refused, Unavailable) as failed:
        failure = failed.status or failed.code
    except Unknown as lost:
        failure = lost.status or "cut_off"
    except (NoRegister, DatabaseError) as fault:  # ours: it waits there until it can be taken here, and is told
        log.exception("exchange_failed", peer=peer_id)
        failure = type(fault).__name__
    Peer.objects.filter(pk=peer_id).update(asked_at=at, failure=failure[:60])
    return taken


def _collect_one(peer: Peer, at: datetime) -> bool:
    answer = _ask(peer, at)
    process = reading.process_id(answer.root)
    if not reading.waits(answer.root) or not process:
        return False
    with suppress(UnableToRead):  # noted; it is taken out all the same, or it would stand before all others
        receive(peer=peer, content=answer.content, at=at)
    post(peer, question(peer, message_id=f"urn:uuid:{uuid.uuid4()}", at=at, taken=process))
    return True


def _ask(peer: Peer, at: datetime) -> Answered:
    return post(peer, question(peer, message_id=f"urn:uuid:{uuid.uuid4()}", at=at))


def due() -> list[int]:
    """Return the peers that are asked."""
    if not is_identified():
        return []
    found = Peer.objects.filter(stopped_at=None, profile__collects=True).order_by("pk")
    return list(found.values_list("pk", flat=True))


def try_peer(peer: Peer, *, at: datetime) -> Tried:
    """Ask a peer whether something waits, and take nothing: it shows that it can be reached and understands us."""
    try:
        answer = _ask(peer, at)
    except Unknown as lost:
        return Tried(well=False, why="unavailable", status=lost.status)
    except (Refused, Unavailable) as failed:
        return Tried(well=False, why=failed.code, status=failed.status)
    known = reading.answers_question(answer.root)
    return Tried(known, "" if known else "refused", answer.status, reading.waits(answer.root))
