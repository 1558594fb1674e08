"""The database itself refuses to alter or empty the log of opened seals.

The words of an opened seal may go when the person is erased; nothing else of the log can ever change.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION identities_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log of opened seals is appended only: % on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION identities_refuse_reveal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.words = '' AND to_jsonb(NEW) - 'words' = to_jsonb(OLD) - 'words'
     AND EXISTS (SELECT 1 FROM identities_person p WHERE p.id = OLD.person_id AND p.erased_at IS NOT NULL) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the log of opened seals is appended only: % on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER reveal_never_lost BEFORE DELETE OR TRUNCATE ON identities_reveal
  FOR EACH STATEMENT EXECUTE FUNCTION identities_refuse();
CREATE TRIGGER reveal_appended_only BEFORE UPDATE ON identities_reveal
  FOR EACH ROW EXECUTE FUNCTION identities_refuse_reveal();
CREATE TRIGGER person_never_lost BEFORE DELETE OR TRUNCATE ON identities_person
  FOR EACH STATEMENT EXECUTE FUNCTION identities_refuse();
"""
BACKWARD = """
DROP TRIGGER person_never_lost ON identities_person;
DROP TRIGGER reveal_appended_only ON identities_reveal;
DROP TRIGGER reveal_never_lost ON identities_reveal;
DROP FUNCTION identities_refuse_reveal();
DROP FUNCTION identities_refuse();
"""


class Migration(migrations.Migration):
    replaces = [
        ("identities", "0002_refuse_alteration_of_reveals"),
        ("identities", "0003_forget_words_of_reveals"),
    ]
    dependencies = [("identities", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
