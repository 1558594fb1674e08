"""Reading the state of mailboxes."""

from django.db.models import QuerySet

from palat.kernel.mailbox.models import Mailbox, Message


def mailboxes() -> QuerySet[Mailbox]:
    """Return the mailboxes that were ever asked."""
    return Mailbox.objects.order_by("name")


def message_of(ref: str) -> Message | None:
    """Return the message that something came of: how often it came again, whether it then differed."""
    return Message.objects.filter(ref=ref).first()
