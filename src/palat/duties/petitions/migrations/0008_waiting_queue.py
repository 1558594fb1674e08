from django.db import migrations

# Cases that only wait for agencies leave the officer's own queue for the one beside it, as the engine now places them.
WAITING = """
UPDATE matters_workitem item SET queue = 'waiting:' || split_part(item.queue, ':', 2)
FROM matters_track track
WHERE track.id = item.track_id AND track.type = 'main' AND item.queue LIKE 'official:%'
  AND item.state IN ('referred', 'ordered')
  AND NOT EXISTS (SELECT 1 FROM matters_clock clock WHERE clock.track_id = track.id AND clock.stopped_at IS NULL)
  AND EXISTS (
    SELECT 1 FROM matters_track other
    WHERE other.matter_id = track.matter_id AND NOT other.final
      AND other.type = CASE item.state WHEN 'referred' THEN 'referral' ELSE 'order' END
  )
  AND EXISTS (SELECT 1 FROM matters_matter m WHERE m.id = track.matter_id AND m.procedure = 'petition')
"""


class Migration(migrations.Migration):
    dependencies = [("petitions", "0007_visits"), ("matters", "0003_files_before_deciders")]

    operations = [migrations.RunSQL(WAITING, migrations.RunSQL.noop)]
