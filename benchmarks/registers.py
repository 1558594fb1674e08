"""Official numbers given by eight writers at once, each in an act of its own that is committed to the disk.

    python -m benchmarks.registers --json [--seconds 10]

Every act is a transaction of 2 ms of other work (`pg_sleep`: what an act waits for the database before its number) and
then, as its last statement, the number; writers are processes with connections of their own. Afterwards every number
that a writer was told is compared with the register: a gap or a double would be a number missing or told twice.

Whoever takes a number holds the row of the year until the commit is on the disk, so the numbers of one register come
one after the other: how fast is bounded by the commits that the disk takes from one client (`commits_per_s`) and by the
two messages between writer and server in that time. `database_numbers_per_s` is the same statements sent by pgbench.
"""

import multiprocessing
import subprocess
import tempfile
import time
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from benchmarks.installation import Installation, installation
from benchmarks.reporting import percentile, say

WRITERS, WORK_SECONDS = 8, 0.002
REGISTER = "letter_out"
ON = date(2026, 11, 24)


def write(writer: int, seconds: float, ready: Any, told: Any) -> None:
    """Run acts until the time is over; tell the numbers and how long each act took (runs in a process of its own)."""
    import django

    django.setup()
    from django.db import connection, transaction

    from palat.kernel.registers.operations.numbers import take_number

    def act(ref: str) -> int:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(%s)", [WORK_SECONDS])
            return take_number(register=REGISTER, on=ON, ref=ref, at=datetime.now(UTC)).running

    numbers, times, turn = [], [], 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    ready.wait(timeout=120)
    begin = time.monotonic()
    while time.monotonic() < begin + seconds:
        started = time.perf_counter()
        numbers.append(act(f"letter:{writer}-{turn}"))
        times.append(time.perf_counter() - started)
        turn += 1
    told.put((numbers, times))


def written(seconds: float) -> tuple[list[int], list[float]]:
    """Let the writers work at once; return every number told, and the seconds of each act."""
    processes = multiprocessing.get_context("spawn")
    told = processes.Queue()
    ready = processes.Barrier(WRITERS)  # all have set themselves up, and begin at once
    writers = [processes.Process(target=write, args=(one, seconds, ready, told)) for one in range(WRITERS)]
    for one in writers:
        one.start()
    results = [told.get(timeout=seconds + 180) for _one in writers]
    for one in writers:
        one.join()
    return [number for numbers, _times in results for number in numbers], [
        one for _n, times in results for one in times
    ]


def faults(numbers: list[int]) -> tuple[int, int]:
    """Return how many numbers are missing and how many doubled, in what was told and in the register itself."""
    from palat.kernel.registers.models import RegisterEntry
    from palat.kernel.registers.queries import flaws

    entered = list(RegisterEntry.objects.filter(register=REGISTER).values_list("running", flat=True))
    gaps = len(set(range(1, max(entered) + 1)) - set(entered)) + sum(1 for _flaw in flaws())
    untold = len(set(entered) ^ set(numbers))
    doubles = sum(many - 1 for many in Counter(numbers).values()) + len(entered) - len(set(entered))
    return gaps + untold, doubles


def by_pgbench(place: Installation, script: str, *, clients: int, seconds: int) -> float:
    """Return transactions per second of a script."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "act.sql"
        file.write_text(script, encoding="utf-8")
        words = [
            str(place.programs / "pgbench"),
            "-n",
            "-c",
            str(clients),
            "-j",
            "2",
            "-T",
            str(seconds),
            "-f",
            str(file),
        ]
        done = subprocess.run([*words, place.url], capture_output=True, text=True, check=True)
    return float(done.stdout.split("tps = ")[1].split()[0])


def act_script() -> str:
    """Return the act as pgbench sends it."""
    from django.db import connection

    from palat.kernel.registers.operations.numbers import TAKE

    values = {
        "register": "order",
        "year": ON.year + 543,
        "yy": "69",
        "many": 1,
        "refs": ["letter:0"],
        "on": ON,
        "at": datetime(2026, 11, 24, 3, tzinfo=UTC),
        "late": "",
        "block": None,
    }
    take = " ".join(str(connection.ops.compose_sql(TAKE, values)).split())  # type: ignore[attr-defined]
    return f"BEGIN;\nSELECT pg_sleep({WORK_SECONDS});\n{take};\nCOMMIT;\n"


SMALL = "UPDATE registers_register SET days_of_grace = 31 WHERE code = 'certificate';\n"


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--seconds", default=10)
def main(as_json: bool, seconds: int) -> None:
    """Let eight writers take numbers, and prove the register."""
    with installation() as place:
        numbers, times = written(seconds)
        gaps, doubles = faults(numbers)
        result = {
            "numbers_per_s": round(len(numbers) / seconds, 1),
            "gaps": gaps,
            "doubles": doubles,
            "writers": WRITERS,
            "p50_ms": round(percentile(times, 0.5) * 1e3, 1),
            "p95_ms": round(percentile(times, 0.95) * 1e3, 1),
            "database_numbers_per_s": round(by_pgbench(place, act_script(), clients=WRITERS, seconds=5), 1),
            "commits_per_s": round(by_pgbench(place, SMALL, clients=1, seconds=3), 1),
        }
    say(result, as_json=as_json)


if __name__ == "__main__":
    main()
