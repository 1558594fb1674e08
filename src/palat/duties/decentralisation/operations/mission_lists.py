"""Taking over a list of missions, and taking it back."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from palat.duties.decentralisation.models import LoadedList, Mission, Transfer
from palat.duties.decentralisation.procedure.lists import Plan
from palat.duties.decentralisation.procedure.mission_lists import Described, judged
from palat.duties.decentralisation.queries.known import givers_named, known_missions
from palat.kernel.exchange.procedure import Row
from palat.kernel.history import ids
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct


def judge(rows: Sequence[Row], _today: date, _transfer_id: int | None) -> Plan:
    """Return what a list would change."""
    return judged(rows, known=known_missions(), givers=givers_named(row.values["giver"] for row in rows))


def apply(found: LoadedList, plan: Plan, _by: Actor, _at: datetime) -> list[Any]:
    """Write what a list changes. Returns the rows that it changes as they were before."""
    here = {one.code: one for one in Mission.objects.filter(code__in=[row.code for row in plan.rows])}
    known = known_missions()
    before = [asdict(known[code]) for code in here]
    for row in plan.rows:
        one = here.get(row.code) or Mission(id=ids.take(), loaded_by=found)
        _set(one, row)
        one.save()
    return [{**row, "deadline": row["deadline"] and row["deadline"].isoformat()} for row in before]


def _set(one: Mission, row: Described) -> None:
    values = asdict(row)
    one.giver_id = values.pop("giver")
    for name, value in values.items():
        setattr(one, name, list(value) if name == "receivers" else value)


def undo(found: LoadedList) -> None:
    """Put back what a list changed and remove what it added. Raises: UnableToAct where something hangs on it."""
    numbers = Mission.objects.filter(code__in=[row["code"] for row in found.before]).values_list("pk", flat=True)
    added = Mission.objects.filter(loaded_by=found)
    if Transfer.objects.filter(mission__in=added).exists():
        raise UnableToAct(_("มีแผนงานถ่ายโอนของภารกิจที่รายการนี้เพิ่มแล้ว เลิกใช้ไม่ได้"))
    if Transfer.objects.filter(mission__in=numbers, matter__received_at__gte=found.applied_at).exists():
        raise UnableToAct(_("มีแผนงานถ่ายโอนของภารกิจที่รายการนี้เปลี่ยนแล้ว เลิกใช้ไม่ได้"))
    added.delete()
    for row in found.before:
        one = Mission.objects.get(code=row["code"])
        deadline = date.fromisoformat(row["deadline"]) if row["deadline"] else None
        _set(one, Described(**{**row, "receivers": tuple(row["receivers"]), "deadline": deadline}))
        one.save()
