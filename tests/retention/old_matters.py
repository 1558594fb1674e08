"""Let a matter have been closed long ago (run as a program, for a browser's journey)."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palat.settings")
django.setup()

from tests.retention.people import closed_matter  # noqa: E402 - Django must be set up first

for mark in sys.argv[1:]:
    print(closed_matter(mark=mark).code)
