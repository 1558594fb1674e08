"""Agreements: opened, filled with indicators, proposed when the weights are a hundred, agreed, evaluated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from palat.duties.planning.models import Agreement, Indicator, IndicatorYear, Item, Report
from palat.duties.planning.procedure.scoring import DefectiveRule, weights_missing
from palat.duties.planning.procedure.words import AGREEMENT, DIVISION, KINDS, PLANNING_UNIT, REPORT, RULE_DEFECTS
from palat.duties.planning.queries.definitions import definition_for, live_items, rule_of
from palat.kernel.calendar.counting import fiscal_bounds, legal_date
from palat.kernel.history import ids
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, Event, NotAuthorised, UnableToAct, acting
from palat.kernel.matters.operations.numbering import number_matters
from palat.kernel.matters.operations.receiving import Matter, build_matter, receive
from palat.kernel.matters.queries.standing import holds
from palat.kernel.organisation.queries import agency_name, unit_id, unit_name

TAKERS = frozenset({"case_officer", "group_head", "director"})
MOST_ITEMS = 40


def takes_agreements(by: Actor) -> bool:
    """Say whether someone opens agreements: those of the planning unit."""
    return holds(by, TAKERS, PLANNING_UNIT)


def open_agreement(
    *,
    year: int,
    kind: str,
    agency_id: int | None = None,
    division_id: int | None = None,
    reporting_unit_id: int | None = None,
    by: Actor,
    at: datetime,
) -> Matter:
    """Open the agreement of an agency or a division for a fiscal year.

    Raises: UnableToAct where there is one already, or the body is missing; NotAuthorised.
    """
    if not takes_agreements(by):
        raise NotAuthorised(_("คุณไม่มีหน้าที่จัดทำคำรับรอง"))
    if kind not in dict(KINDS) or (kind == "division") != bool(division_id) or bool(division_id) == bool(agency_id):
        raise UnableToAct(_("โปรดเลือกหน่วยงานหรือกองของคำรับรองให้ตรงกับประเภท"))
    if not 2560 <= year <= 2600:
        raise UnableToAct(_("ปีงบประมาณไม่ถูกต้อง"))
    name = agency_name(agency_id, on=at) if agency_id else unit_name(division_id or 0)
    received = build_matter(
        procedure=DIVISION if division_id else AGREEMENT,
        kind=kind,
        subject=_("คำรับรองการปฏิบัติราชการ %(name)s ปีงบประมาณ พ.ศ. %(year)d") % {"name": name, "year": year},
        at=at,
        by=by,
        unit_id=unit_id(PLANNING_UNIT),
        facts={"year": year, "agency": agency_id, "division": division_id},
        body={},
    )
    received.matter.officer_id = by.official_id
    row = Agreement(
        matter_id=received.matter.pk,
        year=year,
        kind=kind,
        agency_id=agency_id,
        unit_id=division_id,
        reporting_unit_id=(reporting_unit_id or division_id) if division_id else None,
    )
    try:
        with transaction.atomic():
            return receive(received, row)
    except IntegrityError:
        raise UnableToAct(_("มีคำรับรองของหน่วยงานนี้ในปีงบประมาณนี้แล้ว")) from None


@dataclass(frozen=True)
class Wanted:
    """What an indicator is to have in an agreement."""

    indicator_id: int
    weight: Decimal
    target: Decimal | None = None
    thresholds: tuple[Decimal, ...] = ()


def set_items(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, wanted: Sequence[Wanted]) -> Event:
    """Set the indicators of a draft, with weights, targets and thresholds; those not named are taken out.

    Raises: UnableToAct for an indicator twice, too many, or a weight that is none.
    """
    numbers = [one.indicator_id for one in wanted]
    if len(set(numbers)) != len(numbers) or len(numbers) > MOST_ITEMS:
        raise UnableToAct(_("ตัวชี้วัดซ้ำกัน หรือมากเกินไป"))
    if any(not 0 < one.weight <= 100 for one in wanted):
        raise UnableToAct(_("น้ำหนักต้องมากกว่า 0 และไม่เกิน 100"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("set_items", facts={"items": len(wanted)}, body={"items": [_told(one) for one in wanted]})
        agreement = Agreement.objects.get(pk=matter_id)
        Item.objects.filter(agreement=agreement).exclude(definition__indicator__in=numbers).delete()
        for order, one in enumerate(wanted):
            _set_item(agreement, one, order)
        return event


def _told(one: Wanted) -> dict[str, Any]:
    texts = [str(step) for step in one.thresholds]
    return {"indicator": one.indicator_id, "weight": str(one.weight), "target": str(one.target), "thresholds": texts}


def _set_item(agreement: Agreement, one: Wanted, order: int) -> None:
    indicator = Indicator.objects.get(pk=one.indicator_id)
    definition = definition_of_year(indicator, agreement.year)
    values = {
        "weight": one.weight,
        "target": one.target if one.target is not None else definition.target,
        "thresholds": [str(step) for step in one.thresholds] or definition.thresholds,
        "order": order,
    }
    changed = Item.objects.filter(agreement=agreement, definition=definition).update(**values)
    if not changed:
        Item.objects.create(id=ids.take(), agreement=agreement, definition=definition, **values)


def definition_of_year(indicator: Indicator, year: int) -> IndicatorYear:
    """Return the definition of a year; the newest before it is carried over. Raises: UnableToAct without any."""
    found = definition_for(indicator, year)
    if found is None:
        raise UnableToAct(_("ตัวชี้วัด %(code)s ยังไม่มีนิยาม") % {"code": indicator.code})
    if found.year != year:
        found.pk, found.year, found.target = None, year, None
        found._state.adding = True
        found.save()
    return found


def propose_agreement(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Propose a draft. Raises: UnableToAct unless weights are a hundred, and every target and threshold is set."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        act.require("propose_agreement")
        require_whole(list(live_items(matter_id)))
        return act.move("propose_agreement")


def require_whole(items: Sequence[Item]) -> None:
    """Refuse indicators that cannot be agreed: weights off a hundred, targets or thresholds missing or in disorder."""
    if not items:
        raise UnableToAct(_("ยังไม่มีตัวชี้วัด"))
    missing = weights_missing(one.weight for one in items)
    if missing:
        total = 100 - missing
        raise UnableToAct(_("น้ำหนักรวมเป็น %(total)s ต้องเป็น 100 พอดี") % {"total": f"{total.normalize():f}"})
    for one in items:
        code = one.definition.indicator.code
        if one.target is None:
            raise UnableToAct(_("ตัวชี้วัด %(code)s ยังไม่มีค่าเป้าหมาย") % {"code": code})
        try:
            rule_of(one).check()
        except DefectiveRule as defect:
            raise UnableToAct(f"{code}: {_(RULE_DEFECTS[defect.code])}") from defect


def return_agreement(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Return a proposal to be mended."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("return_agreement", body={"words": words})


def agree(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, agreed_on: date, words: str = ""
) -> Event:
    """Record that both sides signed. Raises: UnableToAct for a day to come."""
    if agreed_on > legal_date(at):
        raise UnableToAct(_("วันที่ลงนามต้องไม่เกินวันนี้"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("agree", facts={"agreed_on": agreed_on.isoformat()}, body={"words": words})
        Agreement.objects.filter(pk=matter_id).update(agreed_on=agreed_on)
        return event


def start_running(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Begin to follow an agreement. Raises: UnableToAct before its fiscal year."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        act.require("start_running")
        if legal_date(at) < fiscal_bounds(Agreement.objects.get(pk=matter_id).year)[0]:
            raise UnableToAct(_("ยังไม่ถึงปีงบประมาณของคำรับรอง"))
        return act.move("start_running")


def evaluate(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str = "") -> Event:
    """Evaluate the whole year: every indicator was reviewed for twelve months; the reports are locked."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        act.require("evaluate")
        _require_all_reviewed(act)
        event = act.move("evaluate", body={"words": words})
        for track in list(act.tracks.values()):
            if track.type == REPORT:
                act.follow("lock_report", track=track)
        return event


def _require_all_reviewed(act: Act) -> None:
    wanted = set(live_items(act.matter.pk).values_list("pk", flat=True))
    done = Report.objects.filter(item__in=wanted, round=12, track__state__in=("reviewed", "settled", "locked"))
    missing = wanted - set(done.values_list("item_id", flat=True))
    if missing:
        raise UnableToAct(_("ยังมีตัวชี้วัด %(count)d ตัวที่ยังไม่ได้ตรวจรอบ 12 เดือน") % {"count": len(missing)})


def evaluate_again(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Go back to following, with the reason. The reports stay locked."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("evaluate_again", body={"words": words})


def close(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str = "") -> Event:
    """Close an evaluated agreement."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("close", body={"words": words})


def cancel(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Give a draft up; another may then be opened."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("cancel", body={"words": words})
        Agreement.objects.filter(pk=matter_id).update(is_live=False)
        return event


def number_all(*, at: datetime) -> None:
    """Give every agreement that has none its number of the register."""
    while number_matters(procedures=(AGREEMENT, DIVISION), register=AGREEMENT, at=at):
        pass
