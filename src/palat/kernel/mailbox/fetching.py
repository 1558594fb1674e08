"""Asking a mail server by IMAP for what came since, over TLS. The mailbox itself is only read: originals stay there."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

from palat.kernel.mailbox.operations import Fetched, UnableToTake, begin, note_failure, take_in
from palat.kernel.mailbox.procedure import HEAD_BYTES, MOST_BYTES

SECONDS = 30
MOST_AT_ONCE = 200
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class BadAddress(ValueError):
    """The address of a mailbox cannot be used; the message says why."""


@dataclass(frozen=True)
class Server:
    """A folder on a mail server. `tls`: `imaps` from the first byte, `starttls`, or `none` on this machine alone."""

    host: str
    port: int
    user: str
    password: str
    folder: str
    tls: str

    @property
    def name(self) -> str:
        """How the mailbox is known, without its secret."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"


def server_of(url: str, password: str) -> Server:
    """Read `imaps://user@host:993/INBOX`; `imap://` begins TLS after greeting. Raises: BadAddress."""
    parts = urlsplit(url)
    tls = {"imaps": "imaps", "imap": "starttls", "imap+plain": "none"}.get(parts.scheme)
    if tls is None or not parts.hostname or not parts.username:
        raise BadAddress("imaps://user@host:993/INBOX is expected")
    if tls == "none" and parts.hostname not in LOOPBACK:
        raise BadAddress("without TLS only a server on this machine is asked")
    folder = unquote(parts.path.lstrip("/")) or "INBOX"
    if not folder.isascii() or '"' in folder or "\\" in folder:
        raise BadAddress("the folder's name must be plain")
    secret = password or unquote(parts.password or "")
    return Server(
        parts.hostname, parts.port or (993 if tls == "imaps" else 143), unquote(parts.username), secret, folder, tls
    )


@contextmanager
def _signed_in(server: Server, context: ssl.SSLContext | None) -> Iterator[imaplib.IMAP4]:
    context = context or ssl.create_default_context()
    client: imaplib.IMAP4
    if server.tls == "imaps":
        client = imaplib.IMAP4_SSL(server.host, server.port, ssl_context=context, timeout=SECONDS)
    else:
        client = imaplib.IMAP4(server.host, server.port, timeout=SECONDS)
    try:
        if server.tls == "starttls":
            client.starttls(ssl_context=context)
        client.login(server.user, server.password)
        yield client
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            client.logout()


def poll(
    server: Server, *, at: datetime, own: frozenset[str] = frozenset(), context: ssl.SSLContext | None = None
) -> int:
    """Take what came into a mailbox since it was last asked. Returns how many messages.

    A server that cannot be reached, or refuses, is noted with its reason, and so is a message that cannot be taken;
    the next poll asks again.
    """
    taken = 0
    try:
        with _signed_in(server, context) as client:
            validity = _opened(client, server.folder)
            last = begin(server.name, uid_validity=validity, at=at)
            for uid in _after(client, last)[:MOST_AT_ONCE]:
                fetched = _fetched(client, uid)
                if fetched and take_in(fetched, mailbox=server.name, uid_validity=validity, at=at, own=own):
                    taken += 1
    except (imaplib.IMAP4.error, OSError, UnableToTake) as fault:
        note_failure(server.name, why=_why(fault), at=at)
    return taken


def _why(fault: Exception) -> str:
    """Say what went wrong, without what a server may repeat of our secret."""
    if isinstance(fault, UnableToTake):
        return str(fault)
    if isinstance(fault, ssl.SSLError):
        return f"TLS: {fault.reason or type(fault).__name__}"
    if isinstance(fault, imaplib.IMAP4.error):
        refused = any(word in str(fault).upper() for word in ("AUTH", "LOGIN"))
        return "IMAP: user or password refused" if refused else f"IMAP: {str(fault)[:200]}"
    return f"{type(fault).__name__}: {getattr(fault, 'strerror', None) or ''}".strip(": ")


def _opened(client: imaplib.IMAP4, folder: str) -> int:
    said, _count = client.select(f'"{folder}"', readonly=True)
    if said != "OK":
        raise imaplib.IMAP4.error(f"no folder {folder}")
    _name, validity = client.response("UIDVALIDITY")
    return int(validity[0]) if validity and validity[0] else 0


def _after(client: imaplib.IMAP4, last: int) -> list[int]:
    """Return the numbers of the messages after one, the oldest first. A range up to `*` always names the newest."""
    _said, found = client.uid("SEARCH", f"UID {last + 1}:*")
    return sorted(number for number in map(int, (found[0] or b"").split()) if number > last)


def _fetched(client: imaplib.IMAP4, uid: int) -> Fetched | None:
    """Fetch one message, of a large one the beginning; None where it is gone from the server meanwhile."""
    _said, found = client.uid("FETCH", str(uid), "(RFC822.SIZE)")
    said = SIZE.search(b" ".join(one if isinstance(one, bytes) else one[0] for one in found if one))
    if said is None:
        return None
    size = int(said[1])
    part = "(BODY.PEEK[])" if size <= MOST_BYTES else f"(BODY.PEEK[]<0.{HEAD_BYTES}>)"
    _said, found = client.uid("FETCH", str(uid), part)
    content = next((one[1] for one in found if isinstance(one, tuple)), None)
    if content is None:
        return None
    return Fetched(uid, size if size > MOST_BYTES else len(content), content)
