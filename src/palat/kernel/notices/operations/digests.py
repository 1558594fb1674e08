"""The daily mail to officials who wish it: how many notices wait unread, and where; nothing of what they say."""

from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import calendar_around
from palat.kernel.notices.kinds import DIGEST
from palat.kernel.notices.models import Digest
from palat.kernel.notices.operations.telling import News, tell_by_mail
from palat.kernel.notices.queries.inapp import unread
from palat.kernel.pages.dates import display_date


class UnableToWish(Exception):
    """The wish cannot be kept; the message says why."""


def choose(*, official_id: int, address: str, working_days: bool, at: datetime) -> Digest | None:
    """Keep an official's own wish for a daily mail; an empty address ends it. Raises: UnableToWish."""
    clean = address.strip()
    if not clean:
        Digest.objects.filter(pk=official_id).delete()
        return None
    try:
        validate_email(clean)
    except ValidationError:
        raise UnableToWish(_("ที่อยู่อีเมลไม่ถูกต้อง")) from None
    wish, _made = Digest.objects.update_or_create(
        official_id=official_id, defaults={"address": clean, "working_days": working_days}
    )
    return wish


def send_digests(*, at: datetime) -> int:
    """Send each wish of today once, where anything is unread. Returns how many were sent."""
    today = legal_date(at)
    due = Digest.objects.filter(Q(last_on=None) | Q(last_on__lt=today)).order_by("pk")
    if not calendar_around(today).is_working(today):
        due = due.filter(working_days=False)
    return sum(_send(number, today, at) for number in due.values_list("pk", flat=True))


@transaction.atomic
def _send(official_id: int, today: date, at: datetime) -> bool:
    wish = Digest.objects.select_for_update().filter(pk=official_id).exclude(last_on=today).first()
    count = unread(official_id).count() if wish else 0
    if wish is None:
        return False
    wish.last_on = today
    wish.save(update_fields=["last_on"])
    if not count:
        return False
    link = str(settings.PUBLIC_URL).rstrip("/") + reverse("desk_notices")
    values = {"count": str(count), "day": display_date(today)}
    return bool(tell_by_mail(address=wish.address, news=News(DIGEST.code, link=link, values=values), at=at))
