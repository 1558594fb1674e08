"""Whether every matter's history reaches as far as the matter says, and no further."""

from collections.abc import Iterator

from django.db import connection

from palat.kernel.history.queries import Fault

ENDS = """
SELECT m.id, m.head_seq FROM matters_matter m
LEFT JOIN history_event e ON e.chain = 'matter:' || m.id AND e.seq = m.head_seq AND e.hash = m.head_hash
LEFT JOIN history_event later ON later.chain = 'matter:' || m.id AND later.seq = m.head_seq + 1
WHERE e.id IS NULL OR later.id IS NOT NULL ORDER BY m.id
"""


def end_faults() -> Iterator[Fault]:
    """Yield every matter whose last event is missing, altered, or followed by one it does not know."""
    with connection.cursor() as cursor:
        cursor.execute(ENDS)
        for matter_id, seq in cursor.fetchall():
            yield Fault(f"matter:{matter_id}#{seq}", "เหตุการณ์ท้ายเรื่องหายไป ถูกแก้ หรือมีเกิน")
