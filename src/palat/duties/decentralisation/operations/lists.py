"""Lists: looked at as a whole first, taken over in one act, undone while nothing hangs on them."""

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from palat.duties.decentralisation.models import LoadedList
from palat.duties.decentralisation.operations import cell_lists, local_lists, mission_lists
from palat.duties.decentralisation.procedure.lists import (
    APPLIED,
    CELLS,
    CHECKED,
    DROPPED,
    KINDS,
    LOCALS,
    MAPPINGS,
    MISSIONS,
    SAME,
    UNDONE,
    Outcome,
    Plan,
)
from palat.duties.decentralisation.queries.listing import basis_of_applying, basis_of_checking
from palat.duties.decentralisation.queries.lists import chain_of
from palat.kernel.calendar.counting import legal_date
from palat.kernel.exchange.operations import Sheet, read_rows, rejects_of
from palat.kernel.exchange.procedure import ColumnMapping, Refused, Row, UnableToExchange
from palat.kernel.files.bounding import at_hand
from palat.kernel.files.operations import StoredFile, store_made
from palat.kernel.files.procedure import REFUSALS, UnableToAccept
from palat.kernel.files.queries import file as file_of
from palat.kernel.files.sheets import sheet_as_csv
from palat.kernel.history import ids
from palat.kernel.history.operations import append
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_LINES = 50_000
SHOWN = 300  # lines that the page of a list tells one by one; the file of rejects has all
Judge = Callable[[Sequence[Row], date, int | None], Plan]
Apply = Callable[[LoadedList, Plan, Actor, datetime], list[Any]]
JUDGES: dict[str, Judge] = {LOCALS: local_lists.judge, MISSIONS: mission_lists.judge, CELLS: cell_lists.judge}
APPLIES: dict[str, Apply] = {LOCALS: local_lists.apply, MISSIONS: mission_lists.apply, CELLS: cell_lists.apply}
UNDOES: dict[str, Callable[[LoadedList], None]] = {LOCALS: local_lists.undo, MISSIONS: mission_lists.undo}


@dataclass(frozen=True)
class Brought:
    """A file with a list: what it is a list of, by which mapping it is read, of which transfer."""

    kind: str
    mapping: str
    file: tuple[int, str]
    transfer_id: int | None = None


def check(*, brought: Brought, by: Actor, at: datetime) -> LoadedList:
    """Look at a list: what it would change, and why lines are refused. Nothing else is written.

    Raises: UnableToAct for a file that is no such table.
    """
    basis = basis_of_checking(by)
    if not basis:
        raise UnableToAct(_("คุณไม่มีหน้าที่นำเข้ารายการนี้"))
    kind = KINDS.get(brought.kind)
    if kind is None or kind.of_transfer != (brought.transfer_id is not None):
        raise UnableToAct(_("ไม่รู้จักแบบของไฟล์นี้"))
    mapping = _mapping(brought.kind, brought.mapping)
    stored = file_of(brought.file[0])
    with transaction.atomic(), _as_table(stored, mapping) as path:
        sheet, plan, refused = _judged(brought.kind, mapping, path, legal_date(at), brought.transfer_id)
        rejects = rejects_of(path, sheet, refused)
        found = LoadedList.objects.create(
            id=ids.take(),
            kind=brought.kind,
            transfer_id=brought.transfer_id,
            mapping=mapping.name,
            file_id=brought.file[0],
            name=brought.file[1][:200],
            checked_at=at,
            checked_by_id=by.official_id,
            counts={"lines": plan.counts(), "totals": plan.totals},
            shown=[_told(one) for one in plan.outcomes if one.verdict != SAME][:SHOWN],
            digest=_digest(plan),
            rejects=store_made(content=rejects, kind="csv", at=at) if rejects else None,
        )
        _record(found, "list_checked", by, basis, at, facts=plan.counts())
    return found


def apply(*, list_id: int, by: Actor, at: datetime) -> LoadedList:
    """Take a list over as it was looked at; lines that were refused stay out.

    Raises: UnableToAct where it changes nothing, or would now change something else than when it was looked at.
    """
    with _working(list_id, by, CHECKED) as (found, basis):
        mapping = _mapping(found.kind, found.mapping)
        with _as_table(found.file, mapping) as path:
            _sheet, plan, _refused = _judged(found.kind, mapping, path, legal_date(at), found.transfer_id)
        if not plan.rows:
            raise UnableToAct(_("รายการนี้ไม่เปลี่ยนแปลงสิ่งใด"))
        if _digest(plan) != found.digest:
            raise UnableToAct(_("สิ่งที่จะเปลี่ยนไม่เหมือนเมื่อตรวจ โปรดนำไฟล์มาตรวจอีกครั้ง"))
        found.before = APPLIES[found.kind](found, plan, by, at)
        found.state, found.applied_at, found.applied_by_id = APPLIED, at, by.official_id
        found.save()
        _record(found, "list_applied", by, basis, at, facts=plan.counts())
    return found


def undo(*, list_id: int, by: Actor, at: datetime, words: str) -> None:
    """Take a list back, with the reason, while nothing hangs on it. Raises: UnableToAct."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผล"))
    with _working(list_id, by, APPLIED) as (found, basis):
        if found.kind not in UNDOES:
            raise UnableToAct(_("สถานะที่นำเข้าแล้วเป็นประวัติ ให้แก้ด้วยการถอยสถานะ"))
        after = Q(applied_at__gt=found.applied_at) | Q(applied_at=found.applied_at, pk__gt=found.pk)
        if LoadedList.objects.filter(after, kind=found.kind, state=APPLIED).exists():
            raise UnableToAct(_("มีรายการที่ใช้ภายหลังรายการนี้ ต้องเลิกใช้รายการหลังสุดก่อน"))
        UNDOES[found.kind](found)
        found.state = UNDONE
        found.save(update_fields=["state"])
        _record(found, "list_undone", by, basis, at, words=words.strip())


def drop(*, list_id: int, by: Actor, at: datetime) -> None:
    """Leave a list aside that was only looked at. Raises: UnableToAct."""
    with _working(list_id, by, CHECKED, basis=basis_of_checking(by)) as (found, basis):
        found.state = DROPPED
        found.save(update_fields=["state"])
        _record(found, "list_dropped", by, basis, at)


@contextmanager
def _working(list_id: int, by: Actor, state: str, *, basis: str = "") -> Iterator[tuple[LoadedList, str]]:
    """Lock a list for an act of whoever may. Raises: UnableToAct."""
    basis = basis or basis_of_applying(by)
    with transaction.atomic():
        rows = LoadedList.objects.select_for_update(of=("self",)).select_related("file")
        found = rows.filter(pk=list_id).first()
        if found is None or not basis:
            raise UnableToAct(_("คุณไม่มีหน้าที่ทำสิ่งนี้กับรายการ"))
        if found.state != state:
            raise UnableToAct(_("รายการนี้ไม่อยู่ในสถานะที่ทำได้ โปรดดูประวัติ"))
        yield found, basis


def _mapping(kind: str, name: str) -> ColumnMapping:
    found = next((one for one in MAPPINGS[kind] if one.name == name), None)
    if found is None:
        raise UnableToAct(_("ไม่รู้จักแบบของไฟล์นี้"))
    return found


@contextmanager
def _as_table(stored: StoredFile, mapping: ColumnMapping) -> Iterator[Path]:
    """Have a file as CSV in a folder of its own, a book turned into one. Raises: UnableToAct."""
    with tempfile.TemporaryDirectory(prefix="palat-list-") as folder, at_hand(stored) as path:
        table = Path(folder) / "table.csv"
        if stored.content_type == EXCEL:
            try:
                sheet_as_csv(path, table, headings={one.heading for one in mapping.columns if one.required})
            except UnableToAccept as refusal:
                raise UnableToAct(_(REFUSALS[refusal.code])) from refusal
        else:
            table.write_bytes(path.read_bytes())
        yield table


def _judged(
    kind: str, mapping: ColumnMapping, path: Path, today: date, transfer_id: int | None
) -> tuple[Sheet, Plan, list[Refused]]:
    """Read and judge a file. Returns it, what it would change, and what is refused. Raises: UnableToAct."""
    try:
        sheet = read_rows(path=path, mapping=mapping, most=MOST_LINES)
    except UnableToExchange as refusal:
        raise UnableToAct(refusal.reason.en if get_language() == "en" else refusal.reason.th) from refusal
    plan = JUDGES[kind](sheet.rows, today, transfer_id)
    plan.outcomes = sorted(
        [*plan.outcomes, *(Outcome(one.line, "refused", "", one.reason) for one in sheet.refused)],
        key=lambda one: one.line.number,
    )
    refused = [Refused(one.line, one.why) for one in plan.outcomes if one.verdict == "refused"]
    return sheet, plan, refused


def _told(one: Outcome) -> dict[str, Any]:
    return {"line": one.line.number, "verdict": one.verdict, "what": one.what, **asdict(one.why)}


def _digest(plan: Plan) -> str:
    """Return the fingerprint of all that a list would change."""
    said = json.dumps([asdict(row) for row in plan.rows], default=str, ensure_ascii=False, sort_keys=True)
    return sha256(said.encode()).hexdigest()


def _record(
    found: LoadedList,
    kind: str,
    by: Actor,
    basis: str,
    at: datetime,
    *,
    words: str = "",
    facts: Mapping[str, Any] | None = None,
) -> None:
    append(
        chain=chain_of(found.pk),
        kind=kind,
        at=at,
        actor=by.ref,
        basis=basis,
        facts=facts,
        body={"words": words} if words else None,
    )
