"""`load_calendar`: holidays, provisions and limits."""

from typing import Any

from django.core.management.base import BaseCommand

from palat.kernel.calendar.loading import load_holidays, load_limits
from palat.kernel.calendar.operations import changed


class Command(BaseCommand):
    help = "Load holidays, provisions and limits that are not there yet."

    def handle(self, *args: Any, **options: Any) -> None:
        days, rejected = load_holidays(), load_limits()
        changed()
        self.stdout.write(f"holidays: {days}")
        for line in rejected:
            self.stderr.write(f"ไม่พบหน่วยงาน · no such agency: {line}")
