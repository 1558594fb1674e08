"""Who sits at the desk: the signed-in user as an actor with the authority of today."""

from django.http import HttpRequest
from django.utils import timezone

from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.queries import authority_of


class NotAnOfficial(Exception):
    """The user holds no post today, so there is nothing that they may do here."""


def actor_of(request: HttpRequest) -> Actor:
    """Return the actor behind a request. Raises: NotAnOfficial for a user without a post today."""
    authority = authority_of(user_id=int(request.user.pk or 0), on=legal_date(timezone.now()))
    if not authority.held and not authority.delegated:
        raise NotAnOfficial
    return Actor("official", authority)
