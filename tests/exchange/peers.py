"""A peer that listens on this machine, a certificate of its own, and the messages that it would bring."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

from palat.kernel.egif.addressing import new_salt
from palat.kernel.egif.models import Peer
from palat.kernel.egif.procedure import Profile
from palat.kernel.egif.wire import signing, writing
from palat.kernel.egif.wire.said import Binary, Letter, Notifier, Party
from palat.kernel.files.tests.samples import pdf
from palat.kernel.history import ids
from palat.kernel.organisation.models import Agency

OURS = {"ministry": "01", "department": "01002"}
THEIRS = {"ministry": "15", "department": "15008"}
PASSPHRASE = "ทดสอบ"


@dataclass(frozen=True)
class Key:
    """A key with its certificate."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> str:
        return self.certificate.public_bytes(Encoding.PEM).decode()

    def keep(self, path: Path) -> Path:
        """Write both as the Office's own file."""
        locked = BestAvailableEncryption(PASSPHRASE.encode())
        path.write_bytes(pkcs12.serialize_key_and_certificates(b"office", self.key, self.certificate, None, locked))
        return path


@cache
def a_key(name: str, *, ended: bool = False) -> Key:
    """Return a key of somebody; `ended`: its certificate no longer holds."""
    key = rsa.generate_private_key(65537, 2048)
    whose = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    begin = datetime.now(UTC) - timedelta(days=800)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(whose)
        .issuer_name(whose)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=30 if ended else 3000))
        .sign(key, hashes.SHA256())
    )
    return Key(key, certificate)


def a_peer(
    url: str = "http://127.0.0.1:9/", *, agency: str = "กฟภ", profile: Profile | None = None, **more: Any
) -> Peer:
    """Keep a peer: the electricity authority's system."""
    given: dict[str, Any] = {
        "name": "สารบรรณ กฟภ.",
        "url": url,
        **THEIRS,
        "profile": (profile or Profile()).as_kept(),
        "salt": new_salt(),
        "allow_private": True,
        "made_at": datetime.now(UTC),
    }
    return Peer.objects.create(id=ids.take(), agency=Agency.objects.get(code=agency), **given | more)


def a_letter(number: str = "มท 5307.1/88", **more: Any) -> Letter:
    """Return a letter that the peer brings."""
    given: dict[str, Any] = {
        "on": date(2026, 6, 5),
        "subject": "ขอส่งผลการตรวจสอบระบบจำหน่ายไฟฟ้า",
        "urgency": "ด่วน",
        "sender": Party("ตัวอย่าง", "ผู้ส่ง", "ผู้ว่าการ", **THEIRS),
        "receiver": Party(title="ปลัดสำนักนายกรัฐมนตรี", **OURS),
        "signer": Party("ตัวอย่าง", "ผู้ส่ง", "ผู้ว่าการ", **THEIRS),
        "sent_at": datetime(2026, 6, 5, 3, 0, tzinfo=UTC),
        "paper": Binary("application/pdf", pdf()),
    }
    return Letter(number, **given | more)


def as_sent(
    says: Letter | Notifier, *, message_id: str = "urn:uuid:1", key: Key | None = None, profile: Profile | None = None
) -> bytes:
    """Return a message as a peer writes it."""
    envelope = writing.message(
        says, message_id=message_id, to="http://x/", profile=profile or Profile(), signed=key is not None
    )
    if key is not None:
        envelope = signing.sign(envelope, key=key.key, chain=[key.certificate])
    return writing.as_bytes(envelope)


@dataclass
class Listening:
    """A peer that listens: what it was sent, and how it answers."""

    url: str = ""
    got: list[bytes] = field(default_factory=list)
    answer: Callable[[bytes], tuple[int, bytes] | None] = lambda _content: (200, taken())


def taken(process_id: str = "P-1") -> bytes:
    """Return the answer to what was taken."""
    return writing.response(writing.REQUEST, process_id=process_id, at=datetime.now(UTC))


@contextmanager
def listening() -> Iterator[Listening]:
    """Let a peer listen on a free port."""
    known = Listening()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            known.got.append(content)
            said = known.answer(content)
            if said is None:  # the line goes dead
                self.connection.close()
                return
            self.send_response(said[0])
            self.send_header("Content-Length", str(len(said[1])))
            self.end_headers()
            self.wfile.write(said[1])

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    known.url = f"http://127.0.0.1:{server.server_port}/service2"
    yield known
    server.shutdown()
    server.server_close()
    thread.join()
