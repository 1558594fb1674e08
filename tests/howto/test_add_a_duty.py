"""The tutorial of a new duty, followed to the letter: what it makes has everything that the engine gives a duty."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from palat.launch.cluster import Cluster
from palat.settings import ROOT

TUTORIAL = ROOT / "docs" / "howto" / "add-a-duty.md"
MOST_LINES = 150
BLOCK = re.compile(r'```python title="([\w.]+)"\n(.*?)```', re.S)


@pytest.fixture
def database(cluster: Cluster, template_database: str) -> Iterator[str]:
    """A database of its own, for the process in which the duty is installed."""
    name = f"tutorial_{os.getpid()}"
    cluster.psql("postgres", f'CREATE DATABASE "{name}" TEMPLATE "{template_database}"')
    yield cluster.url(name)
    cluster.psql("postgres", f'DROP DATABASE "{name}" WITH (FORCE)')


def test_the_duty_of_the_tutorial_works(tmp_path: Path, database: str) -> None:
    package = tmp_path / "rooms"
    package.mkdir()
    (package / "__init__.py").touch()
    blocks = BLOCK.findall(TUTORIAL.read_text(encoding="utf-8"))
    for name, text in blocks:
        (package / name).write_text(text, encoding="utf-8")
    assert {name for name, _text in blocks} == {"apps.py", "procedure.py", "operations.py", "desk.py"}
    assert sum(text.count("\n") for _name, text in blocks) <= MOST_LINES
    env = {**os.environ, "DATABASE_URL": database, "TUTORIAL": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.howto.rooms"], env=env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.split() == ["listed", "guarded", "acted", "counted", "written", "found", "drawn", "proved"]
