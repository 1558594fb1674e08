"""`load_organisation`: areas, agencies, units, posts."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from palat.kernel.organisation.loading import load


class Command(BaseCommand):
    help = "Load areas, agencies, units and posts from the reference files; repeating changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        for kind, count in load(at=timezone.now(), by="load_organisation").items():
            self.stdout.write(f"{kind}: {count}")
