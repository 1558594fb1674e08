"""What lies on an official's desk."""

from django.db import connection
from django.db.models import QuerySet

from palat.kernel.notices.models import Digest, Notice

COUNTED = 99


def unread(official_id: int) -> QuerySet[Notice]:
    """Return the notices that an official has not read, newest first."""
    return Notice.objects.filter(official_id=official_id, read_at=None, channel="inapp").order_by("-made_at")


# Every page of the desk asks this: written out, since building it takes longer than the answer.
UNREAD = (
    "SELECT count(*) FROM (SELECT FROM notices_notice"
    " WHERE official_id = %s AND read_at IS NULL AND channel = 'inapp' LIMIT %s) AS unread"
)


def unread_count(official_id: int) -> int:
    """Return how many are unread, counted to a bound."""
    with connection.cursor() as cursor:
        cursor.execute(UNREAD, [official_id, COUNTED + 1])
        return int(cursor.fetchone()[0])


def on_desk(official_id: int) -> QuerySet[Notice]:
    """Return every notice that an official was given, read or not."""
    return Notice.objects.filter(official_id=official_id, channel="inapp")


def one_on_desk(official_id: int, notice_id: int) -> Notice | None:
    """Return one notice of an official."""
    return on_desk(official_id).filter(pk=notice_id).first()


def digest_of(official_id: int) -> Digest | None:
    """Return an official's wish for a daily mail."""
    return Digest.objects.filter(pk=official_id).first()
