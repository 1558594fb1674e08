"""The keys that sign the daily roots: the one in use, and the public halves of those before it."""

import base64

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings


def signing_key() -> Ed25519PrivateKey:
    """Return the key that signs the daily roots."""
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(settings.ROOT_SIGNING_KEY))


def public_half(key: Ed25519PrivateKey) -> str:
    """Return the public key (hex) that checks what a key signed."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def known_keys() -> tuple[str, ...]:
    """Return the public keys (hex) that the Office stands by: the one in use first, then the earlier ones."""
    return (public_half(signing_key()), *settings.ROOT_OLD_KEYS)
