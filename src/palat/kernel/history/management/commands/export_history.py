"""Write the whole history into a file that anybody can prove."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from palat.kernel.history.exporting import history_lines


class Command(BaseCommand):
    help = "ส่งออกประวัติให้ผู้อื่นพิสูจน์ · export the history for anybody to prove"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--bodies", action="store_true", help="พร้อมถ้อยคำ (มีข้อมูลส่วนบุคคล) · with what people said")

    def handle(self, *, file: Path, bodies: bool, **_options: Any) -> None:
        """Write beside the file first, so that a half-written one never bears its name."""
        beside = file.with_name(file.name + ".part")
        try:
            with beside.open("w", encoding="utf-8") as out:
                out.writelines(history_lines(at=timezone.now(), bodies=bodies))
        except OSError as error:
            raise CommandError(f"เขียนไฟล์ไม่ได้ · cannot write: {error}") from None
        beside.replace(file)
        self.stdout.write(f"ส่งออกแล้ว · exported  {file}")
