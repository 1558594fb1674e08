"""Changes of state per second, made by eight officers at once on the pages of the desk.

python -m benchmarks.advance --json
"""

import threading
import urllib.parse
from collections.abc import Iterator

import click

from benchmarks.clients import request, run, shares
from benchmarks.filling import FIRST, STEP, fill
from benchmarks.installation import installation
from benchmarks.reporting import say

CLIENTS, TOKEN = 8, "a" * 32
MATTERS = 200_000  # one in ten waits at the intake unit to be taken up


def session() -> str:
    """Sign an intake officer in; return the cookie of the session."""
    from datetime import UTC, date, datetime

    from django.test import Client

    from palat.kernel.accounts.models import User
    from palat.kernel.organisation.models import Official, Post
    from palat.kernel.organisation.operations import appoint

    user = User.objects.create_user("bench-intake", "benchmark-only-password")
    person = Official.objects.create(user=user, given_name="สมมุติ", family_name="รับเรื่อง")
    post = Post.objects.get(code="intake-1")
    appoint(post_id=post.pk, official_id=person.pk, valid_from=date(2020, 1, 1), at=datetime.now(UTC), by="system")
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def waiting() -> Iterator[str]:
    """Yield the codes of matters that wait to be taken up, each once."""
    return (f"{500000000000000 + number:015}" for number in range(8, MATTERS, 10))


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--seconds", default=15)
def main(as_json: bool, seconds: int) -> None:
    """Fill an office, let eight officers take petitions up, count what was written."""
    with installation() as place:
        fill(1, MATTERS, total=MATTERS)
        cookies = f"csrftoken={TOKEN}; sessionid={session()}"
        codes = waiting()
        lock = threading.Lock()
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": TOKEN, "seen": 3, "officer_id": ""}).encode()

        def make(_client: int) -> bytes:
            with lock:
                code = next(codes)
            return request(f"/desk/petitions/{code}/acts/accept/", body, cookies, port=port)

        with place.web() as port:
            run(port, make, clients=CLIENTS, seconds=2)  # warm up
            answers = run(port, make, clients=CLIENTS, seconds=seconds)
        changed = _changed()
    say(
        {
            "acts_per_s": round(len(answers.seconds) / answers.elapsed, 1),
            **shares(answers.seconds),
            "unexpected": len(answers.unexpected),
            "changed": changed,
        },
        as_json=as_json,
    )


def _changed() -> int:
    """Return how many matters really were taken up: every answer must have been an act."""
    from palat.kernel.matters.models import Matter

    return Matter.objects.filter(pk__gte=FIRST + STEP, state="in_hand", head_seq__gt=3).count()


if __name__ == "__main__":
    main()
