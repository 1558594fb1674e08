"""Searching as the Office grows: a page of a very common word, of a rare one, of two words, and of none that exists.

    python -m benchmarks.search --json [--sizes 10000,100000,1000000]

Server time of the whole page, from the request to its last byte, officers taking turns. Subjects and texts are put
together from our own sentences, so that words are as unevenly common as they are in an office: one stands in half of
all matters, one in a thousandth, one in a dozen.
"""

import time
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import click

from benchmarks.filling import fill, officers
from benchmarks.installation import installation
from benchmarks.reporting import percentile, say
from benchmarks.worklist import timed

ROUNDS = 60
COMMON, RARE = ("หมู่บ้าน", "ไฟฟ้า", "ตรวจหม้อแปลง", "เสียหาย"), ("เสาไฟเอียง", "สะพานแขวน", "ฟาร์มสุกร", "บ่อขยะ")
PAIRS = ("ไฟฟ้า ถนน", "หมู่บ้าน น้ำท่วม", "ขอให้ เทศบาล", 'ไฟฟ้า "เสียงดัง"')
FILTERS = ("q=ไฟฟ้า&state=received", "q=ไฟฟ้า&area=ปากเกร็ด", "q=ไฟฟ้า&sort=urgent", "q=ไฟฟ้า -น้ำท่วม")
MISSED = ("ไฟฟ่า", "หม้อแปรง", "สพานแขวน")
SOME = ("", " ถนนเป็นหลุม รถล้มบ่อย", " น้ำท่วมขังเมื่อฝนตก", " เสียงดังจากโรงงาน", " เทศบาลแจ้งว่ากำลังตรวจสอบ")
FEW = (" เสาไฟเอียงมาก", " สะพานแขวนชำรุด", " ฟาร์มสุกรส่งกลิ่น", " บ่อขยะไฟไหม้")  # a thousandth of all together
VARY = """
UPDATE petitions_petition p SET text = left(p.text, 60) || v.more
FROM (SELECT {id} id, (%s::text[])[1 + g %% 5]
  || CASE WHEN g %% 1000 = 7 THEN (%s::text[])[1 + (g / 1000) %% 4] ELSE '' END
  || ' ซอย ' || (g %% 997) || ' ครั้งที่ ' || g more FROM generate_series(%s::integer, %s::integer) g) v
WHERE p.matter_id = v.id
"""


def vary(first: int, last: int) -> None:
    """Give petitions different words."""
    from django.db import connection

    from benchmarks.filling import WORDS

    with connection.cursor() as cursor:
        cursor.execute(VARY.format(id=WORDS["id"]), [list(SOME), list(FEW), first, last])


def paths(words: tuple[str, ...]) -> list[str]:
    """Return the addresses of searches."""
    return [f"/desk/find/?{word if word.startswith('q=') else 'q=' + quote(word)}" for word in words]


def measure(clients: list[Any]) -> dict[str, Any]:
    """Measure each kind of search."""
    kinds = {"rare": RARE, "common": COMMON, "pair": PAIRS, "filtered": FILTERS, "missed": MISSED}
    found: dict[str, Any] = {}
    for client in clients:
        timed(client, paths(RARE[:1]))  # what is read once is read
    for kind, words in kinds.items():
        taken: list[float] = []
        for turn in range(ROUNDS // len(words)):
            taken += timed(clients[turn % len(clients)], paths(words))
        found[f"{kind}_p50_ms"] = round(percentile(taken, 0.5), 1)
        found[f"{kind}_p95_ms"] = round(percentile(taken, 0.95), 1)
    return found


def officers_at_desks() -> list[Any]:
    """Return a signed-in client for each officer."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    import palat.wsgi  # noqa: F401 - the process is set as the web server sets it

    clients = []
    for user in get_user_model().objects.filter(official__pk__in=officers()):
        client = Client()
        client.force_login(user)
        clients.append(client)
    return clients


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--sizes", default="10000,100000,1000000")
def main(as_json: bool, sizes: str) -> None:
    """Fill up to each size in turn, read all of it into the index, and measure there."""
    wanted = sorted(int(one) for one in sizes.split(","))
    found: dict[str, Any] = {}
    with installation():
        from palat.kernel.matters.operations.indexing import rebuild

        done, clients = 0, None
        for size in wanted:
            fill(done + 1, size, total=wanted[-1])
            vary(done + 1, size)
            done = size
            start = time.perf_counter()
            rebuild(at=datetime.now(UTC), empty=True)
            rebuilt = time.perf_counter() - start
            clients = clients or officers_at_desks()
            found[str(size)] = {**measure(clients), "rebuild_s": round(rebuilt, 1), "read_per_s": round(size / rebuilt)}
    say({"sizes": found}, as_json=as_json)


if __name__ == "__main__":
    main()
