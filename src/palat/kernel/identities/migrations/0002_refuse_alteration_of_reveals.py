"""The database itself refuses to alter or empty the log of opened seals."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION identities_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log of opened seals is appended only: % on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER reveal_appended_only BEFORE UPDATE OR DELETE OR TRUNCATE ON identities_reveal
  FOR EACH STATEMENT EXECUTE FUNCTION identities_refuse();
CREATE TRIGGER person_never_lost BEFORE DELETE OR TRUNCATE ON identities_person
  FOR EACH STATEMENT EXECUTE FUNCTION identities_refuse();
"""

BACKWARD = """
DROP TRIGGER person_never_lost ON identities_person;
DROP TRIGGER reveal_appended_only ON identities_reveal;
DROP FUNCTION identities_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("identities", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
