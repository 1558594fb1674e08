"""Changing the organisation: agencies, posts, delegations. Each change is an event of the history."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from palat.kernel.history.operations import append
from palat.kernel.organisation.models import Agency, AgencyName, Delegation, Holding, Official, Post
from palat.kernel.organisation.procedure import AGENCY_KINDS, CAPACITIES, ROLES
from palat.kernel.organisation.queries import forget
from palat.kernel.organisation.sorting import thai_sort_key

BEFORE_ALL = date(1900, 1, 1)  # since when the first known name is taken to have held


class UnableToChange(Exception):
    """The organisation cannot be changed so; the message says why."""


def record(kind: str, at: datetime, by: str, **facts: Any) -> None:
    """Append a change to the chain of the organisation, and let no process keep what was before it."""
    append(chain="organisation", kind=kind, at=at, actor=by, facts=facts)
    forget()
    transaction.on_commit(forget)  # another request may have read the old state until now


@transaction.atomic
def create_agency(
    *,
    code: str,
    kind: str,
    name_th: str,
    at: datetime,
    by: str,
    name_en: str = "",
    abbreviation: str = "",
    parent_id: int | None = None,
    area_code: str | None = None,
) -> Agency:
    """Enter an agency. Raises: UnableToChange for an unknown kind, an empty name, or a code already used."""
    if kind not in AGENCY_KINDS:
        raise UnableToChange(_("ไม่รู้จักประเภทหน่วยงาน %(kind)s") % {"kind": kind})
    if not code.strip() or not name_th.strip():
        raise UnableToChange(_("ต้องระบุรหัสและชื่อหน่วยงาน"))
    if Agency.objects.filter(code=code).exists():
        raise UnableToChange(_("รหัสหน่วยงาน %(code)s มีอยู่แล้ว") % {"code": code})
    made = Agency.objects.create(
        code=code,
        kind=kind,
        name_th=name_th,
        name_en=name_en,
        abbreviation=abbreviation,
        parent_id=parent_id,
        area_id=area_code,
        sort_key=thai_sort_key(name_th),
    )
    record("agency_created", at, by, agency=made.pk, code=code)
    return made


@transaction.atomic
def rename_agency(
    *, agency_id: int, name_th: str, name_en: str, on: date, at: datetime, by: str, kind: str = ""
) -> Agency:
    """Give an agency another name, and another kind where it is raised, from a day; the old name stays findable.

    Raises: UnableToChange when the new name would not begin after the present one.
    """
    agency = Agency.objects.select_for_update().get(pk=agency_id)
    last = agency.names.filter(valid_to=None).first()
    if last is None:
        last = AgencyName.objects.create(
            agency=agency, name_th=agency.name_th, name_en=agency.name_en, kind=agency.kind, valid_from=BEFORE_ALL
        )
    if on <= last.valid_from:
        raise UnableToChange(_("ชื่อใหม่ต้องเริ่มใช้หลังชื่อเดิม"))
    last.valid_to = on
    last.save(update_fields=["valid_to"])
    agency.kind = kind or agency.kind
    AgencyName.objects.create(agency=agency, name_th=name_th, name_en=name_en, kind=agency.kind, valid_from=on)
    agency.name_th, agency.name_en, agency.sort_key = name_th, name_en, thai_sort_key(name_th)
    agency.save(update_fields=["kind", "name_th", "name_en", "sort_key"])
    record("agency_renamed", at, by, agency=agency_id, on=on)
    return agency


@transaction.atomic
def abolish_agency(*, agency_id: int, successor_id: int | None, on: date, at: datetime, by: str) -> Agency:
    """Abolish an agency from a day; what is sent to it goes to its successor, if it has one.

    Raises: UnableToChange if that would make a circle.
    """
    # All agencies with heirs are locked in one order, so that two abolitions cannot close a circle between them.
    heirs = dict(
        Agency.objects.select_for_update().exclude(successor=None).order_by("pk").values_list("pk", "successor_id")
    )
    agency = Agency.objects.select_for_update().get(pk=agency_id)
    heir = successor_id
    while heir is not None:
        if heir == agency_id:
            raise UnableToChange(_("หน่วยงานสืบทอดวนกลับมาที่เดิม"))
        heir = heirs.get(heir)
    agency.abolished_on, agency.successor_id = on, successor_id
    agency.save(update_fields=["abolished_on", "successor"])
    record("agency_abolished", at, by, agency=agency_id, successor=successor_id, on=on)
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
    """Let an official hold a post in a capacity, until the day before `valid_to`.

    Raises: UnableToChange when an acting capacity has no order, the days are reversed, or another holds the post.
    """
    if CAPACITIES[capacity].needs_order and not order_no.strip():
        raise UnableToChange(_("ต้องระบุเลขที่คำสั่ง"))
    _require_in_order(valid_from, valid_to)
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
    record("appointed", at, by, post=post_id, official=official_id, capacity=capacity, order=order_no)
    return holding


@transaction.atomic
def end_holding(*, holding_id: int, on: date, at: datetime, by: str) -> Holding:
    """End a holding: from that day it gives no authority. One that ends earlier stays as it is.

    Raises: UnableToChange for a day before it began.
    """
    holding = Holding.objects.select_for_update().get(pk=holding_id)
    _require_in_order(holding.valid_from, on)
    holding.valid_to = min(on, holding.valid_to or on)
    holding.save(update_fields=["valid_to"])
    record("holding_ended", at, by, holding=holding_id, on=holding.valid_to)
    return holding


@transaction.atomic
def delegate(
    *,
    order_no: str,
    order_date: date,
    from_post_id: int,
    acts: Sequence[str],
    valid_from: date,
    at: datetime,
    by: str,
    to_post_id: int | None = None,
    to_official_id: int | None = None,
    subjects: Sequence[str] = (),
    valid_to: date | None = None,
    may_pass_on: bool = False,
    passed_on_from_id: int | None = None,
    provision: str = "",
) -> Delegation:
    """Delegate acts of a post, on some subjects or all, to another post or to one person by name, by an order.

    Raises: UnableToChange without an order, with none or two receivers, with reversed days, or when what is
    passed on may not be, or goes beyond what was received.
    """
    if not order_no.strip():
        raise UnableToChange(_("ต้องระบุเลขที่คำสั่งมอบอำนาจ"))
    if (to_post_id is None) == (to_official_id is None):
        raise UnableToChange(_("ต้องระบุผู้รับมอบอำนาจเป็นตำแหน่งหรือบุคคลอย่างใดอย่างหนึ่ง"))
    _require_in_order(valid_from, valid_to)
    given = Delegation(
        order_no=order_no,
        order_date=order_date,
        from_post_id=from_post_id,
        to_post_id=to_post_id,
        to_official_id=to_official_id,
        acts=list(acts),
        subjects=list(subjects),
        valid_from=valid_from,
        valid_to=valid_to,
        may_pass_on=may_pass_on,
        passed_on_from_id=passed_on_from_id,
        provision=provision,
    )
    if passed_on_from_id is not None:
        _require_within(given, Delegation.objects.select_for_update().get(pk=passed_on_from_id))
    given.save()
    record("delegated", at, by, delegation=given.pk, order=order_no, acts=list(acts), subjects=list(subjects))
    return given


def _require_in_order(valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to < valid_from:
        raise UnableToChange(_("วันสิ้นสุดต้องไม่อยู่ก่อนวันเริ่ม"))


def _require_within(given: Delegation, source: Delegation) -> None:
    """Refuse to pass on what may not be passed on, or more of it than was received."""
    if not source.may_pass_on or source.to_post_id is None or source.to_post_id != given.from_post_id:
        raise UnableToChange(_("คำสั่งมอบอำนาจเดิมไม่ให้มอบต่อ"))
    if given.may_pass_on:
        raise UnableToChange(_("อำนาจที่มอบต่อแล้วจะมอบต่อไปอีกไม่ได้"))
    for received, passed in ((source.acts, given.acts), (source.subjects, given.subjects)):
        if received and not (passed and set(passed) <= set(received)):
            raise UnableToChange(_("มอบต่อได้ไม่เกินที่ได้รับมอบ"))


@transaction.atomic
def revoke(*, delegation_id: int, on: date, at: datetime, by: str) -> Delegation:
    """Revoke a delegation from a day. What was passed on from it falls with it: it holds only while this does.

    One that ends earlier stays as it is. Raises: UnableToChange for a day before it began.
    """
    given = Delegation.objects.select_for_update().get(pk=delegation_id)
    _require_in_order(given.valid_from, on)
    given.valid_to = min(on, given.valid_to or on)
    given.save(update_fields=["valid_to"])
    record("delegation_revoked", at, by, delegation=delegation_id, on=given.valid_to)
    return given


@transaction.atomic
def new_official(
    *,
    title: str,
    given_name: str,
    family_name: str,
    at: datetime,
    by: str,
    telephone: str = "",
    user_id: int | None = None,
) -> Official:
    """Enter a person who can hold posts; the history names the person by number only."""
    made = Official.objects.create(
        title=title, given_name=given_name, family_name=family_name, telephone=telephone, user_id=user_id
    )
    record("official_entered", at, by, official=made.pk)
    return made


@transaction.atomic
def new_post(
    *,
    code: str,
    title_th: str,
    role: str,
    at: datetime,
    by: str,
    unit_id: int | None = None,
    agency_id: int | None = None,
    clearance: int = 0,
    title_en: str = "",
) -> Post:
    """Create a post, and with it what its holder may do.

    Raises: UnableToChange for an unknown role or a code already used.
    """
    if role not in ROLES:
        raise UnableToChange(_("ไม่รู้จักบทบาท %(role)s") % {"role": role})
    if Post.objects.filter(code=code).exists():
        raise UnableToChange(_("รหัสตำแหน่ง %(code)s มีอยู่แล้ว") % {"code": code})
    made = Post.objects.create(
        code=code,
        title_th=title_th,
        title_en=title_en,
        role=role,
        unit_id=unit_id,
        agency_id=agency_id,
        clearance=clearance,
    )
    record("post_created", at, by, post=made.pk, role=role, clearance=clearance)
    return made
