"""What a third party reads of what is asked for: what it was told, and no more."""

from palat.duties.information.models import Party


def told_of(track_id: int) -> str:
    """Return what a third party was told; never who asks, nor what else is asked for."""
    return Party.objects.values_list("told", flat=True).get(pk=track_id)
