"""Review: figures sent back or scored; late reports let in with a reason; an appeal answered by another person."""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from palat.duties.planning.models import Report
from palat.duties.planning.operations.figures import Batch
from palat.duties.planning.operations.reporting import add_values, report_of
from palat.duties.planning.procedure.scoring import BEST
from palat.duties.planning.procedure.words import MEASURE, REVIEWED
from palat.duties.planning.queries.definitions import figures_in
from palat.duties.planning.queries.values import Standing, batches, newest_values, standing
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, Event, UnableToAct, acting

MAKERS = frozenset({"submit_report", "record_report"})
LATEST_DAYS = 180  # a guard: how far a late report may be let in


def require_other(act: Act, track_id: int, made: Collection[str], words: str) -> None:
    """Refuse whoever made the last of these moves on a track. Raises: UnableToAct."""
    for event in reversed(act.told()):
        if event.kind in made and event.facts.get("track") == track_id:
            if event.actor == act.by.ref:
                raise UnableToAct(words)
            return


def return_report(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str
) -> Event:
    """Send a report back to be mended, with words; its time counts again."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุสิ่งที่ให้แก้ไข"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track, report = act.track(track_id), report_of(track_id)
        act.require("return_report", track)
        if report.item.definition.source == MEASURE:
            raise UnableToAct(_("ตัวชี้วัดนี้ระบบคำนวณ โปรดสั่งคำนวณใหม่แทนการส่งกลับ"))
        event = act.move("return_report", track=track, body={"words": words})
        _give_time(act, report)
        return event


def _give_time(act: Act, report: Report) -> None:
    """Let the last day be that of the clock that counts again, unless the window is open longer."""
    clock = next(one for one in act.running if one.track_id == report.pk and one.code == "report")
    report.due_on = max(report.due_on, clock.due_on or report.due_on)
    act.alter(report)


def review_report(
    *,
    matter_id: int,
    track_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    words: str,
    score: Decimal | None = None,
    reason: str = "",
) -> Event:
    """Take a report as reviewed. `score`: only where the reviewer departs from the computed one, with the reason.

    Raises: UnableToAct for one's own report, a score out of bounds, or a departure without a reason.
    """
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track, report = act.track(track_id), report_of(track_id)
        act.require("review_report", track)
        require_other(act, track_id, MAKERS, _("ผู้ส่งหรือผู้บันทึกรายงานตรวจรายงานของตนเองไม่ได้"))
        return _scored(act, report, "review_report", words, score, reason)


def _scored(act: Act, report: Report, move: str, words: str, score: Decimal | None, reason: str) -> Event:
    now = standing_of(report)
    if score is not None and not 0 <= score <= BEST:
        raise UnableToAct(_("คะแนนต้องอยู่ระหว่าง 0 ถึง 100"))
    departs = score is not None and score != now.computed
    if departs and not reason.strip():
        raise UnableToAct(_("คะแนนต่างจากที่คำนวณได้ โปรดระบุเหตุผล"))
    rows = newest_values(report.pk)
    if not rows:
        raise UnableToAct(_("ยังไม่มีตัวเลขในรายงานนี้"))
    facts = {
        "round": report.round,
        "computed": None if now.computed is None else str(now.computed),
        "score": str(score) if departs else None,
    }
    event = act.move(move, track=act.track(report.pk), facts=facts, body={"words": words, "reason": reason})
    batch = Batch({one.area_id: figures_in(one.figures) for one in rows})
    add_values(act, report, event, REVIEWED, batch, score=score if departs else None)
    return event


def standing_of(report: Report) -> Standing:
    """Return how an indicator stands with what was reported, reviewed or not."""
    return standing(report.item, batches([report.item_id], reviewed=False).get(report.item_id, {}), report.round)


def open_late(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, until: date, words: str
) -> Event:
    """Let a report in past its last day, until another, with the reason. Raises: UnableToAct."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผลที่เปิดให้รายงานหลังพ้นกำหนด"))
    if not 0 <= (until - legal_date(at)).days <= LATEST_DAYS:
        raise UnableToAct(_("วันสุดท้ายต้องไม่ก่อนวันนี้และไม่ไกลเกินไป"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track, report = act.track(track_id), report_of(track_id)
        event = act.move("open_late", track=track, facts={"until": until.isoformat()}, body={"words": words})
        act.put_off(track, "report", until)
        report.due_on, report.opened_late = until, True
        act.alter(report)
        return event


def take_up_again(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str
) -> Event:
    """Open a reviewed report to be corrected: what comes is a new row, what was stays."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุสิ่งที่ให้แก้ไข"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track, report = act.track(track_id), report_of(track_id)
        event = act.move("take_up_again", track=track, body={"words": words})
        _give_time(act, report)
        return event


def appeal_score(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str
) -> Event:
    """Ask that a score be looked at again, with reasons. Raises: UnableToAct without them."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผลที่ขอให้ทบทวน"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("appeal_score", track=act.track(track_id), body={"words": words})


def answer_appeal(
    *,
    matter_id: int,
    track_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    words: str,
    score: Decimal | None = None,
) -> Event:
    """Answer an appeal: the score stands (`score` None), or is another. Raises: UnableToAct for who reviewed it."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผลของคำตอบ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track, report = act.track(track_id), report_of(track_id)
        act.require("answer_appeal", track)
        require_other(act, track_id, {"review_report"}, _("ผู้ให้คะแนนตอบคำขอให้ทบทวนคะแนนของตนเองไม่ได้"))
        before = standing_of(report).score
        return _scored(act, report, "answer_appeal", words, before if score is None else score, words)
