"""One request to a peer: posted, and its answer judged."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from lxml import etree

from palat.kernel.egif.models import Peer
from palat.kernel.egif.wire import reading
from palat.kernel.egif.wire.said import UnableToRead
from palat.kernel.notices.channels import http
from palat.kernel.notices.channels.going import Refused, Unavailable, Unknown
from palat.kernel.notices.channels.hook import allowed_inside

SECONDS = 60
GATEWAYS = frozenset({500, 502, 504})  # without a fault nobody knows what became of it behind them


@dataclass(frozen=True)
class Answered:
    """What a peer answered: the status in figures, the tree, the bytes."""

    status: str
    root: etree._Element
    content: bytes


def post(peer: Peer, content: bytes) -> Answered:
    """Post a message to a peer. Raises: Refused, Unavailable, Unknown."""
    parts = urlsplit(peer.url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = http.public_address(parts.hostname or "", port, allowed=allowed_inside(peer.allow_private))
    answer = http.request(
        "POST",
        peer.url,
        body=content,
        headers={"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '""'},
        address=address,
        most=settings.EGIF_LIMIT_BYTES,
        seconds=SECONDS,
    )
    if 300 <= answer.status < 400:  # a redirection is never followed: it could lead inside
        raise Refused("refused", answer.said)
    root = _tree(answer)
    _judge_fault(root, answer)
    if answer.status in GATEWAYS:
        raise Unknown(answer.said)
    http.judge(answer)
    if root is None or not reading.is_answer(root):  # a page of something in between, which may have passed it on
        raise Unknown(f"{answer.said} ≠ SOAP")
    return Answered(answer.said, root, answer.body)


def _tree(answer: http.Answer) -> etree._Element | None:
    if len(answer.body) > settings.EGIF_LIMIT_BYTES:
        return None
    try:
        return reading.parsed(answer.body)
    except UnableToRead:
        return None


def _judge_fault(root: etree._Element | None, answer: http.Answer) -> None:
    fault = reading.faulted(root) if root is not None else None
    if fault is None:
        return
    code = fault[0].rpartition(":")[2].lower()
    if code.startswith(("client", "sender")):
        raise Refused("refused", f"{answer.said} {code}"[:40])
    raise Unavailable("unavailable", f"{answer.said} {code}"[:40])
