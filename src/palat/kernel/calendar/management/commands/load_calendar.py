"""`load_calendar`: holidays, provisions and limits."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from palat.kernel.calendar.loading import load_holidays, load_limits


class Command(BaseCommand):
    help = "Load holidays, provisions and limits that are not there yet, and correct the loaded ones."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded, rejected = load_holidays(at=timezone.now(), by="load_calendar"), load_limits()
        self.stdout.write(f"holidays: {loaded.entered} new, {loaded.corrected} corrected, {loaded.removed} removed")
        for line in rejected:
            self.stderr.write(f"ไม่พบหน่วยงาน · no such agency: {line}")
