"""Which messages of the mailbox are answers to our notices, or say that one did not arrive."""

from datetime import datetime

from django.conf import settings

from palat.kernel.mailbox.claims import claims
from palat.kernel.mailbox.procedure import BOUNCE, MESSAGE, Mail, Report
from palat.kernel.mailbox.queries import left_out
from palat.kernel.notices.marks import REPLY, RETURN, mark_in, notice_of, notice_of_message_id
from palat.kernel.notices.operations.outcomes import returned
from palat.kernel.notices.operations.replies import Reply, take


@claims("notices.returned", order=5)
def returned_mail(mail: Mail, *, at: datetime) -> str | None:
    """Take a report of delivery on a mail of ours, by the address to which it came back or by our Message-ID."""
    marked = _marked(mail, settings.EMAIL_RETURN, RETURN)
    found = None
    for report in mail.reports:
        number = marked or notice_of_message_id(report.message_id)
        if number and returned(notice_id=number, action=report.action, status=_status(report), at=at):
            found = number
    if not mail.reports and marked:
        if mail.kind == BOUNCE:
            returned(notice_id=marked, action="failed", status="", at=at)
        found = marked  # an answer of a machine to the envelope's address ends here
    return f"notice:{found}" if found else None


def _status(report: Report) -> str:
    """Return the status code of a report, of digits and dots alone."""
    return "".join(one for one in report.status.split(" ")[0] if one.isdigit() or one == ".")[:12]


@claims("notices.reply", order=10)
def reply(mail: Mail, *, at: datetime) -> str | None:
    """Put an answer to a notice on its matter."""
    number = _marked(mail, settings.EMAIL_REPLY, REPLY)
    if not number:
        return None
    answer = Reply(
        key=f"{mail.message_id}|{mail.digest}",
        text=mail.text,
        files=tuple((one.file_id, one.name) for one in mail.files if one.file_id),
        notes=left_out(mail),
        is_personal=mail.kind == MESSAGE,
        what=mail.kind,
    )
    return take(answer, notice_id=number, at=at) or None


def _marked(mail: Mail, base: str, use: str) -> int | None:
    """Return the notice whose mark stands in one of the addresses that the message came to."""
    found = (notice_of(mark_in(address, base), use) for address in mail.to)
    return next((number for number in found if number), None)
