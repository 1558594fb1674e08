"""`search rebuild|refresh`: the index by which matters are found."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from palat.kernel.matters.operations.indexing import rebuild, refresh


class Command(BaseCommand):
    help = "Read every matter anew (rebuild; --empty: from nothing, quicker), or bring the index up to date (refresh)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("rebuild", "refresh"))
        parser.add_argument("--empty", action="store_true")

    def handle(self, *, what: str, empty: bool, **options: Any) -> None:
        now = timezone.now()
        count = rebuild(at=now, empty=empty) if what == "rebuild" else refresh(at=now)
        self.stdout.write(f"อ่านแล้ว {count:,} เรื่อง · matters read")
