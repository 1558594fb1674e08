"""Judging a list of missions against those that are known. Plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date

from palat.duties.decentralisation.procedure.lists import CHANGED, NEW, NOTHING, REFUSED, SAME, Outcome, Plan
from palat.kernel.exchange.procedure import Reason, Row


@dataclass(frozen=True)
class Described:
    """A mission as a list describes it; `giver` is the agency's number."""

    code: str
    name_th: str
    field: str
    kind: str
    giver: int
    receivers: tuple[str, ...]
    name_en: str = ""
    legal_basis: str = ""
    deadline: date | None = None
    plan: str = ""
    plan_version: str = ""


NAMES: dict[str, tuple[str, str]] = {
    "name_th": ("ชื่อ", "name"),
    "field": ("ด้าน", "field"),
    "kind": ("ลักษณะ", "kind"),
    "giver": ("ส่วนราชการที่ถ่ายโอน", "giver"),
    "receivers": ("ผู้รับโอน", "receivers"),
    "name_en": ("ชื่ออังกฤษ", "English name"),
    "legal_basis": ("ฐานกฎหมาย", "legal basis"),
    "deadline": ("กำหนด", "deadline"),
    "plan": ("แผน", "plan"),
    "plan_version": ("ฉบับ", "version"),
}


def judged(rows: Sequence[Row], *, known: Mapping[str, Described], givers: Mapping[str, int]) -> Plan:
    """Return what a list would change. `givers`: agencies by code and by name."""
    plan, seen = Plan(), dict[str, int]()
    for row in rows:
        values = dict(row.values)
        code, name, giver = values["code"], values["name_th"], givers.get(values["giver"])
        first = seen.setdefault(code, row.line.number)
        refusal = None
        if first != row.line.number:
            refusal = Reason(f"รหัสซ้ำกับบรรทัด {first}", f"The code of line {first} again")
        elif giver is None:
            refusal = Reason(f"ไม่พบส่วนราชการ “{values['giver']}”", f"There is no agency “{values['giver']}”")
        if refusal is not None or giver is None:
            plan.outcomes.append(Outcome(row.line, REFUSED, name, refusal or NOTHING))
            continue
        found = Described(**{**values, "giver": giver})
        verdict, merged, why = _compared(found, known.get(code))
        plan.outcomes.append(Outcome(row.line, verdict, name, why))
        if verdict != SAME:
            plan.rows.append(merged)
    return plan


def _compared(found: Described, known: Described | None) -> tuple[str, Described, Reason]:
    """Return the verdict on one, what it would then be, and what changes: an empty cell changes nothing."""
    if known is None:
        return NEW, found, NOTHING
    merged = Described(**{**asdict(known), **{key: value for key, value in asdict(found).items() if value}})
    changed = [one.name for one in fields(Described) if getattr(merged, one.name) != getattr(known, one.name)]
    if not changed:
        return SAME, known, NOTHING
    th = ", ".join(NAMES[name][0] for name in changed)
    return CHANGED, merged, Reason(f"แก้ {th}", ", ".join(NAMES[name][1] for name in changed))
