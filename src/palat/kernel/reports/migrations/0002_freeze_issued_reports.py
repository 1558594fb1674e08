"""What was issued stays as it was issued: the database itself refuses to alter it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION reports_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an issued report is never altered' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER issued_never_altered BEFORE UPDATE OR DELETE OR TRUNCATE ON reports_issued
  FOR EACH STATEMENT EXECUTE FUNCTION reports_refuse();
"""
BACKWARD = """
DROP TRIGGER issued_never_altered ON reports_issued;
DROP FUNCTION reports_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
