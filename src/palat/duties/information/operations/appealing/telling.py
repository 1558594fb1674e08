"""Letting an appellant, a member or the secretary be told, once an act is written, that there is news."""

from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.operations.acts import Act


def tell(act: Act, what: str) -> None:
    """Let the appellant be told that there is news on the tracking page."""
    enqueue("information.tell_appellant", matter_id=act.matter.pk, what=what)
