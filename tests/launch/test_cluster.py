"""The embedded database survives what happens to it on people's machines."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from palat import settings
from palat.launch import programs
from palat.launch.cluster import Cluster, UnableToStart
from tests.launch.copying import copied

pytestmark = pytest.mark.long
SMALL = {"listen_addresses": "''", "shared_buffers": "16MB", "max_connections": "10", "fsync": "off"}
ORDINARY = pwd.getpwnam("daemon")  # any user who is neither root nor the server's
AsUser = Callable[[str, Path], "subprocess.CompletedProcess[str]"]
NEEDS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="ต้องเป็น root จึงเปลี่ยนผู้ใช้ได้ · only root can change users")


@pytest.fixture
def open_path() -> Iterator[Path]:
    """A folder that every user can reach; pytest closes its own to others."""
    with tempfile.TemporaryDirectory(prefix="palat-test-") as name:
        path = Path(name)
        path.chmod(0o755)
        yield path


@pytest.fixture
def home(open_path: Path) -> Iterator[Path]:
    """The folder of a cluster, which is stopped at the end."""
    place = open_path / "pg"
    yield place
    Cluster(place).stop()


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """The folder of a cluster that was made, ran and was stopped."""
    with tempfile.TemporaryDirectory(prefix="palat-test-") as name:
        Path(name).chmod(0o755)
        place = Path(name) / "pg"
        try:
            Cluster(place, settings=SMALL).start()
        finally:
            Cluster(place).stop()
        yield place


@pytest.fixture
def used(home: Path, made: Path) -> Path:
    """The folder of a cluster that is not new, for those tests that are not about making one."""
    copied(made, home)
    return home


def wait_until(holds: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something holds, and fail if it never does."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture(scope="module")
def as_ordinary_user() -> Iterator[AsUser]:
    """Start or stop a cluster as another user of the machine, with copies of the program that they can read."""
    python = next((one for one in (sys.executable, shutil.which("python3", path=os.defpath)) if may_run(one)), None)
    if python is None:
        pytest.skip("ผู้ใช้อื่นใช้ Python ของเครื่องนี้ไม่ได้ · another user can run no Python of this machine")
    wheel = programs.of_the_wheel().parent.parent
    with tempfile.TemporaryDirectory(prefix="palat-test-") as name:
        site = Path(name)
        site.chmod(0o755)
        shutil.copytree(wheel, site / wheel.name, ignore=shutil.ignore_patterns("pginstall", "include"))
        shutil.copytree(wheel.with_name(f"{wheel.name}.libs"), site / f"{wheel.name}.libs")
        shutil.copytree(settings.PACKAGE / "launch", site / "palat" / "launch")

        def act(word: str, home: Path) -> "subprocess.CompletedProcess[str]":
            script = (
                "import pathlib, sys; from palat.launch.cluster import *\n"
                f"try: Cluster(pathlib.Path({str(home)!r}), settings={SMALL!r}).{word}()\n"
                "except UnableToStart as error: sys.exit(str(error))"
            )
            return subprocess.run(
                [python, "-c", script], env={"PYTHONPATH": name, "PATH": os.defpath}, cwd="/", check=False,
                user=ORDINARY.pw_uid, group=ORDINARY.pw_gid, extra_groups=[], capture_output=True, text=True,
            )  # fmt: skip

        yield act


def may_run(python: str | None) -> bool:
    """Say whether the ordinary user can run a Python that is new enough."""
    if python is None:
        return False
    try:
        done = subprocess.run(
            [python, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"],
            user=ORDINARY.pw_uid, group=ORDINARY.pw_gid, extra_groups=[], cwd="/", env={}, check=False,
        )  # fmt: skip
    except PermissionError:
        return False
    return done.returncode == 0


def server_pid(home: Path) -> int:
    """Return the process of the server, as it wrote itself."""
    return int((home / "data" / "postmaster.pid").read_text().splitlines()[0])


def test_starting_twice_leaves_the_running_server_alone(home: Path) -> None:
    cluster = Cluster(home, settings=SMALL)
    assert cluster.start() is True
    pid = server_pid(home)
    assert cluster.start() is False
    assert server_pid(home) == pid
    assert cluster.ensure_database("palat") is True
    assert cluster.ensure_database("palat") is False


def test_a_killed_server_starts_again_with_its_data(used: Path) -> None:
    cluster = Cluster(used, settings=SMALL)
    cluster.start()
    cluster.psql("postgres", "CREATE TABLE kept AS SELECT 1 AS one")
    cluster.psql("postgres", "CHECKPOINT")
    os.kill(server_pid(used), signal.SIGKILL)
    deadline = time.monotonic() + 10
    while cluster.is_running() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert cluster.start() is True
    assert cluster.psql("postgres", "SELECT one FROM kept").strip() == "1"


def test_a_pid_file_of_another_process_is_no_server(used: Path) -> None:
    cluster = Cluster(used, settings=SMALL)
    cluster.start()
    cluster.stop()
    (used / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n{used / 'data'}\n")
    assert cluster.start() is True
    assert server_pid(used) != os.getpid()


def test_half_a_cluster_left_by_a_kill_is_made_anew(home: Path) -> None:
    cluster = Cluster(home, settings=SMALL)
    (home / "new").mkdir(parents=True)
    (home / "new" / "PG_VERSION").write_text("18")
    assert cluster.start() is True


def test_a_killed_launcher_leaves_a_server_that_the_next_one_uses(used: Path) -> None:
    script = (
        "import sys, time, pathlib; from palat.launch.cluster import Cluster;"
        f"Cluster(pathlib.Path({str(used)!r}), settings={SMALL!r}).start(); print('up', flush=True); time.sleep(60)"
    )
    launcher = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    assert launcher.stdout is not None
    assert launcher.stdout.readline().strip() == b"up"
    launcher.kill()
    launcher.wait()
    launcher.stdout.close()
    assert Cluster(used, settings=SMALL).start() is False


def test_a_thai_locale_of_the_machine_changes_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "th_TH.UTF-8")
    cluster = Cluster(home, settings=SMALL)
    cluster.start()
    assert (
        cluster.psql("postgres", "SELECT datcollate FROM pg_database WHERE datname = 'postgres'").strip() == "C.UTF-8"
    )


def test_two_checkouts_run_side_by_side(used: Path, open_path: Path) -> None:
    first, second = Cluster(used, settings=SMALL), Cluster(open_path / "other", settings=SMALL)
    first.start()
    second.start()
    first.ensure_database("only_here")
    assert second.psql("postgres", "SELECT 1 FROM pg_database WHERE datname = 'only_here'").strip() == ""
    second.stop()
    assert first.is_running()


def test_nothing_outside_the_folder_changes_its_mode(home: Path) -> None:
    before = {parent: parent.stat().st_mode for parent in home.parents}
    Cluster(home, settings=SMALL).start()
    assert {parent: parent.stat().st_mode for parent in home.parents} == before
    assert (home / "s").stat().st_mode & 0o077 == 0


def test_backends_that_outlive_a_killed_server_are_ended_first(used: Path) -> None:
    cluster = Cluster(used, settings=SMALL)
    cluster.start()
    busy = subprocess.Popen(
        [programs.of_the_wheel() / "psql", "-h", used / "s", "-U", "palat", "-c", "SELECT pg_sleep(60)", "postgres"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    sleeping = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid()"
    wait_until(lambda: cluster.psql("postgres", sleeping).strip() == "1")
    os.kill(server_pid(used), signal.SIGKILL)
    assert cluster.start() is True
    busy.wait(timeout=10)
    assert cluster.psql("postgres", sleeping).strip() == "0"


def test_a_folder_with_a_difficult_name_works(open_path: Path) -> None:
    cluster = Cluster(open_path / "ที่เก็บ it's $mine", settings=SMALL)
    try:
        assert cluster.start() is True
        assert cluster.psql("postgres", "SELECT 1").strip() == "1"
    finally:
        cluster.stop()


def test_a_deep_checkout_keeps_its_socket_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "VAR", Path("/srv") / ("deep" * 30) / "var")
    assert len(os.fsencode(settings.embedded_home() / "s" / ".s.PGSQL.5432.lock")) < 107


def test_of_all_who_borrow_the_server_the_last_stops_it(used: Path) -> None:
    cluster = Cluster(used, settings=SMALL)
    with cluster.borrowed():
        with Cluster(used, settings=SMALL).borrowed():
            assert cluster.is_running()
        assert cluster.is_running()
    assert not cluster.is_running()


def test_a_borrower_stops_what_a_killed_one_left_but_not_what_a_person_started(used: Path) -> None:
    cluster = Cluster(used, settings=SMALL)
    cluster.start()  # and its launcher is killed
    with cluster.borrowed():
        assert cluster.is_running()
    assert not cluster.is_running()
    cluster.keep()
    with cluster.borrowed():
        assert cluster.is_running()
    assert cluster.is_running()


@NEEDS_ROOT
def test_an_ordinary_user_after_root_is_told_what_to_do(home: Path, open_path: Path, as_ordinary_user: AsUser) -> None:
    Cluster(home, settings=SMALL).start()
    Cluster(home, settings=SMALL).stop()
    refused = as_ordinary_user("start", home)
    assert refused.returncode == 1
    assert "PALAT_VAR" in refused.stderr
    own = open_path / "own"
    own.mkdir()
    os.chown(own, ORDINARY.pw_uid, ORDINARY.pw_gid)
    assert as_ordinary_user("start", own / "pg").returncode == 0, "what the message says helps"
    assert as_ordinary_user("stop", own / "pg").returncode == 0


@NEEDS_ROOT
def test_an_ordinary_user_who_may_not_write_is_told_what_to_do(open_path: Path, as_ordinary_user: AsUser) -> None:
    refused = as_ordinary_user("start", open_path / "var" / "pg")
    assert refused.returncode == 1
    assert "PALAT_VAR" in refused.stderr


@NEEDS_ROOT
def test_root_after_an_ordinary_user_uses_the_same_data(open_path: Path, as_ordinary_user: AsUser) -> None:
    own = open_path / "own"
    own.mkdir()
    os.chown(own, ORDINARY.pw_uid, ORDINARY.pw_gid)
    for who in ("user", "root", "user"):
        cluster = Cluster(own / "pg", settings=SMALL)
        if who == "root":
            assert cluster.start() is True
            cluster.stop()
        else:
            for act in ("start", "stop"):
                done = as_ordinary_user(act, own / "pg")
                assert done.returncode == 0, done.stderr


@NEEDS_ROOT
def test_root_runs_programs_that_others_cannot_reach(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "others_may_run", lambda found: False)
    cluster = Cluster(home, settings=SMALL)
    assert cluster.start() is True
    assert Path(f"/proc/{server_pid(home)}/exe").readlink().is_relative_to(home)
    cluster.stop()
    assert cluster.start() is True


@NEEDS_ROOT
def test_a_place_prepared_by_a_stranger_is_refused(open_path: Path) -> None:
    (open_path / "pg").symlink_to(open_path / "elsewhere")
    (open_path / "elsewhere").mkdir()
    with pytest.raises(UnableToStart, match="PALAT_VAR"):
        Cluster(open_path / "pg", settings=SMALL).start()
    assert not list((open_path / "elsewhere").iterdir())


@NEEDS_ROOT
def test_root_works_below_a_folder_closed_to_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(settings, "VAR", closed / "var")
    home = settings.embedded_home()
    assert not home.is_relative_to(closed)
    cluster = Cluster(home, settings=SMALL)
    try:
        assert cluster.start() is True
        assert cluster.psql("postgres", "SELECT 1").strip() == "1"
    finally:
        cluster.remove()
    assert not home.exists()


def test_without_an_unprivileged_user_root_is_told(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr("palat.launch.cluster.UNPRIVILEGED", ("no-such-user",))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(UnableToStart, match="nobody"):
        Cluster(home, settings=SMALL).start()
