"""The counting of days in SQL, for recounting very many clocks at once. A test holds it equal to Python."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION palat_next_working_day(d date) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT w.day FROM calendar_workingday w
  JOIN calendar_workingday x ON x.day = d
  WHERE w.is_working AND w.number = x.number + (NOT x.is_working)::int
$$;

CREATE FUNCTION palat_due_date(start date, amount int, unit text, rested_working int, rested_days int)
RETURNS date LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN unit = 'working_days' AND amount + rested_working = 0 THEN start
    WHEN unit = 'working_days' THEN (
      SELECT w.day FROM calendar_workingday w
      JOIN calendar_workingday x ON x.day = start
      WHERE w.is_working AND w.number = x.number + amount + rested_working)
    WHEN unit = 'calendar_days' AND amount = 0 THEN start
    WHEN unit = 'calendar_days' THEN palat_next_working_day(start + amount + rested_days)
    WHEN unit = 'months' THEN palat_next_working_day((start + make_interval(months => amount))::date + rested_days)
  END
$$;
"""
BACKWARD = """
DROP FUNCTION palat_due_date(date, int, text, int, int);
DROP FUNCTION palat_next_working_day(date);
"""


class Migration(migrations.Migration):
    dependencies = [("calendar", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
