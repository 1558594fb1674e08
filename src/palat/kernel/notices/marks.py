"""Signed marks of notices: in the address to which it is answered or returned, in its number, in its link.

    n3k9x2-mfrggzdfmztwq2lk      number of the notice (base 36), and the first ten bytes of a keyed hash (base 32)

Small letters and digits alone, since mail servers may change the case of an address.
"""

import base64
import hashlib
import hmac
import re
from functools import cache

from django.conf import settings

REPLY, RETURN, LINK, NUMBER = "reply", "return", "link", "number"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
MARK = re.compile(r"([0-9a-z]{1,13})-([a-z2-7]{16})")
MAC_BYTES = 10


def mark_of(notice_id: int, use: str) -> str:
    """Return the mark of a notice for a use; one made for another use is not accepted."""
    number = _base36(notice_id)
    return f"{number}-{_mac(number, use)}"


def notice_of(mark: str, use: str) -> int | None:
    """Return the number of the notice that a mark names, or None where it was not made by us for this use."""
    found = MARK.fullmatch(mark.strip().lower())
    if found is None or not hmac.compare_digest(found[2], _mac(found[1], use)):
        return None
    return int(found[1], 36)


def address_with(base: str, mark: str) -> str:
    """Return an address of ours with a mark: reply@palat.example becomes reply+MARK@palat.example."""
    local, _at, domain = base.partition("@")
    return f"{local}+{mark}@{domain}"


def mark_in(address: str, base: str) -> str:
    """Return the mark in an address, where it is one of ours with a mark; else nothing."""
    local, _at, domain = base.lower().partition("@")
    said, _at, said_domain = address.strip().strip("<>").lower().partition("@")
    beginning, _plus, mark = said.partition("+")
    return mark if base and beginning == local and said_domain == domain else ""


def message_id(notice_id: int, key_hex: str) -> str:
    """Return the Message-ID of a notice: the same however often one sending is tried, another when sent anew."""
    domain = str(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2].strip("<> ") or "localhost"
    return f"<palat.{mark_of(notice_id, NUMBER)}.{key_hex[:8]}@{domain}>"


def notice_of_message_id(said: str) -> int | None:
    """Return the number of the notice that a Message-ID of ours names, or None."""
    found = re.fullmatch(r"<?palat\.([0-9a-z]+-[a-z2-7]{16})\.[0-9a-f]{8}@[^@>\s]+>?", said.strip().lower())
    return notice_of(found[1], NUMBER) if found else None


@cache
def _key(secret: str) -> bytes:
    return hashlib.sha256(b"palat.notices.mark|" + secret.encode()).digest()


def _mac(number: str, use: str) -> str:
    digest = hmac.digest(_key(settings.SECRET_KEY), f"{use}|{number}".encode(), "sha256")
    return base64.b32encode(digest[:MAC_BYTES]).decode().lower()


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = DIGITS[rest] + digits
    return digits or "0"
