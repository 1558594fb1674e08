"""Who sits in the tribunals: appointed to a post of a branch for a term, with the agency the member comes from."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.information.models import Branch, Seat
from palat.duties.information.queries.appealing.listing import MEMBER, names_members, unit_of_branch
from palat.duties.information.queries.appealing.panel import concerning
from palat.duties.information.queries.appealing.terms import free_post, posts_of, sits_already
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.operations.bars import bar_by_rule
from palat.kernel.organisation.operations import UnableToChange, appoint, end_holding, new_post


@transaction.atomic
def seat_member(
    *,
    branch: Branch,
    official_id: int,
    valid_from: date,
    valid_to: date | None,
    by: Actor,
    at: datetime,
    agency_id: int | None = None,
    presides: bool = False,
    order_words: str = "",
) -> Seat:
    """Let somebody sit in a branch for a term: the post gives sight of its appeals from that day to the end of it.

    Raises: NotAuthorised; UnableToAct for a term that ends before it begins, or a branch without a unit.
    """
    _require(by)
    unit = unit_of_branch(branch)
    if unit is None or (valid_to is not None and valid_to <= valid_from):
        raise UnableToAct(_("วาระต้องสิ้นสุดหลังวันเริ่ม"))
    if sits_already(unit, official_id, valid_from, valid_to):
        raise UnableToAct(_("ผู้นี้เป็นกรรมการสาขานี้ในช่วงเวลานั้นอยู่แล้ว"))
    post_id = free_post(unit, valid_from, valid_to)
    if post_id is None:
        post_id = _one_more(branch, unit, by, at)
    try:
        holding = appoint(
            post_id=post_id,
            official_id=official_id,
            valid_from=valid_from,
            valid_to=valid_to,
            order_no=order_words[:60],
            at=at,
            by=by.ref,
        )
    except UnableToChange as refused:
        raise UnableToAct(str(refused)) from refused
    seat = Seat.objects.create(holding=holding, agency_id=agency_id, presides=presides, order_words=order_words[:200])
    _keep_out(seat, by, at)
    return seat


@transaction.atomic
def end_seat(*, holding_id: int, on: date, by: Actor, at: datetime) -> None:
    """End a member's term on a day. Raises: NotAuthorised; UnableToAct for a day before it began."""
    _require(by)
    try:
        end_holding(holding_id=holding_id, on=on, at=at, by=by.ref)
    except UnableToChange as refused:
        raise UnableToAct(str(refused)) from refused


@transaction.atomic
def describe_seat(*, holding_id: int, agency_id: int | None, presides: bool, by: Actor, at: datetime) -> Seat:
    """Tell of a member which agency the member comes from, and whether the member presides."""
    _require(by)
    made, _new = Seat.objects.update_or_create(
        holding_id=holding_id, defaults={"agency_id": agency_id, "presides": presides}
    )
    _keep_out(made, by, at)
    return made


def _keep_out(seat: Seat, by: Actor, at: datetime) -> None:
    """Keep a member out of the appeals of the branch that concern the agency the member comes from.

    Also out of those that lay there before the member sat, or before it was known from where the member comes.
    """
    for matter_id in concerning(seat):
        bar_by_rule(matter_id=matter_id, official_id=seat.holding.official_id, reason="own_office", by=by, at=at)


def _one_more(branch: Branch, unit: int, by: Actor, at: datetime) -> int:
    """Create one more seat of a branch, numbered after those it has."""
    number = len(posts_of(unit)) + 1
    made = new_post(
        code=f"tribunal-{branch.code}-{number}",
        title_th=f"กรรมการวินิจฉัย สาขา{branch.name_th} ({number})",
        title_en=f"Tribunal member, {branch.name_en} ({number})",
        role=MEMBER,
        unit_id=unit,
        clearance=2,
        at=at,
        by=by.ref,
    )
    return made.pk


def _require(by: Actor) -> None:
    if not names_members(by):
        raise NotAuthorised(_("คุณไม่มีหน้าที่บันทึกกรรมการวินิจฉัย"))
