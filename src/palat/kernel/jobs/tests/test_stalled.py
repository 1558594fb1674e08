"""What a dead worker was doing runs again; what a living one does is left alone."""

import pytest
from django.db import connection

from palat.kernel.jobs.operations import MOST_ATTEMPTS, enqueue, retry_stalled

pytestmark = pytest.mark.django_db


def ask(statement: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def worker(*, silent_seconds: int) -> int:
    """A worker that was last heard of some time ago."""
    made = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s)) RETURNING id"
    return int(str(ask(made, silent_seconds)[0][0]))


def doing(name: str, worker_id: int | None, *, attempts: int = 0, lock: str | None = None) -> None:
    """A job in the hands of a worker."""
    enqueue(name)
    ask(
        "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = %s, queueing_lock = %s"
        " WHERE task_name = %s AND status = 'todo'",
        worker_id, attempts, lock, name,
    )  # fmt: skip


def states(name: str) -> list[str]:
    return [str(row[0]) for row in ask("SELECT status FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", name)]


@pytest.mark.parametrize("silent", [600, None], ids=["silent", "no longer listed"])
def test_job_of_a_dead_worker_waits_again(silent: int | None) -> None:
    doing("tests.cut_off", worker(silent_seconds=silent) if silent else None)
    assert retry_stalled() == 1
    assert states("tests.cut_off") == ["todo"]
    assert retry_stalled() == 0


def test_job_of_a_living_worker_is_left_alone() -> None:
    doing("tests.at_work", worker(silent_seconds=20))
    assert retry_stalled() == 0
    assert states("tests.at_work") == ["doing"]


def test_job_that_kills_its_workers_is_given_up() -> None:
    doing("tests.deadly", None, attempts=MOST_ATTEMPTS - 1)
    assert retry_stalled() == 0
    assert states("tests.deadly") == ["failed"]


def test_periodic_job_of_which_another_waits_runs_once() -> None:
    doing("tests.periodic", None, lock="tests.periodic")
    enqueue("tests.periodic")
    ask("UPDATE procrastinate_jobs SET queueing_lock = 'tests.periodic' WHERE status = 'todo'")
    assert retry_stalled() == 0
    assert states("tests.periodic") == ["aborted", "todo"]
