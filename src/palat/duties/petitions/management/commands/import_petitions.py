"""`import_petitions FILE`: take in a file of petitions, with a progress bar and a report."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from palat.duties.petitions.importing import import_petitions
from palat.kernel.exchange.procedure import Report, UnableToExchange
from palat.kernel.exchange.reading import Table


class Command(BaseCommand):
    help = "นำเข้าเรื่องร้องทุกข์จากไฟล์ CSV · Import petitions from a CSV file, plain or .gz"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--mapping", default="", help="traffy, palat; without it, by the file's columns")
        parser.add_argument("--dry-run", action="store_true", help="examine everything, keep nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        began = timezone.now()
        # The report goes to stdout; the moving bar does not mix with it.
        with _bar() as bar:
            task = bar.add_task(options["file"].name, total=None, rows=0, pace="")

            def show(table: Table, report: Report) -> None:
                pace = report.read / max((timezone.now() - began).total_seconds(), 0.001)
                rows = report.resumed_after + report.read
                bar.update(task, total=table.size, completed=table.position, rows=rows, pace=f"{pace:,.0f}")

            try:
                report = import_petitions(
                    path=options["file"],
                    mapping=options["mapping"],
                    at=began,
                    dry_run=options["dry_run"],
                    progress=show,
                )
            except UnableToExchange as error:
                raise CommandError(str(error)) from None
        self._tell(report, (timezone.now() - began).total_seconds(), dry_run=options["dry_run"])

    def _tell(self, report: Report, seconds: float, *, dry_run: bool) -> None:
        if dry_run:
            self.stdout.write("ทดลองเท่านั้น ไม่ได้บันทึกสิ่งใด · dry run: nothing was kept")
        if report.resumed_after:
            self.stdout.write(f"ทำต่อจากแถวที่ {report.resumed_after:,} · went on after row {report.resumed_after:,}")
        counts = (
            ("อ่าน · read", report.read),
            ("เพิ่ม · added", report.added),
            ("มีอยู่แล้ว · already here", report.already),
            ("ไม่รับ · rejected", report.rejected),
        )
        for label, count in counts:
            self.stdout.write(f"{label}: {count:,}")
        pace = report.read / max(seconds, 0.001)
        self.stdout.write(f"{report.mapping}, {report.encoding}, {seconds:,.1f} s, {pace:,.0f} แถว/วินาที · rows/s")
        for reason, count in sorted(report.remarks.items(), key=lambda one: -one[1]):
            self.stdout.write(f"  {count:,} × {reason}")
        for line, reason in report.errors:
            self.stdout.write(f"  บรรทัด {line} · line {line}: {reason}")
        if report.added and not dry_run:
            self.stdout.write("เลขทะเบียนออกโดยงานเบื้องหลัง (palat work) · register numbers are given by the worker")
        if report.rejects_file:
            self.stdout.write(f"แถวที่ไม่รับอยู่ใน · rows not taken are in: {report.rejects_file}")


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]:,} แถว · rows  {task.fields[pace]}/s"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
