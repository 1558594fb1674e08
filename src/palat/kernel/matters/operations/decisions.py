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
from django.utils.translation import gettext_noop

from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.history.operations import Event
from palat.kernel.matters.authority import UNIT_ROLES, Actor, presents_for
from palat.kernel.matters.models import Opinion, Submission
from palat.kernel.matters.operations.acts import Act, NotAuthorised, UnableToAct, acting
from palat.kernel.matters.operations.receiving import attachment
from palat.kernel.organisation.procedure import ROLES, BasisUnknown, signature_of
from palat.kernel.organisation.queries import officials_holding, post_of_role, unit_and_above

DECISIONS = (
    ("approved", gettext_noop("เห็นชอบตามเสนอ")),
    ("approved_noting", gettext_noop("เห็นชอบโดยมีข้อสังเกต")),
    ("ordered_otherwise", gettext_noop("สั่งการเป็นอย่างอื่น")),
    ("more_facts", gettext_noop("ขอข้อมูลเพิ่ม")),
    ("entrusted", gettext_noop("มอบหมาย")),
    ("noted", gettext_noop("ทราบ")),
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
    step = _next_step(act, chain, 0)
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


def is_barred_level(act: Act, role: str) -> bool:
    """Say whether everyone who holds a level today is barred from the matter (accused, related, own office)."""
    bars = list(act.bars())
    if not bars:
        return False
    officials, agencies = {bar.official_id for bar in bars}, {bar.agency_id for bar in bars} - {None}
    units = unit_and_above(act.matter.unit_id) if role in UNIT_ROLES else ()
    holders = list(officials_holding(role, on=legal_date(act.at), unit_ids=units))
    return bool(holders) and all(one.official_id in officials or one.post.agency_id in agencies for one in holders)


def _next_step(act: Act, chain: Sequence[str], start: int) -> int | None:
    """Return the first level from one on that is not barred: the matter leaves the others' queue by rule."""
    return next((step for step in range(start, len(chain)) if not is_barred_level(act, chain[step])), None)


def leave_barred(act: Act) -> None:
    """Take an open file away from a level that has just been barred: to the next one.

    Raises: UnableToAct when no level is left; the file must first be returned and laid before others.
    """
    submission = act.open_submission()
    if submission is None or not is_barred_level(act, submission.role):
        return
    step = _next_step(act, submission.chain, submission.step + 1)
    if step is None:
        raise UnableToAct(_("แฟ้มอยู่ที่ระดับสุดท้ายของลำดับ โปรดส่งคืนแฟ้มแล้วเสนอระดับที่สูงกว่าก่อน"))
    _lay_before(act, submission, step)


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
    step = _next_step(act, submission.chain, submission.step + 1)
    if step is None:
        raise UnableToAct(_("เป็นลำดับสุดท้ายแล้ว โปรดสั่งการ"))
    after = submission.chain[step]
    event = act.move("endorse", facts={"role": submission.role, "next": after}, body={"words": words})
    _opine(act, submission, "endorse", words)
    _lay_before(act, submission, step)
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
    return _decide(act, open_submission(act), Ruling("decide", decision, words, tuple(items), entrust_to))


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
    _check(spoken.decision, spoken.words, spoken.entrust_to)
    submission = open_submission(act)
    if act.by.authority is not None and submission.role not in presents_for(act.by.authority):
        raise NotAuthorised(_("คุณไม่ได้เป็นเลขานุการของผู้พิจารณาระดับนี้"))
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


def arrange(*, submission_ids: Sequence[int], by: Actor) -> None:
    """Put the files of one's deciders in an order. Others' files among them are left as they are."""
    roles = presents_for(by.authority) if by.authority is not None else frozenset()
    for place, submission_id in enumerate(submission_ids, start=1):
        Submission.objects.filter(pk=submission_id, decided_at=None, role__in=roles).update(place=place)


def open_submission(act: Act) -> Submission:
    """Return the submission that lies open on the matter. Raises: UnableToAct if there is none."""
    submission = act.open_submission()
    if submission is None:
        raise UnableToAct(_("เรื่องนี้ไม่ได้อยู่ในแฟ้มเสนอ"))
    return submission


@dataclass(frozen=True)
class Ruling:
    """A decision as it takes effect: by which move, what, with which items, said in which way."""

    move: str
    decision: str
    words: str
    items: tuple[OrderItem, ...] = ()
    entrust_to: str = ""
    way: str = "screen"


def _check(decision: str, words: str, entrust_to: str) -> None:
    if decision not in dict(DECISIONS):
        raise UnableToAct(_("ไม่รู้จักคำสั่งนี้"))
    if decision in NEED_WORDS and not words.strip():
        raise UnableToAct(_("โปรดระบุถ้อยคำของข้อสั่งการ"))
    if decision == "entrusted" and (entrust_to not in ROLES or not ROLES[entrust_to].decider):
        raise UnableToAct(_("โปรดเลือกผู้รับมอบหมาย"))


def _named(items: Sequence[OrderItem]) -> list[dict[str, Any]]:
    return [{"agency": item.agency_id, "due": item.due_on.isoformat()} for item in items]


def _decide(act: Act, submission: Submission, ruling: Ruling) -> Event:
    _check(ruling.decision, ruling.words, ruling.entrust_to)
    if ruling.decision == "entrusted":
        return _entrust(act, submission, ruling)
    event = act.move(
        ruling.move,
        to="ordered" if ruling.items else "compiling",
        facts={
            "decision": ruling.decision,
            "role": submission.role,
            "way": ruling.way,
            "items": _named(ruling.items),
        },
        body={"words": ruling.words, "items": [item.words for item in ruling.items]},
    )
    for item in ruling.items:
        track = act.open_track("order", agency_id=item.agency_id, label=item.words[:300], unit_id=None)
        act.start_clock("order", "order.report", track, due_on=item.due_on)
    _opine(act, submission, "decide", ruling.words)
    _settle(submission, act, decision=ruling.decision, words=ruling.words, way=ruling.way)
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
    _opine(act, submission, "decide", ruling.words)
    submission.chain = [*submission.chain[: submission.step + 1], ruling.entrust_to]
    _lay_before(act, submission, submission.step + 1)
    return event


def _lay_before(act: Act, submission: Submission, step: int) -> None:
    submission.step, submission.role = step, submission.chain[step]
    submission.opened_at = submission.presented_at = None
    submission.place, submission.decision, submission.words, submission.way = 0, "", "", ""
    submission.recorded = {}
    act.alter(submission)
    act.step_role = submission.role
    act.reorder()


def _opine(act: Act, submission: Submission, what: str, words: str) -> None:
    authority = act.by.authority
    if authority is None:
        return
    recorded = submission.recorded or {}
    on_screen = not recorded or what != "decide"
    act.add(
        Opinion(
            id=ids.take(),
            submission_id=submission.pk,
            step=submission.step,
            official_id=authority.official_id,
            post=(_capacity(act) if on_screen else _post_of(submission.role))[:300],
            act=what,
            words=words,
            at=act.at,
            opened=submission.opened_at is not None if on_screen else None,
            recorded_by_id=None if on_screen else recorded.get("by"),
        )
    )


def _capacity(act: Act) -> str:
    """Return post and capacity that the act relied upon, as they stand under a signature, without the name."""
    if act.by.authority is None:
        return ""
    try:
        return " ".join(signature_of(act.by.authority, act.basis)[1:])
    except BasisUnknown:
        return ""


def _post_of(role: str) -> str:
    post = post_of_role(role)
    return post.title_th if post else _(ROLES[role].label)


def _settle(submission: Submission, act: Act, *, decision: str, words: str, way: str) -> None:
    submission.decision, submission.words, submission.way = decision, words, way
    submission.decided_at, submission.decided_role = act.at, submission.role
    act.alter(submission)
