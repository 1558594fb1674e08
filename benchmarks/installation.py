"""A whole installation for one benchmark: its own database on an embedded server, with debug off, gone afterwards.

The server keeps its promises (fsync on): what is measured here is what an office would get.
"""

import io
import os
import secrets
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("PALAT_BENCH_VAR", ROOT / "var" / "bench"))
SERVER = {
    "max_connections": "100",
    "shared_buffers": "1GB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "work_mem": "32MB",
    "random_page_cost": "1.1",
    "maintenance_work_mem": "512MB",
    "timezone": "'Asia/Bangkok'",
    "log_min_messages": "warning",
}
SECRETS = {
    "PALAT_SECRET_KEY": "benchmark-secret-key-of-more-than-fifty-characters-0000",
    "PALAT_SEAL_KEYS": "b1:YmVuY2htYXJrLXNlYWwta2V5LTMyLWJ5dGVzLWxvbmc=",
    "PALAT_FINGERPRINT_KEY": "benchmark-fingerprint-key",
    "PALAT_ROOT_SIGNING_KEY": "YmVuY2htYXJrLXJvb3Qtc2lnbi1rZXktMzItYnl0ZXM=",
}


@dataclass
class Installation:
    """A running database with Palat's tables and reference data."""

    url: str
    environment: dict[str, str]
    programs: Path
    children: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    @contextmanager
    def web(self, *, workers: int = 2) -> Iterator[int]:
        """Serve the application with granian on a free port of loopback; yields the port."""
        from palat.launch.processes import free_port

        port = free_port(24000)
        words = [sys.executable, "-m", "palat.cli", "serve", "--port", str(port), "--workers", str(workers)]
        child = subprocess.Popen(words, env=self.environment, start_new_session=True)
        try:
            _wait_for(f"http://127.0.0.1:{port}/")
            yield port
        finally:
            child.terminate()
            child.wait(timeout=20)


def _wait_for(url: str) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own loopback address
            return
        except (urllib.error.URLError, OSError):
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


@contextmanager
def installation() -> Iterator[Installation]:
    """Make a database with every migration and the reference data; drop it at the end."""
    os.environ.update(SECRETS, PALAT_DEBUG="0", PALAT_VAR=str(HOME), DJANGO_SETTINGS_MODULE="palat.settings")
    from palat.launch.cluster import Cluster
    from palat.launch.programs import of_the_wheel

    cluster = Cluster(HOME / "pg", settings=SERVER)
    name = f"bench_{os.getpid()}_{secrets.token_hex(3)}"
    with cluster.borrowed():
        cluster.psql("postgres", f'CREATE DATABASE "{name}" TEMPLATE template0')
        os.environ["DATABASE_URL"] = cluster.url(name)
        try:
            _prepare()
            yield Installation(cluster.url(name), dict(os.environ), of_the_wheel())
        finally:
            _disconnect()
            cluster.psql("postgres", f'DROP DATABASE "{name}" WITH (FORCE)')


def _prepare() -> None:
    """Migrate, load the reference data, collect the static files."""
    import django
    from django.core.management import call_command

    django.setup()
    quiet = {"stdout": io.StringIO(), "stderr": io.StringIO()}
    call_command("migrate", verbosity=0, **quiet)
    call_command("load_reference", **quiet)
    call_command("collectstatic", interactive=False, verbosity=0, **quiet)


def _disconnect() -> None:
    from django.db import connection

    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
