"""Jobs: work enqueued in the transaction that causes it.

`enqueue` writes a row in the caller's transaction, so no job is lost and none runs for an act
that was rolled back. Jobs are named, never imported: operations do not know who does the work.
"""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

INSERT = (
    "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, scheduled_at) VALUES (%s, %s, %s, %s, %s)"
)


def enqueue(name: str, *, queue: str = "default", at: datetime | None = None, priority: int = 0, **args: Any) -> None:
    """Enqueue a job by name, in the present transaction; `at` delays it."""
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [queue, name, priority, json.dumps(args), at])


def job(name: str, *, attempts: int = 5, every: str = "") -> Callable[[Callable[..., Any]], Any]:
    """Make a function the job of this name; `every` is a cron expression with seconds last.

    A failed job is tried again, each time after a longer wait.
    """

    def register(function: Callable[..., Any]) -> Any:
        # A periodic job that is still waiting is not enqueued again.
        waits_alone = name if every else None
        retry = RetryStrategy(max_attempts=attempts, exponential_wait=4)
        task = app.task(name=name, retry=retry, queueing_lock=waits_alone)(function)
        return app.periodic(cron=every)(task) if every else task

    return register
