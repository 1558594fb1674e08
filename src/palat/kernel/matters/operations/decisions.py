"""Laying a matter before a decider (แฟ้มเสนอ), and what each level does with it.

The chain of levels is dated data; a matter ends low in it unless a level passes it on. A
decider's pen or word is recorded verbatim by a named secretary and confirmed by a second
person; it is the decider's act.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from palat.kernel.history import ids
from palat.kernel.history.operations import Event
from palat.kernel.matters.authority import Actor, presents_for
from palat.kernel.matters.deciding import COMPILING, DECISIONS, NEED_WORDS, ORDER, ORDERED, UNHEARD, levels_below
from palat.kernel.matters.models import Submission
from palat.kernel.matters.operations.acts import Act, NotAuthorised, UnableToAct, acting
from palat.kernel.matters.operations.levels import (
    is_barred_level,
    lay_before,
    next_step,
    open_submission,
    opine,
    settle,
)
from palat.kernel.matters.operations.receiving import attachment


@dataclass(frozen=True)
class OrderItem:
    """One item of an order: what, by which agency, by when."""

    words: str
    agency_id: int
    due_on: date


def submit(act: Act, *, purpose: str, chain: Sequence[str], brief: Mapping[str, Any], due_on: date | None) -> Event:
    """Lay the matter before the first level of a chain.

    Raises: UnableToAct when the chain is empty or the brief lacks question or recommendation.
    """
    if not chain:
        raise UnableToAct(_("ไม่มีลำดับผู้พิจารณาสำหรับเรื่องประเภทนี้"))
    if not brief.get("question") or not brief.get("recommendation"):
        raise UnableToAct(_("ต้องมีประเด็นที่ขอให้พิจารณาและข้อเสนอแนะ"))
    authority = act.by.authority
    if authority is None:
        raise UnableToAct(_("ผู้เสนอต้องเป็นเจ้าหน้าที่"))
    step = next_step(act, chain, 0)
    if step is None or is_barred_level(act, chain[-1]):
        raise UnableToAct(_("ผู้พิจารณาระดับที่เลือกมีส่วนได้เสียในเรื่องนี้ โปรดเสนอระดับอื่น"))
    event = act.move(
        "submit",
        facts={"purpose": purpose, "chain": list(chain), "role": chain[step]},
        body={"brief": dict(brief)},
    )
    submission = Submission(
        id=ids.take(),
        matter_id=act.matter.pk,
        track_id=act.main.pk,
        purpose=purpose,
        chain=list(chain),
        step=step,
        role=chain[step],
        brief=dict(brief),
        submitted_at=act.at,
        submitted_by_id=authority.official_id,
        due_on=due_on,
    )
    act.step_role = chain[step]
    act.add(submission)
    return event


def endorse(*, matter_id: int, by: Actor, at: datetime, seen: int | None, words: str) -> Event:
    """Agree and pass the file to the next level of the chain.

    Raises: UnableToAct at the last level, which must decide.
    """
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return pass_on(act, words=words)


def pass_on(act: Act, *, words: str) -> Event:
    """Agree and pass the file on, within an act that is already open. Raises: as `endorse`."""
    submission = open_submission(act)
    _refuse_over_recorded(submission)
    step = next_step(act, submission.chain, submission.step + 1)
    if step is None:
        raise UnableToAct(_("เป็นลำดับสุดท้ายแล้ว โปรดสั่งการ"))
    after = submission.chain[step]
    event = act.move("endorse", facts={"role": submission.role, "next": after}, body={"words": words})
    opine(act, submission, "endorse", words)
    lay_before(act, submission, step)
    return event


def return_draft(*, matter_id: int, by: Actor, at: datetime, seen: int | None, words: str) -> Event:
    """Return the draft to its officer with the reason. Raises: UnableToAct without a reason."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return give_back(act, words=words)


def give_back(act: Act, *, words: str) -> Event:
    """Return the draft, within an act that is already open. Raises: as `return_draft`."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผลที่ส่งคืน"))
    submission = open_submission(act)
    _refuse_over_recorded(submission)
    event = act.move("return_draft", facts={"role": submission.role}, body={"words": words})
    opine(act, submission, "return", words)
    settle(submission, act, decision="returned", words=words, way="screen")
    return event


def decide(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None,
    decision: str,
    words: str,
    items: Sequence[OrderItem] = (),
    entrust_to: str = "",
) -> Event:
    """Decide, as the level before which the file lies, and open a track for each item of the order."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return rule(act, decision=decision, words=words, items=items, entrust_to=entrust_to)


def rule(act: Act, *, decision: str, words: str, items: Sequence[OrderItem] = (), entrust_to: str = "") -> Event:
    """Decide, within an act that is already open. Raises: as `decide`."""
    submission = open_submission(act)
    _refuse_over_recorded(submission)
    return _decide(act, submission, Ruling("decide", decision, words, tuple(items), entrust_to))


@dataclass(frozen=True)
class Spoken:
    """What a decider wrote or said, as a named secretary takes it down: verbatim, with scan and items."""

    decision: str
    words: str
    way: str  # pen | oral
    scans: tuple[tuple[int, str], ...] = ()
    items: tuple[OrderItem, ...] = ()
    entrust_to: str = ""


def record_decision(*, matter_id: int, by: Actor, at: datetime, seen: int | None, spoken: Spoken) -> Event:
    """Record a decider's pen or word (บัญชาด้วยวาจา). It takes effect when a second person confirms it.

    Raises: UnableToAct without the words, or for a pen order without its scan; NotAuthorised for a
    secretary of another decider.
    """
    if spoken.way == "pen" and not spoken.scans:
        raise UnableToAct(_("โปรดแนบภาพหนังสือที่เกษียนสั่งการ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return _take_down(act, spoken)


def take_down(act: Act, *, decision: str, words: str, way: str) -> Event:
    """Record a decider's pen or word, within an act that is already open. Raises: as `record_decision`."""
    return _take_down(act, Spoken(decision, words, way))


def _take_down(act: Act, spoken: Spoken) -> Event:
    if not spoken.words.strip():
        raise UnableToAct(_("โปรดบันทึกถ้อยคำที่สั่งการให้ครบถ้วนตามจริง"))
    submission = open_submission(act)
    _check(submission.role, spoken.decision, spoken.words, spoken.entrust_to)
    if act.by.authority is not None and submission.role not in presents_for(act.by.authority):
        raise NotAuthorised(_("คุณไม่ได้เป็นเลขานุการของผู้พิจารณาระดับนี้"))
    _refuse_over_recorded(submission)
    scans = [
        attachment(matter_id=act.matter.pk, file_id=file_id, name=name, origin="office", at=act.at)
        for file_id, name in spoken.scans
    ]
    act.add(*scans)
    event = act.move(
        "record_decision",
        facts={
            "decision": spoken.decision,
            "way": spoken.way,
            "role": submission.role,
            "scans": [one.pk for one in scans],
            "items": _named(spoken.items),
        },
        body={"words": spoken.words, "items": [item.words for item in spoken.items]},
    )
    submission.decision, submission.words, submission.way = spoken.decision, spoken.words, spoken.way
    submission.recorded = {
        "by": act.by.official_id,
        "at": act.at.isoformat(),
        "scans": [one.pk for one in scans],
        "entrust_to": spoken.entrust_to,
        "items": [
            {"words": one.words, "agency_id": one.agency_id, "due_on": one.due_on.isoformat()} for one in spoken.items
        ],
    }
    act.alter(submission)
    return event


def _refuse_over_recorded(submission: Submission) -> None:
    """An order that was taken down is neither replaced nor passed by: it is confirmed, or withdrawn with a reason."""
    if submission.recorded:
        raise UnableToAct(_("มีคำสั่งที่บันทึกไว้รอยืนยันอยู่ โปรดยืนยัน หรือถอนคำสั่งที่บันทึกไว้พร้อมเหตุผลก่อน"))


def withdraw_recorded(*, matter_id: int, by: Actor, at: datetime, seen: int | None, words: str) -> Event:
    """Withdraw a wrong record of a decider's pen or word before it is confirmed; the history keeps what it said.

    Raises: UnableToAct without a reason or a record; NotAuthorised for a secretary of another decider.
    """
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผลที่ถอนคำสั่งที่บันทึกไว้"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        act.require("withdraw_recorded")
        submission = open_submission(act)
        if by.authority is not None and submission.role not in presents_for(by.authority) | by.authority.roles():
            raise NotAuthorised(_("คุณไม่ได้เป็นเลขานุการของผู้พิจารณาระดับนี้"))
        if not submission.recorded:
            raise UnableToAct(_("ยังไม่มีคำสั่งที่บันทึกไว้ให้ถอน"))
        event = act.move(
            "withdraw_recorded",
            facts={"decision": submission.decision, "way": submission.way, "role": submission.role},
            body={"words": words, "recorded": submission.words},
        )
        submission.decision, submission.words, submission.way, submission.recorded = "", "", "", {}
        act.alter(submission)
        return event


def confirm_decision(*, matter_id: int, by: Actor, at: datetime, seen: int | None) -> Event:
    """Confirm, as a second person, what a secretary recorded; the decision takes effect, and is the decider's."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return confirm(act)


def confirm(act: Act, *, items: Sequence[OrderItem] = ()) -> Event:
    """Confirm what a secretary recorded, within an act that is already open. Raises: as `confirm_decision`.

    The items are those that were recorded with it; `items` stand where none were.
    """
    submission = open_submission(act)
    if not submission.recorded:
        raise UnableToAct(_("ยังไม่มีคำสั่งที่บันทึกไว้ให้ยืนยัน"))
    ruling = Ruling(
        move="confirm_decision",
        decision=submission.decision,
        words=submission.words,
        items=recorded_items(submission) or tuple(items),
        entrust_to=str(submission.recorded.get("entrust_to") or ""),
        way=submission.way,
    )
    return _decide(act, submission, ruling)


def recorded_items(submission: Submission) -> tuple[OrderItem, ...]:
    """Return the items of an order that was taken down and waits for a second person."""
    return tuple(
        OrderItem(one["words"], one["agency_id"], date.fromisoformat(one["due_on"]))
        for one in submission.recorded.get("items") or ()
    )


def present(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str = "") -> Event:
    """Screen a file and present it to its decider, as the secretary; it decides nothing."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        submission = open_submission(act)
        if by.authority is not None and submission.role not in presents_for(by.authority):
            raise NotAuthorised(_("คุณไม่ได้เป็นเลขานุการของผู้พิจารณาระดับนี้"))
        event = act.move("present", facts={"role": submission.role}, body={"words": words} if words else None)
        submission.presented_at = at
        act.alter(submission)
        return event


@dataclass(frozen=True)
class Ruling:
    """A decision as it takes effect: by which move, what, with which items, said in which way."""

    move: str
    decision: str
    words: str
    items: tuple[OrderItem, ...] = ()
    entrust_to: str = ""
    way: str = "screen"


def _check(role: str, decision: str, words: str, entrust_to: str) -> None:
    if decision not in dict(DECISIONS):
        raise UnableToAct(_("ไม่รู้จักคำสั่งนี้"))
    if decision in NEED_WORDS and not words.strip():
        raise UnableToAct(_("โปรดระบุถ้อยคำของข้อสั่งการ"))
    if decision == "entrusted" and entrust_to not in levels_below(role):
        raise UnableToAct(_("โปรดเลือกผู้รับมอบหมายที่อยู่ต่ำกว่าผู้มอบหมาย"))


def _named(items: Sequence[OrderItem]) -> list[dict[str, Any]]:
    return [{"agency": item.agency_id, "due": item.due_on.isoformat()} for item in items]


def _decide(act: Act, submission: Submission, ruling: Ruling) -> Event:
    _check(submission.role, ruling.decision, ruling.words, ruling.entrust_to)
    if ruling.decision == "entrusted":
        return _entrust(act, submission, ruling)
    event = act.move(
        ruling.move,
        to=ORDERED if ruling.items else COMPILING,
        facts={
            "decision": ruling.decision,
            "role": submission.role,
            "way": ruling.way,
            "items": _named(ruling.items),
        },
        body={"words": ruling.words, "items": [item.words for item in ruling.items]},
        public=False if ruling.decision in UNHEARD else None,
    )
    for item in ruling.items:
        track = act.open_track(ORDER, agency_id=item.agency_id, label=item.words[:300], unit_id=None)
        act.start_clock(ORDER, "order.report", track, due_on=item.due_on)
    opine(act, submission, "decide", ruling.words)
    settle(submission, act, decision=ruling.decision, words=ruling.words, way=ruling.way)
    return event


def _entrust(act: Act, submission: Submission, ruling: Ruling) -> Event:
    if is_barred_level(act, ruling.entrust_to):
        raise UnableToAct(_("ผู้รับมอบหมายมีส่วนได้เสียในเรื่องนี้ โปรดเลือกผู้อื่น"))
    event = act.move(
        ruling.move,
        facts={"decision": "entrusted", "role": submission.role, "next": ruling.entrust_to, "way": ruling.way},
        body={"words": ruling.words},
        public=False,
    )
    opine(act, submission, "decide", ruling.words)
    submission.chain = [*submission.chain[: submission.step + 1], ruling.entrust_to]
    lay_before(act, submission, submission.step + 1)
    return event
