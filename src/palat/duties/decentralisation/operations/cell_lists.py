"""Taking over how a transfer stands everywhere, from a list: what was done before the ledger was kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from palat.duties.decentralisation.models import Cell, LoadedList, LocalGovernment, LocalGovernmentType, Transfer
from palat.duties.decentralisation.operations import ledger
from palat.duties.decentralisation.operations.ledger import Said, working
from palat.duties.decentralisation.procedure.cells import LEGS, SUSPENDED, WHOLE, legs_allow
from palat.duties.decentralisation.procedure.lists import NEW, NOTHING, REFUSED, SAME, Outcome, Plan
from palat.duties.decentralisation.queries.standing import taken
from palat.kernel.calendar.counting import legal_date
from palat.kernel.exchange.procedure import Reason, Row
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct


@dataclass(frozen=True)
class Wanted:
    """One cell as a list says it is."""

    local: int
    state: int
    on: date
    legs: tuple[int, ...]
    type: str


@dataclass
class _Known:
    """What a list is judged against."""

    transfer: Transfer
    locals: Mapping[str, int]
    types: Mapping[int, list[tuple[str, date | None, date | None]]]
    here: Mapping[int, tuple[int, ...]]
    elsewhere: Mapping[int, int]
    today: date

    def type_on(self, local: int, day: date) -> str:
        """Return the type of a local government on a day, or "" where it did not exist."""
        for type, begins, ends in self.types.get(local, ()):
            if (begins is None or begins <= day) and (ends is None or ends > day):
                return type
        return ""


def judge(rows: Sequence[Row], today: date, transfer_id: int | None) -> Plan:
    """Return what a list would change: only cells that are not there yet are added."""
    known, plan, seen = _known(rows, today, transfer_id), Plan(), dict[str, int]()
    for row in rows:
        code = row.values["code"]
        first = seen.setdefault(code, row.line.number)
        twice = Reason(f"รหัสซ้ำกับบรรทัด {first}", f"The code of line {first} again")
        found, why = (None, twice) if first != row.line.number else _one(row, known)
        if found is None:
            verdict = SAME if why is NOTHING else REFUSED
            plan.outcomes.append(Outcome(row.line, verdict, code, why))
        else:
            plan.outcomes.append(Outcome(row.line, NEW, code))
            plan.rows.append(found)
    return plan


def _known(rows: Sequence[Row], today: date, transfer_id: int | None) -> _Known:
    transfer = Transfer.objects.select_related("mission").get(pk=transfer_id)
    codes = {row.values["code"] for row in rows}
    locals = dict(LocalGovernment.objects.filter(code__in=codes).values_list("code", "pk"))
    types: dict[int, list[tuple[str, date | None, date | None]]] = {}
    dated = LocalGovernmentType.objects.filter(local__in=locals.values())
    for local, type, begins, ends in dated.values_list("local_id", "type", "valid_from", "valid_to"):
        types.setdefault(local, []).append((type, begins, ends))
    cells = transfer.cells.values_list("local_id", "state", *LEGS)
    live = taken(transfer.mission_id, list(locals.values()))
    return _Known(
        transfer=transfer,
        locals=locals,
        types=types,
        here={local: tuple(rest) for local, *rest in cells},
        elsewhere={local: other for local, other in live.items() if other != transfer.pk},
        today=today,
    )


def _one(row: Row, known: _Known) -> tuple[Wanted | None, Reason]:
    """Return the cell that a line asks for, or why there is none; `NOTHING`: it stands so already."""
    values = row.values
    local, state, on = known.locals.get(values["code"]), values["state"], values["on"]
    legs = tuple(values[leg] for leg in LEGS)
    if local is None:
        return None, Reason("ไม่รู้จักรหัสองค์กรปกครองส่วนท้องถิ่น", "Unknown local government")
    if local in known.here:
        alike = known.here[local] == (state, *legs)
        return None, NOTHING if alike else Reason(
            "อยู่ในแผนงานแล้ว ให้บันทึกเป็นความคืบหน้า", "In the plan already: record progress"
        )
    if local in known.elsewhere:
        return None, Reason("รับโอนภารกิจนี้ตามแผนงานอื่นแล้ว", "It has this mission by another programme")
    return _judged(local, state, on, legs, known)


def _judged(local: int, state: int, on: date, legs: tuple[int, ...], known: _Known) -> tuple[Wanted | None, Reason]:
    type = known.type_on(local, on)
    if on > known.today:
        return None, Reason("วันที่ยังมาไม่ถึง", "A day that is still to come")
    if not type:
        return None, Reason("ยังไม่มีหรือสิ้นสุดไปแล้วในวันที่มีผล", "It did not exist on that day")
    if type not in known.transfer.mission.receivers:
        return None, Reason("เป็นประเภทที่ภารกิจนี้ไม่ให้รับโอนในวันที่มีผล", "Of a type that may not receive it on that day")
    if state == SUSPENDED or not legs_allow(state, legs):
        return None, Reason("สถานะไม่ตรงกับห้าด้าน", "The state does not agree with the five legs")
    return Wanted(local, state, on, legs, type), NOTHING


def apply(found: LoadedList, plan: Plan, by: Actor, at: datetime) -> list[Any]:
    """Write the cells of a list, each with the steps by which it came to be so. Nothing that stood is changed."""
    if found.transfer_id is None:
        raise UnableToAct(_("ไม่พบแผนงานถ่ายโอน"))
    load_cells(matter_id=found.transfer_id, by=by, at=at, rows=plan.rows, evidence=found.name)
    return []


def load_cells(*, matter_id: int, by: Actor, at: datetime, rows: Sequence[Wanted], evidence: str) -> None:
    """Load cells that were judged. Raises: UnableToAct."""
    said = Said(on=max((row.on for row in rows), default=legal_date(at)), evidence=evidence[:300])
    with working("load_cells", matter_id=matter_id, by=by, at=at, said=said) as work:
        if Cell.objects.filter(transfer=matter_id, local__in=[row.local for row in rows]).exists():
            raise UnableToAct(_("บางแห่งอยู่ในแผนงานแล้ว โปรดนำไฟล์มาตรวจอีกครั้ง"))
        work.record(len(rows))
        numbers = ledger.insert_cells(work.transfer, [(row.local, row.state, row.on, row.legs) for row in rows])
        # How the legs stood then is what a leg's first later step came from, or what it still is: no step of their own.
        work.steps = [(number, WHOLE, None, row.state, row.type) for number, row in zip(numbers, rows, strict=True)]
