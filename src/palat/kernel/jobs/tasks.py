"""Jobs that look after the jobs."""

from palat.kernel.jobs import operations


@operations.job("jobs.retry_stalled", every="* * * * *")
def retry_stalled(timestamp: int) -> None:
    """Let run again, every minute, what a worker that died left half done."""
    operations.retry_stalled()
