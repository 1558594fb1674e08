"""Let the words of an opened seal go when the person is erased; nothing else of the log can ever change."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION identities_refuse_reveal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.words = '' AND to_jsonb(NEW) - 'words' = to_jsonb(OLD) - 'words'
     AND EXISTS (SELECT 1 FROM identities_person p WHERE p.id = OLD.person_id AND p.erased_at IS NOT NULL) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the log of opened seals is appended only: % on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

DROP TRIGGER reveal_appended_only ON identities_reveal;
CREATE TRIGGER reveal_never_lost BEFORE DELETE OR TRUNCATE ON identities_reveal
  FOR EACH STATEMENT EXECUTE FUNCTION identities_refuse();
CREATE TRIGGER reveal_appended_only BEFORE UPDATE ON identities_reveal
  FOR EACH ROW EXECUTE FUNCTION identities_refuse_reveal();
"""

BACKWARD = """
DROP TRIGGER reveal_appended_only ON identities_reveal;
DROP TRIGGER reveal_never_lost ON identities_reveal;
CREATE TRIGGER reveal_appended_only BEFORE UPDATE OR DELETE OR TRUNCATE ON identities_reveal
  FOR EACH STATEMENT EXECUTE FUNCTION identities_refuse();
DROP FUNCTION identities_refuse_reveal();
"""


class Migration(migrations.Migration):
    dependencies = [("identities", "0002_refuse_alteration_of_reveals")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
