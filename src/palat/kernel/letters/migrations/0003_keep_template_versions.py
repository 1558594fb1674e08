"""The refusal to alter a version of a template."""

from django.db import migrations

KEEP = """
CREATE FUNCTION letters_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version of a template is never altered: % is refused', TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER template_kept BEFORE UPDATE OR DELETE ON letters_templateversion
  FOR EACH ROW EXECUTE FUNCTION letters_refuse();
"""
LET_GO = "DROP TRIGGER template_kept ON letters_templateversion; DROP FUNCTION letters_refuse();"


class Migration(migrations.Migration):
    dependencies = [("letters", "0002_forms_templates_batches")]
    operations = [migrations.RunSQL(KEEP, LET_GO)]
