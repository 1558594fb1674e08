"""Sealing and opening fields, and the fingerprints by which a sealed person is found.

Each field is AES-256-GCM with its own nonce; the additional data binds it to its person and its
field, so that a sealed field moved to another row or another field does not open. All fields of
a person lie in one column, one after another:

    number of the field (1 byte) · length of what follows (2 bytes) · nonce (12) · ciphertext and tag

and are sealed with one key, whose name stands in the row.
"""

import base64
import hashlib
import hmac
import os
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from palat.kernel.identities.normalising import NORMALISED
from palat.kernel.identities.procedure import FIELDS

NONCE_BYTES = 12
HEAD_BYTES = 3
FINGERPRINT_BYTES = 16
KEY_BYTES = 32

Stored = bytes | memoryview  # as the database gives a column of bytes

_BY_NUMBER = {field.number: field.name for field in FIELDS.values()}
_KIND = {name: name for name in NORMALISED} | {"phone2": "phone"}  # either telephone answers to "phone"


class UnableToOpen(Exception):
    """A sealed field cannot be opened: its key is missing, or it was altered or moved."""


@cache
def _keyring(keys: tuple[str, ...]) -> tuple[str, dict[str, AESGCM]]:
    """Return the newest key's name and every key, from `name:base64` newest first."""
    ring: dict[str, AESGCM] = {}
    for written in keys:
        name, _colon, encoded = written.partition(":")
        key = base64.b64decode(encoded)
        if not name or len(name) > 20 or len(key) != KEY_BYTES:
            raise ImproperlyConfigured(f"PALAT_SEAL_KEYS: {name!r} is not `name:base64 of 32 bytes`")
        ring[name] = AESGCM(key)
    if not ring:
        raise ImproperlyConfigured("PALAT_SEAL_KEYS holds no key")
    return next(iter(ring)), ring


def newest_key() -> str:
    """Return the name of the key that seals today."""
    return _keyring(tuple(settings.SEAL_KEYS))[0]


def seal(person_id: int, fields: Mapping[str, str]) -> tuple[str, bytes]:
    """Seal clean fields for a person. Returns the key's name and the sealed bytes."""
    name, ring = _keyring(tuple(settings.SEAL_KEYS))
    key = ring[name]
    nonces = os.urandom(NONCE_BYTES * len(fields))
    parts: list[bytes] = []
    for place, (field, value) in enumerate(fields.items()):
        nonce = nonces[place * NONCE_BYTES : (place + 1) * NONCE_BYTES]
        closed = key.encrypt(nonce, value.encode(), b"%d|%s" % (person_id, field.encode()))
        parts += (b"%c" % FIELDS[field].number, (NONCE_BYTES + len(closed)).to_bytes(2), nonce, closed)
    return name, b"".join(parts)


def _closed(sealed: bytes) -> Iterator[tuple[str, bytes]]:
    place = 0
    while place < len(sealed):
        length = int.from_bytes(sealed[place + 1 : place + HEAD_BYTES])
        yield _BY_NUMBER[sealed[place]], sealed[place + HEAD_BYTES : place + HEAD_BYTES + length]
        place += HEAD_BYTES + length


def names_sealed(sealed: Stored) -> list[str]:
    """Return which fields are there, without opening any."""
    return [name for name, _bytes in _closed(bytes(sealed))]


def unseal(person_id: int, key_name: str, sealed: Stored, only: Collection[str] | None = None) -> dict[str, str]:
    """Open the fields named in `only`, or all. Raises: UnableToOpen."""
    key = _keyring(tuple(settings.SEAL_KEYS))[1].get(key_name)
    if key is None and sealed:
        raise UnableToOpen(_("ไม่พบกุญแจที่ใช้ปิดผนึกข้อมูลนี้ โปรดแจ้งผู้ดูแลระบบ"))
    opened: dict[str, str] = {}
    for field, closed in _closed(bytes(sealed)):
        if key is None or (only is not None and field not in only):
            continue
        try:
            plain = key.decrypt(closed[:NONCE_BYTES], closed[NONCE_BYTES:], b"%d|%s" % (person_id, field.encode()))
        except (InvalidTag, ValueError) as error:
            raise UnableToOpen(_("ข้อมูลที่ปิดผนึกไว้ถูกแก้ไขหรือย้ายที่ จึงเปิดไม่ได้")) from error
        opened[field] = plain.decode()
    return opened


@cache
def _fingerprint_key(secret: str) -> bytes:
    return hashlib.sha256(b"palat.identities.fingerprint|" + secret.encode()).digest()


def fingerprint(field: str, value: str) -> bytes | None:
    """Return the keyed fingerprint of a field's value, or None when nothing is left of it after normalising.

    HMAC-SHA256 over kind and normalised value, the first 16 bytes.
    """
    normalised = NORMALISED[field](value)
    if not normalised:
        return None
    message = f"{_KIND[field]}|{normalised}".encode()
    return hmac.digest(_fingerprint_key(settings.FINGERPRINT_KEY), message, "sha256")[:FINGERPRINT_BYTES]
