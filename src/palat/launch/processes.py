"""The processes of one installation: web and worker, started together and ended together."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from types import FrameType

PR_SET_PDEATHSIG = 1
READY_SECONDS = 60


class Ended(Exception):
    """One of the processes ended by itself."""


def _die_with_parent() -> None:
    """Ask the kernel to end this process when its parent dies, however it dies."""
    try:
        ctypes.CDLL("libc.so.6", use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    except OSError:
        return


def free_port(wanted: int) -> int:
    """Return the wanted port of this machine, or the next one that is free."""
    for port in range(wanted, wanted + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise Ended(f"ไม่มีพอร์ตว่าง · no free port from {wanted}")


class Processes:
    """A set of child processes; leaving it ends them all."""

    def __init__(self) -> None:
        self.children: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> "Processes":
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, self._interrupted)
        return self

    def __exit__(self, *_: object) -> None:
        for child in self.children:
            if child.poll() is None:
                child.terminate()
        for child in self.children:
            try:
                child.wait(timeout=10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    @staticmethod
    def _interrupted(_sign: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    def start(self, *words: str, env: Mapping[str, str] | None = None) -> None:
        """Start one of our own commands as a child."""
        self.children.append(
            subprocess.Popen(
                [sys.executable, "-m", "palat.cli", *words],
                env={**os.environ, **(env or {})},
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - no thread has been started
            )
        )

    def wait(self) -> None:
        """Wait until one of them ends. Raises: Ended."""
        while True:
            for child in self.children:
                if child.poll() is not None:
                    raise Ended(f"{child.args!r}: {child.returncode}")
            time.sleep(0.3)


def wait_until_answering(url: str) -> None:
    """Wait until the web process answers. Raises: Ended if it does not in time."""
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own address
                if answer.status < 500:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise Ended(f"เว็บไม่ตอบ · no answer from {url}")
