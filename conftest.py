"""What every test stands on: a real PostgreSQL, a template database loaded once, a clone for each worker.

The server is the embedded one, in var/test, shared by all workers; with PALAT_TEST_DATABASE_URL it is
that server instead, where the given role may create databases.
"""

import fcntl
import gc
import hashlib
import io
import math
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

import hypothesis
import pytest
from xdist.scheduler import LoadFileScheduling

from palat.launch.cluster import Cluster
from palat.settings import ROOT, VAR, database, embedded_home

# How long an example takes says more of the machine's other work than of the code; speed is for `benchmarks/`.
hypothesis.settings.register_profile("palat", deadline=None)
hypothesis.settings.load_profile("palat")

OUTER = os.environ.get("PALAT_TEST_DATABASE_URL")
TEST_SETTINGS = {
    "max_connections": "120",
    "shared_buffers": "256MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "io_method": "sync",
    "max_parallel_workers_per_gather": "0",
    "timezone": "'Asia/Bangkok'",
    "log_min_messages": "warning",
}


class Server(Protocol):
    """What tests ask of a database server."""

    def url(self, database: str) -> str: ...

    def psql(self, database: str, statement: str) -> str: ...


class OuterServer:
    """A server that somebody else runs."""

    def __init__(self, url: str) -> None:
        self.parts = urlsplit(url)

    def url(self, database: str) -> str:
        """Return the address of one of its databases."""
        return urlunsplit(self.parts._replace(path=f"/{database}"))

    def psql(self, database: str, statement: str) -> str:
        """Run one statement and return its bare output, as psql gives it."""
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement)  # type: ignore[arg-type]
            rows = cursor.fetchall() if cursor.description else []
        bare = {"None": "", "True": "t", "False": "f"}
        return "".join("|".join(bare.get(str(one), str(one)) for one in row) + "\n" for row in rows)


@contextmanager
def _alone(what: str) -> Iterator[None]:
    """Keep other workers and other runs of this checkout out meanwhile."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / f"{what}.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _mark() -> str:
    """Return a mark of everything that the template database is made from."""
    digest = hashlib.sha256()
    for pattern in ("migrations/*.py", "data/*.csv", "loading.py", "seating.py", "*.typ"):
        for path in sorted(ROOT.glob(f"src/palat/**/{pattern}")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _clear_remains(server: Server) -> None:
    """Drop what earlier states and killed runs left behind, never what another run still uses."""
    ours = "^palat_(template|test)_" if OUTER else "_[0-9a-f]+$"
    for name in server.psql("postgres", f"SELECT datname FROM pg_database WHERE datname ~ '{ours}'").split():
        owner = re.search(r"_(\d+)(_\d+)?$", name) if "_template_" not in name else None
        if owner and Path(f"/proc/{owner.group(1)}").exists():
            continue
        if server.psql("postgres", f"SELECT 1 FROM pg_stat_activity WHERE datname = '{name}'").strip():
            continue
        server.psql("postgres", f'ALTER DATABASE "{name}" IS_TEMPLATE false')
        server.psql("postgres", f'DROP DATABASE "{name}" WITH (FORCE)')


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks the server, and begin with what is long: whole files go to a worker, and the last should be short.

    Of the long ones those that ask no server come first: one worker has work while another makes the template.
    """
    for item in items:
        if _asks_the_server(item):
            item.add_marker("server")
    items.sort(key=lambda item: (0, "server" in item.keywords) if _is_long(item) else (1, False))


def _asks_the_server(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    asked = {"cluster", "db", "django_db_setup"} & fixtures or item.get_closest_marker("django_db")
    return bool(asked) and "quiet_server" not in fixtures  # that one is always the embedded one


def _is_long(item: pytest.Item) -> bool:
    return any(map(item.get_closest_marker, ("long", "browser")))


class ByFile(LoadFileScheduling):  # type: ignore[misc]
    """Give whole files to a worker, and the journeys as one: they share an installation, dear to start."""

    def _split_scope(self, nodeid: str) -> str:
        file = str(super()._split_scope(nodeid))
        return "tests/journeys" if file.startswith("tests/journeys/") and "test_exchange" not in file else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    """Say how workers get their tests."""
    return ByFile(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Let the collector of garbage leave alone what all tests stand on, as the web process does with its modules."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


# What everyone at a post may rely on in the template, on the days on which most tests play: read once for a worker.
_AT_FIRST: dict[tuple[object, ...], tuple[float, object]] = {}


@pytest.fixture(autouse=True)
def kept_as_at_first() -> None:
    """Begin each test with what the process keeps of the organisation in the template: the last may have altered it.

    Who writes rows of the organisation past its operations calls `forget`, as the operations do.
    """
    from palat.kernel.organisation import kept

    kept.forget()
    kept._kept.update(_AT_FIRST)


def _read_at_first() -> None:
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from palat.kernel.calendar.counting import legal_date
    from palat.kernel.organisation import kept
    from palat.kernel.organisation.queries import authority_of

    for day in (date(2026, 6, 8), legal_date(timezone.now())):
        for user_id in get_user_model().objects.values_list("pk", flat=True):
            authority_of(user_id=user_id, on=day)
    _AT_FIRST.update({key: (math.inf, found) for key, (_until, found) in kept._kept.items()})


@pytest.fixture(autouse=True)
def in_thai() -> None:
    """Begin each test in the language of the house: a page asked for in English leaves the thread in English."""
    from django.conf import settings
    from django.utils import translation

    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Server]:
    """The one test server, shared by all workers; whoever leaves last stops it."""
    if OUTER:
        yield OuterServer(OUTER)
        return
    server = Cluster(embedded_home(), settings=TEST_SETTINGS)
    with server.borrowed():
        yield server


@pytest.fixture(scope="session")
def template_database(cluster: Server, django_db_blocker: pytest.FixtureRequest) -> str:
    """A database with every migration, the reference data, and someone at each post, made once for each state."""
    from django.core.management import call_command
    from django.db import connection

    from palat.kernel.organisation.tests.seating import seat_everyone

    name = f"palat_template_{_mark()}"
    with _alone("template"):
        ready = cluster.psql("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{name}' AND datistemplate")
        if not ready.strip():
            _clear_remains(cluster)
            cluster.psql("postgres", f'CREATE DATABASE "{name}" TEMPLATE template0')
            use(name, cluster)
            with django_db_blocker.unblock():  # type: ignore[attr-defined]
                call_command("migrate", verbosity=0)
                call_command("load_reference", stdout=io.StringIO(), stderr=io.StringIO())
                seat_everyone()
                connection.cursor().execute("ANALYZE")
                connection.close()
                connection.close_pool()
            cluster.psql("postgres", f'ALTER DATABASE "{name}" IS_TEMPLATE true')
    return name


def use(name: str, server: Server) -> None:
    """Point Django's connection at a database of the test server."""
    from django.conf import settings
    from django.db import connection, connections

    connection.close()
    connection.close_pool()
    for place in (settings.DATABASES["default"], connections["default"].settings_dict):
        place.update(database(server.url(name)))


@pytest.fixture(scope="module")
def quiet_server(cluster: Server, django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A server of one's own that holds the history's tables alone.

    A daily root waits for every transaction that is open on a server; the other workers' tests never let it come.
    """
    from django.core.management import call_command
    from django.db import connection

    before = str(connection.settings_dict["NAME"])
    own = Cluster(VAR / "quiet", settings=TEST_SETTINGS)
    with _alone("quiet"), own.borrowed():
        name = f"history_{os.getpid()}_{time.monotonic_ns()}"
        own.psql("postgres", f'CREATE DATABASE "{name}" TEMPLATE template0')
        use(name, own)
        with django_db_blocker.unblock():  # type: ignore[attr-defined]
            call_command("migrate", "history", verbosity=0)
            yield
            use(before, cluster)
        own.psql("postgres", f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def django_db_setup(
    cluster: Server, template_database: str, django_db_blocker: pytest.FixtureRequest
) -> Iterator[None]:
    """Give this worker its own clone of the template, instead of pytest-django's test database."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"palat_test_{worker}_{os.getpid()}"
    cluster.psql("postgres", f'CREATE DATABASE "{name}" TEMPLATE "{template_database}"')
    use(name, cluster)
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        _read_at_first()
    yield
    from django.db import connection

    connection.close()
    connection.close_pool()
    cluster.psql("postgres", f'DROP DATABASE "{name}" WITH (FORCE)')
