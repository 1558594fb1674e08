"""Summoning people and papers (มาตรา 32), and entering to look for what is said not to be held (มาตรา 33)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Complaint
from palat.duties.information.operations.complaints import drafting
from palat.duties.information.procedure.complaint_words import APPEARED, INSPECTED, INSPECTION, SUMMONS
from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.operations import drafting as letters
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, Event, Track, UnableToAct, acting
from palat.kernel.matters.operations.receiving import attachment

Files = Sequence[tuple[int, str]]


def summon(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, whom: str, words: str, day: date, place: str
) -> Event:
    """Summon an official to speak or to bring papers, on a day. The letter waits to be signed. Raises: UnableToAct."""
    if not whom.strip() or not words.strip() or not place.strip():
        raise UnableToAct(_("โปรดระบุว่าเรียกผู้ดำรงตำแหน่งใด ให้ถ้อยคำหรือส่งสิ่งใด และสถานที่"))
    if day <= legal_date(at):
        raise UnableToAct(_("วันที่เรียกต้องเป็นวันหลังจากวันนี้"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        row = Complaint.objects.get(pk=matter_id)
        event = act.move("summon", facts={"day": day.isoformat()}, body={"words": f"{whom}\n{words}", "place": place})
        track = act.open_track(SUMMONS, label=drafting.first_line(f"{whom}: {words}"))
        act.start_clock("appear", "information.appear", track, due_on=day)
        draft = drafting.summons(act.matter, row, whom, words, day, place, at)
        letters.draft([act], draft, tracks={matter_id: [track.pk]}, submit=True, by_system=True)
        return event


def record_appearance(
    *,
    matter_id: int,
    track_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    result: str,
    words: str,
    files: Files = (),
) -> Event:
    """Record who came and what was said or handed over. Raises: UnableToAct."""
    if result not in dict(APPEARED) or not words.strip():
        raise UnableToAct(_("โปรดระบุผลและบันทึกถ้อยคำหรือสิ่งที่ส่ง"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return _recorded(act, act.track(track_id), "record_appearance", result, words, files)


def inspect(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, place: str, words: str, day: date, who: str
) -> Event:
    """Order that someone enters and looks for what is said not to be held. The letter waits to be signed."""
    if not place.strip() or not words.strip() or not who.strip():
        raise UnableToAct(_("โปรดระบุสถานที่ ผู้ได้รับมอบหมายให้เข้าตรวจสอบ และสิ่งที่ตรวจ"))
    if day < legal_date(at):
        raise UnableToAct(_("วันที่เข้าตรวจสอบต้องไม่ก่อนวันนี้"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        row = Complaint.objects.get(pk=matter_id)
        event = act.move("inspect", facts={"day": day.isoformat()}, body={"words": f"{words}\n{who}", "place": place})
        track = act.open_track(INSPECTION, label=drafting.first_line(f"{place}: {words}"))
        act.start_clock("appear", "information.appear", track, due_on=day)
        draft = drafting.inspection(act.matter, row, place, words, day, who, at)
        letters.draft([act], draft, tracks={matter_id: [track.pk]}, submit=True, by_system=True)
        return event


def record_inspection(
    *,
    matter_id: int,
    track_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    result: str,
    words: str,
    done_on: date,
    files: Files = (),
) -> Event:
    """Record what was looked at, who was there, what was found; pictures and papers with it. Raises: UnableToAct."""
    if result not in dict(INSPECTED) or not words.strip():
        raise UnableToAct(_("โปรดระบุผลและบันทึกการตรวจสอบ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track = act.track(track_id)
        if not legal_date(track.opened_at) <= done_on <= legal_date(at):
            raise UnableToAct(_("วันที่ตรวจสอบต้องไม่ก่อนวันที่สั่งและไม่เกินวันนี้"))
        more = {"done_on": done_on.isoformat()}
        return _recorded(act, track, "record_inspection", result, words, files, **more)


def _recorded(act: Act, track: Track, move: str, result: str, words: str, files: Files, **facts: str) -> Event:
    track.answer, track.result = words, result
    matter_id = act.matter.pk
    act.add(
        *(
            attachment(matter_id=matter_id, file_id=file_id, name=name, origin="office", at=act.at, track_id=track.pk)
            for file_id, name in files
        )
    )
    return act.move(move, track=track, facts={"result": result, "files": len(files), **facts}, body={"words": words})


def lift_summons(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str
) -> Event:
    """Call a summons off, with the reason."""
    return _lifted("lift_summons", matter_id=matter_id, track_id=track_id, by=by, at=at, seen=seen, words=words)


def lift_inspection(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str
) -> Event:
    """Call an inspection off, with the reason."""
    return _lifted("lift_inspection", matter_id=matter_id, track_id=track_id, by=by, at=at, seen=seen, words=words)


def _lifted(
    move: str, *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None, words: str
) -> Event:
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผล"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move(move, track=act.track(track_id), body={"words": words})


DROPS = {SUMMONS: "drop_summons", INSPECTION: "drop_inspection"}


def drop_measures(act: Act) -> None:
    """Let nobody come or be visited any more, of a complaint that ends."""
    for track in list(act.tracks.values()):
        if track.type in DROPS and not track.final:
            act.follow(DROPS[track.type], track=track)
