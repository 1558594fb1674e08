"""A real process, killed while it imports: what was committed stays, the next run goes on, nothing stands twice."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from palat.duties.petitions.tests.open_data import row, write
from palat.launch.cluster import Cluster

pytestmark = pytest.mark.long
ROWS = 6_000  # three batches: it is killed after the first
COMMAND = [sys.executable, "-m", "django", "import_petitions"]


@pytest.fixture
def database(cluster: Cluster, template_database: str) -> Iterator[str]:
    """A database of its own: another process sees only what is committed."""
    name = f"killed_{os.getpid()}"
    cluster.psql("postgres", f'CREATE DATABASE "{name}" TEMPLATE "{template_database}"')
    yield name
    cluster.psql("postgres", f'DROP DATABASE "{name}" WITH (FORCE)')


def test_killed_import_goes_on_without_doubles(tmp_path: Path, cluster: Cluster, database: str) -> None:
    rows = (row(f"K{n:05}", state="หายไป" if n % 1000 == 7 else "รอรับเรื่อง") for n in range(ROWS))
    path = write(tmp_path / "open.csv.gz", rows)
    surroundings = {**os.environ, "DATABASE_URL": cluster.url(database), "DJANGO_SETTINGS_MODULE": "palat.settings"}

    def committed() -> int:
        return int(cluster.psql(database, "SELECT count(*) FROM petitions_petition"))

    process = subprocess.Popen(
        [*COMMAND, str(path)], env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while not committed():
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = committed()
    assert 0 < before < ROWS - ROWS // 1000, "it was killed in the middle"
    assert cluster.psql(database, "SELECT finished FROM exchange_run").strip() == "f"

    again = subprocess.run([*COMMAND, str(path)], env=surroundings, capture_output=True, text=True, check=True)
    assert "went on after row" in again.stdout
    assert committed() == ROWS - ROWS // 1000
    assert int(cluster.psql(database, "SELECT count(DISTINCT source_row) FROM petitions_petition")) == committed()
    rejects = path.with_name(path.name + ".rejects.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rejects) == 1 + ROWS // 1000
    whole = "import django; django.setup(); from palat.kernel.history.queries import faults; print(list(faults()))"
    told = subprocess.run([sys.executable, "-c", whole], env=surroundings, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
