"""Scenes: cases stopped where they are wanted, so that every state and every screen of every role has work today.

A scene is lived like any other case; it is only received at such a moment that it reaches the wanted state lately.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from palat.duties.petitions.demo import fates
from palat.duties.petitions.demo.acts.base import Desk
from palat.duties.petitions.demo.case import Case
from palat.duties.petitions.demo.composing import Story, stories_of
from palat.duties.petitions.demo.living import Fate, Spawn, Thread
from palat.duties.petitions.demo.making import make_case, story_of_tone
from palat.duties.petitions.demo.office import Office
from palat.duties.petitions.demo.people import LIAISONS
from palat.duties.petitions.demo.telling import Told
from palat.duties.petitions.procedure.referral import REFERRAL_STATES
from palat.duties.petitions.procedure.states import MAIN_STATES
from palat.kernel.matters.deciding import ORDER_STATES

LOOK_BACK = timedelta(days=300)


@dataclass(frozen=True)
class Scene:
    """Where a case is to be stopped: its fate, the moment, and how many of it."""

    name: str
    count: int
    halts: Callable[[Case], bool]
    fate: Fate = fates.by_agencies
    tone: str = "problem"
    up_to: str | None = None
    purpose: str = "order"
    rests: tuple[float, float] = (0.02, 2.5)  # days since it came there
    agencies: str = ""  # instead of the story's own
    channel: str = ""  # instead of any
    secrecy: int = 0
    group: int = 0  # officer of the mass groups who handles it, instead of the usual desk
    wants: str = ""  # what is to happen for certain, see `Case.wants`


def stands(state: str) -> Callable[[Case], bool]:
    """Halt when the main track stands in a state."""
    return lambda case: case.state == state


def track_stands(type: str, state: str, *, chased: int | None = None) -> Callable[[Case], bool]:
    """Halt when a track of a type stands in a state, and was chased so many times."""
    return lambda case: any(
        track.type == type and track.state == state and chased in {None, track.chased}
        for track in case.life.tracks.values()
    )


def lies_before(role: str) -> Callable[[Case], bool]:
    """Halt when the file lies before a level."""

    def halts(case: Case) -> bool:
        submission = case.life.open_submission()
        return submission is not None and submission.role == role

    return halts


def letter_stands(kind: str, state: str) -> Callable[[Case], bool]:
    """Halt when a letter of a kind stands in a state."""
    return lambda case: any(one.kind == kind and one.state == state for one in case.letters)


def told_by_word(case: Case) -> bool:
    """Halt when a secretary has recorded a decision that waits for its confirmation."""
    submission = case.life.open_submission()
    return submission is not None and bool(submission.decision)


def never(_case: Case) -> bool:
    """Do not halt."""
    return False


def with_lawyer(case: Case, spawn: Spawn) -> Thread:
    """Given to the legal officer for an opinion."""
    yield from _given(case, spawn, "legal-1", "psc.legal", "ขอความเห็นข้อกฎหมายก่อนส่งหน่วยงาน")


def with_inspector(case: Case, spawn: Spawn) -> Thread:
    """Given to an inspector who examines the place on the next round."""
    yield from _given(case, spawn, "inspector-1", "inspection", "ขอให้ตรวจสอบข้อเท็จจริงในพื้นที่ระหว่างการตรวจราชการ")


def with_second_inspector(case: Case, spawn: Spawn) -> Thread:
    """Given to the other inspector."""
    yield from _given(case, spawn, "inspector-2", "inspection", "ขอให้ตรวจสอบข้อเท็จจริงในพื้นที่ระหว่างการตรวจราชการ")


def _given(case: Case, _spawn: Spawn, account: str, unit: str, reason: str) -> Thread:
    yield from fates.screened(case)
    case.accept()
    yield fates.work(case, 0.2, 1)
    case.assign(case.office.people[account], unit, case.office.people["director-psc"], reason)
    yield fates.work(case, 60, 61)


def held_by(unit: str) -> Callable[[Case], bool]:
    """Halt when a unit holds the matter."""
    return lambda case: bool(case.matter.unit_id == case.office.unit(unit))


def slow(case: Case, spawn: Spawn) -> Thread:
    """Referred to an agency that does not answer."""
    yield from fates.screened(case)
    case.accept()
    yield fates.work(case, 0.2, 2)
    for track in case.refer(case.agencies()):
        spawn(_never_answering(case, spawn, track))


def _never_answering(case: Case, spawn: Spawn, track: object) -> Thread:
    yield fates.work(case, 0.5, 3)
    case.on_track(case.agency(track), "agency_accept", track)  # type: ignore[arg-type]
    spawn(fates.chasing(case, track))  # type: ignore[arg-type]


def recalled(case: Case, _spawn: Spawn) -> Thread:
    """Taken back from an agency."""
    yield from fates.screened(case)
    case.accept()
    yield fates.work(case, 0.2, 2)
    (track,) = case.refer(case.agencies()[:1])
    yield fates.work(case, 1, 4)
    case.on_track(case.desk.officer, "recall", track, "ผู้ร้องแจ้งว่าได้รับการแก้ไขแล้ว จึงเรียกเรื่องคืนเพื่อยุติ")


def lifted(case: Case, spawn: Spawn) -> Thread:
    """An order that was lifted, since it was overtaken by another."""
    yield from fates.screened(case)
    case.accept()
    yield fates.work(case, 1, 4)
    case.compile()
    yield fates.work(case, 0.5, 2)
    case.submit("director", "order")
    yield fates.work(case, 0.2, 2)
    case.endorse()
    yield fates.work(case, 0.2, 2)
    (track, *_more) = case.decide("approved", case.agencies())
    yield fates.work(case, 3, 10)
    case.on_track(
        case.office.people["director-psc"], "order_lift", track, "หน่วยงานดำเนินการตามข้อสั่งการฉบับหลังซึ่งครอบคลุมเรื่องนี้แล้ว"
    )


def memo(case: Case, _spawn: Spawn) -> Thread:
    """The officer drafts a memorandum to the permanent secretary; it waits, goes up, or is cancelled."""
    yield from fates.screened(case)
    case.accept()
    yield fates.work(case, 1, 4)
    letter = case.draft_memo()
    yield fates.work(case, 0.5, 1)
    if case.wants == "cancel":
        case.cancel_letter(letter)
    else:
        case.submit_letter_again(letter)
    yield fates.work(case, 200, 201)


def always_objects(case: Case, _spawn: Spawn) -> Thread:
    """Answered, and the petitioner objects with new facts."""
    yield from fates.screened(case)
    case.accept()
    yield fates.work(case, 1, 9)
    case.conclude("explained")
    case.write_answer()
    yield fates.work(case, 0.1, 1)
    case.notify()
    yield fates.work(case, 0.5, 4)
    case.close()
    yield fates.life(case, 1, 12)
    case.object()


_STATES = {
    "received": Scene("received", 12, stands("received"), rests=(0.01, 0.3)),
    "info_requested": Scene("info_requested", 8, stands("info_requested"), fates.silent, rests=(0.5, 9)),
    "refusal_proposed": Scene("refusal_proposed", 6, stands("refusal_proposed"), fates.refused),
    "suspended": Scene("suspended", 5, stands("suspended"), fates.suspended, rests=(2, 30)),
    "compiling": Scene("compiling", 9, stands("compiling"), up_to="director"),
    "ordered": Scene("ordered", 8, stands("ordered"), up_to="minister", rests=(1, 25)),
    "review_requested": Scene("review_requested", 7, stands("review_requested"), always_objects),
    "answered": Scene("answered", 2, stands("answered"), fates.answered_at_once),
    "noted": Scene("noted", 2, stands("noted"), fates.taken_note_of, tone="opinion"),
    "not_accepted": Scene("not_accepted", 2, stands("not_accepted"), fates.refused),
    "withdrawn": Scene("withdrawn", 2, stands("withdrawn"), fates.withdrawn),
}
_ELSEWHERE = frozenset({"submitted", "merged"})  # made for each level of the chain, and by the campaign
_ON_TRACKS = (
    Scene("referral recalled", 2, track_stands("referral", "recalled"), recalled),
    Scene("order lifted", 2, track_stands("order", "lifted"), lifted, up_to="director"),
)
_APART = (
    Scene("before prime_minister", 2, lies_before("prime_minister"), tone="accuse", up_to="prime_minister"),
    Scene("by word", 2, told_by_word, up_to="prime_minister", rests=(0.05, 0.5), wants="word"),
    Scene("order overdue", 6, track_stands("order", "acknowledged"), up_to="minister", rests=(48, 70)),
    Scene("decided by prime_minister", 3, stands("ordered"), up_to="prime_minister", rests=(1, 12), wants="screen"),
    Scene("mass groups before the head", 3, lies_before("group_head"), up_to="director", group=7),
    Scene("mass groups", 4, stands("in_hand"), group=7),
    Scene("mass groups, other", 4, stands("compiling"), up_to="director", group=8),
    Scene("danger to life", 4, stands("received"), tone="danger", rests=(0.002, 0.03)),
    Scene("danger, telephoned", 3, stands("in_hand"), tone="danger", rests=(0.02, 0.3)),
    Scene("royal", 6, never, fates.held, tone="royal", rests=(1, 40)),
    Scene("legal", 4, held_by("psc.legal"), with_lawyer, tone="accuse", rests=(0.5, 5)),
    Scene("inspector-1", 4, held_by("inspection"), with_inspector, rests=(0.5, 8)),
    Scene("inspector-2", 3, held_by("inspection"), with_second_inspector, rests=(0.5, 8)),
)
_LETTERS = (
    Scene("letter acknowledgement drafted", 3, letter_stands("acknowledgement", "draft"), channel="post"),
    Scene("letter acknowledgement issued", 2, letter_stands("acknowledgement", "signed"), channel="post"),
    Scene("letter result waits", 4, letter_stands("result", "submitted"), channel="post"),
    Scene("letter result returned", 2, letter_stands("result", "returned"), channel="post", wants="letter back"),
    Scene("letter result signed", 3, letter_stands("result", "signed"), channel="post"),
    Scene("letter refusal waits", 2, letter_stands("refusal", "submitted"), fates.refused, channel="post"),
    Scene("letter referral waits", 3, letter_stands("referral", "submitted"), tone="accuse"),
    Scene("letter referral returned", 2, letter_stands("referral", "returned"), tone="accuse", wants="letter back"),
    Scene("letter referral signed", 2, letter_stands("referral", "signed"), tone="accuse"),
    Scene("letter referral classified", 3, letter_stands("referral", "dispatched"), tone="accuse", secrecy=1),
    Scene("letter order waits", 3, letter_stands("order", "submitted"), up_to="director"),
    Scene("letter memo drafted", 2, letter_stands("memo", "draft"), memo),
    Scene("letter memo waits", 2, letter_stands("memo", "submitted"), memo),
    Scene("letter cancelled", 2, letter_stands("memo", "cancelled"), memo, wants="cancel"),
)


def scenes() -> Iterator[Scene]:
    """Yield every scene."""
    for state in MAIN_STATES:
        if state.code not in _ELSEWHERE:
            yield _STATES.get(state.code, Scene(state.code, 4, stands(state.code)))
    for role in fates.LEVELS:
        for purpose, count in (("order", 3), ("consider", 1), ("sign", 1)):
            yield Scene(f"before {role}", count, lies_before(role), up_to=role, purpose=purpose, rests=(0.05, 1.5))
    yield from _of_tracks()
    yield from _APART
    yield from _LETTERS
    for code in LIAISONS:
        yield Scene(f"sent to {code}", 1, track_stands("referral", "sent"), agencies=code, rests=(0.1, 3))
        yield Scene(f"in progress at {code}", 1, track_stands("referral", "in_progress"), agencies=code, rests=(1, 9))


def _of_tracks() -> Iterator[Scene]:
    special = {scene.name for scene in _ON_TRACKS}
    for state in REFERRAL_STATES:
        name = f"referral {state.code}"
        wants = {"returned": "return", "rerouted": "return", "asked": "ask"}.get(state.code, "")
        if name not in special:
            yield Scene(name, 3, track_stands("referral", state.code), wants=wants)
    for times in (1, 2, 3):
        yield Scene(f"chased {times}", 4, track_stands("referral", "in_progress", chased=times), slow)
    for state in ORDER_STATES:
        name = f"order {state.code}"
        if name not in special:
            yield Scene(name, 3, track_stands("order", state.code), up_to="deputy_permanent_secretary")
    yield from _ON_TRACKS


def play(office: Office, scene: Scene, number: int) -> Told:
    """Return how a case of a scene is to be told, so that it stops where it is wanted. Raises: RuntimeError."""
    for attempt in range(40):
        reached = _reached_after(office, scene, number, attempt)
        if reached is None:
            continue
        rest = timedelta(days=office.rng("rest", scene.name, number).uniform(*scene.rests))
        for more in (0, 1, 2, 3, 4):
            at = office.now - reached - rest - timedelta(days=more)
            told = _told(office, scene, number, attempt, at)
            if told.rehearse(until=office.now) or scene.halts is never:
                return told
    raise RuntimeError(scene.name)


def _reached_after(office: Office, scene: Scene, number: int, attempt: int) -> timedelta | None:
    """Return how long such a case takes to come where it is wanted, by living it once in an older time."""
    if scene.halts is never:
        return timedelta()
    told = _told(office, scene, number, attempt, office.now - LOOK_BACK)
    halted = told.rehearse(until=office.now)
    return told.rehearsed.at - told.at if halted and told.rehearsed else None


def _told(office: Office, scene: Scene, number: int, attempt: int, at: datetime) -> Told:
    def make() -> Case:
        return _case(office, scene, office.rng("scene", scene.name, number, attempt), at)

    return Told(scene.name, at, make, lambda _case: scene.fate, scene.halts, letters_too=scene in _LETTERS)


def _case(office: Office, scene: Scene, rng: random.Random, at: datetime) -> Case:
    story = _story(scene, rng)
    case = make_case(office, rng, at=at, story=story, channel=scene.channel)
    case.brought = replace(case.brought, secrecy=scene.secrecy)
    case.up_to, case.purpose, case.only_agencies = scene.up_to, scene.purpose, scene.agencies
    case.wants = scene.wants
    if scene.group:
        case.desk = Desk("psc.coordination3", office.people[f"officer-{scene.group}"], office.people["head-3"])
    return case


def _story(scene: Scene, rng: random.Random) -> Story:
    if scene.tone in {"danger", "royal"}:
        return story_of_tone(scene.tone, rng)
    wanted = [one for share in _CATEGORIES for one in stories_of(share) if one.tone == scene.tone]
    if scene.tone == "problem" and scene.agencies:
        fitting = [one for one in wanted if scene.agencies in one.agencies]
        wanted = fitting or wanted
    return rng.choice(wanted)


_CATEGORIES = (
    "social.noise", "social.electricity", "social.tap_water", "social.roads", "social.flood", "social.smoke",
    "social.smell", "social.traffic", "social.transport", "social.telephone", "economy.cost_of_living", "law.property",
    "environment.pollution", "officials.service", "officials.misconduct", "law.person", "politics.general",
    "economy.programmes", "law.legislation",
)  # fmt: skip
