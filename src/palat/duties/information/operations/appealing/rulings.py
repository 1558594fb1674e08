"""The ruling on an appeal: drafted, voted upon at a sitting with a quorum, confirmed by who presides."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.information.models import Appeal, Hearing, Panelist, Ruling, Vote
from palat.duties.information.operations.appealing import wording
from palat.duties.information.operations.appealing.telling import tell
from palat.duties.information.procedure.appeal_words import ABSTAIN, OUTCOMES_OF, VOTES
from palat.duties.information.queries.appealing.listing import sits
from palat.duties.information.queries.appealing.panel import in_circle, may_sit, panel_of, quorum
from palat.duties.information.queries.catalogue import grounds_on
from palat.kernel.calendar.counting import last_day, legal_date
from palat.kernel.calendar.queries import calendar_around, limit
from palat.kernel.history import ids
from palat.kernel.jobs.operations import enqueue
from palat.kernel.letters.operations import drafting as letters
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.operations.acts import Act, Event, NotAuthorised, UnableToAct, acting
from palat.kernel.registers.operations.numbers import take_number

REGISTER = "tribunal_ruling"


@dataclass(frozen=True)
class Draft:
    """A ruling as it is laid before the panel."""

    outcome: str
    issue: str
    facts: str
    reasons: str
    order: str
    grounds: tuple[str, ...] = ()


def draft_ruling(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, draft: Draft) -> Event:
    """Write the draft of a ruling, or mend it. Its words stand in no event: they may tell what was seen in camera.

    Raises: UnableToAct for an outcome that this kind of appeal cannot have, or a part left empty; NotAuthorised for
    whoever is neither of the panel nor of its secretariat.
    """
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        appeal = _within(act, by)
        if draft.outcome not in OUTCOMES_OF[act.matter.kind]:
            raise UnableToAct(_("ผลคำวินิจฉัยนี้ใช้กับคำอุทธรณ์ชนิดนี้ไม่ได้"))
        if not all(text.strip() for text in (draft.issue, draft.facts, draft.reasons, draft.order)):
            raise UnableToAct(_("โปรดเขียนประเด็น ข้อเท็จจริง เหตุผล และคำวินิจฉัยให้ครบ"))
        known = set(grounds_on(legal_date(at)).values_list("code", flat=True))
        if not set(draft.grounds) <= known:
            raise UnableToAct(_("โปรดเลือกเหตุตามกฎหมาย"))
        event = act.move("draft_ruling", facts={"outcome": draft.outcome, "grounds": sorted(draft.grounds)})
        written = {
            "outcome": draft.outcome,
            "grounds": sorted(draft.grounds),
            "issue": draft.issue,
            "facts": draft.facts,
            "reasons": draft.reasons,
            "order": draft.order,
        }
        Ruling.objects.update_or_create(appeal=appeal, defaults=written)
        return event


def record_votes(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    votes: Mapping[int, str],
    dissents: Mapping[int, str] | None = None,
) -> Event:
    """Record how each member present voted at the sitting, with the dissents. Raises: UnableToAct.

    A quorum must have been present; more than half of the votes given carry, at a tie the vote of who presides. What
    carried must be what the draft says, so that nobody confirms another text than was voted upon.
    """
    given = {number: vote for number, vote in votes.items() if vote}
    said = {number: words.strip() for number, words in (dissents or {}).items() if words.strip()}
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        appeal = _within(act, by)
        ruling = Ruling.objects.filter(appeal=appeal).first()
        if ruling is None:
            raise UnableToAct(_("ยังไม่มีร่างคำวินิจฉัย"))
        hearing = _heard(matter_id, at)
        panel = panel_of(matter_id)
        _require_votes(appeal, given, panel, legal_date(hearing.sitting.starts_at))
        carried = _carried(given, panel)
        if carried != ruling.outcome:
            raise UnableToAct(_("มติไม่ตรงกับร่างคำวินิจฉัย โปรดแก้ร่างให้ตรงกับมติก่อน"))
        if any(given.get(number) in {None, carried, ABSTAIN} for number in said):
            raise UnableToAct(_("ความเห็นแย้งเป็นของกรรมการที่ลงมติต่างจากผลเท่านั้น"))
        tally = dict(Counter(given.values()))
        event = act.move("record_votes", facts={"sitting": hearing.sitting_id, "votes": tally, "dissents": len(said)})
        _write_votes(ruling, given, said)
        hearing.state = "heard"
        hearing.save(update_fields=["state"])
        hearing.sitting.state = "held"
        hearing.sitting.save(update_fields=["state"])
        ruling.sitting = hearing.sitting
        ruling.save(update_fields=["sitting"])
        return event


def _heard(matter_id: int, at: datetime) -> Hearing:
    """Return the hearing that has taken place. Raises: UnableToAct."""
    hearing = Hearing.objects.select_related("sitting").filter(appeal=matter_id, state="set").first()
    if hearing is None or hearing.sitting.starts_at > at:
        raise UnableToAct(_("ยังไม่ได้นัดประชุม หรือยังไม่ถึงเวลาประชุมพิจารณาเรื่องนี้"))
    return hearing


def _require_votes(appeal: Appeal, given: Mapping[int, str], panel: Sequence[Panelist], sat_on: date) -> None:
    """Refuse votes of strangers, of members whose term was over on the day, or who might not sit, and too few."""
    may = {one.official_id for one in panel} & {one.official_id for one in may_sit(appeal, sat_on)}
    if not set(given) <= may or not set(given.values()) <= set(dict(VOTES)):
        raise UnableToAct(_("ลงมติได้เฉพาะกรรมการในองค์คณะซึ่งยังอยู่ในวาระในวันประชุม"))
    least = quorum(sat_on)
    if len(given) < least:
        raise UnableToAct(_("ไม่ครบองค์ประชุม ต้องมีกรรมการมาประชุมอย่างน้อย %(least)d คน") % {"least": least})


def _carried(given: Mapping[int, str], panel: Sequence[Panelist]) -> str:
    """Return what carried. Raises: UnableToAct where nothing did."""
    counted = Counter(vote for vote in given.values() if vote != ABSTAIN)
    leading = counted.most_common(2)
    if not leading:
        raise UnableToAct(_("ไม่มีผู้ออกเสียง"))
    if len(leading) == 1 or leading[0][1] > leading[1][1]:
        return leading[0][0]
    chair = next((one.official_id for one in panel if one.role == "chair"), 0)
    tied = {vote for vote, number in counted.items() if number == leading[0][1]}
    if given.get(chair) in tied:
        return given[chair]
    raise UnableToAct(_("คะแนนเท่ากันและประธานมิได้ออกเสียงชี้ขาด โปรดลงมติใหม่"))


def _write_votes(ruling: Ruling, given: Mapping[int, str], said: Mapping[int, str]) -> None:
    Vote.objects.filter(ruling=ruling).delete()
    for number, vote in sorted(given.items()):
        Vote.objects.create(id=ids.take(), ruling=ruling, official_id=number, vote=vote, dissent=said.get(number, ""))


def return_votes(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Give the record of the votes back to be mended; the hearing stands open again.

    By who would confirm it, or by the secretariat that wrote it down wrongly, or whose panel changed since.
    """
    if not words.strip():
        raise UnableToAct(_("โปรดระบุสิ่งที่ต้องแก้ไข"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        appeal = _within(act, by)
        if sits(by):
            _require_voter(appeal, by)
        event = act.move("return_votes", body={"words": words})
        Hearing.objects.filter(appeal=appeal, sitting=appeal.ruling.sitting).update(state="set")
        return event


def confirm_ruling(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Confirm the ruling as it was voted upon: it gets its number, and letters to all concerned wait to be signed.

    Raises: NotAuthorised for whoever neither presided nor, where nobody who presides voted, voted.
    """
    with transaction.atomic(), acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        appeal = _within(act, by)
        _require_voter(appeal, by)
        ruling = appeal.ruling
        event = act.move("confirm_ruling", facts={"outcome": ruling.outcome, "grounds": ruling.grounds})
        act.matter.closing = ruling.outcome
        number = take_number(register=REGISTER, on=legal_date(at), ref=f"matter:{matter_id}", at=at)
        ruling.number, ruling.ruled_on = number.text, legal_date(at)
        ruling.save(update_fields=["number", "ruled_on"])
        enqueue("information.draft_ruling_letters", matter_id=matter_id)
        tell(act, "appeal_ruled")
        return event


def draft_letters(*, matter_id: int, at: datetime) -> None:
    """Draft the letters by which a ruling is made known, once it is confirmed; drafting twice makes none twice."""
    with acting(matter_id=matter_id, by=SYSTEM, at=at) as act:
        appeal = Appeal.objects.select_related("matter", "branch", "ruling").get(pk=matter_id)
        for words in wording.rulings(act.matter, appeal, appeal.ruling, at):
            letters.draft([act], words, submit=True, by_system=True)


def _require_voter(appeal: Appeal, by: Actor) -> None:
    voted = set(Vote.objects.filter(ruling=appeal.pk).values_list("official_id", flat=True))
    chair = next((one.official_id for one in panel_of(appeal.pk) if one.role == "chair"), 0)
    may = {chair} if chair in voted else voted
    if by.official_id not in may:
        raise NotAuthorised(_("ประธานองค์คณะที่ร่วมลงมติเป็นผู้ยืนยันคำวินิจฉัย"))


def extend(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Extend the time of the ruling, with the reason that the appellant is told: once, sixty days in all at most."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุที่ต้องขยายเวลา"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        clock = next((one for one in act.running if one.code == "ruling" and one.track_id == act.main.pk), None)
        if clock is None:
            raise UnableToAct(_("ไม่มีกำหนดเวลาที่ขยายได้"))
        law = limit("information.ruling_longest", on=clock.started_on)
        last = last_day(clock.started_on, law.amount, law.unit, calendar_around(clock.started_on))
        if clock.due_on is not None and clock.due_on >= last:
            raise UnableToAct(_("ขยายเวลาครบที่กฎหมายให้แล้ว"))
        event = act.move("extend", facts={"due_on": last.isoformat()}, body={"to_petitioner": words})
        act.put_off(act.main, "ruling", last)
        tell(act, "appeal_extended")
        return event


def _within(act: Act, by: Actor) -> Appeal:
    """Return the appeal under an act of its panel or secretariat. Raises: NotAuthorised."""
    appeal = Appeal.objects.select_related("matter", "branch", "party__track").get(pk=act.matter.pk)
    if not in_circle(appeal, by):
        raise NotAuthorised(_("ทำได้เฉพาะองค์คณะและฝ่ายเลขานุการของเรื่องนี้"))
    return appeal
