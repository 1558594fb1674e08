"""E-mail. SMTP knows no key, so a mail whose answer was lost may not be sent again by itself."""

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from palat.kernel.notices import marks
from palat.kernel.notices.channels.going import Going, Refused, Taken, Unavailable, Unknown
from palat.kernel.notices.procedure import why

PERMANENT = 500


def send(going: Going) -> Taken:
    """Send one mail. Raises: Refused, Unavailable, Unknown."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException) as error:
        raise Unavailable(status=_status(error)) from error
    try:
        message(going, connection).send()
    except SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise _answered(code, said) from error
    except SMTPResponseException as error:
        raise _answered(error.smtp_code, error.smtp_error) from error
    except (OSError, SMTPException) as error:  # the line went dead, perhaps after the last word was taken
        raise Unknown(_status(error)) from error
    finally:
        connection.close()
    return Taken(marks.message_id(going.number, going.key.hex))


def message(going: Going, connection: Any = None) -> EmailMessage:
    """Return the mail: returned to a signed address, answered to another, and marked so that no machine answers it."""
    headers = {
        "From": settings.DEFAULT_FROM_EMAIL,
        "Message-ID": marks.message_id(going.number, going.key.hex),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": going.language,
    }
    envelope = settings.DEFAULT_FROM_EMAIL
    if settings.EMAIL_RETURN:
        envelope = marks.address_with(settings.EMAIL_RETURN, marks.mark_of(going.number, marks.RETURN))
    reply = []
    if settings.EMAIL_REPLY and going.is_answerable:
        reply = [marks.address_with(settings.EMAIL_REPLY, marks.mark_of(going.number, marks.REPLY))]
    return EmailMessage(
        subject=going.subject,
        body=going.text,
        from_email=envelope,
        to=[going.to],
        reply_to=reply,
        headers=headers,
        connection=connection,
    )


def _answered(code: int, said: bytes | str) -> Refused | Unavailable:
    """Turn the server's answer into ours; its words may hold the address, so only its figures are kept."""
    text = said.decode("ascii", "replace") if isinstance(said, bytes) else said
    enhanced = next((one for one in text.split() if one[:2] in {"4.", "5."} and one.replace(".", "").isdigit()), "")
    status = f"SMTP {code} {enhanced}".strip()
    if code >= PERMANENT:
        return Refused(why(enhanced) if enhanced else "refused", status)
    return Unavailable("busy", status)


def _status(error: Exception) -> str:
    return f"SMTP {type(error).__name__.removeprefix('SMTP')}"[:40]
