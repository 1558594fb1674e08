"""Commands of what reads Thai: search, likeness, classification."""

import json
from pathlib import Path
from typing import Any

import click

from palat.cli.commands import django_command, main


@main.command(help="ดัชนีค้นหา: สร้างใหม่หรือปรับปรุง · the search index: rebuild or refresh")
@click.argument("what", type=click.Choice(["rebuild", "refresh"]))
@click.option("--empty", is_flag=True, help="ลบของเดิมก่อน เร็วกว่า แต่ระหว่างนั้นค้นไม่พบ · drop what is there first")
def search(what: str, empty: bool) -> None:
    django_command("search", what, empty=empty)


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
    from palat.kernel.language.likeness_measuring import measured
    from palat.kernel.language.ticket_files import UnableToRead

    try:
        found = measured(tickets, pairs, spots=not no_coordinates)
    except UnableToRead as error:
        raise click.ClickException(str(error)) from None
    click.echo(json.dumps(found, ensure_ascii=False, indent=2 if as_json else None))
