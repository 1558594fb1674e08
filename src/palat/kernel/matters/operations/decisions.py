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
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Opinion, Submission
from palat.kernel.matters.operations.acts import Act, UnableToAct, acting

DECISIONS = (
    ("approved", "เห็นชอบตามเสนอ"),
    ("approved_noting", "เห็นชอบโดยมีข้อสังเกต"),
    ("ordered_otherwise", "สั่งการเป็นอย่างอื่น"),
    ("more_facts", "ขอข้อมูลเพิ่ม"),
    ("entrusted", "มอบหมาย"),
    ("noted", "ทราบ"),
)
NEED_WORDS = frozenset({"approved_noting", "ordered_otherwise", "more_facts", "entrusted"})


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
    event = act.move(
        "submit",
        facts={"purpose": purpose, "chain": list(chain), "role": chain[0]},
        body={"brief": dict(brief)},
    )
    submission = Submission(
        id=ids.take(),
        matter_id=act.matter.pk,
        track_id=act.main.pk,
        purpose=purpose,
        chain=list(chain),
        role=chain[0],
        brief=dict(brief),
        submitted_at=act.at,
        submitted_by_id=authority.official_id,
        due_on=due_on,
    )
    act.step_role = chain[0]
    act.add(submission)
    return event


def opened(*, submission_id: int, at: datetime) -> None:
    """Remember that the present decider opened the file: only that, never for how long."""
    Submission.objects.filter(pk=submission_id, opened_at=None, decided_at=None).update(opened_at=at)


def endorse(*, matter_id: int, by: Actor, at: datetime, seen: int | None, words: str) -> Event:
    """Agree and pass the file to the next level of the chain.

    Raises: UnableToAct at the last level, which must decide.
    """
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return pass_on(act, words=words)


def pass_on(act: Act, *, words: str) -> Event:
    """Agree and pass the file on, within an act that is already open. Raises: as `endorse`."""
    submission = open_submission(act)
    if submission.step + 1 >= len(submission.chain):
        raise UnableToAct(_("เป็นลำดับสุดท้ายแล้ว โปรดสั่งการ"))
    after = submission.chain[submission.step + 1]
    event = act.move("endorse", facts={"role": submission.role, "next": after}, body={"words": words})
    _opine(act, submission, "endorse", words)
    _lay_before(act, submission, after)
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
    event = act.move("return_draft", facts={"role": submission.role}, body={"words": words})
    _opine(act, submission, "return", words)
    _settle(submission, act, decision="returned", words=words, way="screen")
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
    return _decide(act, open_submission(act), "decide", decision, words, items, entrust_to, "screen")


def record_decision(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None, decision: str, words: str, way: str
) -> Event:
    """Record a decider's pen or word verbatim. It takes effect when a second person confirms it.

    `way` is `pen` or `oral` (บัญชาด้วยวาจา). Raises: UnableToAct without the words.
    """
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return take_down(act, decision=decision, words=words, way=way)


def take_down(act: Act, *, decision: str, words: str, way: str) -> Event:
    """Record a decider's pen or word, within an act that is already open. Raises: as `record_decision`."""
    if not words.strip():
        raise UnableToAct(_("โปรดบันทึกถ้อยคำที่สั่งการให้ครบถ้วนตามจริง"))
    submission = open_submission(act)
    event = act.move(
        "record_decision",
        facts={"decision": decision, "way": way, "role": submission.role},
        body={"words": words},
    )
    submission.decision, submission.words, submission.way = decision, words, way
    act.alter(submission)
    return event


def confirm_decision(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None, items: Sequence[OrderItem] = ()
) -> Event:
    """Confirm, as a second person, what a secretary recorded; the decision takes effect."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return confirm(act, items=items)


def confirm(act: Act, *, items: Sequence[OrderItem] = ()) -> Event:
    """Confirm what a secretary recorded, within an act that is already open. Raises: as `confirm_decision`."""
    submission = open_submission(act)
    if not submission.decision:
        raise UnableToAct(_("ยังไม่มีคำสั่งที่บันทึกไว้ให้ยืนยัน"))
    return _decide(
        act, submission, "confirm_decision", submission.decision, submission.words, items, "", submission.way
    )


def open_submission(act: Act) -> Submission:
    """Return the submission that lies open on the matter. Raises: UnableToAct if there is none."""
    submission = act.open_submission()
    if submission is None:
        raise UnableToAct(_("เรื่องนี้ไม่ได้อยู่ในแฟ้มเสนอ"))
    return submission


def _decide(
    act: Act,
    submission: Submission,
    move: str,
    decision: str,
    words: str,
    items: Sequence[OrderItem],
    entrust_to: str,
    way: str,
) -> Event:
    if decision not in dict(DECISIONS):
        raise UnableToAct(_("ไม่รู้จักคำสั่งนี้"))
    if decision in NEED_WORDS and not words.strip():
        raise UnableToAct(_("โปรดระบุถ้อยคำของข้อสั่งการ"))
    if decision == "entrusted":
        return _entrust(act, submission, words, entrust_to)
    event = act.move(
        move,
        to="ordered" if items else "compiling",
        facts={
            "decision": decision,
            "role": submission.role,
            "way": way,
            "items": [{"agency": item.agency_id, "due": item.due_on.isoformat()} for item in items],
        },
        body={"words": words, "items": [item.words for item in items]},
    )
    for item in items:
        track = act.open_track("order", agency_id=item.agency_id, label=item.words[:300], unit_id=None)
        act.start_clock("order", "order.report", track, due_on=item.due_on)
    _opine(act, submission, "decide", words)
    _settle(submission, act, decision=decision, words=words, way=way)
    return event


def _entrust(act: Act, submission: Submission, words: str, role: str) -> Event:
    if not role:
        raise UnableToAct(_("โปรดเลือกผู้รับมอบหมาย"))
    event = act.move(
        "decide",
        facts={"decision": "entrusted", "role": submission.role, "next": role},
        body={"words": words},
        public=False,
    )
    _opine(act, submission, "decide", words)
    submission.chain = [*submission.chain[: submission.step + 1], role]
    _lay_before(act, submission, role)
    return event


def _lay_before(act: Act, submission: Submission, role: str) -> None:
    submission.step, submission.role, submission.opened_at = submission.step + 1, role, None
    act.alter(submission)
    act.step_role = role
    act.reorder()


def _opine(act: Act, submission: Submission, what: str, words: str) -> None:
    authority = act.by.authority
    if authority is None:
        return
    held = next((held for held in authority.held if held.role == submission.role), None)
    act.add(
        Opinion(
            id=ids.take(),
            submission_id=submission.pk,
            step=submission.step,
            official_id=authority.official_id,
            post=held.title if held else "",
            act=what,
            words=words,
            at=act.at,
        )
    )


def _settle(submission: Submission, act: Act, *, decision: str, words: str, way: str) -> None:
    submission.decision, submission.words, submission.way = decision, words, way
    submission.decided_at, submission.decided_role = act.at, submission.role
    act.alter(submission)
