"""What may become of a petition, told as threads (`living`). Durations are estimates of ours, in days."""

from collections.abc import Sequence
from functools import partial

from palat.duties.petitions.demo import posting
from palat.duties.petitions.demo.case import Case
from palat.duties.petitions.demo.living import Fate, Spawn, Thread, Wait, life, work
from palat.duties.petitions.procedure.words import REFERRAL
from palat.kernel.calendar.queries import limit
from palat.kernel.matters.deciding import ORDER
from palat.kernel.matters.operations.acts import Track

LEVELS = ("group_head", "director", "deputy_permanent_secretary", "permanent_secretary", "minister",
          "deputy_prime_minister", "prime_minister")  # fmt: skip


def screened(case: Case) -> Thread:
    """What comes before everything: danger is telephoned at once, the rest is screened within a day or so."""
    if case.matter.urgency == 0:
        yield life(case, 0.005, 0.035)
        case.coordinate(case.agencies()[0])
        yield life(case, 0.01, 0.1)
    else:
        yield work(case, 0.05, 1.4 if case.rng.random() < 0.93 else 4)


def _looked_at(case: Case, low: float, high: float) -> Thread:
    """What comes before a quick end; words of danger are telephoned about first whatever they turn out to be."""
    if case.matter.urgency == 0:
        yield from screened(case)
    else:
        yield work(case, low, high)


def by_agencies(case: Case, spawn: Spawn) -> Thread:
    """The usual way: accepted, referred, reported, concluded, answered, closed."""
    yield from screened(case)
    if case.rng.random() < 0.05 and case.matter.urgency:
        case.ask_petitioner()
        yield life(case, 1, 12)
        case.add_facts()
        yield work(case, 0.1, 1)
    case.accept()
    if case.answers_by_post:
        spawn(posting.acknowledged(case))
    if case.rng.random() < 0.2:
        yield work(case, 0.1, 1)
        case.write_note()
    yield work(case, 0.1, 2.5 if case.rng.random() < 0.9 else 7)
    refer(case, spawn, case.agencies())


def refer(case: Case, spawn: Spawn, agencies: Sequence[int]) -> None:
    """Send it to agencies, each of which goes its own way from here; an accusation once its letter is signed."""
    if case.by_letter:
        case.prepare_copy()
        for agency_id in agencies:
            _by_letter(case, spawn, agency_id)
        return
    for track in case.refer(agencies):
        spawn(answering(case, spawn, track))


def _by_letter(case: Case, spawn: Spawn, agency_id: int, *, instead_of: Track | None = None) -> None:
    letter = case.draft_referral(agency_id, instead_of=instead_of)
    sent = partial(case.sent_by, letter, instead_of=instead_of)
    spawn(posting.signed(case, letter, lambda: spawn(answering(case, spawn, sent()))))


def answering(case: Case, spawn: Spawn, track: Track) -> Thread:
    """One agency's track until the Office has accepted its report."""
    if case.matter.secrecy:
        return  # no link opens what is classified: its answer comes on paper
    yield work(case, 0.2, 2.5)
    draw = {"return": 0.0, "ask": 0.1}.get(case.wants, case.rng.random())
    if draw < 0.06 and (other := case.free_agency()):
        case.agency_return(track)
        yield work(case, 0.5, 3)
        if case.by_letter:
            _by_letter(case, spawn, other, instead_of=track)
        else:
            spawn(answering(case, spawn, case.reroute(track, other)))
        return
    if draw < 0.11:
        case.agency_ask(track)
        yield work(case, 1, 5)
        case.reply_agency(track)
    elif draw < 0.9:
        case.on_track(case.agency(track), "agency_accept", track)
    spawn(chasing(case, track))
    late = case.wants == "late" or case.rng.random() > _promptness(case)
    yield work(case, 26, 95) if late else work(case, 1, 13)
    if late and case.rng.random() < 0.4:
        case.agency_progress(track)
        yield work(case, 8, 40)
    yield from reported(case, spawn, track)


def _promptness(case: Case) -> float:
    """How likely an agency reports in time: as the category's share of closed cases, a little lower."""
    return case.closed - 0.06


def reported(case: Case, spawn: Spawn, track: Track) -> Thread:
    """The report, its review, and, when no agency is left, the end."""
    result = case.agency_report(track)
    yield work(case, 0.2, 3)
    if case.rng.random() < 0.09:
        case.send_back(track)
        yield work(case, 3, 14)
        result = case.agency_report(track)
        yield work(case, 0.3, 4)
    case.on_track(case.desk.officer, "accept_report", track)
    if not case.tracks(REFERRAL) and not case.unsigned("referral"):
        spawn(ending(case, spawn, result) if case.up_to is None else climbing(case, spawn, case.up_to))


def chasing(case: Case, track: Track) -> Thread:
    """The system chases (ติดตาม/เร่งรัด) when the agency's time is over, each time after the reminder's own limit."""
    clock = next(one for one in case.life.running if one.track_id == track.pk and one.code == "progress")
    yield Wait(max((clock.due_at - case.at).total_seconds() / 86400, 0) + 0.3)
    for after in ("referral.reminder_2", "referral.reminder_3", ""):
        if track.state not in {"sent", "in_progress"} or track.chased >= 3:
            return
        case.chase(track, case.office_chaser())
        if after:
            yield Wait(limit(after, on=case.at.date()).amount + 1.2)


def ending(case: Case, spawn: Spawn, closing: str) -> Thread:
    """Concluded, answered, closed; some rate, a few object."""
    yield work(case, 0.1, 1.5)
    case.conclude(closing)
    yield work(case, 0.1, 2.5)
    case.write_answer()
    yield work(case, 0.01, 0.5)
    case.notify()
    if case.answers_by_post:
        spawn(posting.signed(case, case.draft_result()))
    yield work(case, 0.2, 2.5)
    case.close()
    if case.rng.random() < 0.34:
        yield life(case, 0.2, 12)
        case.rate()
    if case.rng.random() < 0.035:
        yield life(case, 1, 20)
        case.object()
        yield work(case, 0.5, 6)
        if case.rng.random() < 0.4:
            case.decline_review()
            return
        case.accept_review()
        yield work(case, 0.2, 2)
        refer(case, spawn, case.agencies())


def climbing(case: Case, spawn: Spawn, up_to: str) -> Thread:
    """Facts compiled, an opinion laid before each level, decided; orders are followed up."""
    yield work(case, 0.5, 4)
    case.compile()
    yield work(case, 0.5, 5)
    for attempt in range(2):
        case.submit(up_to, case.purpose, urgent=case.matter.urgency < 3)
        returned = attempt == 0 and case.rng.random() < 0.08
        for level in LEVELS[: LEVELS.index(up_to)]:
            yield work(case, 0.2, 1.6)
            if returned and level != "group_head":
                break
            case.endorse()
        else:
            break
        case.give_back()
        yield work(case, 0.5, 4)
    yield work(case, 0.2, 2)
    yield from decided(case, spawn, up_to)


def decided(case: Case, spawn: Spawn, up_to: str) -> Thread:
    """The last level decides, on screen, by pen or by word of mouth."""
    agencies = case.agencies() if case.purpose == "order" else []
    decision = case.rng.choice(["approved", "approved", "approved_noting"]) if agencies else "noted"
    if up_to in LEVELS[4:] and case.wants != "screen" and (case.wants == "word" or case.rng.random() < 0.4):
        case.take_down(decision, case.rng.choice(["pen", "oral"]))
        yield work(case, 0.05, 0.5)
        tracks = case.confirm(agencies)
    else:
        tracks = case.decide(decision, agencies)
    for track in tracks:
        spawn(posting.signed(case, case.draft_order(track)))
        spawn(carrying_out(case, spawn, track))
    if not tracks:
        spawn(ending(case, spawn, "explained"))


def carrying_out(case: Case, spawn: Spawn, track: Track) -> Thread:
    """An agency carries out an item of an order."""
    yield work(case, 0.5, 4)
    case.on_track(case.agency(track), "order_acknowledge", track)
    yield work(case, 12, 60)
    case.order_report(track)
    yield work(case, 0.5, 4)
    if case.rng.random() < 0.12:
        case.on_track(case.desk.officer, "order_send_back", track, "ยังขาดภาพถ่ายหลังดำเนินการและวันแล้วเสร็จ")
        yield work(case, 4, 15)
        case.order_report(track)
        yield work(case, 0.5, 3)
    case.on_track(case.desk.officer, "order_verify", track)
    if not case.tracks(ORDER):
        spawn(ending(case, spawn, "solved"))


def answered_at_once(case: Case, _spawn: Spawn) -> Thread:
    """Explained while the person is on the line, or within the day."""
    yield from _looked_at(case, 0.02, 0.6)
    case.answer_at_once()
    if case.rng.random() < 0.2:
        yield life(case, 0.05, 4)
        case.rate()


def taken_note_of(case: Case, _spawn: Spawn) -> Thread:
    """An opinion of which note is taken."""
    yield from _looked_at(case, 0.3, 3)
    case.note()


def refused(case: Case, spawn: Spawn) -> Thread:
    """Not accepted: one proposes, another approves."""
    yield from screened(case)
    case.propose_refusal()
    yield work(case, 0.5, 5)
    case.approve_refusal()
    if case.answers_by_post:
        spawn(posting.signed(case, case.draft_refusal()))
    if case.rng.random() < 0.08:
        yield life(case, 2, 20)
        case.object()
        yield work(case, 0.5, 5)
        case.accept_review()
        yield work(case, 0.3, 2)
        refer(case, spawn, case.agencies())


def silent(case: Case, spawn: Spawn) -> Thread:
    """Facts were asked for and never came: not accepted for want of them."""
    yield from screened(case)
    case.ask_petitioner()
    yield work(case, 16, 28)
    case.propose_refusal()
    yield work(case, 0.5, 4)
    case.approve_refusal()
    if case.answers_by_post:
        spawn(posting.signed(case, case.draft_refusal()))


def withdrawn(case: Case, _spawn: Spawn) -> Thread:
    """The petitioner withdraws."""
    yield from screened(case)
    case.accept()
    yield life(case, 1, 15)
    case.withdraw()


def suspended(case: Case, _spawn: Spawn) -> Thread:
    """Suspended by the committee's rules."""
    yield from screened(case)
    case.accept()
    yield work(case, 0.5, 3)
    case.suspend()


def examined(case: Case, spawn: Spawn) -> Thread:
    """Examined by the Office itself: a visit to the place, facts, opinion."""
    yield from screened(case)
    case.accept()
    yield work(case, 2, 9)
    case.visit()
    spawn(climbing(case, spawn, case.up_to or "director"))


def held(case: Case, _spawn: Spawn) -> Thread:
    """Touches what named people alone may open: accepted, and kept in its own queue."""
    yield work(case, 0.1, 1)
    yield work(case, 300, 301)


_USUAL: tuple[tuple[Fate, float], ...] = (
    (by_agencies, 80), (answered_at_once, 10), (refused, 3), (silent, 1.2), (withdrawn, 1.6), (suspended, 0.5),
    (examined, 1.5), (taken_note_of, 1),
)  # fmt: skip
_OPINION: tuple[tuple[Fate, float], ...] = ((taken_note_of, 62), (answered_at_once, 22), (by_agencies, 16))


def fate_of(case: Case) -> Fate:
    """Return what becomes of a case."""
    tone = case.told.story.tone
    if tone == "royal":
        return held
    if tone == "danger":
        return by_agencies
    fates, weights = zip(*(_OPINION if tone == "opinion" else _USUAL), strict=True)
    return case.rng.choices(fates, weights)[0]  # type: ignore[no-any-return]


def level_of(case: Case) -> str | None:
    """Return up to which level a case climbs after its agencies have reported; most end low, or nowhere."""
    share = 0.3 if case.matter_kind == "accusation" else 0.05
    if case.rng.random() > share:
        return None
    return case.rng.choices(LEVELS, (34, 34, 12, 9, 5, 3, 3))[0]
