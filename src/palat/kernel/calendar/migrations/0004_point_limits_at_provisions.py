"""Limits named their provision by its code; now they point at its row."""

from django.db import migrations

FORWARD = """
UPDATE calendar_limit l SET provision_id = (
  SELECT p.id FROM calendar_provision p WHERE p.code = l.provision_code ORDER BY p.valid_from DESC LIMIT 1)
"""
BACKWARD = """
UPDATE calendar_limit l SET provision_code = p.code FROM calendar_provision p WHERE p.id = l.provision_id
"""


class Migration(migrations.Migration):
    dependencies = [("calendar", "0003_marks_and_known_words")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
