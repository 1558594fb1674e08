"""Counts of the ledger: counted anew, whole transfers at a time, in the transaction that changes their cells.

A transfer has at most as many cells as there are local governments, so counting it takes some hundredths of a second;
nothing is added or subtracted, and nothing can lag.
"""

from collections.abc import Collection, Iterable

from django.db import connection

from palat.duties.decentralisation.models import Cell
from palat.duties.decentralisation.procedure.cells import LEGS, NOT_LIVE, SETTLED, STATES, UNDER_WAY

_LIVE = f"c.state NOT IN ({', '.join(map(str, NOT_LIVE))})"
# Column of the tally, and which cells it counts: fixed words all.
COUNTED: dict[str, str] = {
    **{one.code: f"c.state = {one.number}" for one in STATES.values()},
    **{
        f"{leg}_{word}": f"{_LIVE} AND c.{leg} IN ({values})"
        for leg in LEGS
        for word, values in (("under_way", UNDER_WAY), ("settled", ", ".join(map(str, SETTLED))))
    },
}
_COLUMNS = ", ".join(("transfer_id", "province", "type", *COUNTED))
_COUNTS = ", ".join(f"count(*) FILTER (WHERE {which})" for which in COUNTED.values())
SELECT = f"""
    SELECT c.transfer_id, l.province_id, l.type, {_COUNTS}
      FROM decentralisation_cell c JOIN decentralisation_localgovernment l ON l.id = c.local_id
"""
COUNT = f"""
    INSERT INTO decentralisation_transfertally ({_COLUMNS})
    {SELECT} WHERE c.transfer_id = ANY(%s) GROUP BY 1, 2, 3
"""


def count_anew(transfer_ids: Collection[int]) -> None:
    """Count the cells of some transfers anew. The caller holds the locks of their matters."""
    if not transfer_ids:
        return
    numbers = sorted(transfer_ids)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM decentralisation_transfertally WHERE transfer_id = ANY(%s)", [numbers])
        cursor.execute(COUNT, [numbers])


def differing() -> int:
    """Count the rows by which the tally and a count of all cells differ: none, or something is wrong."""
    kept = f"SELECT {_COLUMNS} FROM decentralisation_transfertally"
    counted = f"{SELECT} GROUP BY 1, 2, 3"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM (({counted} EXCEPT {kept}) UNION ALL ({kept} EXCEPT {counted})) d")
        found: int = cursor.fetchone()[0]
    return found


def transfers_of(local_ids: Iterable[int]) -> list[int]:
    """Return the transfers that have cells of some local governments."""
    found = Cell.objects.filter(local__in=list(local_ids)).order_by("transfer_id").distinct()
    return list(found.values_list("transfer_id", flat=True))
