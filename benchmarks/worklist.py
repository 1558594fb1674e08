"""An officer's first page of work, a filtered page and a matter's page, as the Office grows.

    python -m benchmarks.worklist --json [--sizes 10000,100000,1000000]

Server time: from the request to the last byte of the page, without the network.
"""

import time
from typing import Any

import click

from benchmarks.filling import fill, officers
from benchmarks.installation import installation
from benchmarks.reporting import percentile, say

ROUNDS = 120
WORK, FILTERED = "/desk/work/", "/desk/work/?state=in_hand"


def timed(client: Any, paths: list[str]) -> list[float]:
    """Ask for pages; return the milliseconds of each."""
    taken = []
    for path in paths:
        start = time.perf_counter()
        answer = client.get(path, secure=True)
        taken.append((time.perf_counter() - start) * 1e3)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")
    return taken


def statements(client: Any, path: str) -> int:
    """Return how many statements a page needs."""
    from benchmarks.same_statements import written_down

    with written_down() as written:
        client.get(path, secure=True)
    return len(written.statements)


def measure(size: int) -> dict[str, Any]:
    """Measure all pages at one size, the officers taking turns."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    import palat.wsgi  # noqa: F401 - the process is set as the web server sets it

    clients = []
    for user in get_user_model().objects.filter(official__pk__in=officers()):
        client = Client()
        client.force_login(user)
        clients.append(client)
    codes = [f"{500000000000000 + number:015}" for number in range(size - ROUNDS * 7, size, 7)]
    lists: list[float] = []
    filtered: list[float] = []
    matters: list[float] = []
    for client in clients:
        timed(client, [WORK, FILTERED])  # what is read once is read
    for turn in range(ROUNDS):
        client = clients[turn % len(clients)]
        lists += timed(client, [WORK])
        filtered += timed(client, [FILTERED])
        matters += timed(client, [f"/desk/petitions/{codes[turn]}/"])
    return {
        "list_p50_ms": round(percentile(lists, 0.5), 1),
        "list_p95_ms": round(percentile(lists, 0.95), 1),
        "filtered_p95_ms": round(percentile(filtered, 0.95), 1),
        "matter_p50_ms": round(percentile(matters, 0.5), 1),
        "matter_p95_ms": round(percentile(matters, 0.95), 1),
        "statements": statements(clients[0], WORK),
        "matter_statements": statements(clients[0], f"/desk/petitions/{codes[0]}/"),
    }


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--sizes", default="10000,100000,1000000")
def main(as_json: bool, sizes: str) -> None:
    """Fill up to each size in turn, and measure there."""
    wanted = sorted(int(one) for one in sizes.split(","))
    found: dict[str, Any] = {}
    with installation():
        done = 0
        for size in wanted:
            fill(done + 1, size, total=wanted[-1])
            done = size
            found[str(size)] = measure(size)
    first, last = found[str(wanted[0])], found[str(wanted[-1])]
    say(
        {"sizes": found, "growth": round(last["list_p50_ms"] / first["list_p50_ms"], 2)},
        as_json=as_json,
    )


if __name__ == "__main__":
    main()
