"""Taking the monthly summary of procurement in from a file, and publishing it."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from palat.duties.information.models import (
    ProcurementImport,
    ProcurementLine,
    ProcurementMonth,
    Publication,
    Version,
)
from palat.duties.information.operations.publication_work import settle
from palat.duties.information.operations.register.work import index
from palat.duties.information.procedure.procurement import DRAFT, MAPPINGS, NUMBER, PUBLISHED, WORK
from palat.duties.information.procedure.publication import CURRENT, PAGE, PROCUREMENT_CLASS
from palat.duties.information.queries import procurement, publications
from palat.duties.information.queries.publishers import basis_of_approving, basis_of_keeping
from palat.kernel.calendar.counting import legal_date
from palat.kernel.exchange.operations import take_in
from palat.kernel.exchange.procedure import Reason, Refused, Report, Row, Taken, UnableToExchange
from palat.kernel.files.bounding import at_hand
from palat.kernel.files.operations import StoredFile, store_made
from palat.kernel.files.procedure import REFUSALS, UnableToAccept
from palat.kernel.files.queries import file as file_of
from palat.kernel.files.sheets import sheet_as_csv
from palat.kernel.history import ids
from palat.kernel.history.operations import append
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATISTIC = "procurement-summary"  # the dataset of every line that is published
OWN_PAGE = "information_procurement"
FIELDS = ("work", "budget", "median", "method", "bidders", "winner", "price", "reason", "contract")
MENDED = Reason("บรรทัดที่มีอยู่แล้วและถูกแก้ไขตามไฟล์นี้", "Lines that were here and were mended by this file")
TWICE = Reason("ลำดับที่ซ้ำกับบรรทัดก่อนในไฟล์เดียวกัน", "The number stands in an earlier line of this file too")


@dataclass(frozen=True)
class Brought:
    """A file with a month's summary, and by which mapping it is read."""

    agency_id: int
    month: date
    file: tuple[int, str]
    mapping: str


def import_month(*, brought: Brought, by: Actor, at: datetime) -> ProcurementImport:
    """Read a file into a month that is not published. Reading it again adds nothing twice.

    Raises: UnableToAct for a file that is no such table, or a month that is published.
    """
    basis = basis_of_keeping(by)
    if not basis:
        raise UnableToAct(_("คุณไม่มีหน้าที่นำเข้าข้อมูลนี้"))
    mapping = MAPPINGS.get(brought.mapping)
    if mapping is None:
        raise UnableToAct(_("ไม่รู้จักแบบของไฟล์นี้"))
    if brought.month > legal_date(at):
        raise UnableToAct(_("เดือนนี้ยังมาไม่ถึง"))
    with transaction.atomic():
        month = _month(brought)
        writer = _Writer(month)
        stored = file_of(brought.file[0])
        with _as_table(stored) as path:
            try:
                report = take_in(path=path, mapping=mapping, write=writer.write, at=at)
            except UnableToExchange as refusal:
                raise UnableToAct(refusal.reason.en if get_language() == "en" else refusal.reason.th) from refusal
            if not report.read:
                raise UnableToAct(_("ไฟล์นี้มีแต่หัวตาราง ไม่มีรายการ"))
            rejects = Path(report.rejects_file).read_bytes() if report.rejects_file else None
        month.changed_by_id = by.official_id
        month.save(update_fields=["changed_by"])
        made = _keep(month, brought, report, writer.changed, rejects, by, at)
        _record(month, "imported", by, basis, at, read=report.read, added=report.added, rejected=report.rejected)
    return made


def _month(brought: Brought) -> ProcurementMonth:
    first = brought.month.replace(day=1)
    found, _made = ProcurementMonth.objects.get_or_create(
        agency_id=brought.agency_id, month=first, defaults={"id": ids.take()}
    )
    month = ProcurementMonth.objects.select_for_update().get(pk=found.pk)
    if month.state == PUBLISHED:
        raise UnableToAct(_("เดือนนี้เผยแพร่แล้ว ต้องถอนเพื่อแก้ไขก่อน"))
    return month


@contextmanager
def _as_table(stored: StoredFile) -> Iterator[Path]:
    """Have a file as CSV in a folder of its own, a book turned into one. Raises: UnableToAct."""
    with tempfile.TemporaryDirectory(prefix="palat-procurement-") as folder, at_hand(stored) as path:
        table = Path(folder) / "table.csv"
        if stored.content_type == EXCEL:
            try:
                sheet_as_csv(path, table, headings={NUMBER, WORK})
            except UnableToAccept as refusal:
                raise UnableToAct(_(REFUSALS[refusal.code])) from refusal
        else:
            table.write_bytes(path.read_bytes())
        yield table


class _Writer:
    """Writes lines into a month: new ones are added, those that differ are mended, the same passed over."""

    def __init__(self, month: ProcurementMonth) -> None:
        self.month, self.changed = month, 0
        self.seen: set[int] = set()

    def write(self, rows: Sequence[Row]) -> Taken:
        """Write one batch."""
        taken = Taken()
        here = {one.number: one for one in self.month.lines.all()}
        for row in rows:
            values = {name: row.values.get(name) for name in FIELDS if name in row.values}
            number = row.values["number"]
            if number in self.seen:
                taken.refused.append(Refused(row.line, TWICE))
                continue
            self.seen.add(number)
            line = here.get(number)
            if line is None:
                here[number] = ProcurementLine.objects.create(id=ids.take(), month=self.month, number=number, **values)
                taken.added += 1
            elif any(getattr(line, name) != value for name, value in values.items()):
                for name, value in values.items():
                    setattr(line, name, value)
                line.save()
                self.changed += 1
                taken.already += 1
                taken.remark(MENDED)
            else:
                taken.already += 1
        return taken


def _keep(
    month: ProcurementMonth,
    brought: Brought,
    report: Report,
    changed: int,
    rejects: bytes | None,
    by: Actor,
    at: datetime,
) -> ProcurementImport:
    return ProcurementImport.objects.create(
        id=ids.take(),
        month=month,
        file_id=brought.file[0],
        name=brought.file[1][:200],
        mapping=brought.mapping,
        at=at,
        by_id=by.official_id,
        read=report.read,
        added=report.added,
        already=report.already,
        changed=changed,
        rejected=report.rejected,
        errors=[{"line": line, **asdict(reason)} for line, reason in report.errors],
        rejects=store_made(content=rejects, kind="csv", at=at) if rejects else None,
    )


def publish_month(*, month_id: int, by: Actor, at: datetime) -> None:
    """Let a month be read by everybody, by another than who took it in; the register is renewed by it.

    Raises: UnableToAct.
    """
    with _working(month_id, by) as (month, basis):
        if month.state != DRAFT or not month.lines.exists():
            raise UnableToAct(_("เดือนนี้เผยแพร่แล้ว หรือยังไม่มีรายการ"))
        if month.changed_by_id == by.official_id:
            raise UnableToAct(_("ผู้เสนอกับผู้อนุมัติต้องเป็นคนละคน"))
        month.state, month.published_at = PUBLISHED, at
        month.save(update_fields=["state", "published_at"])
        _record(month, "month_published", by, basis, at, lines=month.lines.count())
        _renew_register(month, by, basis, at)
        enqueue("information.statistic", source=STATISTIC)


def reopen_month(*, month_id: int, by: Actor, at: datetime, words: str) -> None:
    """Take a month back from the public to mend it, with the reason. Raises: UnableToAct."""
    with _working(month_id, by) as (month, basis):
        if month.state != PUBLISHED:
            raise UnableToAct(_("เดือนนี้ไม่ได้เผยแพร่อยู่"))
        if not words.strip():
            raise UnableToAct(_("โปรดระบุเหตุผล"))
        month.state, month.published_at = DRAFT, None
        month.save(update_fields=["state", "published_at"])
        _record(month, "month_reopened", by, basis, at, words=words.strip())
        enqueue("information.statistic", source=STATISTIC, gone=True)


def clear_month(*, month_id: int, by: Actor, at: datetime, words: str) -> None:
    """Take all lines out of a month that is not published: its file was a wrong one. The files are kept.

    Raises: UnableToAct.
    """
    with _working(month_id, by, approving=False) as (month, basis):
        if month.state != DRAFT:
            raise UnableToAct(_("เดือนนี้เผยแพร่แล้ว ต้องถอนเพื่อแก้ไขก่อน"))
        if not words.strip():
            raise UnableToAct(_("โปรดระบุเหตุผล"))
        gone, _kinds = month.lines.all().delete()
        if not gone:
            raise UnableToAct(_("เดือนนี้ไม่มีรายการ"))
        month.changed_by_id = by.official_id
        month.save(update_fields=["changed_by"])
        _record(month, "month_cleared", by, basis, at, words=words.strip(), lines=gone)


@contextmanager
def _working(month_id: int, by: Actor, *, approving: bool = True) -> Iterator[tuple[ProcurementMonth, str]]:
    basis = basis_of_approving(by) if approving else basis_of_keeping(by)
    with transaction.atomic():
        month = ProcurementMonth.objects.select_for_update().filter(pk=month_id).first()
        if month is None or not basis:
            raise UnableToAct(_("คุณไม่มีหน้าที่ทำสิ่งนี้กับข้อมูลนี้"))
        yield month, basis


def _record(
    month: ProcurementMonth, kind: str, by: Actor, basis: str, at: datetime, *, words: str = "", **facts: Any
) -> None:
    append(
        chain=procurement.chain_of(month.pk),
        kind=kind,
        at=at,
        actor=by.ref,
        basis=basis,
        facts=facts,
        body={"words": words} if words else None,
    )


def _renew_register(month: ProcurementMonth, by: Actor, basis: str, at: datetime) -> None:
    """Let the register say that the agency's summary is current, entering it with its first month."""
    today, agency = legal_date(at), month.agency_id
    page = Version.objects.filter(way=PAGE, page=OWN_PAGE, publication__agency_id=agency, state=CURRENT).first()
    entry = page.publication if page else _entry(agency, by, at)
    entry.state, entry.renewed_on = PUBLISHED, today
    entry.due_on = publications.due_of(PROCUREMENT_CLASS, since=today, until=None)
    entry.changed_at = at
    entry.save()
    index(entry)
    chain, kind = publications.chain_of(entry.pk), "renewed" if page else "published"
    append(chain=chain, kind=kind, at=at, actor=by.ref, basis=basis, public=True, facts={"month": month.pk})
    settle(agency_id=agency, class_code=PROCUREMENT_CLASS, at=at)


def _entry(agency_id: int, by: Actor, at: datetime) -> Publication:
    entry = Publication.objects.create(
        id=ids.take(),
        agency_id=agency_id,
        class_code=PROCUREMENT_CLASS,
        title_th="สรุปผลการจัดซื้อจัดจ้างรายเดือน (สขร.1)",
        title_en="Monthly summary of procurement (form SKR.1)",
        keywords="จัดซื้อจัดจ้าง|สขร.1|ผู้ชนะ|ราคากลาง|สัญญาจ้าง|procurement",
        changed_at=at,
    )
    entry.current = Version.objects.create(
        id=ids.take(),
        publication=entry,
        number=1,
        state=CURRENT,
        way=PAGE,
        page=OWN_PAGE,
        from_on=legal_date(at),
        proposed_by_id=by.official_id,
        proposed_at=at,
    )
    return entry
