"""Jobs of the engine."""

from datetime import date

from palat.kernel.jobs.operations import job
from palat.kernel.matters.operations.clocks import recount


@job("matters.recount_clocks")
def recount_clocks(first: str, last: str) -> None:
    """Count anew the open clocks that a change of the calendar touches."""
    recount(first=date.fromisoformat(first), last=date.fromisoformat(last))
