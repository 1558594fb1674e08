"""What anybody reads of official information: the catalogue and its API at 5,000 datasets, the index at 50,000 entries.

    python -m benchmarks.public_information --json [--datasets 5000] [--entries 50000]

Each address is asked over loopback of the web server as it runs in an office; how many statements it takes is counted
in the process besides. Rows are written in SQL; files have no bytes, as none is opened here.
"""

import time
import urllib.request
from typing import Any
from urllib.parse import quote

import click

from benchmarks.installation import Installation, installation
from benchmarks.reporting import percentile, say

ROUNDS, MOST_SECONDS = 30, 3.0
FIRST = 20_000_000_000
FILES = """
INSERT INTO files_storedfile (id, sha256, original_sha256, size, content_type, storage_name, encrypted, notes,
  retention, created_at)
SELECT %(first)s + g, encode(sha256(('f' || g)::bytea), 'hex'), encode(sha256(('f' || g)::bytea), 'hex'), 1000 + g,
  CASE WHEN g %% 3 = 0 THEN 'application/pdf' ELSE 'text/csv' END, 'none', false, '[]', 'kept', now()
FROM generate_series(1, %(many)s::integer * 2) g;
INSERT INTO information_looked (id, file_id, open_file_id, name, state, findings, looked_at, answer)
SELECT %(first)s + g, %(first)s + g, %(first)s + g, 'data.csv', 'clean', '[]', now(), ''
FROM generate_series(1, %(many)s::integer * 2) g;
"""
DATASETS = """
INSERT INTO information_dataset (id, uid, name, title_th, title_en, notes_th, notes_en, keywords, agency_id, "group",
  licence, frequency, contact_name, contact_email, source, state, withdrawn_reason, added_at, published_at, changed_at)
SELECT %(first)s + g, gen_random_uuid(), 'dataset-' || g, (%(words)s::text[])[1 + g %% 8] || ' ชุดที่ ' || g,
  'Dataset ' || g, 'รายละเอียดของ' || (%(words)s::text[])[1 + (g / 8) %% 8] || ' รายปี', 'Notes',
  (%(words)s::text[])[1 + g %% 8] || '|open|y' || g %% 20, (%(agencies)s::bigint[])[1 + g %% 30],
  (ARRAY['government', 'economy', 'society', 'regions', 'justice'])[1 + g %% 5], 'cc-by', 'annual', 'ศูนย์ข้อมูล', '',
  '', 'published', '', now(), now() - g * interval '1 hour', now() - g * interval '1 minute'
FROM generate_series(1, %(many)s::integer) g;
INSERT INTO information_resource (id, uid, dataset_id, number, title_th, title_en, notes_th, notes_en)
SELECT %(first)s + g, gen_random_uuid(), %(first)s + 1 + (g - 1) / 2, 1 + (g - 1) %% 2, 'ตารางที่ ' || g,
  'Table ' || g, '', ''
FROM generate_series(1, %(many)s::integer * 2) g;
INSERT INTO information_resourceversion (id, resource_id, number, looked_id, state, titled, proposed_at, decided_at)
SELECT %(first)s + g, %(first)s + g, 1, %(first)s + g, 'current', '{}', now(), now()
FROM generate_series(1, %(many)s::integer * 2) g;
"""
ENTRIES = """
INSERT INTO information_publication (id, agency_id, class_code, title_th, title_en, keywords, words, state,
  withdrawn_reason, renewed_on, due_on, changed_at)
SELECT %(first)s + g, (%(agencies)s::bigint[])[1 + g %% 30], (%(classes)s::text[])[1 + g %% %(n_classes)s],
  (%(words)s::text[])[1 + g %% 8] || ' ฉบับที่ ' || g, 'Entry ' || g, '',
  array_to_tsvector(ARRAY[(%(words)s::text[])[1 + g %% 8], 'ฉบับ', g::text]), 'draft', '', current_date,
  current_date + 90, now() - g * interval '1 minute'
FROM generate_series(1, %(many)s::integer) g;
INSERT INTO information_version (id, publication_id, number, state, way, link, page, place, gazette, from_on,
  particulars, from_request, note, proposed_at, decided_at)
SELECT %(first)s + g, %(first)s + g, 1, 'current', 'link', 'https://example.go.th/' || g, '', '', '', current_date,
  '{}', false, '', now(), now()
FROM generate_series(1, %(many)s::integer) g;
UPDATE information_publication SET state = 'published', current_id = id WHERE id > %(first)s;
"""
WORDS = ("แผนงาน", "คู่มือ", "งบประมาณ", "คำสั่ง", "มติ", "สัญญา", "สถิติ", "ประกาศ")
API = "/api/3/action/"
ADDRESSES: dict[str, str] = {
    "catalogue_first": "/data/",
    "catalogue_word": f"/data/?q={quote('งบประมาณ')}",
    "search_all": f"{API}package_search?rows=10",
    "search_word": f"{API}package_search?q={quote('งบประมาณ')}&rows=20",
    "search_fields": f"{API}package_search?fq=groups:economy+res_format:CSV&rows=20&sort=title+asc",
    "search_facets": f"{API}package_search?rows=0&facet.field=[%22organization%22,%22tags%22,%22res_format%22]",
    "search_deep": f"{API}package_search?rows=100&start=4800",
    "harvest_since": f"{API}package_search?fq=metadata_modified:[NOW-1DAY+TO+*]&rows=100&sort=id+asc",
    "package_list": f"{API}package_list",
    "package_show": f"{API}package_show?id=dataset-77",
    "organizations": f"{API}organization_list?all_fields=true",
    "rdf_page": "/data/catalog.ttl?page=3",
    "index_first": "/information/published/",
    "index_word": f"/information/published/?q={quote('คู่มือ')}",
    "index_class": "/information/published/?class=9_4",
    "index_deep": "/information/published/?page=900",
    "ask_first": f"/information/?q={quote('ขอสำเนาคู่มือและงบประมาณ')}",
}


def fill(datasets: int, entries: int) -> None:
    """Write datasets with two files each, and entries with a version each."""
    from django.db import connection
    from django.utils import timezone

    from palat.duties.information.queries.catalogue import classes_on
    from palat.kernel.calendar.counting import legal_date
    from palat.kernel.organisation.queries import agency_choices

    today = legal_date(timezone.now())
    agencies = [number for number, _name in agency_choices(today)][:30]
    classes = list(classes_on(today).values_list("code", flat=True))
    told: dict[str, Any] = {"first": FIRST, "words": list(WORDS), "agencies": agencies}
    told |= {"classes": classes, "n_classes": len(classes)}
    with connection.cursor() as cursor:
        for many, statements in ((datasets, FILES), (datasets, DATASETS), (entries, ENTRIES)):
            for statement in statements.split(";\n"):
                if statement.strip():
                    cursor.execute(statement, {**told, "many": many})
        cursor.execute("ANALYZE")


def asked(port: int, path: str) -> float:
    """Return how long an address takes over loopback, to its last byte."""
    start = time.perf_counter()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
        answer.read()
    return time.perf_counter() - start


def measure(here: Installation) -> dict[str, Any]:
    """Ask each address again and again, for some seconds at most."""
    found: dict[str, Any] = {}
    with here.web(workers=1) as port:
        for name, path in ADDRESSES.items():
            asked(port, path)  # what is read once is read
            end, taken = time.perf_counter() + MOST_SECONDS, list[float]()
            while len(taken) < ROUNDS and (time.perf_counter() < end or not taken):
                taken.append(asked(port, path))
            found[name] = {
                "p50_ms": round(percentile(taken, 0.5) * 1000, 1),
                "p95_ms": round(percentile(taken, 0.95) * 1000, 1),
                "rounds": len(taken),
            }
    return found


def statements() -> dict[str, int]:
    """Return how many statements each address takes."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    found = {}
    for name, path in ADDRESSES.items():
        client = Client()
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            client.get(path)
        found[name] = len(seen)
    return found


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--datasets", default=5_000)
@click.option("--entries", default=50_000)
def main(as_json: bool, datasets: int, entries: int) -> None:
    """Fill, ask, count."""
    with installation() as here:
        fill(datasets, entries)
        counted = statements()
        found = {name: {**taken, "statements": counted[name]} for name, taken in measure(here).items()}
    say({"datasets": datasets, "entries": entries, "addresses": found}, as_json=as_json)


if __name__ == "__main__":
    main()
