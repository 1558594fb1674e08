"""`palat backup` and `palat restore`: the database and the files in one folder, with a manifest that proves both.

The dump and the list of files are taken in one snapshot of the database, so that every file that the dump
names is listed. Keys are never in a back-up: whoever has both could open every sealed identity.
"""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection, transaction

from palat.launch import programs

FORMAT = 1
DUMP, MANIFEST, FILES = "palat.dump", "manifest.json", "files"
CHUNK = 1 << 20
Say = Callable[[str], None]


class UnableToBackUp(Exception):
    """The back-up cannot be made or restored; the message says why and what to do."""


@dataclass(frozen=True)
class Kept:
    """One stored file: its name in the storage, the hash and number of its bytes."""

    name: str
    sha256: str
    size: int


def back_up(folder: Path, say: Say) -> None:
    """Write database, files and manifest into a new folder, which gets its name only when it is whole.

    Raises: UnableToBackUp when the folder is there, a file is missing or altered, or pg_dump fails.
    """
    if folder.exists():
        raise UnableToBackUp(
            f"มีโฟลเดอร์ {folder} อยู่แล้ว โปรดระบุโฟลเดอร์ใหม่ · {folder} is there already: name a new folder"
        )
    half = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True, mode=0o700)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        _program("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}",
                 f"--file={half / DUMP}")  # fmt: skip
        say("ฐานข้อมูล: สำรองแล้ว · database: dumped")
        facts = _facts(cursor)
        files = list(_files(cursor))
    for one in files:
        _copy_in(one, half / FILES / one.name)
    say(f"ไฟล์: {len(files):,} · files: {len(files):,}")
    manifest = {
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        **facts,
        "database": {"name": DUMP, **_measured(half / DUMP)},
        "files": [one.__dict__ for one in files],
    }
    (half / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    half.rename(folder)


def restore(folder: Path, say: Say) -> None:
    """Bring a back-up into an empty installation: everything is checked before anything is written.

    The caller migrates and proves the history afterwards. Raises: UnableToBackUp when the back-up is not whole, or
    the installation holds anything.
    """
    manifest = _read(folder)
    _require_whole(folder, manifest)
    say("ตรวจชุดสำรองแล้ว ครบถ้วน · the back-up is whole")
    _require_empty()
    _program("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
             f"--dbname={connection.settings_dict['NAME']}", str(folder / DUMP))  # fmt: skip
    say("ฐานข้อมูล: คืนแล้ว · database: restored")
    for one in _listed(manifest):
        with (folder / FILES / one.name).open("rb") as bytes_:
            default_storage.save(one.name, bytes_)
    say(f"ไฟล์: {len(manifest['files']):,} · files: {len(manifest['files']):,}")


def _facts(cursor: Any) -> dict[str, Any]:
    """Return what an operator compares with: the server's version, how long the history is, its last signed root."""
    cursor.execute("SELECT current_setting('server_version'), (SELECT count(*) FROM history_event)")
    server, events = cursor.fetchone()
    cursor.execute("SELECT day, encode(root, 'hex') FROM history_root ORDER BY day DESC LIMIT 1")
    last = cursor.fetchone()
    root = {"day": last[0].isoformat(), "root": last[1]} if last else None
    return {"server": server, "events": events, "last_root": root}


def _files(cursor: Any) -> Iterator[Kept]:
    cursor.execute(
        "SELECT DISTINCT storage_name, sha256, size FROM files_storedfile WHERE destroyed_at IS NULL ORDER BY 1"
    )
    for name, sha256, size in cursor.fetchall():
        yield Kept(name, sha256, size)


def _copy_in(one: Kept, to: Path) -> None:
    """Copy a stored file and check on the way that its bytes are those that were stored."""
    to.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    try:
        with default_storage.open(one.name) as bytes_, to.open("wb") as copy:
            for chunk in bytes_.chunks(CHUNK):
                digest.update(chunk)
                copy.write(chunk)
    except FileNotFoundError:
        raise UnableToBackUp(
            f"ไม่พบไฟล์ {one.name} ในที่เก็บ สั่ง palat verify เพื่อดูทั้งหมด · a file is missing: palat verify names all"
        ) from None
    if digest.hexdigest() != one.sha256:
        raise UnableToBackUp(f"เนื้อไฟล์ {one.name} ถูกแก้ไข สั่ง palat verify · a file was altered: palat verify names all")


def _measured(path: Path) -> dict[str, Any]:
    with path.open("rb") as bytes_:
        return {"sha256": hashlib.file_digest(bytes_, "sha256").hexdigest(), "size": path.stat().st_size}


def _read(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        known = manifest["format"] == FORMAT
        _listed(manifest)
    except (OSError, ValueError, KeyError, TypeError):
        raise UnableToBackUp(
            f"{folder} ไม่ใช่ชุดสำรองที่ครบถ้วน · {folder} is not a whole back-up: {MANIFEST} is missing or unreadable"
        ) from None
    if not known:
        raise UnableToBackUp("ชุดสำรองเป็นรูปแบบที่รุ่นนี้ไม่รู้จัก · the back-up is of a form that this version does not know")
    return dict(manifest)


def _listed(manifest: dict[str, Any]) -> list[Kept]:
    """Return the files of a manifest. Raises: ValueError for a name that would lead out of the folder."""
    files = [Kept(one["name"], one["sha256"], one["size"]) for one in manifest["files"]]
    if any(PurePosixPath(one.name).is_absolute() or ".." in PurePosixPath(one.name).parts for one in files):
        raise ValueError("a name leads out of the folder")
    return files


def _require_whole(folder: Path, manifest: dict[str, Any]) -> None:
    """Compare every checksum. Raises: UnableToBackUp, naming the first part that is missing or altered."""
    stated = manifest["database"]
    parts = [(folder / DUMP, stated["sha256"])]
    parts += [(folder / FILES / one.name, one.sha256) for one in _listed(manifest)]
    for path, sha256 in parts:
        if not path.is_file() or _measured(path)["sha256"] != sha256:
            said = path.relative_to(folder)
            raise UnableToBackUp(
                f"{said} หายไปหรือถูกแก้ไข ไม่ได้คืนสิ่งใด · {said} is missing or altered: nothing was restored"
            )


def _require_empty() -> None:
    """Raises: UnableToBackUp when the database has a table, or the storage a file."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        tables = cursor.fetchone()[0]
    holds_files = default_storage.exists("") and any(default_storage.listdir(""))
    if tables or holds_files:
        raise UnableToBackUp(
            "คืนได้เฉพาะในการติดตั้งที่ยังว่าง: ฐานข้อมูลไม่มีตาราง และโฟลเดอร์ files ว่าง · "
            "only into an empty installation: a database without tables, and an empty folder of files"
        )


def _program(name: str, *words: str) -> None:
    """Run one of PostgreSQL's programs on our database; address and password go through its surroundings."""
    given = connection.get_connection_params()
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    env = {variable: str(given[key]) for key, variable in names.items() if given.get(key)}
    env |= {key: value for key, value in os.environ.items() if not key.startswith("PG") or key == "PGSSLMODE"}
    done = subprocess.run(
        [programs.of_the_wheel() / name, *words], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise UnableToBackUp(f"{name} ทำไม่สำเร็จ · {name} failed:\n{done.stderr.strip()}")
