"""Reading the state of mailboxes."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from palat.kernel.mailbox.models import Mailbox
from palat.kernel.mailbox.procedure import FLAW_VALUES, FLAWS, Mail


def mailboxes() -> QuerySet[Mailbox]:
    """Return the mailboxes that were ever asked."""
    return Mailbox.objects.order_by("name")


@dataclass(frozen=True)
class Trouble:
    """What is wrong with a mailbox, in words."""

    title: str
    words: str


def troubles() -> list[Trouble]:
    """Say of each mailbox that does not answer why, and of each that is held up by a message how often it was tried."""
    return [_trouble(one) for one in mailboxes() if one.failure]


def _trouble(box: Mailbox) -> Trouble:
    if not box.failure.startswith(f"UID {box.stuck_uid}:"):
        return Trouble(_("กล่องจดหมายอิเล็กทรอนิกส์ไม่ตอบ"), box.failure)
    words = _("ลองแล้ว %(tries)d ครั้ง ระบบลองใหม่ทุกนาที จดหมายยังอยู่ในกล่องเดิมครบทุกฉบับ หากไม่หายโปรดแจ้งผู้ดูแลระบบ (%(why)s)")
    title = _("รับจดหมายอิเล็กทรอนิกส์ฉบับหนึ่งไม่ได้ ฉบับต่อจากนั้นจึงรออยู่")
    return Trouble(title, words % {"why": box.failure, "tries": box.tries})


def flaws_in_words(mail: Mail) -> list[str]:
    """Say what of a message could not be read, or was left in the mailbox."""
    return [_(FLAWS[one]) % FLAW_VALUES for one in mail.flaws]


def left_out(mail: Mail) -> list[str]:
    """Say what of a message is not kept here: what could not be read, and each file that was refused, and why."""
    words, refused = _("ไม่ได้รับไฟล์ %(name)s: %(why)s"), [one for one in mail.files if one.refused]
    return [*flaws_in_words(mail), *(words % {"name": one.name, "why": one.refused} for one in refused)]
