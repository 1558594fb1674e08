"""Taking over a list of local governments, and taking it back."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from palat.duties.decentralisation.models import (
    Cell,
    LoadedList,
    LocalGovernment,
    LocalGovernmentType,
    TransferStep,
)
from palat.duties.decentralisation.operations.tallies import count_anew, transfers_of
from palat.duties.decentralisation.procedure.lists import Plan
from palat.duties.decentralisation.procedure.local_lists import Local, judged
from palat.duties.decentralisation.queries.known import known_locals, places
from palat.kernel.exchange.procedure import Row
from palat.kernel.history import ids
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct, lock_together
from palat.kernel.organisation.queries import agency_ids_by_code
from palat.kernel.organisation.sorting import thai_sort_key
from palat.kernel.writing import copy_many, copy_values, rewrite_fields

FIELDS = ("name_th", "name_en", "type", "province_id", "district_id", "ended_on", "ended_how", "into_id", "sort_key")


def judge(rows: Sequence[Row], today: date, _transfer_id: int | None) -> Plan:
    """Return what a list would change."""
    return judged(rows, known=known_locals(), places=places(), today=today)


def apply(found: LoadedList, plan: Plan, _by: Actor, _at: datetime) -> list[Any]:
    """Write what a list changes; the ledger is counted anew where types or provinces change.

    Returns the rows that it changes as they were before.
    """
    wanted: dict[str, Local] = {one.code: one for one in plan.rows}
    here = {one.code: one for one in LocalGovernment.objects.filter(code__in=wanted)}
    touched = transfers_of(one.pk for one in here.values())
    lock_together(touched)  # acts on their cells wait: they judge by the types
    before = [as_was(one) for one in here.values()]
    agencies = agency_ids_by_code(f"lg-{code}" for code in wanted)
    fresh = [
        LocalGovernment(id=number, code=code, loaded_by=found, agency_id=agencies.get(f"lg-{code}"))
        for code, number in zip(
            (code for code in wanted if code not in here), ids.take_many(len(wanted) - len(here)), strict=True
        )
    ]
    everyone = {**here, **{one.code: one for one in fresh}}
    for code, one in everyone.items():
        _set(one, wanted[code])
    _tie(everyone, wanted)
    copy_many(fresh)
    rewrite_fields(list(here.values()), FIELDS)
    _write_types((everyone[code].pk, one) for code, one in wanted.items())
    count_anew(touched)
    return before


def _set(one: LocalGovernment, wanted: Local) -> None:
    """Let a row say what its periods say of today: the latest of them."""
    last = wanted.periods[-1]
    one.name_th, one.name_en, one.type = last.name_th, wanted.name_en, last.type
    one.province_id, one.district_id = wanted.province, wanted.district or None
    one.ended_how, one.ended_on = wanted.ended_how, last.valid_to if wanted.ended_how else None
    one.sort_key = thai_sort_key(last.name_th)


def _tie(everyone: dict[str, LocalGovernment], wanted: dict[str, Local]) -> None:
    """Let each that was merged say into which."""
    heirs = {one.into for one in wanted.values() if one.into} - everyone.keys()
    numbers = dict(LocalGovernment.objects.filter(code__in=heirs).values_list("code", "pk"))
    numbers |= {code: one.pk for code, one in everyone.items()}
    for code, one in wanted.items():
        everyone[code].into_id = numbers[one.into] if one.into else None


def _write_types(rows: Iterable[tuple[int, Local]]) -> None:
    """Write all periods of some local governments anew."""
    pairs = list(rows)
    LocalGovernmentType.objects.filter(local__in=[number for number, _one in pairs]).delete()
    names = ("local", "type", "name_th", "valid_from", "valid_to", "legal_ref")
    copy_values(
        LocalGovernmentType,
        names,
        ((number, *(getattr(period, name) for name in names[1:])) for number, one in pairs for period in one.periods),
    )


def as_was(one: LocalGovernment) -> dict[str, Any]:
    """Return a row with its dated types, as it can be written down and put back."""
    return {
        "id": one.pk,
        **{name: _plain(getattr(one, name)) for name in FIELDS},
        "types": [
            [row.type, row.name_th, _plain(row.valid_from), _plain(row.valid_to), row.legal_ref]
            for row in one.types.order_by("pk")
        ],
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def undo(found: LoadedList) -> None:
    """Put back what a list changed and remove what it added. Raises: UnableToAct where something hangs on it."""
    added = LocalGovernment.objects.filter(loaded_by=found)
    changed = [row["id"] for row in found.before]
    if Cell.objects.filter(local__in=added).exists():
        raise UnableToAct(_("มีภารกิจที่ถ่ายโอนให้แห่งที่รายการนี้เพิ่มแล้ว เลิกใช้ไม่ได้"))
    touched = transfers_of(changed)
    lock_together(touched)
    since = TransferStep.objects.filter(cell__local__in=changed, act__at__gte=found.applied_at)
    if since.exists():
        raise UnableToAct(_("มีการบันทึกการถ่ายโอนของแห่งที่รายการนี้เปลี่ยนแล้ว เลิกใช้ไม่ได้"))
    LocalGovernment.objects.filter(Q(pk__in=changed) | Q(loaded_by=found)).update(into=None)
    added.delete()
    _put_back(found.before)
    count_anew(touched)


def _put_back(before: Sequence[dict[str, Any]]) -> None:
    rows = LocalGovernment.objects.in_bulk([row["id"] for row in before])
    for row in before:
        for name in FIELDS:
            setattr(rows[row["id"]], name, row[name])
    rewrite_fields(list(rows.values()), FIELDS)
    LocalGovernmentType.objects.filter(local__in=rows).delete()
    LocalGovernmentType.objects.bulk_create(
        LocalGovernmentType(
            local_id=row["id"], type=type, name_th=name, valid_from=begins, valid_to=ends, legal_ref=reference
        )
        for row in before
        for type, name, begins, ends, reference in row["types"]
    )
