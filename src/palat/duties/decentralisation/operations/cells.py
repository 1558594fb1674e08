"""Acts on cells: planning, the five legs, the state as a whole, what is refused, returned, suspended, set back."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db.models import F
from django.utils.translation import gettext as _

from palat.duties.decentralisation.models import LocalGovernment
from palat.duties.decentralisation.operations import ledger
from palat.duties.decentralisation.operations.ledger import Said, Work, refuse, require_receivers, working
from palat.duties.decentralisation.procedure.cells import (
    ASIDE,
    BACK,
    FORWARD,
    LEG_NUMBERS,
    LEG_STATES,
    LEGS,
    LEGS_MOVE_IN,
    NEEDS_EVIDENCE,
    NOT_LIVE,
    NOT_NEEDED,
    OPEN,
    PLANNED,
    STATES,
    SUSPENDED,
    WHOLE,
    legs_allow,
)
from palat.duties.decentralisation.queries.standing import Standing, among, taken
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Event, UnableToAct


def plan_cells(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, local_ids: Collection[int], said: Said
) -> Event:
    """Put local governments into the plan of a transfer; those that stand in it already are passed over.

    Raises: UnableToAct for who did not exist on that day, may not receive the mission, or has it by another programme.
    """
    with working("plan_cells", matter_id=matter_id, by=by, at=at, said=said, seen=seen) as work:
        here = set(work.transfer.cells.filter(local__in=among(local_ids)).values_list("local_id", flat=True))
        wanted = sorted(set(local_ids) - here)
        if len(wanted) != LocalGovernment.objects.filter(pk__in=among(wanted)).count():
            raise UnableToAct(_("ไม่พบองค์กรปกครองส่วนท้องถิ่นที่เลือก"))
        types = ledger.types_of(wanted, said.on)
        require_receivers(work.transfer, types, wanted)
        refuse(sorted(taken(work.transfer.mission_id, wanted)), _("รับโอนภารกิจนี้ตามแผนงานอื่นแล้ว"))
        work.record(len(wanted), to_state=STATES[PLANNED].code)
        numbers = ledger.insert_cells(work.transfer, [(one, PLANNED, said.on, (OPEN,) * len(LEGS)) for one in wanted])
        work.steps = [(number, WHOLE, None, PLANNED, types[one]) for number, one in zip(numbers, wanted, strict=True)]
        return _event(work)


def record_leg(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    cell_ids: Collection[int],
    leg: str,
    to: int,
    said: Said,
) -> Event:
    """Record how far one leg is. Opening a closed one again, and calling one not needed, takes words.

    Raises: UnableToAct.
    """
    if leg not in LEGS or to not in LEG_STATES:
        raise UnableToAct(_("ไม่รู้จักด้านหรือสถานะนี้"))
    with working("record_leg", matter_id=matter_id, by=by, at=at, said=said, seen=seen) as work:
        number = LEG_NUMBERS[leg]
        changing = [one for one in work.standing(cell_ids) if one.legs[number - 1] != to]
        refuse(
            [one.local_id for one in changing if one.state not in LEGS_MOVE_IN],
            _("ถ่ายโอนแล้วหรือไม่อยู่ในแผน ต้องถอยสถานะก่อนแก้รายด้าน"),
        )
        back = [one for one in changing if one.legs[number - 1] > to]
        if (back or to == NOT_NEEDED) and not said.words.strip():
            raise UnableToAct(_("โปรดระบุเหตุผลที่ถอยหรือไม่ต้องดำเนินการ"))
        _require_legs(changing, {number - 1: to})
        work.record(len(changing), leg=leg, to_leg=to)
        work.steps = [(one.id, number, one.legs[number - 1], to, one.type) for one in changing]
        ledger.set_cells([one.id for one in changing], **{leg: to})
        return _event(work)


def _require_legs(changing: Collection[Standing], legs: Mapping[int, int]) -> None:
    """Refuse legs that the state as a whole does not allow. Raises: UnableToAct."""
    against = [
        one.local_id
        for one in changing
        if not legs_allow(one.state, tuple(legs.get(place, leg) for place, leg in enumerate(one.legs)))
    ]
    refuse(against, _("สถานะปัจจุบันต้องการด้านนี้ ต้องถอยสถานะก่อน"))


def advance_cells(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, cell_ids: Collection[int], to: int, said: Said
) -> Event:
    """Let cells come to the next state. Raises: UnableToAct, as for `transferred` while a leg is open."""
    if to not in FORWARD:
        raise UnableToAct(_("ไม่รู้จักสถานะนี้"))
    if to in NEEDS_EVIDENCE and not said.evidence.strip():
        raise UnableToAct(_("โปรดระบุหลักฐาน เช่น บันทึกข้อตกลงหรือหนังสือส่งมอบ"))
    with working("advance_cells", matter_id=matter_id, by=by, at=at, said=said, seen=seen) as work:
        changing = [one for one in work.standing(cell_ids) if one.state != to]
        refuse([one.local_id for one in changing if one.state != FORWARD[to]], _("ไม่ได้อยู่ในสถานะก่อนหน้า"))
        _require_later(changing, said.on)
        require_receivers(
            work.transfer,
            {one.local_id: one.type for one in changing if one.type},
            [one.local_id for one in changing],
        )
        refuse(
            [one.local_id for one in changing if not legs_allow(to, one.legs)],
            _("ยังดำเนินการไม่ครบทั้งห้าด้านตามเงื่อนไขของสถานะ"),
        )
        return _moved(work, changing, to)


def set_aside_cells(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, cell_ids: Collection[int], to: int, said: Said
) -> Event:
    """Record that a mission was refused, returned, suspended or taken out of the plan, with why.

    Raises: UnableToAct.
    """
    if to not in ASIDE:
        raise UnableToAct(_("ไม่รู้จักสถานะนี้"))
    _require_words(said)
    with working("set_aside_cells", matter_id=matter_id, by=by, at=at, said=said, seen=seen) as work:
        changing = [one for one in work.standing(cell_ids) if one.state != to]
        refuse([one.local_id for one in changing if one.state not in ASIDE[to]], _("ทำไม่ได้จากสถานะปัจจุบัน"))
        _require_later(changing, said.on)
        if to == SUSPENDED:
            work.record(len(changing), to_state=STATES[to].code)
            work.steps = [(one.id, WHOLE, one.state, to, one.type) for one in changing]
            ledger.set_cells([one.id for one in changing], held=F("state"), state=to, since=said.on)
            return _event(work)
        return _moved(work, changing, to)


def resume_cells(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, cell_ids: Collection[int], said: Said
) -> Event:
    """Let suspended cells go on from where each was suspended. Raises: UnableToAct."""
    with working("resume_cells", matter_id=matter_id, by=by, at=at, said=said, seen=seen) as work:
        changing = work.standing(cell_ids)
        refuse([one.local_id for one in changing if one.state != SUSPENDED], _("ไม่ได้ระงับไว้"))
        _require_later(changing, said.on)
        work.record(len(changing))
        work.steps = [(one.id, WHOLE, SUSPENDED, one.held, one.type) for one in changing]
        ledger.resume_cells([one.id for one in changing], said.on)
        return _event(work)


def step_back_cells(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, cell_ids: Collection[int], said: Said
) -> Event:
    """Set cells back by one state, with the reason: a new step, nothing is wiped out. Raises: UnableToAct."""
    _require_words(said)
    with working("step_back_cells", matter_id=matter_id, by=by, at=at, said=said, seen=seen) as work:
        changing = work.standing(cell_ids)
        refuse([one.local_id for one in changing if one.state not in BACK], _("ถอยจากสถานะปัจจุบันไม่ได้"))
        _require_later(changing, said.on)
        again = [one.local_id for one in changing if one.state in NOT_LIVE]
        refuse(sorted(taken(work.transfer.mission_id, again)), _("รับโอนภารกิจนี้ตามแผนงานอื่นแล้ว"))
        require_receivers(work.transfer, ledger.types_of(again, said.on), again)
        work.record(len(changing))
        work.steps = [(one.id, WHOLE, one.state, BACK[one.state], one.type) for one in changing]
        for before, after in BACK.items():
            ledger.set_cells([one.id for one in changing if one.state == before], state=after, since=said.on)
        return _event(work)


def _moved(work: Work, changing: Collection[Standing], to: int) -> Event:
    work.record(len(changing), to_state=STATES[to].code)
    work.steps = [(one.id, WHOLE, one.state, to, one.type) for one in changing]
    ledger.set_cells([one.id for one in changing], state=to, since=work.said.on)
    return _event(work)


def _require_words(said: Said) -> None:
    if not said.words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผล"))


def _require_later(changing: Collection[Standing], on: date) -> None:
    refuse([one.local_id for one in changing if one.since > on], _("วันที่มีผลอยู่ก่อนสถานะปัจจุบัน"))


def _event(work: Work) -> Event:
    if work.event is None:  # every act records itself, or refuses
        raise RuntimeError(work.kind)
    return work.event
