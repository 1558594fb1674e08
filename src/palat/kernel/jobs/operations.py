"""Jobs: work enqueued in the transaction that causes it.

`enqueue` writes a row in the caller's transaction, so no job is lost and none runs for an act
that was rolled back. Jobs are named, never imported: operations do not know who does the work.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from typing import Any

from django.db import IntegrityError, connection, transaction
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

INSERT = (
    "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, scheduled_at) VALUES (%s, %s, %s, %s, %s)"
)

# A worker tells that it lives every ten seconds; one unheard of for so long is dead, and no mere pause of the machine.
DEAD_AFTER_SECONDS = 90
# A job that was cut off so often is what kills its worker.
MOST_ATTEMPTS = 5
STALLED = """
SELECT job.id, job.attempts
FROM procrastinate_jobs job LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
WHERE job.status = 'doing' AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => %s))
ORDER BY job.id FOR UPDATE OF job SKIP LOCKED
"""
RETRY = "SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)"
FINISH = "SELECT procrastinate_finish_job_v1(%s, %s, false)"


def enqueue(name: str, *, queue: str = "default", at: datetime | None = None, priority: int = 0, **args: Any) -> None:
    """Enqueue a job by name, in the present transaction; `at` delays it."""
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [queue, name, priority, json.dumps(args), at])


_CURRENT: ContextVar[int | None] = ContextVar("palat_job", default=None)


def current_job() -> int | None:
    """Return the number of the job that runs here, the same however often it runs; None outside of jobs."""
    return _CURRENT.get()


@contextmanager
def running(number: int | None) -> Iterator[None]:
    """Let what runs inside know of which job it is a part."""
    mark = _CURRENT.set(number)
    try:
        yield
    finally:
        _CURRENT.reset(mark)


def job(name: str, *, attempts: int = 5, every: str = "") -> Callable[[Callable[..., Any]], Any]:
    """Make a function the job of this name; `every` is a cron expression with seconds last.

    A failed job is tried again, each time after a longer wait.
    """

    def register(function: Callable[..., Any]) -> Any:
        @wraps(function)
        def run(*args: Any, **kwargs: Any) -> Any:
            context, rest = (args[0], args[1:]) if args and isinstance(args[0], JobContext) else (None, args)
            with running(context.job.id if context else None):
                return function(*rest, **kwargs)

        # A periodic job that is still waiting is not enqueued again.
        waits_alone = name if every else None
        retry = RetryStrategy(max_attempts=attempts, exponential_wait=4)
        task = app.task(name=name, retry=retry, queueing_lock=waits_alone, pass_context=True)(run)
        return app.periodic(cron=every)(task) if every else task

    return register


@transaction.atomic
def retry_stalled() -> int:
    """Give back to the queue what a dead worker was doing. Returns how many jobs will run again.

    A periodic job of which another already waits is ended instead: one run is enough for both.
    """
    again = 0
    with connection.cursor() as cursor:
        cursor.execute(STALLED, [DEAD_AFTER_SECONDS])
        for number, attempts in cursor.fetchall():
            if attempts + 1 >= MOST_ATTEMPTS:
                cursor.execute(FINISH, [number, "failed"])
                continue
            try:
                with transaction.atomic():
                    cursor.execute(RETRY, [number])
            except IntegrityError:
                cursor.execute(FINISH, [number, "aborted"])
            else:
                again += 1
    return again
