"""A member's calendar address: made anew by the member alone, after which the one before opens nothing."""

import secrets
from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Feed
from palat.duties.information.queries.appealing.calendar import digest_of
from palat.duties.information.queries.appealing.listing import sits
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import NotAuthorised


def new_feed(*, by: Actor, at: datetime) -> str:
    """Make a calendar address for a member, and return its token. Only its digest is kept. Raises: NotAuthorised."""
    if not sits(by) or by.official_id is None:
        raise NotAuthorised(_("เฉพาะกรรมการวินิจฉัย"))
    token = secrets.token_urlsafe(32)
    Feed.objects.update_or_create(official_id=by.official_id, defaults={"digest": digest_of(token), "made_at": at})
    return token


def end_feed(*, by: Actor) -> None:
    """Let a member's calendar address open nothing any more."""
    Feed.objects.filter(pk=by.official_id or 0).delete()
