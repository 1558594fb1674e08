"""What every test stands on: a real PostgreSQL, a template database loaded once, a clone for each worker."""

import fcntl
import hashlib
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent
os.environ.setdefault("PALAT_DEBUG", "1")
os.environ.setdefault("PALAT_VAR", str(ROOT / "var" / "test"))

from palat.launch.cluster import Cluster  # noqa: E402 - settings above are read on import

TEST_SETTINGS = {
    "listen_addresses": "''",
    "max_connections": "120",
    "shared_buffers": "256MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "timezone": "'Asia/Bangkok'",
    "log_min_messages": "warning",
}


def _home() -> Path:
    from palat.settings import embedded_home

    return embedded_home()


def _mark() -> str:
    """Return a mark of everything that the template database is made from."""
    digest = hashlib.sha256()
    for pattern in ("src/palat/**/migrations/*.py", "src/palat/**/data/*.csv", "src/palat/**/loading.py"):
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The one test cluster, shared by all workers; whoever leaves last stops it."""
    home = _home()
    users = home.parent / f"{home.name}.users"
    home.parent.mkdir(parents=True, exist_ok=True)
    server = Cluster(home, settings=TEST_SETTINGS)
    with users.open("a") as file:
        server.start()
        fcntl.flock(file, fcntl.LOCK_SH)
        yield server
        fcntl.flock(file, fcntl.LOCK_UN)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        server.stop()


@pytest.fixture(scope="session")
def template_database(cluster: Cluster, django_db_blocker: pytest.FixtureRequest) -> str:
    """A database with every migration and the reference data, made once for each state of both."""
    from django.core.management import call_command
    from django.db import connection

    name = f"template_{_mark()}"
    with (cluster.home.parent / f"{cluster.home.name}.template").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        ready = cluster.psql("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{name}' AND datistemplate")
        if not ready.strip():
            for old in cluster.psql(
                "postgres", "SELECT datname FROM pg_database WHERE datname ~ '^(template_|test_)'"
            ).split():
                cluster.psql("postgres", f'ALTER DATABASE "{old}" IS_TEMPLATE false')
                cluster.psql("postgres", f'DROP DATABASE "{old}" WITH (FORCE)')
            cluster.psql("postgres", f'CREATE DATABASE "{name}"')
            use(name, cluster)
            with django_db_blocker.unblock():  # type: ignore[attr-defined]
                call_command("migrate", verbosity=0)
                call_command("load_reference", stdout=io.StringIO(), stderr=io.StringIO())
                connection.close()
                connection.close_pool()
            cluster.psql("postgres", f'ALTER DATABASE "{name}" IS_TEMPLATE true')
    return name


def use(name: str, cluster: Cluster) -> None:
    """Point Django's connection at a database of the test cluster."""
    from django.conf import settings
    from django.db import connection, connections

    connection.close()
    connection.close_pool()
    for place in (settings.DATABASES["default"], connections["default"].settings_dict):
        place.update(NAME=name, HOST=str(cluster.socket), PORT="5432", USER="palat", PASSWORD="")


@pytest.fixture(scope="session")
def django_db_setup(cluster: Cluster, template_database: str) -> Iterator[None]:
    """Give this worker its own clone of the template, instead of pytest-django's test database."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"test_{worker}_{os.getpid()}"
    cluster.psql("postgres", f'CREATE DATABASE "{name}" TEMPLATE "{template_database}"')
    use(name, cluster)
    yield
    from django.db import connection

    connection.close()
    connection.close_pool()
    cluster.psql("postgres", f'DROP DATABASE "{name}" WITH (FORCE)')
