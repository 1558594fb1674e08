"""`load_reference`: everything that a new installation begins with."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from palat.duties.petitions.loading import load
from palat.kernel.letters.templating.loading import load as load_templates
from palat.kernel.registers.loading import load as load_registers


class Command(BaseCommand):
    help = "Load the organisation, the calendar, the registers, the templates of letters and the lists of petitions."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("load_organisation", stdout=self.stdout)
        call_command("load_calendar", stdout=self.stdout, stderr=self.stderr)
        load_registers()
        load_templates()
        load()
