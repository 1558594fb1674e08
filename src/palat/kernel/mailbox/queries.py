"""Reading the state of mailboxes."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from palat.kernel.mailbox.models import Mailbox, Message
from palat.kernel.mailbox.procedure import FLAW_VALUES, FLAWS, Mail


def mailboxes() -> QuerySet[Mailbox]:
    """Return the mailboxes that were ever asked."""
    return Mailbox.objects.order_by("name")


def message_of(ref: str) -> Message | None:
    """Return the message that something came of: how often it came again, whether it then differed."""
    return Message.objects.filter(ref=ref).first()


def flaws_in_words(mail: Mail) -> list[str]:
    """Say what of a message could not be read, or was left in the mailbox."""
    return [_(FLAWS[one]) % FLAW_VALUES for one in mail.flaws]


def left_out(mail: Mail) -> list[str]:
    """Say what of a message is not kept here: what could not be read, and each file that was refused, and why."""
    words, refused = _("ไม่ได้รับไฟล์ %(name)s: %(why)s"), [one for one in mail.files if one.refused]
    return [*flaws_in_words(mail), *(words % {"name": one.name, "why": one.refused} for one in refused)]
