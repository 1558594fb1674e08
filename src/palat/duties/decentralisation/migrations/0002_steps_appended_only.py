"""The database itself refuses to alter what was recorded on cells of the ledger."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER transferstep_appended_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decentralisation_transferstep
  FOR EACH STATEMENT EXECUTE FUNCTION history_refuse();
CREATE TRIGGER transferact_appended_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decentralisation_transferact
  FOR EACH STATEMENT EXECUTE FUNCTION history_refuse();
"""
BACKWARD = """
DROP TRIGGER transferact_appended_only ON decentralisation_transferact;
DROP TRIGGER transferstep_appended_only ON decentralisation_transferstep;
"""


class Migration(migrations.Migration):
    dependencies = [("decentralisation", "0001_ledger"), ("history", "0002_refuse_alteration")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
