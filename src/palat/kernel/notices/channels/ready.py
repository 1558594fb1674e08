"""Which channels this installation has."""

from django.conf import settings


def is_ready(channel: str) -> bool:
    """Say whether a channel is set up, so that it can be offered."""
    if channel == "sms":
        return bool(settings.SMS_URL)
    if channel == "line":
        return bool(settings.LINE_TOKEN)
    return True
