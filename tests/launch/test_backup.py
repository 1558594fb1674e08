"""Back-up and restore on the real server: what comes back is proved, what is not whole brings nothing."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from palat.launch.cluster import Cluster

pytestmark = pytest.mark.long
FILL = """
import django
django.setup()
from palat.duties.petitions.tests.factories import NOW, petition
from palat.kernel.files.operations import store_made
from palat.kernel.history.operations import cut_root
for number in range(3):
    petition(person={"full_name": "สมมุติ", "phone": "0812345678"})
store_made(content=b"%PDF-1.7 a letter", kind="pdf", at=NOW)
cut_root(day=NOW.date(), at=NOW)
"""
TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"


class Installation:
    """One installation: a database of the test server and a folder of its own."""

    def __init__(self, cluster: Cluster, name: str, var: Path) -> None:
        self.cluster, self.name, self.var = cluster, name, var
        self.env = {**os.environ, "DATABASE_URL": cluster.url(name), "PALAT_VAR": str(var),
                    "DJANGO_SETTINGS_MODULE": "palat.settings"}  # fmt: skip

    def python(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([sys.executable, *words], env=self.env, capture_output=True, text=True, check=False)

    def palat(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return self.python("-m", "palat.cli", *words)

    def asked(self, statement: str) -> str:
        return self.cluster.psql(self.name, statement).strip()


def installed(cluster: Cluster, name: str, template: str, var: Path) -> Iterator[Installation]:
    cluster.psql("postgres", f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield Installation(cluster, name, var)
    cluster.psql("postgres", f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def filled(
    cluster: Cluster, template_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """An installation with petitions, a stored file and a signed root; a back-up changes nothing in it."""
    var = tmp_path_factory.mktemp("backup") / "full"
    for one in installed(cluster, f"backup_{os.getpid()}", template_database, var):
        done = one.python("-c", FILL)
        assert done.returncode == 0, done.stderr
        yield one


@pytest.fixture(scope="module")
def whole(filled: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole back-up of it."""
    folder = tmp_path_factory.mktemp("whole") / "copy"
    done = filled.palat("backup", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def full(filled: Installation, tmp_path: Path) -> Installation:
    """The same installation with files of the test's own."""
    shutil.copytree(filled.var, tmp_path / "full")
    return Installation(filled.cluster, filled.name, tmp_path / "full")


@pytest.fixture
def empty(cluster: Cluster, tmp_path: Path) -> Iterator[Installation]:
    """An installation without anything."""
    yield from installed(cluster, f"restore_{os.getpid()}", "template0", tmp_path / "empty")


def manifest_of(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "manifest.json").read_text())  # type: ignore[no-any-return]


def test_what_was_backed_up_comes_back_and_is_proved(full: Installation, empty: Installation, whole: Path) -> None:
    folder = whole
    stated = manifest_of(folder)
    assert stated["events"] == int(full.asked("SELECT count(*) FROM history_event"))
    assert [one["size"] for one in stated["files"]] == [17]
    back = empty.palat("restore", str(folder))
    assert back.returncode == 0, back.stdout + back.stderr
    assert "ไม่ถูกแก้ไข" in back.stdout
    for question in ("SELECT count(*) FROM matters_matter", "SELECT max(hash::text) FROM history_event"):
        assert empty.asked(question) == full.asked(question)
    assert int(empty.asked("SELECT nextval('palat_row')")) > int(full.asked("SELECT max(id) FROM history_event"))
    name = stated["files"][0]["name"]
    assert (empty.var / "files" / name).read_bytes() == b"%PDF-1.7 a letter"
    refused = empty.palat("restore", str(folder))  # no longer empty
    assert refused.returncode == 2
    assert "ว่าง" in refused.stderr


def test_a_back_up_that_is_not_whole_restores_nothing(empty: Installation, whole: Path, tmp_path: Path) -> None:
    for part in ("palat.dump", "files", "manifest.json"):
        folder = tmp_path / part
        shutil.copytree(whole, folder)
        path = folder / part if part != "files" else next(one for one in (folder / "files").rglob("*") if one.is_file())
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        refused = empty.palat("restore", str(folder))
        assert refused.returncode == 2, part
        assert "Traceback" not in refused.stderr
    assert empty.asked(TABLES) == "0"
    assert not (empty.var / "files").exists()


def test_a_missing_file_or_a_folder_that_is_there_is_said_and_leaves_no_whole_back_up(
    full: Installation, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    refused = full.palat("backup", str(folder))
    assert refused.returncode == 2
    assert "อยู่แล้ว" in refused.stderr
    folder.rmdir()
    next(one for one in (full.var / "files").rglob("*") if one.is_file()).unlink()
    refused = full.palat("backup", str(folder))
    assert refused.returncode == 2
    assert "ไม่พบไฟล์" in refused.stderr
    assert not folder.exists()
