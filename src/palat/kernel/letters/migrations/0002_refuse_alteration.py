"""Versions of templates and wordings of drafts are never altered; a wording goes with a letter that was destroyed."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION letters_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version of a template is never altered: % is refused', TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER template_kept BEFORE UPDATE OR DELETE ON letters_templateversion
  FOR EACH ROW EXECUTE FUNCTION letters_refuse();

CREATE FUNCTION letters_refuse_wording() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM letters_letter l WHERE l.id = OLD.letter_id AND l.erased_at IS NOT NULL)
  THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'a wording of a draft is never altered: % is refused', TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER wording_kept BEFORE UPDATE OR DELETE ON letters_wording
  FOR EACH ROW EXECUTE FUNCTION letters_refuse_wording();
"""
BACKWARD = """
DROP TRIGGER wording_kept ON letters_wording;
DROP FUNCTION letters_refuse_wording();
DROP TRIGGER template_kept ON letters_templateversion;
DROP FUNCTION letters_refuse();
"""


class Migration(migrations.Migration):
    replaces = [
        ("letters", "0002_forms_templates_batches"),
        ("letters", "0003_keep_template_versions"),
        ("letters", "0004_no_index_twice"),
        ("letters", "0005_drafts_in_hand"),
        ("letters", "0006_keep_wordings"),
        ("letters", "0007_signed_by_pen"),
        ("letters", "0008_let_wordings_of_erased_letters_go"),
        ("letters", "0009_letters_by_exchange"),
    ]
    dependencies = [("letters", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
