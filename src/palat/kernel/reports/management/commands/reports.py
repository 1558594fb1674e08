"""`reports recompute|refresh|check`: the rollups that dashboards and statistics read."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from palat.kernel.reports.operations.tallies import recompute, refresh
from palat.kernel.reports.queries.tallies import differences


class Command(BaseCommand):
    help = "Count the rollups anew (recompute), bring them up to date (refresh), or compare them (check)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("recompute", "refresh", "check"))

    def handle(self, *, what: str, **options: Any) -> None:
        if what == "recompute":
            self.stdout.write(f"นับใหม่แล้ว {recompute(at=timezone.now()):,} ช่อง · cells counted anew")
        elif what == "refresh":
            done = refresh(at=timezone.now())
            self.stdout.write(f"ปรับปรุงแล้ว {done.matters:,} เรื่อง · matters taken in")
        else:
            self._check()

    def _check(self) -> None:
        found = differences()
        for one in found:
            self.stdout.write(f"{one.measure} {' '.join(one.cell)}: {one.kept} ≠ {one.counted}")
        if found:
            raise CommandError("ยอดสรุปไม่ตรงกับข้อมูล สั่ง palat reports recompute · the rollups differ: recompute them")
        self.stdout.write("ยอดสรุปตรงกับข้อมูล · the rollups agree with the rows")
