"""Commands that set the installation up, run it and examine it."""

import os
import sys
from pathlib import Path

import click

from palat.cli.commands import cluster, main, require_embedded


@main.command(help="เตรียมไฟล์ประกอบหน้าเว็บและแบบอักษร · build assets and fonts")
def setup() -> None:
    from palat.launch import assets
    from palat.settings import TRIAL

    built = assets.build()
    click.echo("ไฟล์ประกอบ: สร้างแล้ว · assets: built" if built else "ไฟล์ประกอบ: พร้อมอยู่แล้ว · assets: fresh")
    if not TRIAL:
        import django
        from django.core.management import call_command

        django.setup()
        call_command("collectstatic", interactive=False, verbosity=1)


@main.command(help="เริ่มทั้งระบบเพื่อทดลองใช้ · start everything for trial")
@click.option("--port", default=8000, envvar="PALAT_PORT", help="พอร์ตที่ต้องการ · port to begin at")
@click.option("--demo/--no-demo", default=True, help="เติมสำนักงานตัวอย่างเมื่อเริ่มครั้งแรก · fill a demo office on first run")
def run(port: int, demo: bool) -> None:
    from palat.launch.running import run_all

    run_all(port=port, demo=demo)


@main.command(help="เว็บ · the web process")
@click.option("--port", default=8000, help="พอร์ต · port")
@click.option("--host", default="127.0.0.1", help="ที่อยู่ · address")
@click.option("--workers", default=2, envvar="PALAT_WEB_WORKERS", help="จำนวนโปรเซส · processes")
def serve(port: int, host: str, workers: int) -> None:
    require_embedded()
    words = ["granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers)]
    words += ["--blocking-threads", "2", "--no-ws", "--log-level", "warning"]
    # A process that is asked to end, and does not, would keep its master, and with it the port, waiting forever.
    words += ["--workers-kill-timeout", "5", "palat.wsgi:application"]
    os.execv(str(Path(sys.executable).with_name("granian")), words)  # noqa: S606 - our own program


@main.command(help="งานเบื้องหลัง · the worker")
def work() -> None:
    import django
    from django.core.management import call_command

    require_embedded()
    django.setup()
    call_command("procrastinate", "worker", "--concurrency", "4")


@main.command("stand-in", help="ผู้ให้บริการ SMS และไลน์จำลองบนเครื่องนี้ · stand-in for SMS and LINE on this machine")
@click.option("--port", default=8090, help="พอร์ต · port")
@click.option("--secret", multiple=True, help="กุญแจลายเซ็นของเว็บฮุก · signing secret of webhooks")
def stand_in(port: int, secret: tuple[str, ...]) -> None:
    import django
    from django.conf import settings

    django.setup()
    from palat.kernel.notices.stand_in import Providers, StandIn

    hook = str(settings.PUBLIC_URL).rstrip("/") + "/hooks/line/"
    providers = Providers(line_secret=settings.LINE_SECRET, hook_url=hook, receiver_secrets=secret)
    server = StandIn(port, providers)
    click.echo(f"โทรศัพท์จำลอง · telephone: {server.url}/")
    server.serve_forever()


@main.command(help="ปรับฐานข้อมูลให้เป็นรุ่นปัจจุบัน · bring the database up to date")
def migrate() -> None:
    import django

    from palat.launch.running import bring_up_to_date, database

    django.setup()
    with database():
        bring_up_to_date()


@main.command(help="ตรวจการติดตั้งและบอกวิธีแก้ · examine the installation and say how to mend it")
def doctor() -> None:
    import django

    from palat.launch.doctor import examine

    django.setup()
    if not examine(click.echo):
        sys.exit(1)


@main.group(help="ฐานข้อมูลในตัว · the embedded database")
def db() -> None:
    pass


@db.command(help="เริ่มและให้ทำงานต่อไปจนกว่าจะสั่งหยุด · start, to run until it is stopped")
def start() -> None:
    from palat.launch.running import DATABASE

    server = cluster()
    click.echo("เริ่มแล้ว · started" if server.keep() else "ทำงานอยู่แล้ว · running already")
    server.ensure_database(DATABASE)


@db.command(help="หยุด · stop")
def stop() -> None:
    cluster().stop()


@db.command(help="ลบฐานข้อมูลทดลองพร้อมข้อมูลทั้งหมด · delete the trial database with all its data")
@click.confirmation_option(
    prompt="ลบข้อมูลทดลองทั้งหมด · delete all trial data?", help="ยืนยันโดยไม่ต้องถาม · confirm without being asked"
)
def remove() -> None:
    cluster().remove()


@db.command(help="เปิด psql · open psql", context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def psql(words: tuple[str, ...]) -> None:
    from palat.launch import programs
    from palat.launch.running import DATABASE
    from palat.settings import DATABASE_URL

    require_embedded()
    program = programs.of_the_wheel() / "psql"
    os.execv(program, ["psql", DATABASE_URL or cluster().url(DATABASE), *words])  # noqa: S606 - our own program
