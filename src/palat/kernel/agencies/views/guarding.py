"""Who opens the pages of an agency's side; for everyone else they are not there."""

from collections.abc import Collection
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.kernel.agencies.queries.inbox import agencies_of, roles_in, track_for
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Track
from palat.kernel.matters.queries.file import NotVisible
from palat.kernel.organisation.agency_side import AGENCY_ROLES
from palat.kernel.organisation.queries import agency_by_id
from palat.kernel.pages.shapes import Crumb


def member(request: HttpRequest, roles: Collection[str] = AGENCY_ROLES) -> tuple[Actor, int]:
    """Return who works for an agency in one of these roles, and the agency. Raises: Http404 for everyone else.

    Someone who works for several opens the one that the address names, else the first.
    """
    by = actor_of(request)
    asked = request.GET.get("agency", "")
    known = [one for one in agencies_of(by) if roles_in(by, one) & frozenset(roles)]
    wanted = [one for one in known if not asked or str(one) == asked]
    if not wanted:
        raise Http404
    return by, wanted[0]


def track_here(request: HttpRequest, track_id: int, roles: Collection[str] = AGENCY_ROLES) -> tuple[Actor, Track]:
    """Return who works for an agency in one of these roles, and a track of its inbox. Raises: Http404."""
    by = actor_of(request)
    try:
        found = track_for(track_id, by)
    except NotVisible:
        raise Http404 from None
    if not roles_in(by, found.agency_id or 0) & frozenset(roles):
        raise Http404
    return by, found


def crumbs(*steps: tuple[Any, str]) -> list[Crumb]:
    """Return the way back to the inbox, and where one stands."""
    return [Crumb(_("เรื่องถึงหน่วยงาน"), reverse("agency_inbox")), *(Crumb(label, url) for label, url in steps)]


def agency_of(agency_id: int) -> Any:
    """Return an agency for a page."""
    return agency_by_id(agency_id)
