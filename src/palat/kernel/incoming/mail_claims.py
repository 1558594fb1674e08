"""The registry's box takes every message that nobody else claimed."""

from datetime import datetime

from palat.kernel.calendar.counting import legal_date
from palat.kernel.incoming.operations.taking import take_mail
from palat.kernel.incoming.queries.items import mail_box
from palat.kernel.mailbox.claims import claims
from palat.kernel.mailbox.procedure import Mail


@claims("incoming.registry", order=1000)
def registry(mail: Mail, *, at: datetime) -> str | None:
    """Put a message into the box of the register that takes e-mail."""
    return f"incoming:{take_mail(mail, at=at, register=mail_box(on=legal_date(at))).pk}"
