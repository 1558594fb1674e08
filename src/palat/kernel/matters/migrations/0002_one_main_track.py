"""A matter has one main track: an installation begun by earlier migrations had lost the index that says so."""

from django.db import migrations

FORWARD = "CREATE UNIQUE INDEX IF NOT EXISTS one_main_track ON matters_track (matter_id) WHERE type = 'main'"


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
