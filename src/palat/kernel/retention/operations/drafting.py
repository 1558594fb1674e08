"""Drawing up a list: what is due goes on it; what should not be there comes off; the committee is named."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.visibility import barred_officials, is_cleared
from palat.kernel.organisation.kept import forget
from palat.kernel.organisation.procedure import ROLES, Authority
from palat.kernel.organisation.queries import authority_of_official
from palat.kernel.retention.models import DestructionList, Item, Member
from palat.kernel.retention.operations.standing import (
    UnableToRetain,
    hold_still,
    locked,
    record,
    require_role,
)
from palat.kernel.retention.procedure import CONSIDERING, DRAFT, DROPPED, HEAD, MATTER, MEMBERS, MOST_ITEMS, REGISTRY
from palat.kernel.retention.queries.due import due_by, year_end

REGISTRY_ALONE = gettext_noop("บัญชีนี้มีเจ้าหน้าที่สารบรรณเป็นผู้จัดทำ")


@transaction.atomic
def draft_list(*, year: int, by: Actor, at: datetime) -> DestructionList:
    """Draw up a list of what was due by the end of a calendar year (Buddhist Era) that has passed.

    At most `MOST_ITEMS` things; what is left goes on another list of the same year.
    Raises: NotInOffice; UnableToRetain for a year that has not ended, or when nothing is due.
    """
    basis, official = require_role(by, REGISTRY, _(REGISTRY_ALONE))
    if year_end(year) >= legal_date(at):
        raise UnableToRetain(_("จัดทำบัญชีของปีได้เมื่อสิ้นปีปฏิทินนั้นแล้ว"))
    hold_still()
    due = due_by(year, by, most=MOST_ITEMS)
    if not due:
        raise UnableToRetain(_("ไม่มีหนังสือที่ครบอายุการเก็บภายในปีนั้น"))
    last = DestructionList.objects.filter(year=year).aggregate(last=Max("running"))["last"] or 0
    made = DestructionList.objects.create(
        id=ids.take(),
        year=year,
        running=last + 1,
        secrecy=max(one.secrecy for one in due),
        restricted=next((one.restricted for one in due if one.restricted), ""),
        drafted_at=at,
        drafted_by_id=official,
    )
    Item.objects.bulk_create(
        Item(
            id=ids.take(),
            on_list=made,
            place=place,
            kind=one.ref.kind,
            row=one.ref.row,
            number=one.number,
            dated=one.dated,
            due_on=one.due_on,
            limit_id=one.law.id,
            provisional=one.law.mark != "verified",
        )
        for place, one in enumerate(due, start=1)
    )
    record(made, "list_drafted", by=by, at=at, basis=basis, facts={"items": len(due)})
    return made


@transaction.atomic
def take_off(*, list_id: int, item_id: int, by: Actor, at: datetime) -> None:
    """Take a thing off a list that is still a draft; it is due again for the next. Raises: UnableToRetain."""
    found = locked(list_id, by, (DRAFT,))
    basis, _official = require_role(by, REGISTRY, _(REGISTRY_ALONE))
    item = found.items.filter(pk=item_id, taken_off_at=None).first()
    if item is None:
        raise UnableToRetain(_("ไม่พบรายการนี้ในบัญชี"))
    if found.items.filter(taken_off_at=None).count() == 1:
        raise UnableToRetain(_("บัญชีต้องมีอย่างน้อยหนึ่งรายการ ให้ยกเลิกทั้งบัญชีแทน"))
    item.taken_off_at = at
    item.save(update_fields=["taken_off_at"])
    record(found, "item_taken_off", by=by, at=at, basis=basis, facts={"item": item.place})


@transaction.atomic
def drop_list(*, list_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Drop a list before it is laid before the head; its things are due again. Raises: UnableToRetain."""
    found = locked(list_id, by, (DRAFT, CONSIDERING))
    basis, _official = require_role(by, REGISTRY, _(REGISTRY_ALONE))
    if not reason.strip():
        raise UnableToRetain(_("โปรดระบุเหตุผล"))
    found.state = DROPPED
    found.save(update_fields=["state"])
    record(found, "list_dropped", by=by, at=at, basis=basis, body={"reason": reason.strip()})


@transaction.atomic
def name_committee(
    *, list_id: int, officials: Sequence[int], order_no: str, order_on: date, by: Actor, at: datetime
) -> None:
    """Record the committee that an order names, the chair first; the list goes to it.

    Nobody decides or judges twice: neither who drew the list up nor the head of the agency is of it; everyone of it is
    cleared for what is on the list, and barred from none of it. Raises: NotInOffice; UnableToRetain.
    """
    found = locked(list_id, by, (DRAFT,))
    basis, _official = require_role(by, REGISTRY, _(REGISTRY_ALONE))
    today = legal_date(at)
    if not order_no.strip() or order_on > today:
        raise UnableToRetain(_("โปรดระบุเลขที่และวันที่ของคำสั่งแต่งตั้ง ซึ่งต้องไม่เกินวันนี้"))
    if len(set(officials)) != MEMBERS or len(officials) != MEMBERS:
        raise UnableToRetain(_("คณะกรรมการมีประธานและกรรมการรวมสามคน ไม่ซ้ำกัน"))
    barred = _barred(found)
    members = [
        Member(on_list=found, official_id=official, place=place, post=_post_of(official, found, barred, today))
        for place, official in enumerate(officials, start=1)
    ]
    Member.objects.bulk_create(members)
    found.order_no, found.order_on, found.state = order_no.strip()[:80], order_on, CONSIDERING
    found.save(update_fields=["order_no", "order_on", "state"])
    facts = {"order": found.order_no, "on": order_on, "members": list(officials)}
    forget()
    record(found, "committee_named", by=by, at=at, basis=basis, facts=facts)


def _barred(found: DestructionList) -> set[int]:
    matters = found.items.filter(kind=MATTER, taken_off_at=None).values_list("row", flat=True)
    return {official for matter in matters for official in barred_officials(matter)}


def _post_of(official: int, found: DestructionList, barred: set[int], today: date) -> str:
    """Return the post by which someone may be of the committee. Raises: UnableToRetain."""
    authority = authority_of_official(official, on=today)
    held = next((one for one in authority.held if ROLES[one.role].reads == "office"), None)
    if held is None:
        raise UnableToRetain(_("%(name)s ไม่ได้ดำรงตำแหน่งที่อ่านเรื่องของสำนักงานในวันนี้") % {"name": authority.name})
    if official == found.drafted_by_id or HEAD in {one.role for one in authority.held}:
        raise UnableToRetain(_("%(name)s จัดทำบัญชีหรือเป็นผู้สั่งการ จึงเป็นกรรมการของบัญชีนี้ไม่ได้") % {"name": authority.name})
    if official in barred or not _is_cleared(authority, found):
        raise UnableToRetain(_("%(name)s ไม่มีสิทธิเห็นบางรายการในบัญชี จึงเป็นกรรมการไม่ได้") % {"name": authority.name})
    return held.title


def _is_cleared(authority: Authority, found: DestructionList) -> bool:
    return is_cleared(authority, found.secrecy, found.restricted)
