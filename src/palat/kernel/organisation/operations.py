"""Changing the organisation: agencies, posts, delegations. Each change is an event of the history."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from palat.kernel.history.operations import append
from palat.kernel.organisation.models import Agency, AgencyName, Delegation, Holding, Official, Post
from palat.kernel.organisation.procedure import CAPACITIES
from palat.kernel.organisation.queries import forget
from palat.kernel.organisation.sorting import thai_sort_key


class UnableToChange(Exception):
    """The organisation cannot be changed so; the message says why."""


def _record(kind: str, at: datetime, by: str, **facts: Any) -> None:
    append(chain="organisation", kind=kind, at=at, actor=by, facts=facts)
    forget()


@transaction.atomic
def rename_agency(*, agency_id: int, name_th: str, name_en: str, on: date, at: datetime, by: str) -> Agency:
    """Give an agency another name from a day; the old name stays findable."""
    agency = Agency.objects.select_for_update().get(pk=agency_id)
    last = agency.names.filter(valid_to=None).first()
    if last is None:
        last = AgencyName.objects.create(
            agency=agency, name_th=agency.name_th, name_en=agency.name_en, kind=agency.kind, valid_from=date(1900, 1, 1)
        )
    if on <= last.valid_from:
        raise UnableToChange(_("ชื่อใหม่ต้องเริ่มใช้หลังชื่อเดิม"))
    last.valid_to = on
    last.save(update_fields=["valid_to"])
    AgencyName.objects.create(agency=agency, name_th=name_th, name_en=name_en, kind=agency.kind, valid_from=on)
    agency.name_th, agency.name_en, agency.sort_key = name_th, name_en, thai_sort_key(name_th)
    agency.save(update_fields=["name_th", "name_en", "sort_key"])
    _record("agency_renamed", at, by, agency=agency_id, on=on)
    return agency


@transaction.atomic
def abolish_agency(*, agency_id: int, successor_id: int, on: date, at: datetime, by: str) -> Agency:
    """Abolish an agency from a day; what is sent to it goes to its successor.

    Raises: UnableToChange if that would make a circle.
    """
    seen, heir = {agency_id}, Agency.objects.get(pk=successor_id)
    while True:
        if heir.pk in seen:
            raise UnableToChange(_("หน่วยงานสืบทอดวนกลับมาที่เดิม"))
        seen.add(heir.pk)
        if heir.successor is None:
            break
        heir = heir.successor
    agency = Agency.objects.select_for_update().get(pk=agency_id)
    agency.abolished_on, agency.successor_id = on, successor_id
    agency.save(update_fields=["abolished_on", "successor"])
    _record("agency_abolished", at, by, agency=agency_id, successor=successor_id, on=on)
    return agency


@transaction.atomic
def appoint(
    *,
    post_id: int,
    official_id: int,
    valid_from: date,
    at: datetime,
    by: str,
    capacity: str = "substantive",
    order_no: str = "",
    order_date: date | None = None,
    valid_to: date | None = None,
) -> Holding:
    """Let an official hold a post in a capacity.

    Raises: UnableToChange when an acting capacity has no order, or another holds the post.
    """
    if CAPACITIES[capacity].needs_order and not order_no:
        raise UnableToChange(_("ต้องระบุเลขที่คำสั่ง"))
    try:
        with transaction.atomic():
            holding = Holding.objects.create(
                post_id=post_id,
                official_id=official_id,
                capacity=capacity,
                order_no=order_no,
                order_date=order_date,
                valid_from=valid_from,
                valid_to=valid_to,
            )
    except IntegrityError as error:
        raise UnableToChange(_("มีผู้ดำรงตำแหน่งนี้อยู่แล้วในช่วงวันดังกล่าว")) from error
    _record("appointed", at, by, post=post_id, official=official_id, capacity=capacity, order=order_no)
    return holding


@transaction.atomic
def end_holding(*, holding_id: int, on: date, at: datetime, by: str) -> Holding:
    """End a holding: from that day it gives no authority."""
    holding = Holding.objects.select_for_update().get(pk=holding_id)
    holding.valid_to = on
    holding.save(update_fields=["valid_to"])
    _record("holding_ended", at, by, holding=holding_id, on=on)
    return holding


@transaction.atomic
def delegate(
    *,
    order_no: str,
    order_date: date,
    from_post_id: int,
    to_post_id: int,
    acts: Sequence[str],
    valid_from: date,
    at: datetime,
    by: str,
    valid_to: date | None = None,
    may_pass_on: bool = False,
    passed_on_from_id: int | None = None,
) -> Delegation:
    """Delegate acts of a post to another post by an order.

    Raises: UnableToChange without an order, or when what is passed on may not be.
    """
    if not order_no:
        raise UnableToChange(_("ต้องระบุเลขที่คำสั่งมอบอำนาจ"))
    if passed_on_from_id is not None:
        source = Delegation.objects.get(pk=passed_on_from_id)
        if not source.may_pass_on or source.to_post_id != from_post_id:
            raise UnableToChange(_("คำสั่งมอบอำนาจเดิมไม่ให้มอบต่อ"))
        if source.acts and not set(acts) <= set(source.acts):
            raise UnableToChange(_("มอบต่อได้ไม่เกินที่ได้รับมอบ"))
    given = Delegation.objects.create(
        order_no=order_no,
        order_date=order_date,
        from_post_id=from_post_id,
        to_post_id=to_post_id,
        acts=list(acts),
        valid_from=valid_from,
        valid_to=valid_to,
        may_pass_on=may_pass_on,
        passed_on_from_id=passed_on_from_id,
    )
    _record("delegated", at, by, delegation=given.pk, order=order_no, acts=list(acts))
    return given


@transaction.atomic
def revoke(*, delegation_id: int, on: date, at: datetime, by: str) -> Delegation:
    """Revoke a delegation from a day, and with it what was passed on from it."""
    given = Delegation.objects.select_for_update().get(pk=delegation_id)
    given.valid_to = on
    given.save(update_fields=["valid_to"])
    Delegation.objects.filter(passed_on_from=given).update(valid_to=on)
    _record("delegation_revoked", at, by, delegation=delegation_id, on=on)
    return given


def new_official(*, title: str, given_name: str, family_name: str, user_id: int | None = None) -> Official:
    """Enter a person who can hold posts."""
    return Official.objects.create(title=title, given_name=given_name, family_name=family_name, user_id=user_id)


def new_post(
    *,
    code: str,
    title_th: str,
    role: str,
    unit_id: int | None = None,
    agency_id: int | None = None,
    clearance: int = 0,
    title_en: str = "",
) -> Post:
    """Create a post."""
    return Post.objects.create(
        code=code,
        title_th=title_th,
        title_en=title_en,
        role=role,
        unit_id=unit_id,
        agency_id=agency_id,
        clearance=clearance,
    )
