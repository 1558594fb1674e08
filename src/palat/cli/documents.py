"""Commands that write the documents made from the program."""

from pathlib import Path

import click

from palat.cli.commands import main


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
