"""Emptying what is kept of agreements that were destroyed under a list."""

from collections.abc import Collection

from palat.duties.planning.models import ChangeRequest
from palat.kernel.history.remains import Remains


def empty_planning(matter_ids: Collection[int], _remains: Remains) -> None:
    """Empty the reasons of changes; figures, scores and what was agreed stay."""
    ChangeRequest.objects.filter(track__matter__in=matter_ids).update(reason="")
