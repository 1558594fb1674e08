"""Rounds: opening the reports of 6, 9 and 12 months when their window comes, and following up what is owed."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.planning.models import Agreement, Item, Report
from palat.duties.planning.procedure.accumulating import ROUNDS
from palat.duties.planning.procedure.words import MEASURE, REPORT
from palat.duties.planning.queries.definitions import live_items, round_end, window
from palat.kernel.calendar.counting import legal_date
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.operations import chasing
from palat.kernel.matters.operations.acts import Act, Event, UnableToAct, acting


def open_round(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, round: int) -> Event:
    """Open the reports of a round: a track and a last day for each indicator that has none yet.

    Raises: UnableToAct before the round has ended, or where every report of it is open already.
    """
    agreement = Agreement.objects.get(pk=matter_id)
    if round not in ROUNDS or legal_date(at) <= round_end(agreement.year, round):
        raise UnableToAct(_("รอบนี้ยังไม่สิ้นสุด จึงยังรายงานไม่ได้"))
    _opens, closes, _setting = window(agreement.year, round)
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        act.require("open_round")
        opened = set(Report.objects.filter(item__agreement=agreement, round=round).values_list("item_id", flat=True))
        items = [one for one in live_items(agreement) if one.pk not in opened]
        if not items:
            raise UnableToAct(_("รอบนี้เปิดครบทุกตัวชี้วัดแล้ว"))
        event = act.move("open_round", facts={"round": round, "items": len(items), "until": closes.isoformat()})
        for item in items:
            _open_report(act, agreement, item, round, closes)
        return event


def _open_report(act: Act, agreement: Agreement, item: Item, round: int, closes: date) -> None:
    indicator = item.definition.indicator
    label = f"{indicator.code} {indicator.name_th} รอบ {round} เดือน"
    own = item.definition.source == MEASURE
    lies: dict[str, Any] = {"agency_id": agreement.agency_id, "unit_id": agreement.reporting_unit_id}
    track = act.open_track(REPORT, label=label[:200], **lies)
    act.start_clock("report", "planning.report", track, due_on=max(closes, legal_date(act.at)))
    act.add(Report(track=track, item=item, round=round, due_on=closes))
    if own:
        enqueue("planning.compute", matter_id=act.matter.pk, track_id=track.pk)


@transaction.atomic
def chase_report(*, matter_id: int, track_id: int, at: datetime, by: Actor = SYSTEM, seen: int | None = None) -> Event:
    """Follow up a report that is owed past its day."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return chasing.chase(act, act.track(track_id), move="chase_report", clock="report", law="planning.reminder")


def rounds_to_open(*, at: datetime) -> list[tuple[int, int]]:
    """Return matter and round of running agreements whose window is open today and whose reports are not."""
    today, found = legal_date(at), []
    for agreement in Agreement.objects.filter(is_live=True, matter__state="running"):
        for round in ROUNDS:
            opens, closes, _setting = window(agreement.year, round)
            if opens <= today <= closes:
                opened = Report.objects.filter(item__agreement=agreement, round=round).values("item_id")
                if live_items(agreement).exclude(pk__in=opened).exists():
                    found.append((agreement.pk, round))
    return found


def owed_reports(*, at: datetime) -> list[tuple[int, int]]:
    """Return matter and track of reports that are owed past their last day."""
    owed = Report.objects.filter(track__state__in=("open", "returned"), due_on__lt=legal_date(at))
    return list(owed.order_by("due_on").values_list("track__matter_id", "pk"))
