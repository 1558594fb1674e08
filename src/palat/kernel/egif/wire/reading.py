"""Messages read tolerantly: any namespace, case and order of names, days of either era, Thai of one byte a letter.

Nothing outside the message is ever read: what has a DOCTYPE is refused before a parser sees it, so that there is no
entity to expand, and the parser asks no network. How large a message may be is bounded before it comes here.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from palat.kernel.egif.procedure import ACCEPT, BY_ELEMENT, LETTER, Profile, word_of
from palat.kernel.egif.wire.said import Binary, Letter, Notifier, Party, Reference, Said, UnableToRead
from palat.kernel.mailbox.charsets import decoded

DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*\?>", re.IGNORECASE)
ENCODING = re.compile(r"""encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""", re.IGNORECASE)
FORBIDDEN = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
ASKS = "correspondenceletterinboundrequest"
BUDDHIST = 2400  # a later year is of the Buddhist Era
ERA = 543
MOST_ATTACHMENTS, MOST_REFERENCES, LONGEST = 20, 50, 2_000


def parsed(content: bytes, *, declared: str = "") -> etree._Element:
    """Return the tree of a message, in whatever charset it came. Raises: UnableToRead."""
    text = _words(content, declared)
    if FORBIDDEN.search(text):
        raise UnableToRead("doctype")
    try:
        return etree.fromstring(text.encode("utf-8"), parser=parser())
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise UnableToRead("not_xml") from wrong


def parser() -> etree.XMLParser:
    """Return a parser that expands nothing, loads nothing and asks nobody.

    `huge_tree` lets a file of more than 10 MB stand in one element.
    """
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )


def _words(content: bytes, declared: str) -> str:
    """Decode by the mark of the order of bytes, by what the message says of itself, or by what its carrier said."""
    for mark, name in BOMS:
        if content.startswith(mark):
            said, content = name, content[len(mark) :]
            break
    else:
        found = ENCODING.search(content[:200].decode("ascii", "replace").partition("?>")[0])
        said = found[1] if found else declared
    text, _whole = decoded(content, said)
    return DECLARATION.sub("", text, count=1).strip()


def read(root: etree._Element, *, profile: Profile, signed: etree._Element | None = None) -> Said:
    """Read a message. `signed`: the part that its signature covers; nothing outside it is believed but the header.

    Raises: UnableToRead.
    """
    source = root if signed is None else signed
    header = _first(source, "header")
    bound = header is not None or signed is None
    if header is None:
        header = _first(root, "header")
    message_id = _said(header, "messageid")
    to = _said(header, "to")
    if _first(source, ASKS) is not None:
        return Said(message_id, to, None, "", bound=bound)
    kind, element = _what(source)
    says: Letter | Notifier = _letter(element, profile) if kind == LETTER else _notifier(kind, element)
    return Said(message_id, to, says, _digest(element), process_id=_said(source, "processid"), bound=bound)


def process_id(root: etree._Element) -> str:
    """Return the number that an answer gives, or nothing."""
    return _said(root, "processid")


def waits(root: etree._Element) -> bool:
    """Say whether an answer to our asking holds a message."""
    return any(_name(one) in BY_ELEMENT for one in root.iter(etree.Element))


def is_answer(root: etree._Element) -> bool:
    """Say whether a tree is an answer of an exchange at all, and no page of something in between."""
    return bool(process_id(root)) or any(_name(one).endswith("response") for one in _all(root))


def answers_question(root: etree._Element) -> bool:
    """Say whether an answer is one to our asking, holding a message or none."""
    return _first(root, "correspondenceletterinboundresponse") is not None or waits(root)


def faulted(root: etree._Element) -> tuple[str, str] | None:
    """Return code and words of a SOAP fault, if an answer is one."""
    found = _first(root, "fault")
    if found is None:
        return None
    return _said(found, "faultcode", "value")[:80], _said(found, "faultstring", "text", "reason")[:300]


def _what(source: etree._Element) -> tuple[str, etree._Element]:
    for one in _all(source):
        kind = BY_ELEMENT.get(_name(one))
        if kind:
            return kind, one
    letter = _first(source, "correspondenceletter")  # signed alone, or sent without its frame
    if letter is None:
        raise UnableToRead("unknown_kind")
    return LETTER, letter


def _digest(element: etree._Element) -> str:
    return hashlib.sha256(etree.tostring(element, method="c14n", exclusive=True)).hexdigest()


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname.lower()


def _all(element: etree._Element) -> Iterator[etree._Element]:
    return element.iter(etree.Element)


def _first(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return an element of a name within, or the element itself."""
    if element is None:
        return None
    return next((one for one in _all(element) if _name(one) == name), None)


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    if element is None:
        return None
    return next((one for one in element.iterchildren(etree.Element) if _name(one) == name), None)


def _plain(element: etree._Element | None) -> str:
    """Return the words of an element, cut at a bound, on one line."""
    if element is None:
        return ""
    return " ".join("".join(element.itertext())[: LONGEST * 2].split())[:LONGEST]


def _said(element: etree._Element | None, *names: str) -> str:
    """Return the words of the first of these elements within that says anything."""
    return next((words for name in names if (words := _plain(_first(element, name)))), "")


def _of(element: etree._Element | None, *names: str) -> str:
    """Return the words of the first of these children that says anything."""
    return next((words for name in names if (words := _plain(_child(element, name)))), "")


def day_of(said: str) -> date | None:
    """Read a day: 2012-09-07, with or without a time, 07/09/2555, of either era. None where it is none."""
    found = re.match(r"\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})", said)
    parts = found.groups() if found else None
    if parts is None and (turned := re.match(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", said)):
        parts = turned.groups()[::-1]
    if parts is None:
        return None
    year, month, day = (int(one) for one in parts)
    try:
        return date(year - ERA if year > BUDDHIST else year, month, day)
    except ValueError:
        return None


def _party(element: etree._Element | None) -> Party:
    return Party(
        given_name=_of(element, "givenname")[:100],
        family_name=_of(element, "familyname")[:100],
        title=_of(element, "jobtitle", "title")[:200],
        ministry=_code_in(element, "ministryorganization", "ministrycode"),
        department=_code_in(element, "departmentorganization", "departmentcode"),
    )


def _code_in(element: etree._Element | None, organization: str, code: str) -> str:
    return (_said(_child(element, organization), "id") or _of(element, organization, code))[:40]


def _letter(element: etree._Element, profile: Profile) -> Letter:
    letter = _first(element, "correspondenceletter")
    if letter is None:
        letter = element
    children = list(letter.iterchildren(etree.Element))
    references = [one for one in children if _name(one) == "referencecorrespondence"][:MOST_REFERENCES]
    attachments = [one for one in children if _name(one) == "attachmentbinaryobject"]
    return Letter(
        number=_of(letter, "id")[:120],
        on=day_of(_of(letter, "correspondencedate")),
        subject=_of(letter, "subject")[:500],
        secrecy=word_of(profile.secrecy_codes, _of(letter, "secretcode")),
        urgency=word_of(profile.urgency_codes, _of(letter, "speedcode")),
        sender=_party(_child(letter, "senderparty")),
        receiver=_party(_child(letter, "receiverparty")),
        signer=_party(_first(_child(element, "governmentsignature"), "signerparty")),
        references=tuple(
            Reference(_of(one, "id")[:120], day_of(_of(one, "correspondencedate")), _of(one, "subject")[:300])
            for one in references
        ),
        enclosures=_of(letter, "attachment"),
        description=_of(letter, "description"),
        paper=_binary(_child(letter, "mainletterbinaryobject")),
        attachments=tuple(binary for one in attachments[:MOST_ATTACHMENTS] if (binary := _binary(one)) is not None),
        unread=len(attachments[MOST_ATTACHMENTS:]),
    )


def _binary(element: etree._Element | None) -> Binary | None:
    if element is None:
        return None
    mime = next((str(value) for name, value in element.attrib.items() if str(name).lower() == "mimecode"), "")[:100]
    try:
        content = base64.b64decode("".join("".join(element.itertext()).split()), validate=True)
    except (binascii.Error, ValueError):
        return Binary(mime, b"", flaw=True)
    return Binary(mime, content) if content else None


def _notifier(kind: str, element: etree._Element) -> Notifier:
    return Notifier(
        kind=kind,
        number=_of(element, "letterid", "id")[:120],
        on=day_of(_of(element, "correspondencedate")),
        subject=_of(element, "subject")[:500],
        accept_id=_of(element, "acceptid")[:120],
        accept_on=day_of(_of(element, "acceptdate")) if kind == ACCEPT else None,
        why=_of(element, "description", "reason", "remark")[:500],
    )
