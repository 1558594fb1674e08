"""The counting of days in SQL, for recounting very many clocks at once. A test holds it equal to `counting.last_day`.

`palat_due_dates` is a plain SQL table function, which PostgreSQL folds into the statement around it as two look-ups in
indexes. `LEFT JOIN LATERAL palat_due_dates(start, amount, unit, rested_working, rested_days) d ON true`,
then `d.due`, counts 10^6 limits in some two seconds; `palat_due_date`, for one limit, takes four times as
long for as many. Both give NULL where Python raises: an unknown unit, hours, a day beyond the table.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION palat_due_dates(start date, amount int, unit text, rested_working int, rested_days int)
RETURNS TABLE (due date) LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN amount + CASE unit WHEN 'working_days' THEN rested_working ELSE rested_days END = 0
              THEN unrolled.day ELSE ends.day END
  FROM calendar_workingday unrolled
  LEFT JOIN calendar_workingday ends
    ON ends.is_working
   AND ends.number = unrolled.number + CASE unit WHEN 'working_days' THEN amount + rested_working
                                                 ELSE (NOT unrolled.is_working)::int END
  WHERE unrolled.day = CASE unit
    WHEN 'working_days' THEN start
    WHEN 'calendar_days' THEN start + amount + rested_days
    WHEN 'months' THEN (start + make_interval(months => amount))::date + rested_days
  END
$$;

CREATE FUNCTION palat_due_date(start date, amount int, unit text, rested_working int, rested_days int)
RETURNS date LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT d.due FROM palat_due_dates(start, amount, unit, rested_working, rested_days) d);
END
$$;
"""
BACKWARD = """
DROP FUNCTION palat_due_date(date, int, text, int, int);
DROP FUNCTION palat_due_dates(date, int, text, int, int);
"""


class Migration(migrations.Migration):
    replaces = [
        ("calendar", "0002_due_date"),
        ("calendar", "0003_marks_and_known_words"),
        ("calendar", "0004_point_limits_at_provisions"),
        ("calendar", "0005_provision_required"),
        ("calendar", "0006_quick_due_dates"),
        ("calendar", "0007_count_units"),
    ]
    dependencies = [("calendar", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
