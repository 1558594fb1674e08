"""The refusal to alter a wording of a draft."""

from django.db import migrations

KEEP = """
CREATE FUNCTION letters_refuse_wording() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a wording of a draft is never altered: % is refused', TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER wording_kept BEFORE UPDATE OR DELETE ON letters_wording
  FOR EACH ROW EXECUTE FUNCTION letters_refuse_wording();
"""
LET_GO = "DROP TRIGGER wording_kept ON letters_wording; DROP FUNCTION letters_refuse_wording();"


class Migration(migrations.Migration):
    dependencies = [("letters", "0005_drafts_in_hand")]
    operations = [migrations.RunSQL(KEEP, LET_GO)]
