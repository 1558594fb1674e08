"""`palat`: the one command line of the product. Help is in Thai and English."""

import os
import sys
from pathlib import Path
from typing import Any

import click
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palat.settings")


def django_command(name: str, *words: str, **options: Any) -> None:
    """Run one of Django's or our packages' management commands, with the database answering."""
    import django
    from django.core.management import CommandError, call_command

    from palat.launch.running import database

    django.setup()
    try:
        with database():
            call_command(name, *words, **options)
    except CommandError as error:
        raise click.ClickException(str(error)) from None


def require_embedded() -> None:
    """Refuse to begin a long-running process when the embedded database does not run. Raises: UnableToStart."""
    from palat.settings import DATABASE_URL

    if not DATABASE_URL and not _cluster().is_running():
        from palat.launch.programs import UnableToStart

        raise UnableToStart(
            "ฐานข้อมูลในตัวยังไม่ทำงาน สั่ง palat db start หรือกำหนด DATABASE_URL · "
            "the embedded database does not run: palat db start, or set DATABASE_URL"
        )


def trial() -> None:
    """Let a command without a database address use the embedded one, as a trial on one machine."""
    if not os.environ.get("DATABASE_URL"):
        os.environ.setdefault("PALAT_DEBUG", "1")


class Command(click.Command):
    """A command whose help is in both languages to the last line."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help."""
        option = super().get_help_option(ctx)
        if option:
            option.help = "แสดงวิธีใช้ · show this message and exit"
        return option


class Group(Command, click.Group):
    """A group that lists its commands with their whole help: a shortened line would lose the English half."""

    command_class = Command
    group_class = type

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, one.help or "") for name, one in sorted(self.commands.items())])


@click.group(cls=Group, help="ปลัด: ระบบปฏิบัติการของสำนักงานปลัดสำนักนายกรัฐมนตรี · the operating system of the Office")
def main() -> None:
    pass


@main.command(help="เตรียมไฟล์ประกอบหน้าเว็บและแบบอักษร · build assets and fonts")
def setup() -> None:
    from palat.launch import assets
    from palat.settings import DEBUG

    built = assets.build()
    click.echo("ไฟล์ประกอบ: สร้างแล้ว · assets: built" if built else "ไฟล์ประกอบ: พร้อมอยู่แล้ว · assets: fresh")
    if not DEBUG:
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
@click.option("--workers", default=2, help="จำนวนโปรเซส · processes")
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


@main.command(help="ปรับฐานข้อมูลให้เป็นรุ่นปัจจุบัน · bring the database up to date")
def migrate() -> None:
    import django

    from palat.launch.running import bring_up_to_date, database

    django.setup()
    with database():
        bring_up_to_date()


@main.command(help="สร้างสำนักงานตัวอย่าง · fill a demo office")
@click.option("--matters", default=5000, help="จำนวนเรื่อง · how many matters")
@click.option("--seed", default=1, help="เมล็ดสุ่ม · seed")
def demo(matters: int, seed: int) -> None:
    django_command("demo", matters=matters, seed=seed)


@main.command("import-petitions", help="นำเข้าเรื่องร้องทุกข์จากไฟล์ CSV หรือ CSV.gz · take in petitions from a CSV file")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mapping", default="", help="แบบของไฟล์ traffy หรือ palat หากไม่ระบุ ดูจากหัวตาราง · kind of file")
@click.option("--dry-run", is_flag=True, help="ตรวจทั้งไฟล์โดยไม่บันทึก · examine everything, keep nothing")
def import_petitions(file: Path, mapping: str, dry_run: bool) -> None:
    django_command("import_petitions", str(file), mapping=mapping, dry_run=dry_run)


@main.command(help="ยอดสรุปของรายงาน: นับใหม่ ปรับปรุง หรือตรวจ · rollups of reports: recompute, refresh or check")
@click.argument("what", type=click.Choice(["recompute", "refresh", "check"]))
def reports(what: str) -> None:
    django_command("reports", what)


@main.group(help="การเสนอประเภทและหน่วยงาน · proposing category and agency")
def classify() -> None:
    pass


@classify.command(help="เรียนรู้จากเรื่องที่ยุติแล้วของสำนักงาน · learn from the Office's own closed matters")
@click.option("--target", type=click.Choice(["category", "agency"]), help="เฉพาะอย่างเดียว · one target alone")
def train(target: str | None) -> None:
    django_command("classify", "train", target=target or "")


@classify.command(help="รุ่นที่เรียนรู้แล้วและรุ่นที่ใช้อยู่ · the versions learnt, and which proposes")
@click.option("--target", type=click.Choice(["category", "agency"]), help="เฉพาะอย่างเดียว · one target alone")
def versions(target: str | None) -> None:
    django_command("classify", "versions", target=target or "")


@classify.command("use", help="กลับไปใช้รุ่นที่เรียนรู้ก่อนหน้า · let an earlier version propose again")
@click.option("--target", type=click.Choice(["category", "agency"]), required=True, help="สิ่งที่เสนอ · what is proposed")
@click.option("--version", "learnt", required=True, help="รุ่นจาก palat classify versions · as listed by versions")
@click.option("--hold", is_flag=True, help="ไม่ให้รุ่นใหม่ใช้แทนเอง · no newer version takes its place by itself")
def use_version(target: str, learnt: str, hold: bool) -> None:
    django_command("classify", "use", target=target, version_to_use=learnt, hold=hold)


@classify.command(help="วัดผลกับไฟล์แบบ Traffy เทียบวิธีพื้นฐาน · measure on files of the Traffy layout beside a baseline")
@click.option("--train", "taught", type=click.Path(path_type=Path), required=True, help="ไฟล์ให้เรียนรู้ · to learn from")
@click.option("--test", "tried", type=click.Path(path_type=Path), required=True, help="ไฟล์ให้ลอง · to be tried on")
@click.option("--target", type=click.Choice(["category", "agency"]), required=True, help="สิ่งที่เสนอ · what is proposed")
@click.option("--json", "as_json", is_flag=True, help="พิมพ์เป็น JSON · print JSON")
@click.option(
    "--picture", type=click.Path(path_type=Path, writable=True), help="เขียนภาพความน่าเชื่อถือ SVG · reliability plot"
)
def evaluate(taught: Path, tried: Path, target: str, as_json: bool, picture: Path | None) -> None:
    import json

    from palat.kernel.language.learning import UnableToLearn
    from palat.kernel.language.measuring import evaluated, in_words
    from palat.kernel.language.ticket_files import UnableToRead

    try:
        found = evaluated(taught, tried, target)
    except (UnableToRead, UnableToLearn) as error:
        raise click.ClickException(str(error)) from None
    if picture:
        _draw_reliability(picture, found)
    click.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else in_words(found))


def _draw_reliability(picture: Path, found: dict[str, Any]) -> None:
    """Draw how often ours was right when it said how likely it was."""
    from palat.kernel.reports.charts import kept_word

    points = [(one["told"], one["right"], int(one["cases"])) for one in found["ours"]["reliability"]]
    words = {"told": "ระบบบอกว่าจะตรง · told", "came_true": "ตรงจริง · right"}
    picture.write_text(kept_word(found["target"], {found["target"]: points}, **words).svg(), encoding="utf-8")


@main.group(help="เรื่องที่อาจเป็นเรื่องเดียวกัน · matters that may be the same")
def likeness() -> None:
    pass


@likeness.command("evaluate", help="วัดว่าหาเรื่องที่เป็นคู่กันพบเพียงใด · measure how well known pairs are found")
@click.option("--tickets", type=click.Path(path_type=Path), required=True, help="ไฟล์แบบ Traffy · tickets")
@click.option("--pairs", type=click.Path(path_type=Path), required=True, help="ไฟล์คู่ คอลัมน์ a, b, why · known pairs")
@click.option("--no-coordinates", is_flag=True, help="ไม่ใช้พิกัด เหมือนเรื่องของสำนักงาน · as petitions of the Office")
@click.option("--json", "as_json", is_flag=True, help="พิมพ์เป็น JSON · print JSON")
def evaluate_likeness(tickets: Path, pairs: Path, no_coordinates: bool, as_json: bool) -> None:
    import json

    from palat.kernel.language.likeness_measuring import measured
    from palat.kernel.language.ticket_files import UnableToRead

    try:
        found = measured(tickets, pairs, spots=not no_coordinates)
    except UnableToRead as error:
        raise click.ClickException(str(error)) from None
    click.echo(json.dumps(found, ensure_ascii=False, indent=2 if as_json else None))


@main.command(help="ดัชนีค้นหา: สร้างใหม่หรือปรับปรุง · the search index: rebuild or refresh")
@click.argument("what", type=click.Choice(["rebuild", "refresh"]))
@click.option("--empty", is_flag=True, help="ลบของเดิมก่อน เร็วกว่า แต่ระหว่างนั้นค้นไม่พบ · drop what is there first")
def search(what: str, empty: bool) -> None:
    django_command("search", what, empty=empty)


@main.command("import-organisation", help="นำเข้ารายชื่อหน่วยงานหรือเจ้าหน้าที่ · take in agencies or officials from a list")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--kind",
    type=click.Choice(["agencies", "local-governments", "officials"]),
    required=True,
    help="ประเภทของรายชื่อ · what the list holds",
)
@click.option("--on", default="", help="วันที่มีผล เช่น 2026-06-08 · day of effect, as 2026-06-08")
@click.option("--dry-run", is_flag=True, help="ตรวจทั้งไฟล์โดยไม่บันทึก · examine everything, keep nothing")
def import_organisation(file: Path, kind: str, on: str, dry_run: bool) -> None:
    words = ["--on", on] if on else []
    django_command("import_organisation", str(file), "--kind", kind, *words, dry_run=dry_run)


@main.command("set-password", help="ตั้งรหัสผ่านของบัญชีหนึ่ง · set the password of an account")
@click.argument("username")
def set_password(username: str) -> None:
    django_command("changepassword", username)


@main.command(help="พิสูจน์ว่าประวัติไม่ถูกแก้ไข · prove that the history is whole")
@click.option("--no-files", is_flag=True, help="ไม่ตรวจไฟล์ · leave the files out")
def verify(no_files: bool) -> None:
    django_command("verify", no_files=no_files)


@main.command(help="สำรองฐานข้อมูลและไฟล์ลงโฟลเดอร์ใหม่ · back up database and files into a new folder")
@click.argument("folder", type=click.Path(path_type=Path))
def backup(folder: Path) -> None:
    import django

    from palat.launch.backup import back_up
    from palat.launch.running import database

    django.setup()
    with database():
        back_up(folder, click.echo)
    click.echo(f"สำรองแล้วที่ {folder} เก็บกุญแจไว้ต่างหาก · backed up in {folder}: keep the keys apart from it")


@main.command(help="คืนชุดสำรองลงในการติดตั้งที่ยังว่าง แล้วพิสูจน์ · restore a back-up into an empty installation, and prove it")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def restore(folder: Path) -> None:
    import django
    from django.core.management import CommandError, call_command

    from palat.launch.backup import restore as bring_back
    from palat.launch.running import bring_up_to_date, database

    django.setup()
    try:
        with database():
            bring_back(folder, click.echo)
            bring_up_to_date(verbosity=0)
            call_command("verify")
    except CommandError as error:
        raise click.ClickException(str(error)) from None


@main.command("export-history", help="ส่งออกประวัติให้ผู้อื่นพิสูจน์ด้วย verifier/palat_verify.py · export the history")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--bodies", is_flag=True, help="พร้อมถ้อยคำ (มีข้อมูลส่วนบุคคล) · with what people said")
def export_history(file: Path, bodies: bool) -> None:
    django_command("export_history", str(file), bodies=bodies)


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

    cluster = _cluster()
    click.echo("เริ่มแล้ว · started" if cluster.keep() else "ทำงานอยู่แล้ว · running already")
    cluster.ensure_database(DATABASE)


@db.command(help="หยุด · stop")
def stop() -> None:
    _cluster().stop()


@db.command(help="ลบฐานข้อมูลทดลองพร้อมข้อมูลทั้งหมด · delete the trial database with all its data")
@click.confirmation_option(
    prompt="ลบข้อมูลทดลองทั้งหมด · delete all trial data?", help="ยืนยันโดยไม่ต้องถาม · confirm without being asked"
)
def remove() -> None:
    _cluster().remove()


@db.command(help="เปิด psql · open psql", context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def psql(words: tuple[str, ...]) -> None:
    from palat.launch import programs
    from palat.launch.running import DATABASE
    from palat.settings import DATABASE_URL

    require_embedded()
    program = programs.of_the_wheel() / "psql"
    os.execv(program, ["psql", DATABASE_URL or _cluster().url(DATABASE), *words])  # noqa: S606 - our own program


def _cluster() -> Any:
    from palat.launch.cluster import Cluster
    from palat.settings import embedded_home

    return Cluster(embedded_home())


@main.group(help="เอกสารที่สร้างจากโปรแกรม · documents made from the program")
def docs() -> None:
    pass


@docs.command(help="แผนผังขั้นตอนงานลง docs/procedures · the state charts into docs/procedures")
@click.argument("folder", type=click.Path(path_type=Path), default=Path("docs/procedures"))
def procedures(folder: Path) -> None:
    import django

    django.setup()
    from palat.kernel.matters.charts import documents

    folder.mkdir(parents=True, exist_ok=True)
    for name, drawn in documents():
        (folder / name).write_text(drawn, encoding="utf-8")


@docs.command(help="ตารางค่าตั้งระบบ · the table of settings")
def settings() -> None:
    from palat.launch.documents import settings_page

    click.echo(settings_page(), nl=False)


def guarded() -> None:
    """Run the command line; what an operator can mend is said in one message, without a traceback."""
    trial()
    try:
        from django.db import OperationalError

        from palat.launch.assets import UnableToBuild
        from palat.launch.backup import UnableToBackUp
        from palat.launch.processes import Ended
        from palat.launch.programs import UnableToStart
        from palat.launch.roles import UnableToGrant
    except ImproperlyConfigured as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    try:
        main()
    except (ImproperlyConfigured, UnableToStart, UnableToBuild, UnableToGrant, UnableToBackUp, Ended) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except OperationalError as error:
        click.echo(
            f"ฐานข้อมูลไม่ตอบ โปรดตรวจ DATABASE_URL หรือสั่ง palat doctor\n"
            f"the database does not answer: check DATABASE_URL, or run palat doctor. {str(error).strip()}",
            err=True,
        )
        sys.exit(2)
    except PermissionError as error:
        click.echo(
            f"ไม่มีสิทธิ์เขียน {error.filename} โปรดสั่งในนามเจ้าของโฟลเดอร์ หรือกำหนด PALAT_VAR เป็นโฟลเดอร์ของท่าน\n"
            f"no right to write {error.filename}: run as the owner of the folder, or set PALAT_VAR to one of your own",
            err=True,
        )
        sys.exit(2)


if __name__ == "__main__":
    guarded()
