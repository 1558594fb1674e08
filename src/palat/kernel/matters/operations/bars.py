"""Who may neither see nor act on a matter: the accused, someone related, the accused's own office."""

from datetime import datetime

from django.utils.translation import gettext as _

from palat.kernel.history.operations import Event
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Bar
from palat.kernel.matters.operations.acts import Act, UnableToAct, acting
from palat.kernel.matters.operations.levels import leave_barred
from palat.kernel.matters.procedure import BAR_REASONS

ACCUSED = "accused"


def bar(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    reason: str,
    official_id: int | None = None,
    agency_id: int | None = None,
) -> Event:
    """Bar an official or an agency from a matter; it leaves their queues by rule, at once.

    What a barred agency still has of it is taken back, where the procedure says by which move.
    A file that lies before someone barred goes on to the next level, or back to its officer when
    no level is left. Raises: UnableToAct when nobody is named, or the bar stands already.
    """
    if official_id is None and agency_id is None:
        raise UnableToAct(_("โปรดเลือกเจ้าหน้าที่หรือหน่วยงาน"))
    if reason not in dict(BAR_REASONS):
        raise UnableToAct(_("โปรดเลือกเหตุ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        if any((one.official_id, one.agency_id) == (official_id, agency_id) for one in act.bars):
            raise UnableToAct(_("บันทึกไว้แล้ว"))
        event = act.move("bar", facts={"official": official_id, "agency": agency_id, "reason": reason})
        made = Bar.objects.create(matter_id=matter_id, official_id=official_id, agency_id=agency_id, reason=reason)
        act.bars.append(made)
        leave_barred(act)
        _take_back(act, made)
        if act.matter.officer_id is not None and act.matter.officer_id == official_id:
            act.hold(unit_id=act.matter.unit_id, officer_id=None)
        return event


def bar_accused(act: Act, *, before: int | None, after: int | None) -> None:
    """Keep the accused agency out, within the act that named it; lift that bar from the one named before.

    A bar that somebody set by an act of its own stays: only `unbar` lifts it.
    """
    for one in [bar for bar in act.bars if _of_naming(act, bar, before) and before != after]:
        act.record("unbar", facts={"agency": before, "reason": one.reason, "named": True})
        act.bars.remove(one)
        one.delete()
    if after is None:
        return
    standing = next((bar for bar in act.bars if bar.agency_id == after), None)
    if standing is None:
        act.record("bar", facts={"agency": after, "reason": ACCUSED, "named": True})
        standing = keep_out(matter_id=act.matter.pk, agency_id=after)
        act.bars.append(standing)
        leave_barred(act)
    _take_back(act, standing)


def _take_back(act: Act, bar: Bar) -> None:
    """Take back what a barred agency still has of the matter, and tell it, by the act that barred it."""
    for track in [one for one in act.tracks.values() if bar.agency_id and one.agency_id == bar.agency_id]:
        for move in act.procedure.track(track.type).moves:
            if move.on_bar and act.follow(move.code, track=track, facts={"reason": bar.reason}):
                enqueue(move.on_bar, track_id=track.pk, what=move.code)


def keep_out(*, matter_id: int, agency_id: int) -> Bar:
    """Bar an accused agency from a matter that names it as it is received, or as it is corrected."""
    return Bar.objects.create(matter_id=matter_id, agency_id=agency_id, reason=ACCUSED)


def _of_naming(act: Act, bar: Bar, agency_id: int | None) -> bool:
    """Say whether a bar stands because the agency was named as accused, and not by an act of its own."""
    if agency_id is None or (bar.agency_id, bar.reason) != (agency_id, ACCUSED):
        return False
    made = [one for one in act.told() if one.kind == "bar" and one.facts.get("agency") == agency_id]
    return not made or bool(made[-1].facts.get("named"))


def unbar(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, bar_id: int, words: str) -> Event:
    """Lift a bar, with the reason; only above the level of the matter's own officers.

    Raises: UnableToAct without a reason, or for a bar that is not of this matter.
    """
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผล"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        lifted = Bar.objects.filter(pk=bar_id, matter_id=matter_id).first()
        if lifted is None:
            raise UnableToAct(_("ไม่พบรายการนี้ในเรื่อง"))
        event = act.move(
            "unbar", facts={"official": lifted.official_id, "agency": lifted.agency_id}, body={"words": words}
        )
        lifted.delete()
        return event


def bar_official(act: Act, *, official_id: int, reason: str) -> None:
    """Keep an official out of a matter within the act that brings it about; barring twice changes nothing."""
    if not _barred(act, official_id):
        act.follow("bar", track=act.main, facts={"official": official_id, "reason": reason})
        _shut_out(act, official_id, reason)


def bar_by_rule(*, matter_id: int, official_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Keep an official out of a matter, ended or not, because of what was learned of the official elsewhere.

    On the authority of the act that learned it; barring twice changes nothing.
    """
    with acting(matter_id=matter_id, by=by, at=at) as act:
        if not _barred(act, official_id):
            act.record("bar", facts={"official": official_id, "reason": reason})
            _shut_out(act, official_id, reason)


def _barred(act: Act, official_id: int) -> bool:
    return any(one.official_id == official_id for one in act.bars)


def _shut_out(act: Act, official_id: int, reason: str) -> None:
    act.bars.append(Bar.objects.create(matter_id=act.matter.pk, official_id=official_id, reason=reason))
    if act.matter.officer_id == official_id:
        act.hold(unit_id=act.matter.unit_id, officer_id=None)
