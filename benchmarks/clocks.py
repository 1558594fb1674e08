"""Open clocks counted anew after a holiday is proclaimed late.

    python -m benchmarks.clocks --json [--clocks 1000000]

Every clock runs in working days; one in five has rested once, one in fifty rests now; the holiday falls where a fifth
of them span it, and then, for the whole set, where all of them do.
"""

import time
from datetime import UTC, date, datetime, timedelta

import click

from benchmarks.filling import FIRST, STEP, fill
from benchmarks.installation import installation
from benchmarks.reporting import say

TRACKS_EACH = 10
TODAY = date(2026, 6, 8)
TRACKS = """
INSERT INTO matters_track (id, matter_id, type, state, since, final, label, agency_id, unit_id, opened_at, closed_at,
  answer, chased, result)
SELECT {base} + n, {first} + (1 + n %% %(matters)s) * {step}, 'referral', 'in_progress', %(at)s, false, '', NULL, NULL,
  %(at)s, NULL, '', 0, ''
FROM generate_series(1, %(clocks)s) n
"""
CLOCKS = """
INSERT INTO matters_clock (id, matter_id, track_id, code, limit_id, amount, unit, started_at, started_on, start_seq,
  paused_on, rested_working, rested_days, due_on, due_at, stopped_at, stop_seq, kept)
SELECT {base} + 10000000 + n, {first} + (1 + n %% %(matters)s) * {step}, {base} + n, 'progress', 1, 15, 'working_days',
  s.day, s.day, 1, CASE WHEN n %% 50 = 0 THEN s.day + 3 END, CASE WHEN n %% 5 = 0 THEN r.working ELSE 0 END,
  CASE WHEN n %% 5 = 0 THEN 6 ELSE 0 END, CASE WHEN n %% 50 <> 0 THEN d.day END,
  CASE WHEN n %% 50 = 0 THEN '9999-12-31 00:00+00'::timestamptz
    ELSE (d.day + 1)::timestamp AT TIME ZONE 'Asia/Bangkok' - interval '1 microsecond' END, NULL, NULL, NULL
FROM generate_series(1, %(clocks)s) n
CROSS JOIN LATERAL (SELECT %(today)s::date - n %% 120 AS day) s
CROSS JOIN LATERAL (SELECT b.number - a.number AS working FROM calendar_workingday a, calendar_workingday b
  WHERE a.day = s.day + 2 AND b.day = s.day + 8) r
CROSS JOIN LATERAL (SELECT palat_due_date(s.day, 15, 'working_days',
  CASE WHEN n %% 5 = 0 THEN r.working ELSE 0 END, CASE WHEN n %% 5 = 0 THEN 6 ELSE 0 END) AS day) d
"""
PAUSES = """
INSERT INTO matters_pause (id, clock_id, from_date, to_date, reason)
SELECT id + 10000000, id, CASE WHEN paused_on IS NULL THEN started_on + 2 ELSE paused_on END,
  CASE WHEN paused_on IS NULL THEN started_on + 8 END, 'รอข้อเท็จจริง'
FROM matters_clock WHERE id > {base} AND (id - {base}) %% 5 = 0
"""
ITEMS = """
INSERT INTO matters_workitem (track_id, matter_id, queue, priority, due_at, state, category)
SELECT track_id, matter_id, 'agency:' || (track_id %% 300), 4, due_at, 'in_progress', ''
FROM matters_clock WHERE id > {base} + 10000000
"""


def fill_clocks(clocks: int) -> None:
    """Write so many open clocks, their tracks, rests and worklist rows."""
    from django.db import connection

    matters = max(1, clocks // TRACKS_EACH)
    fill(1, matters, total=matters)
    base = FIRST + (matters + 10) * STEP
    values = {"clocks": clocks, "matters": matters, "today": TODAY, "at": datetime(2026, 6, 8, tzinfo=UTC)}
    with connection.cursor() as cursor:
        for statement in (TRACKS, CLOCKS, PAUSES, ITEMS):
            cursor.execute(statement.format(base=base, first=FIRST, step=STEP), values)
        cursor.execute("SELECT setval('palat_row', %s)", [base + 40_000_000])
        cursor.execute("ANALYZE")


def proclaimed(day: date) -> tuple[float, int]:
    """Proclaim a holiday and count anew what spans it; return seconds and how many last days moved."""
    from palat.kernel.calendar.operations import proclaim_holiday
    from palat.kernel.matters.operations.clocks import recount

    change = proclaim_holiday(
        day=day,
        name_th="วันหยุดพิเศษ",
        name_en="Special holiday",
        resolution="benchmark",
        at=datetime.now(UTC),
        by="system",
    )
    start = time.perf_counter()
    moved = recount(first=change.days[0], last=change.days[-1])
    return time.perf_counter() - start, len(moved)


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--clocks", default=1_000_000)
def main(as_json: bool, clocks: int) -> None:
    """Measure a holiday that a part of the clocks span, and one that touches as many as a day can."""
    with installation():
        fill_clocks(clocks)
        few_seconds, few = proclaimed(TODAY + timedelta(days=17))
        seconds, moved = proclaimed(TODAY - timedelta(days=4))
    say(
        {
            "clocks": clocks,
            "seconds": round(max(seconds, few_seconds), 2),
            "moved": moved,
            "moved_late_in_range": few,
            "seconds_late_in_range": round(few_seconds, 2),
        },
        as_json=as_json,
    )


if __name__ == "__main__":
    main()
