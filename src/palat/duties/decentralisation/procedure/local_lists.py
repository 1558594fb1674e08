"""Judging a list of local governments against those that are known. Plain Python.

Several lines of one code are its history. Nothing here asks the database: what is known comes along.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from palat.duties.decentralisation.procedure.lists import CHANGED, NEW, NOTHING, REFUSED, SAME, Outcome, Plan
from palat.kernel.exchange.procedure import Reason, Row


@dataclass(frozen=True)
class Period:
    """What a local government was, from a day to the day before another."""

    type: str
    name_th: str
    valid_from: date | None = None
    valid_to: date | None = None
    legal_ref: str = ""


@dataclass(frozen=True)
class Local:
    """A local government with all its periods, in their order."""

    code: str
    province: str
    periods: tuple[Period, ...]
    name_en: str = ""
    district: str = ""
    ended_how: str = ""
    into: str = ""


class LineRefused(Exception):
    """A line is not taken; the reason says why, in both languages."""

    def __init__(self, th: str, en: str) -> None:
        super().__init__(th)
        self.reason = Reason(th, en)


@dataclass(frozen=True)
class Places:
    """The areas that there are, by code."""

    provinces: Collection[str]
    districts: Collection[str]


def judged(rows: Sequence[Row], *, known: Mapping[str, Local], places: Places, today: date) -> Plan:
    """Return what a list would change. A line that is refused takes all lines of its code with it."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[code_of(row)].append(row)
    by_name = {(one.province, one.district, one.periods[-1].name_th): code for code, one in known.items()}
    codes = {*groups, *known}
    plan = Plan()
    for code, lines in groups.items():
        name = str(lines[-1].values["name_th"])
        try:
            local = _local(code, lines, places, today)
            _require_heir(local, codes)
            verdict, merged, why = _compared(local, known.get(code), by_name)
        except LineRefused as refused:
            plan.outcomes.extend(Outcome(row.line, REFUSED, name, refused.reason) for row in lines)
            continue
        plan.outcomes.extend(Outcome(row.line, verdict, name, why) for row in lines)
        if verdict != SAME:
            plan.rows.append(merged)
    plan.totals = _totals(known, plan.rows)
    return plan


def code_of(row: Row) -> str:
    """Return the code of a line; a list of the department's leaves some without, told apart by place and name."""
    values = row.values
    return str(values["code"] or f"{values.get('district') or values['province']}-{values['name_th']}"[:60])


def _totals(known: Mapping[str, Local], rows: Sequence[Local]) -> dict[str, int]:
    """Return how many of each type there would be, those that have ended left out."""
    after = {**known, **{one.code: one for one in rows}}
    return dict(Counter(one.periods[-1].type for one in after.values() if not one.ended_how))


def _local(code: str, lines: Sequence[Row], places: Places, today: date) -> Local:
    """Return what the lines of one code say. Raises: LineRefused."""
    first, last = lines[0].values, lines[-1].values
    for row in lines:
        _require_place(row.values, places)
        if row.values["province"] != first["province"]:
            raise LineRefused("รหัสเดียวกันอยู่คนละจังหวัด", "One code in two provinces")
    periods = _in_order([_period(row.values, today) for row in lines])
    how = str(last.get("ended") or "")
    if bool(how) != bool(periods[-1].valid_to):
        raise LineRefused("วันสิ้นสุด (to) กับวิธีสิ้นสุด (ended) ต้องระบุคู่กัน", "A last day and an ending go together")
    return Local(
        code=code,
        province=str(first["province"]),
        periods=periods,
        name_en=str(last.get("name_en") or ""),
        district=str(last.get("district") or ""),
        ended_how=how,
        into=str(last.get("into") or ""),
    )


def _require_place(values: Mapping[str, Any], places: Places) -> None:
    if values["province"] not in places.provinces:
        raise LineRefused(f"ไม่รู้จักรหัสจังหวัด {values['province']}", f"Unknown province {values['province']}")
    district = values.get("district") or ""
    if district and district not in places.districts:
        raise LineRefused(f"ไม่รู้จักรหัสอำเภอ {district}", f"Unknown district {district}")
    if district and not district.startswith(values["province"]):
        raise LineRefused("อำเภอไม่อยู่ในจังหวัดนี้", "The district is not in this province")


def _period(values: Mapping[str, Any], today: date) -> Period:
    begins, ends = values.get("valid_from"), values.get("valid_to")
    if (begins and begins > today) or (ends and ends > today):
        raise LineRefused("วันที่ยังมาไม่ถึง", "A day that is still to come")
    if begins and ends and ends <= begins:
        raise LineRefused("วันสิ้นสุดไม่อยู่หลังวันเริ่ม", "It ends before it begins")
    return Period(values["type"], values["name_th"], begins, ends, str(values.get("legal_ref") or ""))


def _in_order(periods: Sequence[Period]) -> tuple[Period, ...]:
    """Return periods in their order, each ending where the next begins. Raises: LineRefused where they overlap."""
    ordered = sorted(periods, key=lambda one: one.valid_from or date.min)
    for place, (one, after) in enumerate(pairwise(ordered)):
        if after.valid_from is None or one.valid_from == after.valid_from:
            raise LineRefused("รหัสซ้ำกันในไฟล์ โดยไม่มีวันที่แยกกัน", "One code twice, with no days to tell them apart")
        if one.valid_to is not None and one.valid_to > after.valid_from:
            raise LineRefused("ช่วงวันที่ของรหัสนี้ซ้อนกัน", "Days of one code overlap")
        ordered[place] = replace(one, valid_to=one.valid_to or after.valid_from)
    return tuple(ordered)


def _require_heir(local: Local, codes: Collection[str]) -> None:
    if local.into and (local.into not in codes or local.into == local.code):
        raise LineRefused(f"ไม่พบรหัส {local.into} ที่รวมเข้าด้วย", f"It joins {local.into}, which is not known")
    if (local.ended_how == "merged") != bool(local.into):
        raise LineRefused("การรวมต้องระบุรหัสที่รวมเข้าด้วย (into_code)", "A merger names the code that it joins")


def _compared(local: Local, known: Local | None, by_name: Mapping[Any, str]) -> tuple[str, Local, Reason]:
    """Return the verdict on one, what it would then be, and why. Raises: LineRefused."""
    if known is None:
        other = by_name.get((local.province, local.district, local.periods[-1].name_th))
        if other:
            raise LineRefused(f"มีแห่งนี้อยู่แล้วด้วยรหัส {other}", f"It is here already by the code {other}")
        why = Reason(f"มีประวัติ {len(local.periods)} ช่วง", f"A history of {len(local.periods)} periods")
        return NEW, local, why if len(local.periods) > 1 else NOTHING
    merged, told = known, []
    for period in local.periods:
        merged, said = _with(merged, period)
        told += said
    merged, more = _described(merged, local, known)
    told += more
    if not told:
        return SAME, known, NOTHING
    return CHANGED, merged, Reason(" ".join(one.th for one in told), "; ".join(one.en for one in told))


def _with(known: Local, period: Period) -> tuple[Local, list[Reason]]:
    """Return a local government with one period of a file added to what is known. Raises: LineRefused."""
    for place, one in enumerate(known.periods):
        alike = (one.type, one.name_th) == (period.type, period.name_th)
        if alike and period.valid_from in {None, one.valid_from}:
            mended = replace(one, legal_ref=period.legal_ref or one.legal_ref, valid_to=period.valid_to or one.valid_to)
            if one.valid_to is not None and mended.valid_to != one.valid_to:
                raise LineRefused("วันที่ซ้อนกับที่มีอยู่", "Days overlap with those that are known")
            said = [] if mended == one else [Reason("เพิ่มวันหรือเอกสารอ้างอิง", "a day or a reference is added")]
            return replace(known, periods=(*known.periods[:place], mended, *known.periods[place + 1 :])), said
    last = known.periods[-1]
    if period.valid_from is None:
        raise LineRefused("ประเภทหรือชื่อเปลี่ยนไป ต้องระบุวันที่มีผล", "Type or name differs: the day of effect is needed")
    begun = last.valid_from or date.min
    if period.valid_from <= begun or (last.valid_to is not None and last.valid_to > period.valid_from):
        raise LineRefused("วันที่ซ้อนกับที่มีอยู่", "Days overlap with those that are known")
    ended = replace(last, valid_to=last.valid_to or period.valid_from)
    what = (
        Reason("เปลี่ยนประเภท", "the type changes") if period.type != last.type else Reason("เปลี่ยนชื่อ", "the name changes")
    )
    return replace(known, periods=(*known.periods[:-1], ended, period)), [what]


def _described(merged: Local, local: Local, known: Local) -> tuple[Local, list[Reason]]:
    """Return it with what else the file says of it: an empty cell changes nothing."""
    wanted = replace(
        merged,
        province=local.province,
        district=local.district or known.district,
        name_en=local.name_en or known.name_en,
        ended_how=local.ended_how or known.ended_how,
        into=local.into or known.into,
    )
    if known.ended_how and wanted.ended_how != known.ended_how:
        raise LineRefused("สิ้นสุดไปแล้วด้วยเหตุอื่น", "It ended already, otherwise")
    said = []
    if (wanted.province, wanted.district) != (known.province, known.district):
        said.append(Reason("เปลี่ยนจังหวัดหรืออำเภอ", "province or district changes"))
    if wanted.name_en != known.name_en:
        said.append(Reason("แก้ชื่ออังกฤษ", "the English name changes"))
    if wanted.ended_how != known.ended_how:
        said.append(Reason("สิ้นสุด", "it ends"))
    return wanted, said
