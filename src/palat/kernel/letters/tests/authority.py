"""A certificate authority of our own, for tests: a root, and the Office's key and certificate that it signed."""

from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

PASSPHRASE = "for-tests"
FROM, TO = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
SIGNS = {"digital_signature": True, "content_commitment": True}
CERTIFIES = {"key_cert_sign": True, "crl_sign": True}


def usage(**said: bool) -> x509.KeyUsage:
    """What a key may be used for."""
    names = (
        *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
        *("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
    )
    return x509.KeyUsage(**{name: said.get(name, False) for name in names})


def name(words: str) -> x509.Name:
    """A name on a certificate."""
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


class Authority:
    """A root certificate, and what it certifies."""

    def __init__(self, words: str = "ผู้ออกใบรับรองทดสอบ") -> None:
        self.key = rsa.generate_private_key(65537, 2048)
        made = self._builder(name(words), name(words), self.key.public_key(), FROM, TO)
        made = made.add_extension(x509.BasicConstraints(True, None), critical=True)
        self.root = made.add_extension(usage(**CERTIFIES), critical=True).sign(self.key, hashes.SHA256())

    def _builder(self, subject, issuer, public_key, begin, end) -> x509.CertificateBuilder:
        made = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(public_key)
        return made.serial_number(x509.random_serial_number()).not_valid_before(begin).not_valid_after(end)

    def certify(self, path: Path, words: str = "สำนักงานทดสอบ", *, end: datetime = TO, elliptic: bool = False) -> Path:
        """Write a key with its certificate as PKCS#12."""
        key = ec.generate_private_key(ec.SECP256R1()) if elliptic else rsa.generate_private_key(65537, 2048)
        made = self._builder(name(words), self.root.subject, key.public_key(), FROM, end)
        made = made.add_extension(x509.BasicConstraints(False, None), critical=True)
        leaf = made.add_extension(usage(**SIGNS), critical=True).sign(self.key, hashes.SHA256())
        locked = BestAvailableEncryption(PASSPHRASE.encode())
        path.write_bytes(pkcs12.serialize_key_and_certificates(b"office", key, leaf, [self.root], locked))
        return path

    def write_root(self, path: Path) -> Path:
        """Write the root as PEM."""
        path.write_bytes(self.root.public_bytes(Encoding.PEM))
        return path
