"""The Office's certificate on the papers that leave: a PAdES signature in the PDF, and whether one holds.

The key lies in a PKCS#12 file (settings). It must be RSA: a paper is then sealed to the same bytes each time, so that a
petitioner's letter, of which no paper is kept, is set anew with the hash that it left with.
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import BANGKOK

logger = logging.getLogger(__name__)
FIELD = "Office"
ROOM = 16_384  # hex digits kept for the signature and its certificates
Verdict = Literal["valid", "untrusted", "broken", "none"]


class UnableToSeal(Exception):
    """The certificate that is configured cannot be used; the message tells an administrator why."""


@dataclass(frozen=True)
class Certificate:
    """A certificate as it is told of: whose, given by whom, its number, from when to when it holds."""

    subject: str
    issuer: str
    serial: str
    valid_from: str
    valid_to: str

    def told(self) -> dict[str, str]:
        """Return it as it is kept on a letter."""
        return asdict(self)


@dataclass(frozen=True)
class _Key:
    content: bytes
    private: RSAPrivateKey
    leaf: x509.Certificate
    others: tuple[x509.Certificate, ...]

    @property
    def certificate(self) -> Certificate:
        return _told(self.leaf)


def configured() -> bool:
    """Say whether the Office signs what leaves with a certificate."""
    return bool(settings.SIGNING_CERTIFICATE)


def certificate_at(at: datetime) -> Certificate | None:
    """Return the certificate with which a paper of a moment is sealed; None without one, or while it does not hold."""
    if not configured():
        return None
    key = _key(settings.SIGNING_CERTIFICATE, settings.SIGNING_PASSPHRASE)
    if not key.leaf.not_valid_before_utc <= at <= key.leaf.not_valid_after_utc:
        logger.error("signing_certificate_does_not_hold", extra={"serial": key.certificate.serial})
        return None
    return key.certificate


def key_at(at: datetime) -> tuple[RSAPrivateKey, list[x509.Certificate]] | None:
    """Return the Office's key with its certificate and those above it; None without one, or while it does not hold.

    Raises: UnableToSeal.
    """
    if certificate_at(at) is None:
        return None
    key = _key(settings.SIGNING_CERTIFICATE, settings.SIGNING_PASSPHRASE)
    return key.private, [key.leaf, *key.others]


def sealed(pdf: bytes, *, at: datetime) -> bytes:
    """Return a paper signed with the Office's certificate, as of a moment; as it is where there is none.

    Raises: UnableToSeal.
    """
    if certificate_at(at) is None:
        return pdf
    # Imported here: an Office without a certificate never loads it.
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    signer = _signer(settings.SIGNING_CERTIFICATE, settings.SIGNING_PASSPHRASE)
    meta = PdfSignatureMetadata(field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)

    class AsOf(PdfSigner):
        """Signs as of the moment at which the letter was signed, not of now."""

        def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
            session = super().init_signing_session(pdf_out, existing_fields_only)
            session.system_time = at.astimezone(BANGKOK).replace(microsecond=0)
            return session

    into: Any = AsOf(meta, signer=signer).sign_pdf(_writer(pdf), bytes_reserved=ROOM)
    return bytes(into.getvalue())


@cache
def _signer(path: str, passphrase: str) -> Any:
    """Return who signs by a key, read once: opening its file, and the key again for each paper, takes six times as long
    as the rest of a signature.
    """
    from pyhanko.sign.signers import SimpleSigner

    key = _key(path, passphrase)

    class Office(SimpleSigner):
        """Signs by the key as it was read.

        Its signatures differ in the hash of the paper and in what the key makes of that, and in nothing else, since no
        time stands in them: the first is built, the others are it with the two put in their places. Building each takes
        four fifths of the time of a seal.
        """

        first: _First | None = None

        def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
            if digest_algorithm != "sha256":
                raise ValueError(digest_algorithm)
            return key.private.sign(data, padding.PKCS1v15(), hashes.SHA256())

        async def async_sign(self, data_digest: bytes, digest_algorithm: str, *args: Any, **kept: Any) -> Any:
            if self.first is None:
                built = await super().async_sign(data_digest, digest_algorithm, *args, **kept)
                self.first = _First.of(built, data_digest)
                return built
            return self.first.anew(data_digest, lambda said: self.sign_raw(said, digest_algorithm))

    read = SimpleSigner.load_pkcs12_data(key.content, other_certs=[], passphrase=passphrase.encode() or None)
    return Office(read.signing_cert, read.signing_key, read.cert_registry)


@dataclass(frozen=True)
class _First:
    """The first signature by a key: all of it, what the key signed, and the two things that are each paper's own."""

    whole: bytes
    said: bytes
    digest: bytes
    signature: bytes

    @classmethod
    def of(cls, built: Any, digest: bytes) -> "_First":
        (signer,) = built["content"]["signer_infos"]
        return cls(built.dump(), signer["signed_attrs"].untag().dump(), digest, signer["signature"].native)

    def anew(self, digest: bytes, sign: Callable[[bytes], bytes]) -> Any:
        """Return the signature of another paper by the same key."""
        from asn1crypto.cms import ContentInfo

        signature = sign(self.said.replace(self.digest, digest))
        return ContentInfo.load(self.whole.replace(self.digest, digest).replace(self.signature, signature))


def _writer(pdf: bytes) -> Any:
    """Return a writer that appends to a paper and takes nothing from the clock or from chance."""
    from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Appending(IncrementalPdfFileWriter):
        """Leaves title, language and the marks of PDF/A as they were set."""

        def _update_meta(self) -> None:
            pass

    writer = Appending(BytesIO(pdf))
    mark = hashlib.sha256(pdf).digest()[:16]
    first = writer.prev.trailer["/ID"][0] if "/ID" in writer.prev.trailer else ByteStringObject(mark)
    writer._document_id = ArrayObject([first, ByteStringObject(mark)])
    return writer


def judged(pdf: bytes) -> Verdict:
    """Say whether a paper of ours bears a signature that holds, by the roots that the Office trusts.

    Only papers whose hash is known to be ours are to be given here: this reads the whole file.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    found = PdfFileReader(BytesIO(pdf)).embedded_signatures
    if not found:
        return "none"
    moment = found[-1].self_reported_timestamp
    context = ValidationContext(trust_roots=_roots(), allow_fetching=False, moment=moment, best_signature_time=moment)
    status = validate_pdf_signature(found[-1], context)
    if not (status.intact and status.valid and status.coverage is SignatureCoverageLevel.ENTIRE_FILE):
        return "broken"
    return "valid" if status.trusted else "untrusted"


def _roots() -> list[Any]:
    """Return the roots that are trusted: those configured, else those that came with the key."""
    from asn1crypto.x509 import Certificate as Asn1

    if settings.SIGNING_ROOTS:
        found = x509.load_pem_x509_certificates(Path(settings.SIGNING_ROOTS).read_bytes())
    else:
        key = _key(settings.SIGNING_CERTIFICATE, settings.SIGNING_PASSPHRASE)
        found = [one for one in key.others if one.subject == one.issuer]
    return [Asn1.load(one.public_bytes(Encoding.DER)) for one in found]


@cache
def _key(path: str, passphrase: str) -> _Key:
    """Read the key of the Office, once. Raises: UnableToSeal for a file that is missing, locked or of another kind."""
    try:
        content = Path(path).read_bytes()
        read = pkcs12.load_pkcs12(content, passphrase.encode() if passphrase else None)
    except (OSError, ValueError) as error:
        raise UnableToSeal(_("เปิดไฟล์ใบรับรองของหน่วยงานไม่ได้ โปรดตรวจที่อยู่ไฟล์และรหัสผ่าน")) from error
    if read.cert is None or not isinstance(read.key, RSAPrivateKey):
        raise UnableToSeal(_("ไฟล์ใบรับรองต้องมีกุญแจส่วนตัวแบบ RSA และใบรับรองของกุญแจนั้น"))
    return _Key(content, read.key, read.cert.certificate, tuple(one.certificate for one in read.additional_certs))


def _told(certificate: x509.Certificate) -> Certificate:
    return Certificate(
        subject=_name(certificate.subject),
        issuer=_name(certificate.issuer),
        serial=f"{certificate.serial_number:x}",
        valid_from=certificate.not_valid_before_utc.date().isoformat(),
        valid_to=certificate.not_valid_after_utc.date().isoformat(),
    )


def _name(name: x509.Name) -> str:
    """Return the name that a certificate gives, and the organisation where it says one."""
    parts = [*name.get_attributes_for_oid(NameOID.COMMON_NAME), *name.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)]
    return ", ".join(dict.fromkeys(str(one.value) for one in parts)) or name.rfc4514_string()
