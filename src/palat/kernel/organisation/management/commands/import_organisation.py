"""`import_organisation FILE --kind …`: agencies, local governments or officials from a list."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from palat.kernel.exchange.procedure import UnableToExchange
from palat.kernel.exchange.reading import digest_of, open_table
from palat.kernel.organisation.importing import agencies, local_governments, officials
from palat.kernel.organisation.importing.reading import (
    VERDICTS,
    Report,
    Run,
    lines,
    write_rejects,
    write_report,
)
from palat.kernel.organisation.kept import day_of, forget

KINDS = {
    "agencies": (agencies.NEEDED, agencies.import_agencies),
    "local-governments": (local_governments.NEEDED, local_governments.import_local_governments),
    "officials": (officials.NEEDED, officials.import_officials),
}


class Command(BaseCommand):
    help = (
        "นำเข้ารายชื่อหน่วยงาน องค์กรปกครองส่วนท้องถิ่น หรือเจ้าหน้าที่จากแฟ้ม CSV · "
        "import agencies, local governments or officials from a CSV file in UTF-8"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", choices=sorted(KINDS), required=True)
        parser.add_argument("--dry-run", action="store_true", help="ตรวจโดยไม่บันทึก · report, write nothing")
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            default=None,
            help="วันที่มีผล · day of effect, 2026-06-08",
        )
        parser.add_argument("--out", type=Path, default=settings.VAR / "imports", help="folder of the reports")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        now = timezone.now()
        run = Run(on=options["on"] or day_of(now), at=now, by="import_organisation")
        try:
            report = perform(path, options["kind"], run, dry_run=options["dry_run"])
        except UnableToExchange as error:
            raise CommandError(str(error)) from error
        options["out"].mkdir(parents=True, exist_ok=True)
        told = options["out"] / f"{path.name}.report.csv"
        write_report(report, told)
        rejects = write_rejects(report, options["out"] / path.name)
        for outcome in report.rejected():
            self.stdout.write(f"{outcome.line.number}: {outcome.what}: {outcome.reason}")
        for verdict, count in report.counts().items():
            self.stdout.write(f"{VERDICTS[verdict]} · {verdict}: {count}")
        self.stdout.write(str(told))
        if report.rejected():
            self.stdout.write(str(rejects))


def perform(path: Path, kind: str, run: Run, *, dry_run: bool) -> Report:
    """Import a file in one transaction; a trial is rolled back whole. Raises: UnableToExchange."""
    needed, take_all = KINDS[kind]
    with open_table(path):  # says what is wrong with a file that cannot be read at all
        digest = digest_of(path)
    try:
        with transaction.atomic():
            report = take_all(lines(path, needed), run, source=digest)
            transaction.set_rollback(dry_run)
    finally:
        forget()
    return report
