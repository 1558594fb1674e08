"""`load_reference`: everything that a new installation begins with."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from palat.kernel.letters.templating.loading import load as load_templates
from palat.kernel.registers.loading import load as load_registers


class Command(BaseCommand):
    help = "Load the organisation, the calendar, the registers, the templates of letters and the lists of each duty."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("load_organisation", stdout=self.stdout)
        call_command("load_calendar", stdout=self.stdout, stderr=self.stderr)
        load_registers()
        load_templates()
        for duty in settings.DUTIES:
            loading = f"palat.duties.{duty}.loading"
            if find_spec(loading):  # a duty without lists of its own has none
                import_module(loading).load()
