"""Reports: sent by the agency or the division, recorded from a letter, or computed from matters."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from palat.duties.planning.models import IndicatorValue, Report
from palat.duties.planning.operations.figures import Batch, require_plausible, typed
from palat.duties.planning.procedure.doubting import Doubt
from palat.duties.planning.procedure.words import COMPUTED, MEASURE, PEOPLE, REPORTED
from palat.duties.planning.queries.computing import counted, days_of
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.operations.acts import Act, Event, UnableToAct, acting
from palat.kernel.matters.operations.receiving import attachment
from palat.kernel.pages.dates import display_date

Files = Sequence[tuple[int, str]]


def report_of(track_id: int) -> Report:
    """Return the report of a track with what it is on. Raises: UnableToAct where there is none."""
    found = (
        Report.objects.select_related("item__definition__indicator", "item__agreement", "track__matter")
        .filter(pk=track_id)
        .first()
    )
    if found is None:
        raise UnableToAct(_("ไม่พบรายงานนี้"))
    return found


def submit_report(
    *,
    matter_id: int,
    track_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    words: str,
    said: Mapping[str, Any],
    files: Files = (),
) -> Event:
    """Send the report of an indicator for a round: figures, words, evidence.

    Raises: UnableToAct after the last day (until the reviewer opens it), without evidence where it is asked for, or
    for figures that cannot be read; Doubtful for figures that look wrong and are not confirmed.
    """
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return _report(act, track_id, "submit_report", words, said, files)


def record_report(
    *,
    matter_id: int,
    track_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    words: str,
    said: Mapping[str, Any],
    files: Files = (),
) -> Event:
    """Record a report that came by letter; whoever records it may not review it. Raises as `submit_report`."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return _report(act, track_id, "record_report", words, said, files)


def _report(act: Act, track_id: int, move: str, words: str, said: Mapping[str, Any], files: Files) -> Event:
    track, report = act.track(track_id), report_of(track_id)
    act.require(move, track)
    _refuse_what_cannot_be(act, report, words, files)
    batch = typed(report.item.definition, said)
    found = require_plausible(report.item, report.round, batch)
    track.answer = words
    act.add(
        *(
            attachment(matter_id=act.matter.pk, file_id=pk, name=name, origin="agency", at=act.at, track_id=track_id)
            for pk, name in files
        )
    )
    facts = {"round": report.round, "files": len(files), "doubts": [one.code for one in found]}
    event = act.move(move, track=track, facts=facts, body={"words": words, "confirmed": batch.confirmed})
    add_values(act, report, event, REPORTED, batch, found)
    return event


def _refuse_what_cannot_be(act: Act, report: Report, words: str, files: Files) -> None:
    definition = report.item.definition
    if definition.source != PEOPLE:
        raise UnableToAct(_("ตัวชี้วัดนี้ระบบคำนวณจากงานจริง แก้ไขตัวเลขเองไม่ได้"))
    if legal_date(act.at) > report.due_on:
        day = display_date(report.due_on)
        raise UnableToAct(_("พ้นกำหนดรายงานเมื่อ %(day)s ต้องให้ผู้ตรวจเปิดให้รายงานหลังพ้นกำหนดพร้อมเหตุผลก่อน") % {"day": day})
    if not words.strip():
        raise UnableToAct(_("โปรดเขียนผลการดำเนินงาน"))
    if definition.evidence and not files and not has_evidence(act, report.pk):
        raise UnableToAct(_("โปรดแนบหลักฐาน: %(evidence)s") % {"evidence": definition.evidence})


def has_evidence(act: Act, track_id: int) -> bool:
    """Say whether files were sent with an earlier report of the track."""
    return bool(act.matter.attachments.filter(track=track_id).exists())


def add_values(
    act: Act,
    report: Report,
    event: Event,
    state: str,
    batch: Batch,
    found: Sequence[Doubt] = (),
    *,
    score: Decimal | None = None,
) -> None:
    """Add the rows of a batch; nothing that stood before is touched."""
    act.add(
        *(
            IndicatorValue(
                id=ids.take(),
                report=report,
                item_id=report.item_id,
                round=report.round,
                area_id=area,
                agency_id=report.item.agreement.agency_id,
                figures={name: str(figure) for name, figure in figures.items()},
                state=state,
                score=score,
                doubts=[one.code for one in found],
                at=act.at,
                by_id=act.by.official_id,
                event=event.pk,
            )
            for area, figures in batch.by_area.items()
        )
    )


def compute_report(
    *, matter_id: int, track_id: int, at: datetime, by: Actor = SYSTEM, seen: int | None = None
) -> Event:
    """Compute the figures of a round from matters, as they stand now. Raises: UnableToAct for what people report."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track, report = act.track(track_id), report_of(track_id)
        definition = report.item.definition
        if definition.source != MEASURE:
            raise UnableToAct(_("ตัวชี้วัดนี้ผู้รับผิดชอบรายงานเอง"))
        first, last = days_of(definition, report.round)
        figures = counted(definition, report.item.agreement, first, last)
        told = {name: str(figure) for name, figure in figures.items()}
        event = act.move("compute_report", track=track, facts={"round": report.round, "figures": told})
        add_values(act, report, event, COMPUTED, Batch({None: figures}))
        return event
