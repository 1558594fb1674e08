"""Asking the small process about files: what is hidden in them, where words stand, how a page looks."""

import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from palat.kernel.files.bounding import OutOfBounds, run_bounded
from palat.kernel.redaction.procedure import Cover, Finding, Leak, Place, as_plain, findings_of, places_of
from palat.settings import ROOT

INSPECT_SECONDS, DRAW_SECONDS, MAKE_SECONDS, CHECK_SECONDS = 240, 20, 600, 600
FONT = ROOT / "build" / "fonts" / "Sarabun_700Bold.ttf"
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


def clean(path: Path, into: Path) -> None:
    """Write the clean base of a PDF. Raises: OutOfBounds."""
    ask("clean", {"path": str(path), "into": str(into)}, seconds=INSPECT_SECONDS)


def draw(path: Path, kind: str, page: int, *, width: int) -> bytes:
    """Return a page as JPEG, counted from 1. Raises: OutOfBounds."""
    with tempfile.TemporaryDirectory(prefix="palat-page-") as folder:
        into = Path(folder) / "page.jpg"
        asked = {"path": str(path), "kind": kind, "page": page, "width": width, "into": str(into)}
        ask("draw", asked, seconds=DRAW_SECONDS)
        return into.read_bytes()


def redact(path: Path, kind: str, into: Path, covers: Sequence[Cover], drawn: Sequence[int] = ()) -> str:
    """Make the copy of a clean base or a picture. Returns its kind of file. Raises: OutOfBounds."""
    asked = {"path": str(path), "kind": kind, "into": str(into), "covers": as_plain(covers), "drawn": list(drawn)}
    return str(ask("redact", {**asked, "font": str(FONT)}, seconds=MAKE_SECONDS))


@dataclass(frozen=True)
class Copy:
    """A file of a set that is checked: its clean base and the copy that is to leave."""

    key: str
    kind: str
    base: str = ""
    copy: str = ""
    pages: int = 0
    title: str = ""
    covers: tuple[Cover, ...] = ()


@dataclass(frozen=True)
class Checked:
    """What the check of one copy says: what leaks, and where covered words are left."""

    leaks: tuple[Leak, ...]
    places: tuple[Place, ...]
    unread: int = 0


def check(files: Sequence[Copy]) -> dict[str, Checked]:
    """Check the copies of a set, by their keys. Raises: OutOfBounds."""
    asked = {"files": as_plain(files), "font": str(FONT)}
    said = ask("check", asked, seconds=CHECK_SECONDS)
    return {
        key: Checked(tuple(Leak(**leak) for leak in one["leaks"]), tuple(places_of(one["places"])), one["unread"])
        for key, one in said.items()
    }


def seek(files: Sequence[tuple[str, Path]], words: str) -> list[Place]:
    """Return where words stand in files, each given by key and path. Raises: OutOfBounds."""
    asked = {"files": [{"key": key, "path": str(path)} for key, path in files], "words": words}
    return places_of(ask("seek", asked, seconds=INSPECT_SECONDS))
