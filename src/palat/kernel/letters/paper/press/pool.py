"""Processes that set pages, kept warm: one for each that sets at the same time, at most as many as there are cores."""

import atexit
import contextlib
import json
import os
import pickle
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from palat.kernel.letters.paper.press.child import HEAD, SIZE

SECONDS = 10.0  # a page takes milliseconds; a report of a thousand pages some seconds
KEPT = frozenset({"PATH", "PYTHONPATH", "PYTHONPYCACHEPREFIX", "PYTHONHOME", "LD_LIBRARY_PATH", "TMPDIR", "LANG"})
MOST_REQUESTS = 5_000  # then a process makes room for a fresh one


class PressFailed(Exception):
    """The process that set the pages ended: `why` is `time` or `memory`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Work:
    """What is to be set: the files of a template, the parts, pictures and QR codes beside them, the day (ordinal)."""

    mark: str
    files: Mapping[str, str]
    parts: Mapping[str, Any]
    day: int
    pictures: Mapping[str, str] = field(default_factory=dict)
    qr: Mapping[str, str] = field(default_factory=dict)
    fonts: tuple[str, ...] = ()
    seconds: float = SECONDS


@dataclass(frozen=True)
class Pages:
    """What came of it: a PDF with its number of pages and the first line of each after the first, or a fault."""

    pdf: bytes
    pages: int = 0
    first_lines: tuple[str, ...] = ()
    fault: str = ""
    hints: tuple[str, ...] = ()


def _environment() -> dict[str, str]:
    """Return what a press is told of its surroundings: no secret; and not to part a page among threads.

    There is a press for each core, so threads of one would only stand in the way of another.
    """
    kept = {name: value for name, value in os.environ.items() if name in KEPT}
    return {**kept, "RAYON_NUM_THREADS": "1"}


class Press:
    """One process that sets pages."""

    def __init__(self) -> None:
        self.done = 0
        self.home = tempfile.TemporaryDirectory(prefix="palat-press-", ignore_cleanup_errors=True)
        self.child = subprocess.Popen(
            [sys.executable, "-m", "palat.kernel.letters.paper.press.child", self.home.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
        )

    def set(self, work: Work) -> Pages:
        """Set one piece of work. Raises: PressFailed when the process did not live to answer."""
        asked = pickle.dumps(vars(work))
        assert self.child.stdin is not None  # noqa: S101 - as it was started
        assert self.child.stdout is not None  # noqa: S101
        self.done += 1
        try:
            self.child.stdin.write(SIZE.pack(len(asked)) + asked)
            self.child.stdin.flush()
            words, size = HEAD.unpack(self._read(HEAD.size))
            said = json.loads(self._read(words))
            pdf = self._read(size)
        except (OSError, EOFError):
            self.close()
            raise PressFailed("time" if self.child.returncode == -signal.SIGALRM else "memory") from None
        return Pages(
            pdf,
            said.get("pages", 0),
            tuple(said.get("first_lines", ())),
            said.get("fault", ""),
            tuple(said.get("hints", ())),
        )

    def _read(self, size: int) -> bytes:
        assert self.child.stdout is not None  # noqa: S101
        found = self.child.stdout.read(size)
        if len(found) < size:
            raise EOFError
        return found

    @property
    def is_spent(self) -> bool:
        """Say whether the process has ended, or has done enough."""
        return self.child.poll() is not None or self.done >= MOST_REQUESTS

    def close(self) -> None:
        """End the process and wait for it."""
        for pipe in (self.child.stdin, self.child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            self.child.wait(timeout=1)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
        self.home.cleanup()


class Pool:
    """The presses of one process; a fork begins with none."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._begin()

    def _begin(self) -> None:
        self.owner = os.getpid()
        self.idle: queue.LifoQueue[Press] = queue.LifoQueue()
        self.room = threading.Semaphore(self.most)

    def set(self, work: Work) -> Pages:
        """Set a piece of work with a press that is free, waiting for one when all are busy. Raises: PressFailed."""
        if self.owner != os.getpid():
            self._begin()
        with self.room:
            press = self._free()
            try:
                return press.set(work)
            finally:
                if press.is_spent:
                    press.close()
                else:
                    self.idle.put(press)

    def _free(self) -> Press:
        while True:
            try:
                press = self.idle.get_nowait()
            except queue.Empty:
                return Press()
            if not press.is_spent:
                return press
            press.close()

    def close(self) -> None:
        """End all presses that are idle."""
        while self.owner == os.getpid():
            try:
                self.idle.get_nowait().close()
            except queue.Empty:
                return


POOL = Pool(os.cpu_count() or 1)
atexit.register(POOL.close)
