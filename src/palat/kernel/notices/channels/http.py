"""Requests to other systems: bounded in time and size, never redirected, told apart by whether anything went out.

Where the address was typed on screen (webhooks), every address that its name stands for is looked at, and the very
one that was looked at is connected to: a name that changes its address meanwhile leads nowhere else.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from palat.kernel.notices.channels.going import Refused, Unavailable, Unknown

SECONDS = 10
LONGEST_ANSWER = 64_000
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Addresses = Callable[[str, int], list[str]]


@dataclass(frozen=True)
class Answer:
    """What the other side said, cut at a bound."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def said(self) -> str:
        """Its status in figures."""
        return f"HTTP {self.status}"


def addresses_of(host: str, port: int) -> list[str]:
    """Return every address that a name stands for. Raises: Unavailable."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unavailable(status="DNS") from error
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def public_address(host: str, port: int, *, allowed: tuple[Network, ...], resolve: Addresses = addresses_of) -> str:
    """Return the address to connect to. Raises: Refused where any address of the name is one of a network inside."""
    found = resolve(host, port)
    if not found:
        raise Unavailable(status="DNS")
    for one in found:
        address = ipaddress.ip_address(one.partition("%")[0])
        mapped = getattr(address, "ipv4_mapped", None) or address
        inside = not mapped.is_global or mapped.is_multicast
        if inside and not any(mapped.version == net.version and mapped in net for net in allowed):
            raise Refused("private_address")
    return found[0]


class _Plain(http.client.HTTPConnection):
    """A connection to a fixed address, whatever the name stands for by now."""

    def __init__(self, host: str, port: int, address: str, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self.address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)


class _Secure(_Plain):
    """The same, with TLS for the name."""

    default_port = 443

    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def request(
    method: str,
    url: str,
    *,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    address: str = "",
    most: int = LONGEST_ANSWER,
    seconds: float = SECONDS,
) -> Answer:
    """Ask another system once. Raises: Unavailable before anything went out, Unknown when the answer was lost."""
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    host = parts.hostname or ""
    connection = (_Secure if secure else _Plain)(host, port, address or host, seconds)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        try:
            connection.connect()
        except OSError as error:
            raise Unavailable(status=type(error).__name__[:40]) from error
        try:
            connection.request(method, path, body or None, {"User-Agent": "Palat", **(headers or {})})
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read(most + 1))
        except (OSError, http.client.HTTPException) as error:
            raise Unknown(type(error).__name__[:40]) from error
    finally:
        connection.close()


OK, SERVER = 200, 500
LATER = frozenset({401, 403, 408, 425, 429})  # a wrong key of ours is mended by a person, and then it goes


def judge(answer: Answer) -> None:
    """Pass what was taken. Raises: Unavailable to try again with the same key, Refused for never."""
    if OK <= answer.status < 300:
        return
    if answer.status in LATER or answer.status >= SERVER:
        wait = answer.headers.get("retry-after", "")
        asked = timedelta(seconds=min(int(wait), 86_400)) if wait.isdecimal() and len(wait) < 9 else None
        raise Unavailable("busy" if answer.status == 429 else "unavailable", answer.said, asked)
    raise Refused("refused", answer.said)
