"""The refusal to alter a version of a template."""

from django.db import migrations

KEEP = """
CREATE FUNCTION notices_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version of the words of a notice is never altered: % is refused', TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER wording_kept BEFORE UPDATE OR DELETE ON notices_wordingversion
  FOR EACH ROW EXECUTE FUNCTION notices_refuse();
"""
LET_GO = "DROP TRIGGER wording_kept ON notices_wordingversion; DROP FUNCTION notices_refuse();"


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_outbox")]
    operations = [migrations.RunSQL(KEEP, LET_GO)]
