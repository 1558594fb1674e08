"""Commands that take data in, bring it out, keep it and prove it."""

from pathlib import Path

import click

from palat.cli.commands import django_command, main


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


@main.command(help="ยอดสรุปของรายงาน: นับใหม่ ปรับปรุง หรือตรวจ · rollups of reports: recompute, refresh or check")
@click.argument("what", type=click.Choice(["recompute", "refresh", "check"]))
def reports(what: str) -> None:
    django_command("reports", what)


@main.command(help="พิสูจน์ว่าประวัติไม่ถูกแก้ไข · prove that the history is whole")
@click.option("--no-files", is_flag=True, help="ไม่ตรวจไฟล์ · leave the files out")
def verify(no_files: bool) -> None:
    django_command("verify", no_files=no_files)


@main.command(help="บันทึกสิ่งที่ทำลายแล้วลงไฟล์ หรือทำลายซ้ำหลังกู้คืน · write down what was destroyed, or destroy it again")
@click.argument("what", type=click.Choice(["list", "again"]))
@click.argument("file", type=click.Path(path_type=Path))
def destroyed(what: str, file: Path) -> None:
    django_command("destroyed", what, str(file))


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
