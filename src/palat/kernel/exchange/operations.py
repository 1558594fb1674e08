"""Taking a table in, batch by batch: each batch, its watermark and its rejects are one transaction."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import DatabaseError, DataError, IntegrityError, reset_queries, transaction

from palat.kernel.exchange.models import Run
from palat.kernel.exchange.procedure import (
    BadValue,
    BoundMapping,
    ColumnMapping,
    Line,
    Reason,
    Refused,
    Report,
    Row,
    Taken,
    UnableToExchange,
    unguard,
)
from palat.kernel.exchange.reading import Table, digest_of, in_use, open_table
from palat.kernel.exchange.rejects import Rejects, is_rejects

BATCH = 2000

Write = Callable[[Sequence[Row]], Taken]
Progress = Callable[[Table, Report], None]


@dataclass(frozen=True)
class Sheet:
    """A whole file as read: its headings, the rows that could be read, those that could not."""

    headings: tuple[str, ...]
    rows: Sequence[Row]
    refused: Sequence[Refused]


NUL_REMOVED = Reason("ตัดอักขระ NUL ที่ฐานข้อมูลเก็บไม่ได้ออก", "NUL characters, which no database keeps, were removed")


def mapping_for(path: Path, mappings: Sequence[ColumnMapping]) -> ColumnMapping:
    """Return the mapping whose columns a file has. Raises: UnableToExchange when it is none or more than one."""
    with open_table(path) as table:
        fitting = [one for one in mappings if not one.missing(table.headings)]
    if len(fitting) == 1:
        return fitting[0]
    names = ", ".join(f"{one.name} ({one.label_th} · {one.label_en})" for one in fitting or mappings)
    raise UnableToExchange(
        f"บอกไม่ได้ว่าไฟล์นี้เป็นแบบใด โปรดระบุด้วย --mapping: {names}",
        f"Cannot tell what this file is. Name its mapping with --mapping: {names}",
    )


def take_in(
    *,
    path: Path,
    mapping: ColumnMapping,
    write: Write,
    at: datetime,
    dry_run: bool = False,
    progress: Progress | None = None,
    batch: int = BATCH,
) -> Report:
    """Take in every row of a file, and return what became of them.

    `write` gets the rows of one batch inside its transaction and must itself pass over what is already here;
    it is asked again with fewer rows when the database refuses some. A run that was broken off goes on where
    it was; a finished file is read again in full. Rows not taken stand in `FILE.rejects.csv`. With `dry_run`
    every batch is written and rolled back, so that the report is the true one, and no file is made.
    Raises: UnableToExchange, with everything before it kept.
    """
    with open_table(path, alone=True) as table:
        bound = _bound(mapping, table.headings)
        run = None if dry_run else _run_of(path, mapping.name, at)
        report = Report(mapping.name, table.encoding, resumed_after=run.rows if run else 0)
        with Rejects(path, table.headings, size=run.rejects_size if run else 0) as rejects, _collector_at_rest():
            if run:
                rejects.start()
            lines = islice(table.lines(), report.resumed_after, None)
            for part in _batches(lines, batch):
                refused, rows, remarks = _read(part, bound, len(table.headings), table.encoding)
                with transaction.atomic():
                    taken = _write(rows, write)
                    taken.join(Taken(refused=refused, remarks=remarks))
                    taken.refused.sort(key=lambda one: one.line.number)
                    if run:
                        rejects.add(taken.refused)
                        _advance(run, len(part), taken, rejects.size)
                    else:
                        transaction.set_rollback(True)
                report.count(len(part), taken)
                gc.collect(1)
                reset_queries()  # with debug on, Django would keep every statement
                if progress:
                    progress(table, report)
            if run and rejects.size:
                report.rejects_file = str(rejects.path)
    if run:
        Run.objects.filter(pk=run.pk).update(finished=True)
    return report


def read_rows(*, path: Path, mapping: ColumnMapping, most: int) -> Sheet:
    """Read every row of a file that is judged as a whole before anything is written.

    Raises: UnableToExchange, also for a file of more than `most` lines.
    """
    with open_table(path, alone=True) as table:
        bound = _bound(mapping, table.headings)
        lines = list(islice(table.lines(), most + 1))
        if len(lines) > most:
            raise UnableToExchange(f"ไฟล์ยาวเกิน {most} บรรทัด โปรดแบ่งไฟล์", f"More than {most} lines: divide the file")
        refused, rows, _remarks = _read(lines, bound, len(table.headings), table.encoding)
        return Sheet(tuple(table.headings), rows, refused)


def rejects_of(path: Path, sheet: Sheet, refused: Sequence[Refused]) -> bytes | None:
    """Return the file of the rows that were refused, each with its line and reason; None where none was."""
    with Rejects(path, sheet.headings) as rejects:
        rejects.start()
        rejects.add(sorted(refused, key=lambda one: one.line.number))
    return rejects.path.read_bytes() if refused else None


def _bound(mapping: ColumnMapping, headings: Sequence[str]) -> BoundMapping:
    bound = mapping.bind(headings)
    if not is_rejects(headings):
        return bound
    inner = mapping.clean
    return replace(bound, clean=(lambda cell: inner(unguard(cell))) if inner else unguard)


def _run_of(path: Path, mapping: str, at: datetime) -> Run:
    run, _made = Run.objects.get_or_create(
        mapping=mapping,
        digest=digest_of(path),
        finished=False,
        defaults={"name": path.name[:200], "started_at": at},
    )
    return run


def _advance(run: Run, rows: int, taken: Taken, rejects_size: int) -> None:
    """Move the watermark of a run; whoever finds it moved by another process stops."""
    moved = Run.objects.filter(pk=run.pk, rows=run.rows, finished=False).update(
        rows=run.rows + rows,
        added=run.added + taken.added,
        already=run.already + taken.already,
        rejected=run.rejected + len(taken.refused),
        rejects_size=rejects_size,
    )
    if not moved:
        raise in_use()
    run.rows += rows
    run.added += taken.added
    run.already += taken.already
    run.rejected += len(taken.refused)


def _batches(lines: Iterator[Line], size: int) -> Iterator[list[Line]]:
    """Yield lines in batches; when the file breaks off, first what was read before."""
    while True:
        part: list[Line] = []
        broken: UnableToExchange | None = None
        try:
            for line in islice(lines, size):
                part.append(line)  # noqa: PERF402 - what was read before a break is kept
        except UnableToExchange as error:
            broken = error
        if part:
            yield part
        if broken:
            raise broken
        if len(part) < size:
            return


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Let the cycle collector rest: it would search the same many new rows over and over, a quarter of the time.

    Rows make no cycles; what errors leave behind is collected after each batch.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(
    part: Sequence[Line], bound: BoundMapping, width: int, encoding: str
) -> tuple[list[Refused], list[Row], dict[Reason, int]]:
    refused: list[Refused] = []
    rows: list[Row] = []
    remarks: dict[Reason, int] = {}
    for line in part:
        try:
            cells = _sound(line, width, encoding)
            rows.append(Row(line, bound.read(cells)))
        except BadValue as bad:
            refused.append(Refused(line, bad.reason))
            continue
        if cells is not line.cells:
            remarks[NUL_REMOVED] = remarks.get(NUL_REMOVED, 0) + 1
    return refused, rows, remarks


def _sound(line: Line, width: int, encoding: str) -> tuple[str, ...]:
    """Return the cells of a row whose shape and letters are sound. Raises: BadValue."""
    if len(line.cells) != width:
        raise BadValue(
            f"มี {len(line.cells)} ช่อง แต่หัวตารางมี {width} ช่อง",
            f"It has {len(line.cells)} cells, but there are {width} headings",
        )
    joined = "".join(line.cells)
    try:
        joined.encode()
    except UnicodeEncodeError:
        raise BadValue(f"มีไบต์ที่อ่านเป็น {encoding} ไม่ได้", f"It holds bytes that are not {encoding}") from None
    return tuple(cell.replace("\x00", "") for cell in line.cells) if "\x00" in joined else line.cells


def _write(rows: Sequence[Row], write: Write) -> Taken:
    """Write rows; where the database refuses, find by halves the rows it refuses, and take the others."""
    if not rows:
        return Taken()
    try:
        with transaction.atomic():
            return write(rows)
    except (DataError, IntegrityError) as error:
        if len(rows) == 1:
            return Taken(refused=[Refused(rows[0].line, _words(error))])
    half = len(rows) // 2
    taken = _write(rows[:half], write)
    taken.join(_write(rows[half:], write))
    return taken


def _words(error: DatabaseError) -> Reason:
    said = str(error).splitlines()[0][:200]
    return Reason(f"ฐานข้อมูลไม่รับแถวนี้: {said}", f"The database refuses this row: {said}")
