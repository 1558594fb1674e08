"""Reading who is told by webhook."""

from django.db.models import QuerySet

from palat.kernel.notices.models import Notice, Receiver


def receivers() -> QuerySet[Receiver]:
    """Return every receiver, by name."""
    return Receiver.objects.select_related("agency").order_by("name", "pk")


def receiver(number: int) -> Receiver | None:
    """Return one receiver."""
    return receivers().filter(pk=number).first()


def last_sent(receiver_id: int, *, limit: int = 10) -> list[Notice]:
    """Return the last deliveries to a receiver, newest first."""
    return list(Notice.objects.filter(receiver_id=receiver_id).order_by("-pk")[:limit])
