"""The address at which a peer reaches us: it names the peer, and nobody else can guess it. Kept nowhere.

/hooks/exchange/3k9x2-mfrggzdfmztwq2lkmfrggzdfmz/     number of the peer (base 36), keyed hash of it and its salt
"""

import base64
import hmac
import re
import secrets

from django.conf import settings

from palat.kernel.egif.models import Peer

TOKEN = re.compile(r"([0-9a-z]{1,13})-([a-z2-7]{32})")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
SALT_BYTES, MAC_BYTES = 16, 20


def new_salt() -> bytes:
    """Return the salt of a new address."""
    return secrets.token_bytes(SALT_BYTES)


def address_of(peer: Peer) -> str:
    """Return the whole address at which a peer reaches us."""
    return f"{str(settings.PUBLIC_URL).rstrip('/')}/hooks/exchange/{token_of(peer)}/"


def token_of(peer: Peer) -> str:
    """Return the part of the address that names a peer and proves that it was given it."""
    number, digits = peer.pk, ""
    while number:
        number, rest = divmod(number, 36)
        digits = DIGITS[rest] + digits
    return f"{digits}-{_mac(peer)}"


def peer_of(token: str) -> Peer | None:
    """Return the peer whose address this is, or None."""
    found = TOKEN.fullmatch(token)
    number = int(found[1], 36) if found else 0
    peer = Peer.objects.filter(pk=number).first() if 0 < number < 1 << 63 else None
    return peer if peer is not None and found and hmac.compare_digest(found[2], _mac(peer)) else None


def _mac(peer: Peer) -> str:
    key = b"palat.egif.address|" + settings.SECRET_KEY.encode()
    digest = hmac.digest(key, f"{peer.pk}|".encode() + bytes(peer.salt), "sha256")
    return base64.b32encode(digest[:MAC_BYTES]).decode().lower()
