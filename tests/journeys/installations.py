"""Two whole installations beside each other, each with its database, web and worker, connected by the exchange."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from palat.launch.cluster import Cluster
from palat.launch.processes import free_port
from tests.exchange.peers import OURS, PASSPHRASE, THEIRS, Key, a_key
from tests.journeys.conftest import ROLE, role_of_the_web, wait_for


@dataclass
class Installation:
    """One of them."""

    url: str
    port: int
    database: str
    env: dict[str, str]
    ask: Callable[[str], str]
    key: Key
    children: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    address: str = ""  # where the other is told to bring its messages
    people: "subprocess.Popen[str] | None" = None  # who does what is told, one thing after the other

    def do(self, command: str, **given: Any) -> dict[str, Any]:
        """Do something as this office's people."""
        if self.people is None:
            script = [sys.executable, str(Path(__file__).with_name("office.py"))]
            self.people = subprocess.Popen(
                script, env=self.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        assert self.people.stdin
        assert self.people.stdout
        self.people.stdin.write(json.dumps([command, given]) + "\n")
        self.people.stdin.flush()
        return dict(json.loads(self.people.stdout.readline()))

    def close(self) -> None:
        """Send everybody home: web, worker, people."""
        self.stop("web", "worker")
        if self.people is not None:
            self.people.communicate(timeout=20)

    def start(self, *names: str) -> None:
        """Start web or worker, as the role that owns no table."""
        commands = {"web": ["serve", "--port", str(self.port), "--workers", "1"], "worker": ["work"]}
        env = {**self.env, "DATABASE_URL": self.env["DATABASE_URL"].replace("//palat@", f"//{ROLE}@")}
        for name in names:
            words = [sys.executable, "-m", "palat.cli", *commands[name]]
            self.children[name] = subprocess.Popen(words, env=env, start_new_session=True)
        if "web" in names:
            wait_for(self.url)

    def stop(self, *names: str, by: int = signal.SIGTERM) -> None:
        """Stop web or worker; by SIGKILL: as a crash does."""
        going = [self.children.pop(name) for name in names if name in self.children]
        for child in going:
            os.killpg(child.pid, by)
        for child in going:
            child.wait(timeout=20)

    def wait(self, question: str, wanted: str, *, seconds: float = 60) -> None:
        """Wait until the database answers a question as wanted."""
        end, said = time.monotonic() + seconds, ""
        while time.monotonic() < end:
            said = self.ask(question)
            if said == wanted:
                return
            time.sleep(0.2)
        raise AssertionError(f"{question}: {said!r} instead of {wanted!r}")


@contextmanager
def two_offices(cluster: Cluster, peopled: str, folder: Path) -> Iterator[tuple[Installation, Installation]]:
    """Run the Office and the electricity authority's own, connected, each with a key that the other knows."""
    office = _made(cluster, peopled, folder / "office", codes=OURS, name="สำนักงานตัวอย่าง")
    agency = _made(cluster, peopled, folder / "agency", codes=THEIRS, name="หน่วยงานตัวอย่าง")
    try:
        there = office.do("connect", agency="กฟภ", **THEIRS, certificate=agency.key.pem, remembers=True)
        here = agency.do("connect", agency="สปน", **OURS, certificate=office.key.pem, remembers=True)
        office.address, agency.address = there["address"], here["address"]
        office.do("point", peer=there["peer"], url=agency.address)
        agency.do("point", peer=here["peer"], url=office.address)
        for one in (office, agency):
            one.start("web", "worker")
        yield office, agency
    finally:
        for one in (office, agency):
            one.close()
        for one in (office, agency):
            cluster.psql("postgres", f'DROP DATABASE "{one.database}" WITH (FORCE)')


def _made(cluster: Cluster, peopled: str, folder: Path, *, codes: dict[str, str], name: str) -> Installation:
    folder.mkdir()
    database = f"exchange_{folder.name}_{os.getpid()}_{time.monotonic_ns()}"
    cluster.psql("postgres", f'CREATE DATABASE "{database}" TEMPLATE "{peopled}"')
    port = free_port(22000 + os.getpid() % 500 + (250 if folder.name == "agency" else 0))
    key = a_key(name)
    env = {
        **os.environ,
        "DATABASE_URL": cluster.url(database),
        "PALAT_DEBUG": "1",
        "PALAT_VAR": str(folder),
        "PALAT_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "PALAT_WEBHOOK_NETWORKS": "127.0.0.0/8",
        "PALAT_EGIF_MINISTRY": codes["ministry"],
        "PALAT_EGIF_DEPARTMENT": codes["department"],
        "PALAT_SIGNING_CERTIFICATE": str(key.keep(folder / "office.p12")),
        "PALAT_SIGNING_PASSPHRASE": PASSPHRASE,
    }
    if isinstance(cluster, Cluster):
        env["PALAT_DB_APP_ROLE"] = role_of_the_web(cluster)
    return Installation(
        f"http://127.0.0.1:{port}", port, database, env, lambda said: cluster.psql(database, said).strip(), key
    )
