"""Messages written strictly: one order, one namespace each, Gregorian days, and checked against our schema.

The schema in `data/` was rebuilt from what public senders write; no official one was found (provisional).
"""

import base64
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

from lxml import etree

from palat.kernel.calendar.counting import BANGKOK
from palat.kernel.egif.procedure import ADDRESSINGS, KINDS, Profile
from palat.kernel.egif.wire.said import Binary, Letter, Notifier, Party, UnableToWrite

DATA = Path(__file__).parents[1] / "data"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
DS = "http://www.w3.org/2000/09/xmldsig#"
RAM = "urn:th:gov:egif:data:standard:ReusableAggregateBusinessInformationEntity:1"
RSM = "urn:th:gov:egif:data:standard:GovernmentDocument:1.0"
REQUEST, ASK, DELETE = (
    "CorrespondenceLetterOutboundRequest",
    "CorrespondenceLetterInboundRequest",
    "CorrespondenceLetterDeleteRequest",
)


def message(
    says: Letter | Notifier, *, message_id: str, to: str, profile: Profile, signed: bool = False
) -> etree._Element:
    """Return a message, with a place for a signature where it is to be signed. Raises: UnableToWrite."""
    envelope, body = _envelope(message_id, to, profile, signed=signed)
    request = etree.SubElement(body, REQUEST)
    if isinstance(says, Letter):
        _letter(request, says, profile)
    else:
        _notifier(request, says, profile)
    _require_schema(request)
    return envelope


def asking(*, message_id: str, to: str, profile: Profile, signed: bool = False) -> etree._Element:
    """Return the question whether a message waits for us."""
    envelope, body = _envelope(message_id, to, profile, signed=signed)
    etree.SubElement(body, ASK)
    return envelope


def deleting(process_id: str, *, message_id: str, to: str, profile: Profile, signed: bool = False) -> etree._Element:
    """Return the word that a message that waited was taken."""
    envelope, body = _envelope(message_id, to, profile, signed=signed)
    _text(etree.SubElement(body, DELETE), "ProcessID", process_id)
    return envelope


def response(name: str, *, process_id: str = "", at: datetime) -> bytes:
    """Return the answer to a request; without a number: nothing waits."""
    envelope = etree.Element(_soap("Envelope"), nsmap={"SOAP-ENV": SOAP})
    said = etree.SubElement(etree.SubElement(envelope, _soap("Body")), name.removesuffix("Request") + "Response")
    if process_id:
        _text(said, "ProcessID", process_id)
        _text(said, "ProcessTime", moment(at))
    return as_bytes(envelope)


def fault(code: str, words: str, *, ours: bool = False) -> bytes:
    """Return a SOAP fault: the sender's own, unless it is `ours`."""
    envelope = etree.Element(_soap("Envelope"), nsmap={"SOAP-ENV": SOAP})
    said = etree.SubElement(etree.SubElement(envelope, _soap("Body")), _soap("Fault"))
    _text(said, "faultcode", "SOAP-ENV:Server" if ours else "SOAP-ENV:Client")
    _text(said, "faultstring", words)
    _text(etree.SubElement(said, "detail"), "Code", code)
    return as_bytes(envelope)


def as_bytes(envelope: etree._Element) -> bytes:
    """Return a message as it goes over the wire."""
    return bytes(etree.tostring(envelope, xml_declaration=True, encoding="UTF-8"))


def moment(at: datetime) -> str:
    """Write a moment, in Bangkok's time."""
    return at.astimezone(BANGKOK).isoformat(timespec="seconds")


def _soap(name: str) -> str:
    return f"{{{SOAP}}}{name}"


def _envelope(message_id: str, to: str, profile: Profile, *, signed: bool) -> tuple[etree._Element, etree._Element]:
    wsa = ADDRESSINGS[profile.addressing]
    envelope = etree.Element(_soap("Envelope"), nsmap={"SOAP-ENV": SOAP})
    header = etree.SubElement(envelope, _soap("Header"))
    for name, text in (("MessageID", message_id), (profile.to_name, to)):
        etree.SubElement(header, f"{{{wsa}}}{name}", nsmap={"wsa": wsa}).text = text
    if signed:
        security = etree.SubElement(header, f"{{{WSSE}}}Security", nsmap={"wsse": WSSE})
        etree.SubElement(security, f"{{{DS}}}Signature", Id="placeholder", nsmap={"ds": DS})
    return envelope, etree.SubElement(envelope, _soap("Body"), ID="Body")


def _text(parent: etree._Element, name: str, text: str) -> None:
    try:
        etree.SubElement(parent, name).text = text
    except ValueError as wrong:  # signs that XML cannot hold
        raise UnableToWrite(name) from wrong


def _letter(request: etree._Element, letter: Letter, profile: Profile) -> None:
    document = etree.SubElement(request, f"{{{RSM}}}GovernmentDocument", nsmap={"rsm": RSM, "ram": RAM})
    said = etree.SubElement(document, _ram("CorrespondenceLetter"), ID="Letter")
    _text(said, _ram("ID"), letter.number)
    _text(said, _ram("CorrespondenceDate"), _day(letter.on))
    _text(said, _ram("Subject"), letter.subject)
    _text(said, _ram("SecretCode"), _code(profile.secrecy_codes, letter.secrecy))
    _text(said, _ram("SpeedCode"), _code(profile.urgency_codes, letter.urgency))
    _party(said, "SenderParty", letter.sender)
    _party(said, "ReceiverParty", letter.receiver)
    for one in letter.references:
        reference = etree.SubElement(said, _ram("ReferenceCorrespondence"))
        _text(reference, _ram("ID"), one.number)
        _text(reference, _ram("CorrespondenceDate"), one.on.isoformat() if one.on else "")
        _text(reference, _ram("Subject"), one.subject)
    _text(said, _ram("Attachment"), letter.enclosures)
    _text(said, _ram("SendDate"), moment(letter.sent_at) if letter.sent_at else "")
    _text(said, _ram("Description"), letter.description)
    _binary(said, "MainLetterBinaryObject", letter.paper)
    for attached in letter.attachments:
        _binary(said, "AttachmentBinaryObject", attached)
    _signature(document, letter.signer)


def _signature(document: etree._Element, signer: Party) -> None:
    """Write who signed the letter; it is words, and no digital signature."""
    signature = etree.SubElement(document, _ram("GovernmentSignature"))
    _text(signature, _ram("TypeCode"), "")
    party = etree.SubElement(signature, _ram("SignerParty"))
    for name, text in (
        ("GivenName", signer.given_name),
        ("FamilyName", signer.family_name),
        ("Title", signer.title),
        ("MinistryCode", signer.ministry),
        ("DepartmentCode", signer.department),
    ):
        _text(party, _ram(name), text)


def _ram(name: str) -> str:
    return f"{{{RAM}}}{name}"


def _party(parent: etree._Element, name: str, party: Party) -> None:
    said = etree.SubElement(parent, _ram(name))
    for part, text in (
        ("GivenName", party.given_name),
        ("FamilyName", party.family_name),
        ("JobTitle", party.title),
    ):
        _text(said, _ram(part), text)
    for part, code in (("MinistryOrganization", party.ministry), ("DepartmentOrganization", party.department)):
        _text(etree.SubElement(said, _ram(part)), _ram("ID"), code)


def _binary(parent: etree._Element, name: str, binary: Binary | None) -> None:
    if binary is not None:
        said = etree.SubElement(parent, _ram(name), mimeCode=binary.mime)
        said.text = base64.b64encode(binary.content).decode("ascii")


def _notifier(request: etree._Element, told: Notifier, profile: Profile) -> None:
    said = etree.SubElement(request, KINDS[told.kind].element)
    subject = told.subject
    if told.why and not profile.extras:
        subject = f"{subject} ({told.why})"
    _text(said, "LetterID", told.number)
    if told.kind in {"accept", "invalid_accept"}:
        _text(said, "AcceptID", told.accept_id)
    _text(said, "CorrespondenceDate", _day(told.on) if told.on else "")
    _text(said, "Subject", subject)
    if profile.extras and told.accept_on:
        _text(said, "AcceptDate", told.accept_on.isoformat())
    if profile.extras and told.why:
        _text(said, "Description", told.why)


def _day(on: date | None) -> str:
    if on is None:
        raise UnableToWrite("CorrespondenceDate")
    return on.isoformat()


def _code(codes: Mapping[str, str], word: str) -> str:
    if word not in codes:
        raise UnableToWrite(word)
    return codes[word]


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(DATA / "request.xsd")))


def _require_schema(request: etree._Element) -> None:
    schema = _schema()
    if not schema.validate(request):
        where = schema.error_log[0].path if len(schema.error_log) else ""
        raise UnableToWrite(str(where).rpartition("/")[2] or "XML")
