"""Messages of a chat, each taken once, however often and in whatever order they are sent to us."""

from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from palat.kernel.notices.line_events import Said
from palat.kernel.notices.models import Heard
from palat.kernel.notices.registry import duties

KEPT = timedelta(days=30)
LONGEST_ID = 80
CLAIM = """
INSERT INTO notices_heard (event_id, at, heard_at, outcome) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING
"""


@transaction.atomic
def hear(said: Said, *, at: datetime) -> bool:
    """Give a message to whoever listens, once: its number and what it led to are kept or lost together."""
    said_at = datetime.fromtimestamp(said.said_at / 1000, tz=UTC)
    if not is_new(event_id=said.event_id, said_at=said_at, at=at, kind=said.kind):
        return False
    for duty in duties().values():
        duty.hear(said, at=at)
    return True


def is_new(*, event_id: str, said_at: datetime, at: datetime, kind: str = "") -> bool:
    """Claim a message by its number, within the transaction that takes it. False: it was taken before."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [event_id[:LONGEST_ID], said_at, at, kind[:20]])
        return bool(cursor.rowcount == 1)


def forget_heard(*, at: datetime) -> int:
    """Forget the numbers of messages that are too old to be sent again. Returns how many."""
    return Heard.objects.filter(heard_at__lt=at - KEPT).delete()[0]
