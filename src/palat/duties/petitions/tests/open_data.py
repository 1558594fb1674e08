"""Files as Traffy Fondue publishes them, made by the tests; and where the real file lies, if it is here."""

import csv
import gzip
import io
import os
from collections.abc import Iterable
from pathlib import Path

COLUMNS = (
    *("ticket_id", "timestamp", "type", "organization", "forwarded_to", "responsible", "responsible_source"),
    *("channel", "comment", "subdistrict", "district", "province", "lat", "lon", "address", "state", "star"),
    *("count_reopen", "last_activity", "reply", "source"),
)
USUAL = {
    "timestamp": "2022-07-04T02:15:30Z",
    "type": "ถนน|น้ำท่วม",
    "organization": "กรุงเทพมหานคร|เขตบางรัก",
    "channel": "line",
    "comment": "ถนนหน้าตลาดเป็นหลุมลึก ฝนตกแล้วน้ำขัง",
    "subdistrict": "สีลม",
    "district": "บางรัก",
    "province": "กรุงเทพมหานคร",
    "address": "ถนน สีลม แขวง สีลม เขตบางรัก กรุงเทพมหานคร 10500",
    "state": "เสร็จสิ้น",
    "source": "api",
}


def row(ticket_id: str, **cells: str) -> dict[str, str]:
    """Return a row of the open data, the usual one but for what is given."""
    return {**dict.fromkeys(COLUMNS, ""), **USUAL, "ticket_id": ticket_id, **cells}


def write(path: Path, rows: Iterable[dict[str, str]], *, columns: Iterable[str] = COLUMNS) -> Path:
    """Write rows into a file, packed if its name says so."""
    written = io.StringIO()
    writer = csv.DictWriter(written, list(columns), extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    content = written.getvalue().encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def real_file() -> Path | None:
    """Return the real file of open data, if this machine has it."""
    shared = os.environ.get("PALAT_SHARED_DATA")
    folder = Path(shared) if shared else Path(__file__).parents[5].parent / "shared" / "data"
    path = folder / "traffy_sample.csv.gz"
    return path if path.exists() else None
