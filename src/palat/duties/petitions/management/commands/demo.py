"""`demo`: fill an empty installation with a demo office, with a progress bar."""

import gc
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn

from palat.duties.petitions.demo.filling import AlreadyFilled, fill
from palat.kernel.accounts.operations import OnlyForTrial

LABELS = {
    "people": "บุคลากร · people",
    "petitions": "เรื่องร้องทุกข์ · petitions",
    "letters": "หนังสือ · letters",
    "groups": "การมายื่นของกลุ่มมวลชน · groups",
    "problems": "ประเด็นปัญหา · problems",
    "numbers": "เลขทะเบียน · register numbers",
    "reminders": "หนังสือติดตาม · reminders",
    "quarters": "รายงานรายไตรมาส · quarterly reports",
    "contacts": "การติดต่อ · contacts",
    "hotline": "รับสาย เวร และการสุ่ม · hotline",
    "pictures": "ภาพประกอบ · pictures",
    "notices": "การแจ้งผู้ร้อง · notices",
    "mail": "หนังสือเข้าและไปรษณีย์ · mail",
    "information": "คำขอข้อมูลข่าวสาร · requests for information",
    "information.publications": "ทะเบียนการเผยแพร่ · register of publications",
    "information.statistics": "ชุดข้อมูลเปิด · open data",
    "planning": "คำรับรองและตัวชี้วัด · agreements and indicators",
    "retention": "การเก็บและทำลาย · retention",
    "figures": "ตัวเลขสรุป · figures",
}


class Command(BaseCommand):
    help = "สร้างสำนักงานตัวอย่าง · Fill a demo office"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--matters", type=int, default=5000)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        with _bar() as bar:
            rows: dict[str, TaskID] = {}

            def tell(what: str, done: int, of: int) -> None:
                if what not in rows:
                    rows[what] = bar.add_task(LABELS.get(what, what), total=of)
                bar.update(rows[what], completed=done, total=of)

            gc.disable()  # a hundred thousand rows, none of which is garbage before the end
            try:
                office = fill(matters=options["matters"], seed=options["seed"], now=timezone.now(), tell=tell)
            except OnlyForTrial:
                raise CommandError(
                    "สำนักงานตัวอย่างสร้างได้เฉพาะเมื่อทดลองใช้ (PALAT_DEBUG=1) · "
                    "a demo office is for trial only (PALAT_DEBUG=1)"
                ) from None
            except AlreadyFilled:
                raise CommandError(
                    "มีเรื่องอยู่ในระบบแล้ว จึงไม่สร้างสำนักงานตัวอย่างปนกัน · there are petitions here already"
                ) from None
            finally:
                gc.enable()
        counts = ", ".join(f"{LABELS.get(name, name)} {count:,}" for name, count in office.filled.items())
        self.stdout.write(counts)


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    )
