"""A message read from its bytes, within bounds: nothing in it makes us read without end, or keep what is unsafe."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.utils import getaddresses, parseaddr, parsedate_to_datetime
from html.parser import HTMLParser

from palat.kernel.mailbox.charsets import clean, decoded
from palat.kernel.mailbox.procedure import (
    DEEPEST,
    MESSAGE,
    MOST_ADDRESSES,
    MOST_FILES,
    MOST_PARTS,
    MOST_TEXT,
    Mail,
    Part,
    Read,
    Report,
    kind_of,
)

# Each part begins with a head of its own; what counts them needs not understand them.
HEADS = re.compile(rb"^content-type\s*:", re.IGNORECASE | re.MULTILINE)
IDS = re.compile(r"<[^<>\s]{1,300}>")
SENT_TO = ("to", "cc", "delivered-to", "x-original-to", "envelope-to")
LONGEST_HEADER = 2_000
UNREADABLE = (
    RecursionError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    MessageError,
)


def read(content: bytes, *, own: frozenset[str] = frozenset(), whole: bool = True) -> Read:
    """Read a message. Never fails: what cannot be read is said among its flaws. `whole` False: cut after its head.

    `own`: the Office's own addresses, in small letters.
    """
    flaws: set[str] = set() if whole else {"too_large"}
    try:
        if len(HEADS.findall(content)) > MOST_PARTS:
            flaws.add("too_many_parts")
            return _of(_head_alone(content), _Gathered(flaws=flaws), own)
        message = BytesParser().parsebytes(content)
        gathered = _Gathered(flaws=flaws)
        gathered.take(message)
        return _of(message, gathered, own)
    except UNREADABLE:
        flaws.add("unreadable")
        return _of(_head_alone(content), _Gathered(flaws=flaws), own)


def _head_alone(content: bytes) -> Message:
    head = re.split(rb"\r?\n\r?\n", content, maxsplit=1)[0][:200_000]
    return BytesHeaderParser().parsebytes(head + b"\r\n\r\n")


def _of(message: Message, gathered: "_Gathered", own: frozenset[str]) -> Read:
    headers = dict(_headers(message))
    sender_name, sender = parseaddr(headers.get("from", ""))
    sender, subject = sender.strip().lower()[:254], " ".join(headers.get("subject", "").split())
    text = "\n\n".join(one.strip() for one in gathered.texts if one.strip())
    if len(text) > MOST_TEXT:
        gathered.flaws.add("text_cut")
    reply = IDS.search(headers.get("in-reply-to", ""))
    mail = Mail(
        message_id=(found[0] if (found := IDS.search(headers.get("message-id", ""))) else "")[:300],
        kind=kind_of(headers, sender=sender, subject=subject, is_report=bool(gathered.reports), own=own),
        sender=sender,
        sender_name=" ".join(sender_name.split())[:200],
        to=_addresses(message),
        subject=subject[:500],
        text=text[:MOST_TEXT],
        sent_at=_moment(headers.get("date", "")),
        in_reply_to=reply[0] if reply else "",
        references=tuple(IDS.findall(headers.get("references", ""))[:MOST_ADDRESSES]),
        headers=headers,
        reports=tuple(gathered.reports[:MOST_ADDRESSES]),
        flaws=tuple(sorted(gathered.flaws)),
    )
    parts = tuple(gathered.parts)
    return Read(replace(mail, digest=_digest(sender, subject, text, parts)), parts)


def _digest(sender: str, subject: str, text: str, parts: Sequence[Part]) -> str:
    """Return the hash of what a message says: the same whichever way, and however often, it came."""
    said = hashlib.sha256()
    for one in (sender, subject, text, *(part.name for part in parts)):
        said.update(hashlib.sha256(one.encode()).digest())
    for part in parts:
        said.update(hashlib.sha256(part.content).digest())
    return said.hexdigest()


def unreadable() -> Read:
    """Return what stands for a message of which nothing at all could be had."""
    mail = Mail("", MESSAGE, "", "", (), "", "", None, headers={}, flaws=("unreadable",))
    return Read(mail, ())


def with_flaw(read: Read, flaw: str) -> Read:
    """Return a message with one more thing that could not be read of it."""
    return replace(read, mail=replace(read.mail, flaws=tuple(sorted({*read.mail.flaws, flaw}))))


# Heads


def _headers(message: Message) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for name, value in message.raw_items() if hasattr(message, "raw_items") else message.items():
        lower = name.strip().lower()
        if lower not in seen:
            seen.add(lower)
            yield lower, header_text(str(value))[:LONGEST_HEADER]


def header_text(value: str) -> str:
    """Return a header in words: encoded words decoded, bytes of whatever kind read as well as can be.

    What no database keeps (NUL, half of a letter) is left out, whether it stood there bare or encoded.
    """
    raw = value.encode("utf-8", "surrogateescape")
    if not raw.isascii():
        value = decoded(raw, None)[0]
    try:
        pieces = decode_header(value)
        said = "".join(piece if isinstance(piece, str) else decoded(piece, charset)[0] for piece, charset in pieces)
    except (ValueError, LookupError, MessageError):
        said = decoded(raw, None)[0]
    return clean(said).replace("\n", " ").replace("\t", " ")


def _addresses(message: Message) -> tuple[str, ...]:
    said = [header_text(str(value)) for name in SENT_TO for value in (message.get_all(name) or [])[:MOST_ADDRESSES]]
    found = (address.strip().lower() for _name, address in getaddresses(said))
    return tuple(dict.fromkeys(one for one in found if "@" in one and len(one) <= 254))[:MOST_ADDRESSES]


def _moment(said: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment if 1990 <= moment.year <= 2200 else None  # a year that nobody wrote a mail in


# Bodies


@dataclass
class _Gathered:
    """What is gathered of the parts of a message."""

    flaws: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    room: int = MOST_TEXT
    silent: bool = False  # words are another form of what was taken

    def take(self, part: Message, depth: int = 0) -> None:
        """Take a part with all that it holds."""
        if depth > DEEPEST:
            self.flaws.add("too_deep")
            return
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            self.reports.extend(_reports(part))
        elif kind == "multipart/alternative":
            self._take_best(part, depth)
        elif kind in {"message/rfc822", "text/rfc822-headers", "message/global"}:
            self._take_enclosed(part, depth)
        elif part.is_multipart():
            for one in _children(part):
                self.take(one, depth + 1)
        elif kind in {"text/plain", "text/html"} and not _is_file(part):
            self._take_text(part, kind)
        else:
            self._take_file(part)

    def _take_best(self, part: Message, depth: int) -> None:
        """Of several forms of the same words take the plain one; files that stand among them are taken too."""
        children = _children(part)
        plain = [one for one in children if one.get_content_type() == "text/plain" and _payload(one).strip()]
        for one in children:
            was = self.silent
            self.silent = was or (bool(plain) and one is not plain[0])
            self.take(one, depth + 1)
            self.silent = was

    def _take_enclosed(self, part: Message, depth: int) -> None:
        """Take a message within the message: its subject and words under it, its files with the others."""
        for inner in _children(part):
            self._told_of(header_text(str(inner.get("message-id", ""))))
            subject = " ".join(header_text(str(inner.get("subject", ""))).split())
            if subject:
                self._add(f"--- {subject[:300]} ---")
            self.take(inner, depth + 1)
        if not part.is_multipart():
            self._told_of(decoded(_payload(part), None)[0])

    def _told_of(self, head: str) -> None:
        """Note of which message the reports speak: the one whose head they bring back."""
        if found := IDS.search(head):
            self.reports = [replace(one, message_id=one.message_id or found[0]) for one in self.reports]

    def _take_text(self, part: Message, kind: str) -> None:
        words, is_whole = decoded(_payload(part), _charset(part))
        if not is_whole:
            self.flaws.add("charset")
        self._add(plain_of_html(words) if kind == "text/html" else words)

    def _add(self, words: str) -> None:
        if self.silent:
            return
        if self.room <= 0:
            self.flaws.add("text_cut")
            return
        self.texts.append(words[: self.room + 1])
        self.room -= len(words)

    def _take_file(self, part: Message) -> None:
        if len(self.parts) >= MOST_FILES:
            self.flaws.add("too_many_files")
            return
        content = _payload(part)
        if content:
            self.parts.append(Part(_name(part), content))


def _children(part: Message) -> list[Message]:
    held = part.get_payload()
    return [one for one in held if isinstance(one, Message)] if isinstance(held, list) else []


def _payload(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (ValueError, LookupError, TypeError, UnicodeError):
        return None


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _name(part: Message) -> str:
    """Return the name of a file as its sender wrote it, RFC 2231 or encoded words or bare bytes."""
    said = part.get_filename() or ""
    return header_text(said)[:200]


def _reports(part: Message) -> Iterator[Report]:
    """Yield what a report of delivery says of each recipient (RFC 3464)."""
    for one in _children(part)[:MOST_ADDRESSES]:
        recipient = _line(one, "final-recipient") or _line(one, "original-recipient")
        if recipient:
            yield Report(
                recipient=recipient.partition(";")[2].strip().lower()[:254],
                action=_line(one, "action").lower()[:40],
                status=_line(one, "status")[:40],
            )


def _line(part: Message, name: str) -> str:
    return header_text(str(part.get(name, ""))).strip()


BREAKS = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "blockquote", "table"})
HIDDEN = frozenset({"script", "style", "head", "title"})


class _Words(HTMLParser):
    """The words of a page; nothing of it is fetched, run or shown as a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in BREAKS:
            self.words.append("\n")
        if tag in HIDDEN - {"head"}:
            self.hidden += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN - {"head"}:
            self.hidden = max(0, self.hidden - 1)

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def plain_of_html(page: str) -> str:
    """Return the words of an HTML text, in lines."""
    words = _Words()
    words.feed(page[: MOST_TEXT * 5])
    words.close()
    lines = (" ".join(line.split()) for line in "".join(words.words).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def header_of(mail: Mail, name: str) -> str:
    """Return a header of a message, empty where it has none."""
    headers: Mapping[str, str] = mail.headers or {}
    return headers.get(name, "")
