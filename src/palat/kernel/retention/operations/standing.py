"""What every act on a list asks first: the list under lock and in its state, who may, and how it is recorded."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from palat.kernel.history.operations import append
from palat.kernel.matters.authority import Actor, basis_of_role
from palat.kernel.retention.models import DestructionList, Member
from palat.kernel.retention.procedure import STATES
from palat.kernel.retention.queries.lists import chain_of, visible_lists


class UnableToRetain(Exception):
    """An act of retention is refused; the message tells the user why and what to do."""


class NotInOffice(UnableToRetain):
    """The person holds no post, delegation or place on the committee that allows the act."""


def locked(list_id: int, by: Actor, states: Collection[str]) -> DestructionList:
    """Return a list that someone may read, under lock, in one of these states. Raises: UnableToRetain."""
    if not visible_lists(by).filter(pk=list_id).exists():
        raise NotInOffice(_("ไม่พบบัญชีนี้"))
    found = DestructionList.objects.select_for_update().get(pk=list_id)
    if found.state not in states:
        raise UnableToRetain(_("ทำไม่ได้ขณะบัญชีอยู่ในสถานะ “%(state)s”") % {"state": _(STATES[found.state])})
    return found


def require_role(by: Actor, role: str, refusal: str) -> tuple[str, int]:
    """Return the post or order relied upon, and the official. Raises: NotInOffice."""
    basis = basis_of_role(by, role)
    if basis is None or by.official_id is None:
        raise NotInOffice(refusal)
    return basis, by.official_id


def require_member(found: DestructionList, by: Actor) -> Member:
    """Return someone's place on the committee. Raises: NotInOffice."""
    member = Member.objects.filter(on_list=found, official=by.official_id).first() if by.official_id else None
    if member is None:
        raise NotInOffice(_("เฉพาะกรรมการทำลายหนังสือของบัญชีนี้"))
    return member


def record(
    found: DestructionList,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    basis: str = "",
    facts: Mapping[str, Any] | None = None,
    body: Mapping[str, Any] | None = None,
) -> bytes:
    """Append what was done to a list; facts name things by number only. Returns the hash of the event."""
    told = {"list": found.number, **(facts or {})}
    event = append(chain=chain_of(found.pk), kind=kind, at=at, actor=by.ref, basis=basis, facts=told, body=body)
    return bytes(event.hash)


def hold_still() -> None:
    """Let nobody place a hold, draft a list or destroy at the same time, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('retention'))")
