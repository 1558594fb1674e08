"""Who may do what inside an agency, asked within each act, and the agency's own chain of history."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from palat.kernel.agencies.queries.inbox import track_for
from palat.kernel.history.operations import Event, append
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Track
from palat.kernel.matters.operations.acts import NotAuthorised
from palat.kernel.matters.queries.file import NotVisible

CHAIN = "agency:{}"


def basis_in(by: Actor, agency_id: int, roles: Collection[str]) -> str | None:
    """Return the post or order by which someone has one of these roles in an agency today, or None."""
    if by.authority is None:
        return None
    for held in by.authority.held:
        if held.agency_id == agency_id and held.role in roles:
            return f"holding:{held.holding_id}"
    for given in by.authority.delegated:
        if given.agency_id == agency_id and given.role in roles and not given.acts:
            return f"delegation:{given.delegation_id}"
    return None


def require(by: Actor, agency_id: int, roles: Collection[str]) -> tuple[str, int]:
    """Return what an act inside an agency relies on, and who makes it. Raises: NotAuthorised."""
    basis, official_id = basis_in(by, agency_id, roles), by.official_id
    if basis is None or official_id is None:
        raise NotAuthorised(_("คุณไม่มีหน้าที่นี้ในหน่วยงาน"))
    return basis, official_id


def track_of(track_id: int, by: Actor, roles: Collection[str]) -> tuple[Track, str, int]:
    """Return a track that the actor reads for the agency, the basis of the act, who makes it.

    Raises: NotAuthorised, also for a track that the actor may not know of.
    """
    try:
        track = track_for(track_id, by)
    except NotVisible:
        raise NotAuthorised(_("ไม่พบเรื่องนี้ในกล่องเรื่องของหน่วยงาน")) from None
    basis, official_id = require(by, track.agency_id or 0, roles)
    return track, basis, official_id


def tell_history(
    agency_id: int,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    basis: str = "",
    facts: Mapping[str, Any] | None = None,
    body: Mapping[str, Any] | None = None,
) -> Event:
    """Append an event to an agency's own chain: it names people and matters by number only."""
    return append(
        chain=CHAIN.format(agency_id), kind=kind, at=at, actor=by.ref, basis=basis, facts=dict(facts or {}), body=body
    )
