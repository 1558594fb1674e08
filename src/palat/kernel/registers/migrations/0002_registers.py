"""The registers that the Office begins with, and the refusal to take a number back."""

from django.db import migrations

FORWARD = """
INSERT INTO registers_register (code, name_th, name_en, template) VALUES
  ('petition', 'ทะเบียนเรื่องราวร้องทุกข์', 'Petitions', 'รท {running}/{year}'),
  ('letter_out', 'ทะเบียนหนังสือส่ง', 'Outgoing letters', 'นร 0105.04/{running}');

CREATE FUNCTION registers_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND row(new.register_id, new.year, new.running, new.ref, new.issued_at)
     IS NOT DISTINCT FROM row(old.register_id, old.year, old.running, old.ref, old.issued_at) THEN
    RETURN new;
  END IF;
  RAISE EXCEPTION 'an official number is never taken back: % is refused', TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER number_kept BEFORE UPDATE OR DELETE ON registers_registerentry
  FOR EACH ROW EXECUTE FUNCTION registers_refuse();
"""
BACKWARD = """
DROP TRIGGER number_kept ON registers_registerentry;
DROP FUNCTION registers_refuse();
DELETE FROM registers_register;
"""


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
