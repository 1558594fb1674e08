"""`destroyed list FILE`, `destroyed again FILE`: what was destroyed, kept apart from back-ups that still hold it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from palat.kernel.retention.operations.again import destroy_again, destroyed_lines


class Command(BaseCommand):
    help = "Write down what was ever destroyed (list), or destroy it again after a restore (again)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("list", "again"))
        parser.add_argument("file", type=Path)

    def handle(self, *, what: str, file: Path, **_options: Any) -> None:
        if what == "list":
            lines = list(destroyed_lines())
            file.write_text("".join(lines), encoding="utf-8")
            self.stdout.write(f"บันทึกแล้ว {len(lines):,} รายการ · things written down")
            return
        with file.open(encoding="utf-8") as lines_of_file:
            gone = destroy_again(lines_of_file, at=timezone.now())
        self.stdout.write(
            f"ทำลายซ้ำแล้ว ถ้อยคำ {gone.bodies:,} แห่ง {gone.files:,} ไฟล์ บุคคล {gone.persons:,} ราย"
            f" · destroyed again: {gone.bodies:,} texts, {gone.files:,} files, {gone.persons:,} persons"
        )
