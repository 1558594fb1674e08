"""`palat run`: everything an evaluator needs, in one command."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import click
import django
from django.core.management import call_command, get_commands
from django.db import connection

from palat.launch import assets, roles
from palat.launch.cluster import Cluster
from palat.launch.processes import AskedToEnd, Ended, Processes, end_in_order, free_port
from palat.settings import (
    APP_ROLE,
    DATABASE_URL,
    LINE_TOKEN,
    PACKAGE,
    ROOT,
    SMS_URL,
    TRIAL,
    VAR,
    embedded_home,
)

DATABASE = "palat"
# There from the moment the tables are new until the demo office is whole, so that a kill between is made good.
DEMO_WANTED = VAR / "demo-wanted"
REFERENCE_LOADED = VAR / "reference-loaded"  # the mark of the sources last loaded, and of the database


@contextmanager
def database() -> Iterator[None]:
    """Have the database answering: the one that is given, or the embedded one as long as it is needed.

    Raises: UnableToStart.
    """
    if DATABASE_URL:
        yield
        return
    cluster = Cluster(embedded_home())
    with cluster.borrowed():
        cluster.ensure_database(DATABASE)
        try:
            yield
        finally:
            disconnect()


def disconnect() -> None:
    """Close our own connections, so that the server may stop."""
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # the PostgreSQL backend has it


def bring_up_to_date(verbosity: int = 1, *, if_changed: bool = False) -> None:
    """Migrate, load the reference data, and grant the role of web and worker what it needs.

    `if_changed`: leave out the loading where this very database was loaded from these very sources.
    """
    call_command("migrate", verbosity=verbosity)
    mark = reference_mark() if if_changed else ""
    if not (mark and REFERENCE_LOADED.exists() and REFERENCE_LOADED.read_text() == mark):
        with nullcontext(None) if verbosity else Path(os.devnull).open("w", encoding="utf-8") as said:
            call_command("load_reference", stdout=said)
        if mark:
            REFERENCE_LOADED.parent.mkdir(parents=True, exist_ok=True)
            REFERENCE_LOADED.write_text(mark)
    if APP_ROLE:
        roles.grant(APP_ROLE)


def reference_mark() -> str:
    """Return a mark of the database and of everything that its reference data are made from."""
    digest = hashlib.sha256()
    for pattern in ("**/data/**/*", "**/*loading.py", "**/migrations/*.py", "**/*.typ"):
        for path in sorted(one for one in PACKAGE.glob(pattern) if one.is_file() and one.suffix != ".pyc"):
            digest.update(str(path.relative_to(PACKAGE)).encode() + path.read_bytes())
    for lock in (ROOT / "requirements.lock", ROOT / "package-lock.json"):
        digest.update(lock.read_bytes() if lock.exists() else b"")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT system_identifier, (SELECT oid FROM pg_database WHERE datname = current_database())"
            " FROM pg_control_system()"
        )
        digest.update(str(cursor.fetchone()).encode())
    return digest.hexdigest()


def run_all(*, port: int, demo: bool) -> None:
    """Build, start the database, bring it up to date, fill the demo office once, start web and worker.

    Prints `ready: URL` on a line of its own. Ctrl-C ends every process that it started.
    """
    end_in_order()
    click.echo("เตรียมไฟล์ประกอบ ฐานข้อมูล และข้อมูลอ้างอิง · preparing assets, database and reference data")
    assets.build()
    django.setup()
    with database():
        if demo and _is_new():
            DEMO_WANTED.touch()
        bring_up_to_date(verbosity=0, if_changed=True)
        if DEMO_WANTED.exists() and "demo" in get_commands():
            call_command("demo")
            DEMO_WANTED.unlink()
        disconnect()
        _serve(free_port(port))


def _is_new() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('django_migrations') IS NULL")
        return bool(cursor.fetchone()[0])


def _stand_in(port: int) -> dict[str, str]:
    """Return the settings that lead web and worker to the stand-in for the providers, for trial on this machine."""
    address = f"http://127.0.0.1:{port}"
    return {
        "PALAT_SMS_URL": f"{address}/sms",
        "PALAT_SMS_TOKEN": "trial",
        "PALAT_LINE_URL": address,
        "PALAT_LINE_DATA_URL": address,
        "PALAT_LINE_TOKEN": "trial",
        "PALAT_LINE_SECRET": secrets.token_hex(16),
        "PALAT_WEBHOOK_NETWORKS": "127.0.0.0/8",
    }


def _serve(port: int) -> None:
    url = f"http://localhost:{port}"
    env = {"PALAT_PUBLIC_URL": os.environ.get("PALAT_PUBLIC_URL", url)}
    with Processes() as processes:
        if TRIAL and not (SMS_URL or LINE_TOKEN):
            providers = free_port(port + 90)
            env |= _stand_in(providers)
            processes.start("stand-in", "--port", str(providers), env=env)
        processes.start("serve", "--port", str(port), env=env)
        processes.start("work", env=env)
        try:
            processes.wait_until_answering(f"http://127.0.0.1:{port}/")
            click.echo(f"ready: {url}")
            if "demo_accounts" in get_commands():
                call_command("demo_accounts")
                disconnect()
            processes.wait()
        except AskedToEnd:
            click.echo("")
        except Ended as ended:
            raise Ended(f"โปรเซสหนึ่งหยุดเอง ทั้งระบบจึงหยุด · a process ended, so all were stopped: {ended}") from ended
