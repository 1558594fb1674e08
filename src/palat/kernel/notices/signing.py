"""Signatures of what goes to other machines and of what comes from them: HMAC-SHA256 over the moment and the bytes.

    Palat-Signature: t=1764230400,v1=5257a8…[,v1=…]

`t` is in seconds; each v1 is the hex HMAC of `t.body` with one secret. Two of them while a secret is being changed:
the receiver accepts if either is right, and refuses a `t` older than five minutes.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings

from palat.kernel.notices.models import Receiver

OLDEST = timedelta(minutes=5)
SALT_BYTES = 16


def new_salt() -> bytes:
    """Return the salt of a new secret."""
    return secrets.token_bytes(SALT_BYTES)


def secret_of(salt: bytes | memoryview) -> str:
    """Return the secret that belongs to a salt: derived from PALAT_SECRET_KEY, kept nowhere."""
    digest = hmac.digest(b"palat.notices.receiver|" + settings.SECRET_KEY.encode(), bytes(salt), "sha256")
    return "whsec_" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def secrets_of(receiver: Receiver, *, at: datetime) -> list[str]:
    """Return the secrets that sign today, the newest first: two while one is being changed."""
    found = [secret_of(receiver.salt)]
    if receiver.before is not None and receiver.before_until and at < receiver.before_until:
        found.append(secret_of(receiver.before))
    return found


def signature(body: bytes, by: Iterable[str], *, at: datetime) -> str:
    """Return the header that signs a body at a moment."""
    moment = int(at.timestamp())
    return ",".join([f"t={moment}", *(f"v1={_mac(secret, moment, body)}" for secret in by)])


def is_signed(body: bytes, header: str, by: Iterable[str], *, at: datetime) -> bool:
    """Say whether a body was signed with one of these secrets, not long ago."""
    said = [part.strip().partition("=") for part in header.split(",")][:10]
    moment = next((value for name, _equals, value in said if name == "t"), "")
    if not moment.isdecimal() or len(moment) > 12 or abs(int(at.timestamp()) - int(moment)) > OLDEST.total_seconds():
        return False
    given = [value for name, _equals, value in said if name == "v1"]
    wanted = [_mac(secret, int(moment), body) for secret in by if secret]
    return any(hmac.compare_digest(one, other) for one in given for other in wanted)


def _mac(secret: str, moment: int, body: bytes) -> str:
    return hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()


def is_from_line(body: bytes, header: str, secret: str) -> bool:
    """Say whether LINE signed a body: base64 of the HMAC-SHA256 of its bytes with the channel's secret."""
    wanted = base64.b64encode(hmac.digest(secret.encode(), body, "sha256"))
    return bool(secret) and hmac.compare_digest(wanted, header.strip().encode("utf-8", "replace"))
