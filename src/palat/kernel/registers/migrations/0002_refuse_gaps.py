"""The database itself keeps numbers whole: they begin at 1, grow by one, and are never taken back.

Entries are checked as they are written: a batch continues where the register stood and ends at its last
number. The last number is checked at commit: it has an entry. Both together leave no way to make a gap. An
entry may be marked void once, and a reserved number be settled once, with what it was used for.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION registers_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an official number is never taken back: % on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION registers_void_once() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE FUNCTION registers_year_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF row(new.id, new.register_id, new.year) IS NOT DISTINCT FROM row(old.id, old.register_id, old.year)
     AND new.last > old.last THEN RETURN new;
  END IF;
  RAISE EXCEPTION 'the last number of a register only grows' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION registers_entries_continue() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
  SELECT format('%s/%s', batch.register_id, batch.year) INTO broken
  FROM (SELECT register_id, year, min(running) AS first, max(running) AS last, count(*) AS many
        FROM written GROUP BY register_id, year) batch
  LEFT JOIN registers_registeryear y ON y.register_id = batch.register_id AND y.year = batch.year
  WHERE y.last IS DISTINCT FROM batch.last
     OR batch.many <> batch.last - batch.first + 1
     OR batch.first < 1
     OR (batch.first > 1 AND NOT EXISTS (
          SELECT FROM registers_registerentry e
          WHERE e.register_id = batch.register_id AND e.year = batch.year AND e.running = batch.first - 1))
  LIMIT 1;
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'the numbers of register % would have a gap', broken USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION registers_last_has_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM registers_registerentry e
                 WHERE e.register_id = new.register_id AND e.year = new.year AND e.running = new.last) THEN
    RAISE EXCEPTION 'number %/% of register % was taken and not entered', new.last, new.year, new.register_id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER entry_voided_once BEFORE UPDATE ON registers_registerentry
  FOR EACH ROW EXECUTE FUNCTION registers_void_once();
CREATE TRIGGER entry_never_lost BEFORE DELETE OR TRUNCATE ON registers_registerentry
  FOR EACH STATEMENT EXECUTE FUNCTION registers_refuse();
CREATE TRIGGER entries_continue AFTER INSERT ON registers_registerentry
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION registers_entries_continue();
CREATE TRIGGER year_moves_forward BEFORE UPDATE ON registers_registeryear
  FOR EACH ROW EXECUTE FUNCTION registers_year_moves_forward();
CREATE TRIGGER year_never_lost BEFORE DELETE OR TRUNCATE ON registers_registeryear
  FOR EACH STATEMENT EXECUTE FUNCTION registers_refuse();
CREATE CONSTRAINT TRIGGER last_has_entry AFTER INSERT OR UPDATE ON registers_registeryear
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION registers_last_has_entry();
CREATE TRIGGER block_never_lost BEFORE UPDATE OR DELETE OR TRUNCATE ON registers_registerblock
  FOR EACH STATEMENT EXECUTE FUNCTION registers_refuse();
"""
BACKWARD = """
DROP TRIGGER block_never_lost ON registers_registerblock;
DROP TRIGGER last_has_entry ON registers_registeryear;
DROP TRIGGER year_never_lost ON registers_registeryear;
DROP TRIGGER year_moves_forward ON registers_registeryear;
DROP TRIGGER entries_continue ON registers_registerentry;
DROP TRIGGER entry_never_lost ON registers_registerentry;
DROP TRIGGER entry_voided_once ON registers_registerentry;
DROP FUNCTION registers_last_has_entry();
DROP FUNCTION registers_entries_continue();
DROP FUNCTION registers_year_moves_forward();
DROP FUNCTION registers_void_once();
DROP FUNCTION registers_refuse();
"""


class Migration(migrations.Migration):
    replaces = [
        ("registers", "0002_registers"),
        ("registers", "0003_days_and_voids_of_entries"),
        ("registers", "0004_refuse_gaps"),
        ("registers", "0005_registers_of_letters_and_orders"),
        ("registers", "0006_clerks_registers"),
        ("registers", "0007_settle_reserved_numbers"),
        ("registers", "0008_no_index_twice"),
    ]
    dependencies = [("registers", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
