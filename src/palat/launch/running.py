"""`palat run`: everything an evaluator needs, in one command."""

import os

import click
from django.core.management import call_command, get_commands
from django.db import connection

from palat.launch import assets
from palat.launch.cluster import Cluster
from palat.launch.processes import Ended, Processes, free_port, wait_until_answering
from palat.settings import DATABASE_URL, embedded_home


def run_all(*, port: int, demo: bool) -> None:
    """Build, start the database, bring it up to date, fill the demo office once, start web and worker.

    Prints `ready: URL` on a line of its own. Ctrl-C ends every process that it started.
    """
    assets.build()
    cluster = None if DATABASE_URL else Cluster(embedded_home())
    started = cluster is not None and cluster.start()
    try:
        if cluster:
            cluster.ensure_database("palat")
        _prepare(demo=demo)
        _serve(free_port(port))
    finally:
        if cluster and started:
            cluster.stop()


def _prepare(*, demo: bool) -> None:
    import django

    django.setup()
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('django_migrations') IS NULL")
        fresh = cursor.fetchone()[0]
    call_command("migrate", verbosity=0)
    call_command("load_reference")
    if fresh and demo and "demo" in get_commands():
        call_command("demo")
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # the PostgreSQL backend has it


def _serve(port: int) -> None:
    url = f"http://localhost:{port}"
    env = {"PALAT_PUBLIC_URL": os.environ.get("PALAT_PUBLIC_URL", url)}
    with Processes() as processes:
        processes.start("serve", "--port", str(port), env=env)
        processes.start("work", env=env)
        try:
            wait_until_answering(f"http://127.0.0.1:{port}/")
            click.echo(f"ready: {url}")
            if "demo_accounts" in get_commands():
                call_command("demo_accounts")
            processes.wait()
        except KeyboardInterrupt:
            click.echo("")
        except Ended as ended:
            raise Ended(f"โปรเซสหนึ่งหยุดเอง ทั้งระบบจึงหยุด · a process ended, so all were stopped: {ended}") from ended
