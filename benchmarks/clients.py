"""Clients that keep their connection and cost next to nothing: they share the machine with what is measured."""

import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Answers:
    """What came back: seconds of each request, and the statuses that were not expected."""

    seconds: list[float]
    unexpected: list[bytes]
    elapsed: float


def request(path: str, body: bytes, cookies: str, *, port: int) -> bytes:
    """Build one POST request, ready for the wire."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Cookie: {cookies}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def run(port: int, make: Callable[[int], bytes], *, clients: int, seconds: float, expect: bytes = b"302") -> Answers:
    """Send requests from so many clients for so long; `make` builds the next request of a client."""
    times: list[list[float]] = [[] for _ in range(clients)]
    wrong: list[bytes] = []
    begin = time.monotonic()

    def client(number: int) -> None:
        with socket.create_connection(("127.0.0.1", port)) as wire:
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while time.monotonic() - begin < seconds:
                sent = make(number)
                start = time.perf_counter()
                wire.sendall(sent)
                status = _answer(wire)
                times[number].append(time.perf_counter() - start)
                if status != expect:
                    wrong.append(status)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Answers([one for each in times for one in each], wrong, time.monotonic() - begin)


def _answer(wire: socket.socket) -> bytes:
    """Read one answer whole; return its status."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _some(wire)
    head, _gap, rest = data.partition(b"\r\n\r\n")
    length = next((int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), None)
    if length is None:
        while not rest.endswith(b"0\r\n\r\n"):
            rest += _some(wire)
    while length is not None and len(rest) < length:
        rest += _some(wire)
    return head[9:12]


def _some(wire: socket.socket) -> bytes:
    part = wire.recv(65536)
    if not part:
        raise ConnectionError("the server closed the connection")
    return part


def shares(seconds: Sequence[float]) -> dict[str, float]:
    """Return median and 95th percentile in milliseconds."""
    from benchmarks.reporting import percentile

    return {"p50_ms": round(percentile(seconds, 0.5) * 1e3, 1), "p95_ms": round(percentile(seconds, 0.95) * 1e3, 1)}
