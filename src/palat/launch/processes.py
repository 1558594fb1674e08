"""The processes of one installation: web and worker, started together and ended together."""

import atexit
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from types import FrameType

PR_SET_PDEATHSIG = 1
READY_SECONDS = 60
END_SECONDS = 10
INTERRUPTED = 130  # what a shell tells of a program ended by Ctrl-C


class Ended(Exception):
    """One of the processes ended by itself."""


class AskedToEnd(SystemExit):
    """Somebody pressed Ctrl-C, closed the terminal or asked the process to end.

    No KeyboardInterrupt: if one passes through code that Python makes from text (a dataclass being imported), Python
    remembers it as unhandled and ends by SIGINT, however well it was handled.
    """


def end_in_order() -> None:
    """Let Ctrl-C, a closed terminal and a request to end all leave through every `finally`, once."""

    def interrupted(_sign: int, _frame: FrameType | None) -> None:
        for sign in signs:
            signal.signal(sign, signal.SIG_IGN)
        raise AskedToEnd(INTERRUPTED)

    signs = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    for sign in signs:
        signal.signal(sign, interrupted)


def _dying_with(parent: int) -> Callable[[], None]:
    """Return what a child does before it begins: ask to be ended when its parent dies, however it dies."""

    def ask() -> None:
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, signal.SIG_DFL)
        with suppress(OSError, AttributeError):  # other systems than Linux
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return ask


def free_port(wanted: int) -> int:
    """Return the wanted port of this machine, or the next one that is free, and keep it from other launchers.

    Two that start at once would both find it free before either web process listens; so it is claimed by a
    name that the kernel forgets when this process ends. Raises: Ended.
    """
    for port in range(wanted, wanted + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        if _claimed(port):
            return port
    raise Ended(f"ไม่มีพอร์ตว่าง · no free port from {wanted}")


_claims = ExitStack()
atexit.register(_claims.close)  # the kernel would forget them all the same, but not before Python complains of them


def _claimed(port: int) -> bool:
    """Claim a port among the launchers of this machine, for as long as this process lives."""
    if sys.platform != "linux":
        return True
    claim = socket.socket(socket.AF_UNIX)
    try:
        claim.bind(f"\0palat-port-{port}")
    except OSError:
        claim.close()
        return False
    _claims.enter_context(claim)
    return True


class Processes:
    """A set of child processes; leaving it ends them all, with whatever they started."""

    def __init__(self) -> None:
        self.children: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> "Processes":
        return self

    def __exit__(self, *_: object) -> None:
        for child in self.children:
            if child.poll() is None:
                child.terminate()
        for child in self.children:
            with suppress(subprocess.TimeoutExpired):
                child.wait(timeout=END_SECONDS)
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()

    def start(self, *words: str, env: Mapping[str, str] | None = None) -> None:
        """Start one of our own commands as a child, in a process group of its own."""
        self.children.append(
            subprocess.Popen(
                [sys.executable, "-m", "palat.cli", *words],
                env={**os.environ, **(env or {})},
                start_new_session=True,
                preexec_fn=_dying_with(os.getpid()),  # noqa: PLW1509 - the launcher has no other thread
            )
        )

    def require_all(self) -> None:
        """Raises: Ended if one of them has ended."""
        for child in self.children:
            if child.poll() is not None:
                raise Ended(f"{child.args!r}: {child.returncode}")

    def wait(self) -> None:
        """Wait until one of them ends. Raises: Ended."""
        while True:
            self.require_all()
            time.sleep(0.3)

    def wait_until_answering(self, url: str) -> None:
        """Wait until the web process answers. Raises: Ended if it does not in time, or if one of them ends."""
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        end = time.monotonic() + READY_SECONDS
        while time.monotonic() < end:
            self.require_all()
            with suppress(urllib.error.URLError, OSError), direct.open(url, timeout=5):
                return
            time.sleep(0.1)
        raise Ended(f"เว็บไม่ตอบ · no answer from {url}")
