"""Petitions filed on the portal per second, through HTTP, and what the database alone could do with the statements.

python -m benchmarks.intake --json
"""

import secrets
import urllib.parse
from collections import Counter
from typing import Any

import click

from benchmarks.clients import request, run, shares
from benchmarks.installation import Installation, installation
from benchmarks.reporting import say
from benchmarks.same_statements import script, transactions_per_s, written_down

CLIENTS = 8
TOKEN = "a" * 32
TEXT = (
    "ไฟฟ้าในหมู่บ้านดับทุกคืนตั้งแต่ต้นเดือน เครื่องใช้ไฟฟ้าเสียหายหลายหลัง ผู้สูงอายุที่ใช้เครื่องช่วยหายใจเดือดร้อนมาก "
    "แจ้งสำนักงานในพื้นที่แล้วได้คำตอบเพียงว่ากำลังตรวจสอบ ขอให้ช่วยตรวจหม้อแปลงและแก้ไขให้ใช้ไฟได้ตามปกติ"
)
FORM = {
    "kind": "grievance",
    "text": TEXT,
    "place_words": "ตำบลบางพูด อำเภอปากเกร็ด จังหวัดนนทบุรี",
    "full_name": "สมมุติ ตัวอย่าง",
    "phone": "0000000000",
    "answer_by": "code",
    "conceal": "phone",
    "go": "send",
}


def form(key: str) -> dict[str, str]:
    """Return the form as a browser sends it."""
    return {**FORM, "csrfmiddlewaretoken": TOKEN, "once_key": key}


def through_http(port: int, *, seconds: float) -> Any:
    """File petitions from eight clients."""

    def make(_client: int) -> bytes:
        body = urllib.parse.urlencode(form(secrets.token_urlsafe(24))).encode()
        return request("/petitions/new/", body, f"csrftoken={TOKEN}", port=port)

    run(port, make, clients=CLIENTS, seconds=2)  # warm up
    return run(port, make, clients=CLIENTS, seconds=seconds)


def the_same_in_pgbench(place: Installation, *, seconds: int) -> tuple[float, dict[str, int]]:
    """Write down the statements of one filing, run them by pgbench."""
    from django.test import Client

    from palat.kernel.history import ids

    client = Client()
    client.cookies["csrftoken"] = TOKEN
    client.post("/petitions/new/", form(secrets.token_urlsafe(24)), secure=True)  # what is read once is read
    key, first = secrets.token_urlsafe(24), ids.take()
    with written_down() as written:
        answer = client.post("/petitions/new/", form(key), secure=True)
    code = answer.headers["Location"].rstrip("/").rsplit("/", 1)[-1]
    text = script(written, numbers=range(first, first + 200), codes=[key, code])
    kinds = Counter(statement.split(None, 1)[0] for statement, _params in written.statements)
    return transactions_per_s(place, text, clients=CLIENTS, seconds=seconds), dict(kinds)


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--seconds", default=15)
def main(as_json: bool, seconds: int) -> None:
    """Measure both in one run, the database first, between and after."""
    with installation() as place:
        before, statements = the_same_in_pgbench(place, seconds=seconds)
        with place.web() as port:
            answers = through_http(port, seconds=seconds)
        after, _statements = the_same_in_pgbench(place, seconds=seconds)
    rate = len(answers.seconds) / answers.elapsed
    database = (before + after) / 2
    say(
        {
            "requests_per_s": round(rate, 1),
            **shares(answers.seconds),
            "pgbench_per_s": round(database, 1),
            "ratio": round(rate / database, 4),
            "unexpected": len(answers.unexpected),
            "statements": statements,
        },
        as_json=as_json,
    )


if __name__ == "__main__":
    main()
