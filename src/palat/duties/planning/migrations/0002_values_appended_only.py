"""The database itself refuses to alter figures; why one departs is said in the event, which can be destroyed."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER indicatorvalue_appended_only BEFORE UPDATE OR DELETE OR TRUNCATE ON planning_indicatorvalue
  FOR EACH STATEMENT EXECUTE FUNCTION history_refuse();
"""
BACKWARD = "DROP TRIGGER indicatorvalue_appended_only ON planning_indicatorvalue"


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_initial"), ("history", "0002_refuse_alteration")]
    operations = [
        migrations.RemoveField(model_name="indicatorvalue", name="reason"),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
