"""Reading notices."""

from django.db.models import QuerySet

from palat.kernel.notices.models import Notice


def unread(official_id: int) -> QuerySet[Notice]:
    """Return the notices that an official has not read, newest first."""
    return Notice.objects.filter(official_id=official_id, read_at=None, channel="inapp").order_by("-made_at")
