"""The database itself refuses to alter the history.

Bodies may be deleted (erasure of personal text), never edited. Chain heads move forward only.
"""

from django.db import migrations

FORWARD = """
CREATE SEQUENCE palat_row INCREMENT BY 100 START 101;

CREATE FUNCTION history_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history is appended only: % on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER event_appended_only BEFORE UPDATE OR DELETE OR TRUNCATE ON history_event
  FOR EACH STATEMENT EXECUTE FUNCTION history_refuse();
CREATE TRIGGER body_never_edited BEFORE UPDATE OR TRUNCATE ON history_body
  FOR EACH STATEMENT EXECUTE FUNCTION history_refuse();
CREATE TRIGGER root_appended_only BEFORE UPDATE OR DELETE OR TRUNCATE ON history_root
  FOR EACH STATEMENT EXECUTE FUNCTION history_refuse();
CREATE TRIGGER leaf_appended_only BEFORE UPDATE OR DELETE OR TRUNCATE ON history_leaf
  FOR EACH STATEMENT EXECUTE FUNCTION history_refuse();
CREATE TRIGGER head_never_lost BEFORE DELETE OR TRUNCATE ON history_chainhead
  FOR EACH STATEMENT EXECUTE FUNCTION history_refuse();
"""

BACKWARD = """
DROP TRIGGER head_never_lost ON history_chainhead;
DROP TRIGGER leaf_appended_only ON history_leaf;
DROP TRIGGER root_appended_only ON history_root;
DROP TRIGGER body_never_edited ON history_body;
DROP TRIGGER event_appended_only ON history_event;
DROP FUNCTION history_refuse();
DROP SEQUENCE palat_row;
"""


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
