"""Running what opens files from outside in a process of its own, bounded in time and memory.

A library that reads a PDF or a picture is written in C: what breaks it breaks a small process, and never the one that
answers people.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from palat.kernel.files.models import StoredFile
from palat.kernel.files.queries import open_file

MEMORY_MB = 1_500
KEPT = frozenset(
    {"PATH", "PYTHONPATH", "PYTHONHOME", "PYTHONPYCACHEPREFIX", "LD_LIBRARY_PATH", "TMPDIR", "LANG", "TESSDATA_PREFIX"}
)


class OutOfBounds(Exception):
    """The program did not come to its end within its bounds; `why` is `time` or `damaged`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@contextmanager
def at_hand(stored: StoredFile) -> Iterator[Path]:
    """Have a stored file on this machine's disk meanwhile, wherever the storage is."""
    with tempfile.TemporaryDirectory(prefix="palat-at-hand-") as folder:
        path = Path(folder) / "received"
        with open_file(stored) as source, path.open("wb") as into:
            shutil.copyfileobj(source, into)
        yield path


def run_bounded(words: Sequence[str], *, seconds: int, memory_mb: int = MEMORY_MB) -> bytes:
    """Run a program within bounds, and return what it said. Raises: OutOfBounds."""
    bounded = [sys.executable, "-m", "palat.kernel.files.bounded", str(memory_mb), str(seconds), *words]
    surroundings = {name: value for name, value in os.environ.items() if name in KEPT}
    surroundings["OMP_THREAD_LIMIT"] = "1"
    try:
        done = subprocess.run(
            bounded,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings,
            timeout=seconds * 2,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise OutOfBounds("time") from late
    if done.returncode:
        raise OutOfBounds("time" if done.returncode < 0 else "damaged")
    return done.stdout
