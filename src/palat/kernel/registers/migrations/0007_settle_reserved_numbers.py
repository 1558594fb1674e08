"""Entries keep the words of their number; a reserved number may be settled once, with what it was used for."""

from django.db import migrations

FILL = """
ALTER TABLE registers_registerentry DISABLE TRIGGER USER;
UPDATE registers_registerentry e
SET text = replace(replace(replace(r.template, '{year}', e.year::text), '{yy}', lpad((e.year % 100)::text, 2, '0')),
                   '{running}', e.running::text)
FROM registers_register r WHERE r.code = e.register_id;
ALTER TABLE registers_registerentry ENABLE TRIGGER USER;

UPDATE registers_register SET kind = CASE code
  WHEN 'petition' THEN 'matter' WHEN 'secret_in' THEN 'letter_in' WHEN 'secret_out' THEN 'letter_out' ELSE code END
WHERE code IN ('petition', 'letter_in', 'letter_out', 'circular_out', 'order', 'secret_in', 'secret_out');
"""
FORWARD = """
CREATE OR REPLACE FUNCTION registers_void_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF row(new.id, new.register_id, new.year, new.running, new.text, new.issued_at, new.late_reason, new.block_id)
     IS NOT DISTINCT FROM row(old.id, old.register_id, old.year, old.running, old.text, old.issued_at, old.late_reason,
                              old.block_id)
     AND old.void_reason = '' THEN
    IF new.void_reason <> '' AND row(new.ref, new.on_date) IS NOT DISTINCT FROM row(old.ref, old.on_date) THEN
      RETURN new;
    END IF;
    IF new.void_reason = '' AND old.ref = 'reserved' AND new.ref <> 'reserved' THEN
      RETURN new;
    END IF;
  END IF;
  RAISE EXCEPTION 'an entry of a register may only be marked void, once; a reserved number only be settled, once'
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER block_never_lost BEFORE UPDATE OR DELETE OR TRUNCATE ON registers_registerblock
  FOR EACH STATEMENT EXECUTE FUNCTION registers_refuse();
"""
BACKWARD = """
DROP TRIGGER block_never_lost ON registers_registerblock;
CREATE OR REPLACE FUNCTION registers_void_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF old.void_reason = '' AND new.void_reason <> ''
     AND row(new.id, new.register_id, new.year, new.running, new.ref, new.on_date, new.issued_at)
     IS NOT DISTINCT FROM row(old.id, old.register_id, old.year, old.running, old.ref, old.on_date, old.issued_at)
  THEN RETURN new;
  END IF;
  RAISE EXCEPTION 'an entry of a register may only be marked void, once'
    USING ERRCODE = 'insufficient_privilege';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("registers", "0006_clerks_registers")]
    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
