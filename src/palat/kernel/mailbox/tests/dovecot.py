"""A real mail server (Dovecot from Debian) on loopback, run by whoever runs the tests, in a folder of its own."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from palat.kernel.mailbox.fetching import Server

PROGRAM = next((path for path in map(shutil.which, ("dovecot", "/usr/sbin/dovecot")) if path), None)
USER, PASSWORD = "saraban", "mail-of-the-tests"
CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {home}/run
log_path = {home}/log
mail_location = maildir:{home}/mail/%u
mail_plugin_dir = {home}
ssl = yes
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_access_groups =
first_valid_uid = 1
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {home}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={home}/mail/%u
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
"""


@dataclass
class MailServer:
    """A running server with one mailbox."""

    home: Path
    port: int
    tls_port: int

    @property
    def certificate(self) -> Path:
        """The certificate that it shows, its own authority."""
        return self.home / "cert.pem"

    def server(self, tls: str = "imaps", password: str = PASSWORD) -> Server:
        """Return how to reach it."""
        return Server("localhost", self.tls_port if tls == "imaps" else self.port, USER, password, "INBOX", tls)

    def deliver(self, content: bytes) -> None:
        """Put a message into the mailbox, as a mail server's delivery does."""
        new = self.home / "mail" / USER / "new"
        name = f"{time.time_ns()}.M{os.getpid()}.test"
        waits = new.parent / "tmp" / name
        waits.write_bytes(content)
        if os.geteuid() == 0:
            owner = new.stat()
            os.chown(waits, owner.st_uid, owner.st_gid)
        waits.rename(new / name)

    def number_anew(self) -> None:
        """Lose the numbers of the folder, so that the server gives it new ones."""
        for path in (self.home / "mail" / USER).glob("dovecot*"):
            path.unlink()
        time.sleep(1.1)  # the new number is the second in which the folder is looked at again


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _certificate(home: Path) -> None:
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    words += [
        "-addext",
        "subjectAltName=DNS:localhost",
        "-keyout",
        str(home / "key.pem"),
        "-out",
        str(home / "cert.pem"),
    ]
    subprocess.run(["openssl", *words], check=True, capture_output=True)


@contextmanager
def running(home: Path) -> Iterator[MailServer]:
    """Run a server in a folder until the block ends."""
    found = MailServer(home, _free_port(), _free_port())
    who = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    group = subprocess.run(["id", "-gn", who.pw_name], capture_output=True, text=True, check=True).stdout.strip()
    for part in ("tmp", "new", "cur"):
        (home / "mail" / USER / part).mkdir(parents=True)
    (home / "run").mkdir()
    (home / "users").write_text(f"{USER}:{PASSWORD}\n")
    _certificate(home)
    said = CONFIG.format(home=home, user=who.pw_name, group=group, port=found.port, tls_port=found.tls_port)
    (home / "dovecot.conf").write_text(said)
    if os.geteuid() == 0:
        for path in (home, *home.rglob("*")):
            os.chown(path, who.pw_uid, who.pw_gid)
    assert PROGRAM
    child = subprocess.Popen(
        [PROGRAM, "-F", "-c", str(home / "dovecot.conf")],
        start_new_session=True,
        user=who.pw_uid if os.geteuid() == 0 else None,
        group=who.pw_gid if os.geteuid() == 0 else None,
        extra_groups=[] if os.geteuid() == 0 else None,
    )
    try:
        _wait(found, child)
        yield found
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(timeout=20)


def _wait(found: MailServer, child: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", found.tls_port), timeout=1).close()
        except OSError:
            if child.poll() is not None or time.monotonic() > end:
                log = found.home / "log"
                raise AssertionError(log.read_text() if log.exists() else "the mail server did not start") from None
            time.sleep(0.05)
        else:
            return
