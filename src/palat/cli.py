"""`palat`: the one command line of the product. Help is in Thai and English."""

import os
import sys
from pathlib import Path
from typing import Any

import click
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palat.settings")


def django_command(name: str, *words: str, **options: Any) -> None:
    """Run one of Django's or our packages' management commands."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command(name, *words, **options)


def trial() -> None:
    """Let a command without a database address use the embedded one, as a trial on one machine."""
    if not os.environ.get("DATABASE_URL"):
        os.environ.setdefault("PALAT_DEBUG", "1")


@click.group(help="ปลัด: ระบบปฏิบัติการของสำนักงานปลัดสำนักนายกรัฐมนตรี · the operating system of the Office")
def main() -> None:
    pass


@main.command(help="เตรียมไฟล์ประกอบหน้าเว็บและแบบอักษร · build assets and fonts")
def setup() -> None:
    from palat.launch import assets

    click.echo("assets: built" if assets.build() else "assets: fresh")


@main.command(help="เริ่มทั้งระบบเพื่อทดลองใช้ · start everything for trial")
@click.option("--port", default=8000, envvar="PALAT_PORT", help="พอร์ตที่ต้องการ · port to begin at")
@click.option("--demo/--no-demo", default=True, help="เติมสำนักงานตัวอย่างเมื่อเริ่มครั้งแรก · fill a demo office on first run")
def run(port: int, demo: bool) -> None:
    from palat.launch.running import run_all

    run_all(port=port, demo=demo)


@main.command(help="เว็บ · the web process")
@click.option("--port", default=8000, help="พอร์ต · port")
@click.option("--host", default="127.0.0.1", help="ที่อยู่ · address")
@click.option("--workers", default=2, help="จำนวนโปรเซส · processes")
def serve(port: int, host: str, workers: int) -> None:
    words = ["granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers)]
    words += ["--blocking-threads", "2", "--no-ws", "--log-level", "warning", "palat.wsgi:application"]
    os.execv(str(Path(sys.executable).with_name("granian")), words)  # noqa: S606 - our own program


@main.command(help="งานเบื้องหลัง · the worker")
def work() -> None:
    django_command("procrastinate", "worker", "--concurrency", "4")


@main.command(help="ปรับฐานข้อมูลให้เป็นรุ่นปัจจุบัน · bring the database up to date")
def migrate() -> None:
    django_command("migrate", verbosity=1)
    django_command("load_reference")


@main.command(help="สร้างสำนักงานตัวอย่าง · fill a demo office")
@click.option("--matters", default=5000, help="จำนวนเรื่อง · how many matters")
@click.option("--seed", default=1111, help="เมล็ดสุ่ม · seed")
def demo(matters: int, seed: int) -> None:
    django_command("demo", matters=matters, seed=seed)


@main.command("import-petitions", help="นำเข้าเรื่องร้องทุกข์จากไฟล์ CSV หรือ CSV.gz · take in petitions from a CSV file")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mapping", default="", help="แบบของไฟล์ traffy หรือ palat หากไม่ระบุ ดูจากหัวตาราง · kind of file")
@click.option("--dry-run", is_flag=True, help="ตรวจทั้งไฟล์โดยไม่บันทึก · examine everything, keep nothing")
def import_petitions(file: Path, mapping: str, dry_run: bool) -> None:
    from django.core.management import CommandError

    try:
        django_command("import_petitions", str(file), mapping=mapping, dry_run=dry_run)
    except CommandError as error:
        raise click.ClickException(str(error)) from None


@main.command(help="พิสูจน์ว่าประวัติไม่ถูกแก้ไข · prove that the history is whole")
def verify() -> None:
    django_command("verify")


@main.group(help="ฐานข้อมูลในตัว · the embedded database")
def db() -> None:
    pass


@db.command(help="เริ่ม · start")
def start() -> None:
    click.echo("started" if _cluster().start() else "running")


@db.command(help="หยุด · stop")
def stop() -> None:
    _cluster().stop()


def _cluster() -> Any:
    from palat.launch.cluster import Cluster
    from palat.settings import embedded_home

    return Cluster(embedded_home())


@main.group(help="เอกสารที่สร้างจากโปรแกรม · documents made from the program")
def docs() -> None:
    pass


@docs.command(help="ตารางค่าตั้งระบบ · the table of settings")
def settings() -> None:
    from palat.launch.documents import settings_page

    click.echo(settings_page(), nl=False)


def guarded() -> None:
    """Run the command line; what an operator can mend is said in one message, without a traceback."""
    trial()
    try:
        from palat.launch.assets import UnableToBuild
        from palat.launch.cluster import UnableToStart
        from palat.launch.processes import Ended
    except ImproperlyConfigured as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    try:
        main()
    except (ImproperlyConfigured, UnableToStart, UnableToBuild, Ended) as error:
        click.echo(str(error), err=True)
        sys.exit(2)


if __name__ == "__main__":
    guarded()
