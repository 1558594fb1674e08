"""Write into lines of registers to which matter their letters belong, where letters were put into one later."""

from django.db import migrations

WRITE = """
UPDATE registers_registerline l SET about = 'matter:' || i.matter_id
FROM registers_registerentry e, incoming_item i
WHERE l.entry_id = e.id AND l.about = '' AND i.matter_id IS NOT NULL
  AND i.register_id = e.register_id AND i.year = e.year AND i.running = e.running
"""


class Migration(migrations.Migration):
    dependencies = [("incoming", "0005_cut_by_hand"), ("registers", "0002_refuse_gaps")]
    operations = [migrations.RunSQL(WRITE, migrations.RunSQL.noop)]
