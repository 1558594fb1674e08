"""`load_organisation`: areas, agencies, units, posts."""

from typing import Any

from django.core.management.base import BaseCommand

from palat.kernel.organisation.loading import load


class Command(BaseCommand):
    help = "Load areas, agencies, units and posts from the reference files."

    def handle(self, *args: Any, **options: Any) -> None:
        for kind, count in load().items():
            self.stdout.write(f"{kind}: {count}")
