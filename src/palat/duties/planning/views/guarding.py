"""Who the desk's pages of this duty open to."""

from django.http import Http404, HttpRequest

from palat.duties.planning.operations.agreeing import takes_agreements
from palat.duties.planning.queries.listing import may_enter
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor


def reader(request: HttpRequest) -> Actor:
    """Return who asks, of the Office or above it. Raises: Http404."""
    by = actor_of(request)
    if not may_enter(by):
        raise Http404
    return by


def planner(request: HttpRequest) -> Actor:
    """Return who asks, of the planning unit. Raises: Http404."""
    by = actor_of(request)
    if not takes_agreements(by):
        raise Http404
    return by
