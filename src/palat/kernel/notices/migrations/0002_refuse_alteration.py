"""Versions of the words of notices are never altered."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION notices_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version of the words of a notice is never altered: % is refused', TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER wording_kept BEFORE UPDATE OR DELETE ON notices_wordingversion
  FOR EACH ROW EXECUTE FUNCTION notices_refuse();
"""
BACKWARD = """
DROP TRIGGER wording_kept ON notices_wordingversion;
DROP FUNCTION notices_refuse();
"""


class Migration(migrations.Migration):
    replaces = [
        ("notices", "0002_outbox"),
        ("notices", "0003_keep_wordings"),
        ("notices", "0004_newest_first"),
        ("notices", "0005_words_of_a_state"),
        ("notices", "0006_exchange_channel"),
    ]
    dependencies = [("notices", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
