"""Asking the small process about files: what is hidden in them, where words stand, how a page looks."""

import json
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from palat.kernel.files.bounding import OutOfBounds, run_bounded
from palat.kernel.redaction.procedure import Finding, findings_of

INSPECT_SECONDS = 240
_CHILD = "palat.kernel.redaction.child"


@dataclass(frozen=True)
class Inspected:
    """What is hidden in a file, how many pages it has, and which of them may leave as pictures only."""

    kind: str
    findings: tuple[Finding, ...]
    pages: int = 0
    drawn: tuple[int, ...] = ()
    left_out: int = 0


def ask(what: str, asked: Mapping[str, Any], *, seconds: int) -> Any:
    """Have the small process do something. Raises: OutOfBounds."""
    with tempfile.TemporaryDirectory(prefix="palat-asked-") as folder:
        path = Path(folder) / "asked.json"
        path.write_text(json.dumps(asked), encoding="utf-8")
        return json.loads(run_bounded([sys.executable, "-m", _CHILD, what, str(path)], seconds=seconds))


def inspect(path: Path, name: str = "", *, seconds: int = INSPECT_SECONDS) -> Inspected:
    """Return what is hidden in a file; one that breaks the small process or its bounds is a finding, no error."""
    try:
        said = ask("inspect", {"path": str(path), "name": name}, seconds=seconds)
    except OutOfBounds as fault:
        return Inspected("", (Finding("too_slow" if fault.why == "time" else "damaged"),))
    return Inspected(
        said["kind"], tuple(findings_of(said["findings"])), said["pages"], tuple(said["drawn"]), said["left_out"]
    )
