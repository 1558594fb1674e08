"""The signature of a whole message, header and all (XML-DSig, enveloped, in the security header).

Only what the signature covers is read afterwards, so that nothing can be wrapped around it. Where a signature stands
and what it covers is told by no public source: provisional.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.x509.oid import NameOID
from lxml import etree
from signxml import SignatureConfiguration, XMLSigner, XMLVerifier
from signxml.algorithms import CanonicalizationMethod
from signxml.exceptions import SignXMLException

from palat.kernel.egif.wire.reading import parser
from palat.kernel.egif.wire.said import UnableToRead
from palat.kernel.egif.wire.writing import DS

EXCLUSIVE = CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0


@dataclass(frozen=True)
class Signed:
    """What a signature covers, and whose certificate it was."""

    part: etree._Element
    by: str


def sign(envelope: etree._Element, *, key: RSAPrivateKey, chain: Sequence[x509.Certificate]) -> etree._Element:
    """Return a message with its signature in the place that was left for it."""
    signer = XMLSigner(c14n_algorithm=EXCLUSIVE)
    signer._parser = parser()  # its own takes no file of more than 10 MB
    return signer.sign(envelope, key=key, cert=list(chain))


def name_of(certificate: x509.Certificate) -> str:
    """Return the name that a certificate gives, and the organisation where it says one."""
    oids = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
    names = [str(one.value) for oid in oids for one in certificate.subject.get_attributes_for_oid(oid)]
    return (", ".join(dict.fromkeys(names)) or certificate.subject.rfc4514_string())[:300]


def verified(root: etree._Element, *, by: Sequence[x509.Certificate], at: datetime) -> Signed:
    """Return what is signed with one of these certificates, each of which must hold at this moment.

    Raises: UnableToRead for a signature that is missing, more than one, broken, of another key, or a certificate that
    does not hold.
    """
    signatures = list(root.iter(f"{{{DS}}}Signature"))
    if not signatures:
        raise UnableToRead("not_signed")
    if len(signatures) > 1:
        raise UnableToRead("bad_signature")
    for certificate in by:
        if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
            continue
        part = _covered(root, certificate)
        if part is not None:
            return Signed(part, name_of(certificate))
    raise UnableToRead("bad_signature")


def _covered(root: etree._Element, certificate: x509.Certificate) -> etree._Element | None:
    try:
        found = XMLVerifier().verify(
            root,
            x509_cert=certificate,
            parser=parser(),
            expect_config=SignatureConfiguration(location=".//", ignore_ambiguous_key_info=True),
        )
    except (SignXMLException, etree.LxmlError, ValueError):
        return None
    if isinstance(found, list) or found.signed_xml is None:
        return None
    # Parsed again by our own parser from the very bytes that were signed.
    return etree.fromstring(found.signed_data, parser=parser())
