"""The embedded PostgreSQL: our own small launcher over the binaries of the wheel.

One cluster in one folder: `data`, the socket folder `s`, a lock, a private temporary folder.
Nothing outside that folder is touched. PostgreSQL refuses to run as root; then it runs as an
unprivileged user of the system. Who may open the socket's folder may use the database: there is
no password and no network port.
"""

import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from palat.launch import programs
from palat.launch.programs import UnableToStart

PORT = 5432  # names the socket file only; the server listens on no network port
OWNER = "palat"
UNPRIVILEGED = ("postgres", "nobody")
START_SECONDS = 60
LEFTOVER_SECONDS = 10
TRIAL_SETTINGS: Mapping[str, str] = {
    "max_connections": "100",
    "shared_buffers": "256MB",
    "random_page_cost": "1.1",  # rows are looked up by their keys, on disks without a needle
    "max_wal_size": "2GB",
    "timezone": "'Asia/Bangkok'",
    "log_min_messages": "warning",
}
CONF = "palat.conf"  # the settings of this start; PostgreSQL's own file includes it


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

    @property
    def _door(self) -> tuple[str, ...]:
        """The words by which PostgreSQL's own programs reach the server."""
        return ("-h", str(self.socket), "-p", str(PORT), "-U", OWNER)

    def url(self, database: str) -> str:
        """Return the address of one database of the cluster."""
        return f"postgresql://{OWNER}@/{database}?host={self.socket}&port={PORT}"

    def is_running(self) -> bool:
        """Ask the server itself; a pid file proves nothing."""
        if not self.data.exists():
            return False
        done = self._run("pg_isready", "-q", *self._door, "-d", "postgres", check=False)
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
            if self._outlived_its_launcher():
                return False
            self._clear_remains()
            self._write_settings()
            # pg_ctl calls a shell; names without a path mean the same to it wherever the checkout is.
            words = ("-w", "-t", str(START_SECONDS), "-D", self.data.name, "-l", "log")
            done = self._run("pg_ctl", "start", *words, check=False)
            if done.returncode or not self.is_running():
                raise UnableToStart(f"ฐานข้อมูลไม่เริ่มทำงาน · the database did not start\n{self._last_log()}")
            return True

    def stop(self) -> None:
        """Stop the server and wait until it is gone. One that does not run is left alone.

        Raises: UnableToStart if it does not stop.
        """
        if not self.data.exists():
            return
        with self._locked():
            self._kept.unlink(missing_ok=True)
            if self._processes():
                self._run("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(self.data), check=False)
                self._clear_remains()

    def remove(self) -> None:
        """Stop the server and delete the cluster with all its data."""
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def keep(self) -> bool:
        """Start the server to run until somebody stops it, whoever borrows it. Returns False if it ran already."""
        started = self.start()
        with self._owned_file(self._kept):
            return started

    @property
    def _kept(self) -> Path:
        return self.home / "kept"

    @contextmanager
    def borrowed(self) -> Iterator[None]:
        """Have the server running; of all who borrow it, the last to leave stops it.

        One that a launcher left behind when it was killed is stopped too, unless `palat db start` keeps it.
        """
        self._prepare()
        with self._owned_file(self.home / "users") as users:
            fcntl.flock(users, fcntl.LOCK_SH)
            try:
                self.start()  # inside: an interrupt while it starts must not leave it behind
                yield
            finally:
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    pass  # another still uses it
                else:
                    if not self._kept.exists():
                        self.stop()

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
            *self._door,
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
        with (new / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(f"include '{CONF}'\n")
        new.rename(self.data)

    def _write_settings(self) -> None:
        """Write the settings of this start, whoever made the cluster and with what."""
        folder = str(self.socket).replace("'", "''")
        fixed = {"listen_addresses": "''", "port": str(PORT), "unix_socket_directories": f"'\"{folder}\"'"}
        lines = [f"{name} = {value}\n" for name, value in {**self.settings, **fixed}.items()]
        with self._owned_file(self.data / CONF) as file:
            file.truncate(0)
            file.write("".join(lines))

    def _outlived_its_launcher(self) -> bool:
        """Wait for a server that a killed launcher left half started. Returns whether it answers."""
        return self._recorded_pid() in self._processes() and _wait(self.is_running, START_SECONDS)

    def _clear_remains(self) -> None:
        """End what is left of a server that does not answer, then remove its pid files.

        They must never go while processes of that server live: two servers would write to one folder.
        They must go afterwards: the number in them may be another process by now.
        """
        for sign in (None, signal.SIGQUIT, signal.SIGKILL):
            if sign:
                for pid in self._processes():
                    with suppress(ProcessLookupError):
                        os.kill(pid, sign)
            if _wait(lambda: not self._processes(), LEFTOVER_SECONDS):
                break
        else:
            raise UnableToStart(f"โปรเซสเดิมของฐานข้อมูลไม่ยอมจบ · old processes do not end: {self._processes()}")
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        (self.socket / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)

    def _recorded_pid(self) -> int:
        """Return the process that the pid file names, or 0."""
        try:
            first = (self.data / "postmaster.pid").read_text(encoding="utf-8").partition("\n")[0]
        except FileNotFoundError:
            return 0
        return int(first) if first.isdecimal() else 0

    def _processes(self) -> set[int]:
        """Return the processes of this cluster's server: PostgreSQL works inside its data folder."""
        found = set()
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if (process / "cwd").samefile(self.data) and (process / "comm").read_text().startswith("postgres"):
                    found.add(int(process.name))
            except OSError:
                continue  # ended meanwhile, or another user's
        return found

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the folder against another launcher of the same checkout."""
        self._prepare()
        with self._owned_file(self.home / "lock") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    @contextmanager
    def _owned_file(self, path: Path) -> Iterator[TextIO]:
        """Open a file to append to, belonging to the server's user even where root makes it."""
        with path.open("a", encoding="utf-8") as file:
            if os.geteuid() == 0:
                os.fchown(file.fileno(), *self._server_user())
            yield file

    def _prepare(self) -> None:
        """Make the folder with its private parts, owned by whoever the server runs as. Raises: UnableToStart."""
        uid, gid = self._server_user()
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            owner = self.home.lstat().st_uid
        except PermissionError as error:
            raise UnableToStart(
                f"ผู้ใช้ {_name_of(os.geteuid())} เขียนใน {error.filename} ไม่ได้ โปรดกำหนด PALAT_VAR เป็นโฟลเดอร์ของท่าน\n"
                f"{_name_of(os.geteuid())} cannot write to {error.filename}: set PALAT_VAR to a folder of your own"
            ) from None
        if owner not in {uid, os.geteuid()} or self.home.is_symlink():
            name = _name_of(owner)
            raise UnableToStart(
                f"ฐานข้อมูลทดลองใน {self.home} เป็นของผู้ใช้ {name} โปรดสั่งในนามผู้ใช้นั้น หรือกำหนด PALAT_VAR เป็นโฟลเดอร์ของท่าน\n"
                f"the trial database in {self.home} belongs to {name}: run as that user, or set PALAT_VAR "
                "to a folder of your own, as in  PALAT_VAR=$HOME/palat make run"
            )
        for folder in (self.home, self.socket, self.home / "tmp"):
            folder.mkdir(mode=0o700, exist_ok=True)
            if os.geteuid() == 0:
                os.chown(folder, uid, gid)
            folder.chmod(0o700)

    def _server_user(self) -> tuple[int, int]:
        """Return the user and group that the server runs as: ourselves, or for root whoever owns the data."""
        if os.geteuid() != 0:
            return os.geteuid(), os.getegid()
        if self.data.exists() and self.data.stat().st_uid != 0:
            return self.data.stat().st_uid, self.data.stat().st_gid
        for name in UNPRIVILEGED:
            try:
                user = pwd.getpwnam(name)
            except KeyError:
                continue
            return user.pw_uid, user.pw_gid
        raise UnableToStart("ไม่มีผู้ใช้ postgres หรือ nobody ในเครื่อง · the system has neither user postgres nor nobody")

    def _programs(self) -> Path:
        """Return the programs, copied beside the data where the server's user cannot reach the wheel."""
        found = programs.of_the_wheel()
        if os.geteuid() != 0 or programs.others_may_run(found):
            return found
        return programs.copied(found, self.home, self._server_user())

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


def _wait(until: Callable[[], bool], seconds: float) -> bool:
    """Wait until something holds; return whether it came to."""
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
