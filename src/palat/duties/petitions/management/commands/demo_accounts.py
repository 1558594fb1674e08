"""`demo_accounts`: one line for each role of the demo office, as a trial shows them after `ready`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from palat.duties.petitions.demo.accounts import shown_accounts


class Command(BaseCommand):
    help = "บัญชีของสำนักงานตัวอย่าง · The accounts of the demo office"

    def handle(self, *args: Any, **options: Any) -> None:
        for line in shown_accounts(timezone.now()):
            self.stdout.write(line)
