"""`palat run` as a person uses it: it comes up, answers, and leaves nothing behind however it ends."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from palat.launch.cluster import Cluster
from palat.launch.processes import free_port
from tests.launch.copying import copied

pytestmark = pytest.mark.long
START_SECONDS, END_SECONDS = 90, 30


class Run:
    """One `palat run` with a folder of its own, as in another checkout."""

    def __init__(self, var: Path, **env: str) -> None:
        self.var = var
        self.output = var / "output"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "palat.cli", "run", "--no-demo"],
                env={**os.environ, "PALAT_VAR": str(var), "PALAT_PORT": str(PORT), "PALAT_WEB_WORKERS": "1", **env},
                stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    def url(self) -> str:
        """Wait until it says that it is ready, and return where."""
        wait_until(lambda: b"ready: " in self.output.read_bytes() or self.process.poll() is not None, START_SECONDS)
        said = self.output.read_text()
        found = re.search(r"^ready: (http://localhost:\d+)$", said, re.M)
        assert found, said
        return found.group(1)

    def end(self, sign: int = signal.SIGTERM) -> int:
        """Send a signal to the launcher alone and return how it ended."""
        self.process.send_signal(sign)
        return self.process.wait(timeout=END_SECONDS)

    def left(self) -> list[str]:
        """Return the processes that still have its folder in their surroundings."""
        mark = f"PALAT_VAR={self.var}".encode()
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (process / "environ").read_bytes().split(b"\0"):
                    found.append((process / "cmdline").read_text())
            except OSError:
                continue
        return found


PORT = free_port(23000 + os.getpid() % 1000)


def wait_until(holds: Callable[[], bool], seconds: float) -> None:
    """Wait until something holds, and fail if it never does."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def answer(url: str) -> str:
    """Return the page at an address."""
    with urllib.request.urlopen(url, timeout=10) as page:
        text: str = page.read().decode()
    return text


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """The folder of an installation that began with nothing, ran, and was ended: what any later run finds."""
    with tempfile.TemporaryDirectory(prefix="palat-made-") as name:
        var = Path(name) / "var"
        Path(name).chmod(0o755)
        var.mkdir()
        run = Run(var)
        try:
            assert "ปลัด" in answer(run.url())
            assert run.end() == 0
            assert run.left() == []
        finally:
            if run.process.poll() is None:
                run.process.kill()
            Cluster(var / "pg").stop()
        yield var


@pytest.fixture
def start() -> Iterator[Callable[..., Run]]:
    """Return a starter of runs, from nothing or from a copy; what a failed test leaves is ended."""
    runs: list[Run] = []
    with tempfile.TemporaryDirectory(prefix="palat-run-") as name:
        Path(name).chmod(0o755)

        def begin(folder: str, *, copy_of: Path | None = None, **env: str) -> Run:
            var = Path(name) / folder
            if copy_of:
                copied(copy_of, var)
            var.mkdir(exist_ok=True)
            runs.append(Run(var, **env))
            return runs[-1]

        yield begin
        for run in runs:
            if run.process.poll() is None:
                run.process.terminate()
                run.process.wait(timeout=END_SECONDS)
            Cluster(run.var / "pg").stop()


def test_of_two_runs_side_by_side_one_ends_by_ctrl_c_and_the_other_is_killed_and_goes_on(
    start: Callable[..., Run], made: Path
) -> None:
    first, second = start("first", copy_of=made, LC_ALL="th_TH.UTF-8"), start("second", copy_of=made)
    urls = first.url(), second.url()
    assert len(set(urls)) == 2
    assert all("ปลัด" in answer(url) for url in urls)
    assert first.end(signal.SIGINT) == 0
    assert first.left() == []
    assert not Cluster(first.var / "pg").is_running()
    assert "ปลัด" in answer(urls[1])

    second.end(signal.SIGKILL)
    wait_until(lambda: second.left() == [], END_SECONDS)
    after = start("second")
    assert "ปลัด" in answer(after.url())
    os.kill(worker_of(after), signal.SIGKILL)
    assert after.process.wait(timeout=END_SECONDS) == 2
    assert "a process ended" in after.output.read_text()
    assert after.left() == []
    assert not Cluster(after.var / "pg").is_running(), "the server that the killed one left is stopped too"


def worker_of(run: Run) -> int:
    """Return the process that does the jobs of a run."""
    return next(
        int(process.name)
        for process in Path("/proc").glob("[0-9]*")
        if (process / "cmdline").exists()
        and (process / "cmdline").read_bytes().endswith(b"palat.cli\0work\0")
        and f"PALAT_VAR={run.var}".encode() in (process / "environ").read_bytes()
    )


def test_a_request_to_end_while_it_prepares_leaves_no_server(start: Callable[..., Run]) -> None:
    run = start("one")
    wait_until((run.var / "pg" / "data" / "postmaster.pid").exists, START_SECONDS)
    run.end()
    assert run.left() == []
    assert not Cluster(run.var / "pg").is_running()
